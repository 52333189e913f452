//! Forms that work without JavaScript. Each makes the same command that the living page would send, and goes the same way.
//!
//! What was typed is never lost: where a form is not carried out, the page comes back with everything in it.

mod account;
mod consent;
mod devices;
mod dialogue;
mod fields;
mod hand_over;
mod join;
mod language;
mod mine;
mod new;
mod oidc;
mod passkey;
mod people;
mod plan;
mod ruler;
mod send;
mod sign_in;
mod step_up;
mod trial;

pub use account::{PAGE as ACCOUNT, account, account_page};
pub use consent::{consent, shield};
pub use devices::devices;
pub use dialogue::{dialogue, dialogues};
pub use hand_over::{hand_over, hand_over_page, stays};
pub use join::{code, join};
pub use language::language;
pub use mine::mine;
pub use new::new;
pub use oidc::{connected, parted, set_out_to};
pub use passkey::passkeys;
pub use people::people;
pub use plan::plan;
pub use ruler::ruler;
pub use send::come_again;
pub use sign_in::{sign_in, sign_in_page};
pub use step_up::{step_up, step_up_page};
