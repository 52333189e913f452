//! Who went to another house and has not come back, and who came back and is asked something.

use super::Somebody;
use super::provider::Asked;
use crate::auth::shelf::Shelf;
use crate::store::Hash;
use serde::{Deserialize, Serialize};

/// By the state that the house sends back.
pub const ASKED: Shelf<Asked> = Shelf::named("asked");
/// By the browser's own word, which is the only one there is.
pub const JOINING: Shelf<Joining> = Shelf::named("joining");

/// Somebody who is signed in, and who came back as somebody we do not know: they are asked whether the two are one. Stored type,
/// for ten minutes.
#[derive(Serialize, Deserialize)]
pub struct Joining {
    pub somebody: Somebody,
    /// The session that asked. The answer counts for its account only.
    pub session: Hash,
}
