//! One file per group of answers.

pub mod address;
pub mod body;
pub mod commands;
pub mod enter;
pub mod export;
pub mod families;
pub mod forms;
pub mod gate;
pub mod headers;
pub mod health;
pub mod join;
pub mod key;
pub mod looked;
pub mod metrics;
pub mod oidc;
pub mod openapi;
pub mod page;
pub mod passkey;
pub mod problem;
pub mod session;
pub mod site;
pub mod word;
