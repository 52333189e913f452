//! The whole server, from outside: real sockets, a real store, no mocks, no waiting for time.

#![allow(clippy::unwrap_used, reason = "a helper of a test may fail the test")]

#[path = "server/accounts.rs"]
mod accounts;
#[path = "server/around.rs"]
mod around;
#[path = "server/audit.rs"]
mod audit;
#[path = "server/audit_changes.rs"]
mod audit_changes;
#[path = "server/backup.rs"]
mod backup;
#[path = "server/backup_keys.rs"]
mod backup_keys;
#[path = "server/backup_postgres.rs"]
mod backup_postgres;
#[path = "server/balanced.rs"]
mod balanced;
#[path = "server/busy.rs"]
mod busy;
#[path = "server/canary.rs"]
mod canary;
#[path = "server/circle.rs"]
mod circle;
#[path = "server/closing.rs"]
mod closing;
#[path = "server/coming_back.rs"]
mod coming_back;
#[path = "server/coming_in.rs"]
mod coming_in;
#[path = "server/coming_in_again.rs"]
mod coming_in_again;
#[path = "server/coming_in_by_form.rs"]
mod coming_in_by_form;
#[path = "server/commands.rs"]
mod commands;
#[path = "server/consent.rs"]
mod consent;
#[path = "server/crowd.rs"]
mod crowd;
#[path = "server/devices.rs"]
mod devices;
#[path = "server/door.rs"]
mod door;
#[path = "server/edge.rs"]
mod edge;
#[path = "server/ended.rs"]
mod ended;
#[path = "server/erasing.rs"]
mod erasing;
#[path = "server/export.rs"]
mod export;
#[path = "server/facts.rs"]
mod facts;
#[path = "server/foreign.rs"]
mod foreign;
#[path = "server/forged_fields.rs"]
mod forged_fields;
#[path = "server/forms.rs"]
mod forms;
#[path = "server/fuzz.rs"]
mod fuzz;
#[path = "server/given.rs"]
mod given;
#[path = "server/goodbye.rs"]
mod goodbye;
#[path = "server/hand_over.rs"]
mod hand_over;
#[path = "server/hand_over_blind.rs"]
mod hand_over_blind;
#[path = "server/hand_over_forged.rs"]
mod hand_over_forged;
#[path = "server/held.rs"]
mod held;
#[path = "server/hidden.rs"]
mod hidden;
#[path = "server/house.rs"]
mod house;
#[path = "server/hung.rs"]
mod hung;
#[path = "server/kill.rs"]
mod kill;
#[path = "server/kill_forms.rs"]
mod kill_forms;
#[path = "server/kill_postgres.rs"]
mod kill_postgres;
#[path = "server/killing.rs"]
mod killing;
#[path = "server/knock.rs"]
mod knock;
#[path = "server/limits.rs"]
mod limits;
#[path = "server/live.rs"]
mod live;
#[path = "server/looked.rs"]
mod looked;
#[path = "server/looked_live.rs"]
mod looked_live;
#[path = "server/low.rs"]
mod low;
#[path = "server/offline.rs"]
mod offline;
#[path = "server/oidc.rs"]
mod oidc;
#[path = "server/oidc_house.rs"]
mod oidc_house;
#[path = "server/own_room.rs"]
mod own_room;
#[path = "server/parted.rs"]
mod parted;
#[path = "server/passkey.rs"]
mod passkey;
#[path = "server/phone.rs"]
mod phone;
#[path = "server/presence.rs"]
mod presence;
#[path = "server/profession.rs"]
mod profession;
#[path = "server/renewed.rs"]
mod renewed;
#[path = "server/replayed.rs"]
mod replayed;
#[path = "server/rooms.rs"]
mod rooms;
#[path = "server/rotation.rs"]
mod rotation;
#[path = "server/said_again.rs"]
mod said_again;
#[path = "server/scanned.rs"]
mod scanned;
#[path = "server/second.rs"]
mod second;
#[path = "server/security.rs"]
mod security;
#[path = "server/session.rs"]
mod session;
#[path = "server/smuggled.rs"]
mod smuggled;
#[path = "server/socket.rs"]
mod socket;
#[path = "server/step_up.rs"]
mod step_up;
#[path = "server/stolen.rs"]
mod stolen;
#[path = "server/strangers.rs"]
mod strangers;
#[path = "server/taken_back.rs"]
mod taken_back;
#[path = "throwaway/postgres.rs"]
mod throwaway;
#[path = "server/together.rs"]
mod together;
#[path = "server/told.rs"]
mod told;
#[path = "server/trial.rs"]
mod trial;
#[path = "server/ways.rs"]
mod ways;
