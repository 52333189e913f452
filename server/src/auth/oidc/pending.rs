//! Who went to another house and has not come back, and who came back and is asked something.

use super::Somebody;
use super::provider::Asked;
use crate::auth::shelf::{Missing, Shelf};
use crate::store::Hash;
use chrono::{DateTime, Utc};

/// See the module.
#[derive(Default)]
pub struct Pending {
    asked: Shelf<Asked>,
    joining: Shelf<Joining>,
}

/// Somebody who is signed in, and who came back as somebody we do not know: they are asked whether the two are one.
pub struct Joining {
    pub somebody: Somebody,
    /// The session that asked. The answer counts for its account only.
    pub session: Hash,
}

impl Pending {
    pub fn ask(&self, state: &str, browser: &str, asked: Asked, now: DateTime<Utc>) {
        self.asked.keep(state, browser, asked, now);
    }

    pub fn came_back(
        &self,
        state: &str,
        browser: Option<&str>,
        now: DateTime<Utc>,
    ) -> Result<Asked, Missing> {
        self.asked.take(state, browser, now)
    }

    /// The browser's own word is the only one there is.
    pub fn join(&self, browser: &str, joining: Joining, now: DateTime<Utc>) {
        self.joining.keep(browser, browser, joining, now);
    }

    pub fn joined(&self, browser: &str, now: DateTime<Utc>) -> Result<Joining, Missing> {
        self.joining.take(browser, Some(browser), now)
    }
}
