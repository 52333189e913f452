//! What whoever runs the server reads while everybody crawls: that it happened, and nothing of whom it is about.

use super::world::{SEATED, World};
use crate::house::Written;
use std::sync::PoisonError;
use tracing::subscriber::DefaultGuard;

/// All that is written down on this thread, where the server of such a test runs too.
pub struct Log {
    written: Written,
    _heard: DefaultGuard,
}

impl Log {
    pub fn begin() -> Self {
        let written = Written::default();
        let heard = tracing_subscriber::fmt().with_ansi(false).with_writer(written.clone());
        Self { written, _heard: tracing::subscriber::set_default(heard.finish()) }
    }

    /// Whose fact, name, seat or family stands there.
    pub fn tells(&self, w: &World) -> Vec<String> {
        let bytes = self.written.0.lock().unwrap_or_else(PoisonError::into_inner);
        let text = String::from_utf8_lossy(&bytes);
        let lines: Vec<_> = text.lines().filter(|it| it.contains(" security: ")).collect();
        assert!(lines.len() > 100, "{} lines: strangers asked for much", lines.len());
        for kind in ["forbidden", "signed-in"] {
            assert!(text.contains(&format!("kind=\"{kind}\"")), "{kind}");
        }
        let names = SEATED.into_iter().chain(["Rita", "Vera"]);
        let ids = names.clone().map(|it| w.id(it).to_string());
        let families = ["Amina", "Vera"].map(|it| w.who(it).family.to_string());
        let words = w.facts.iter().map(|it| it.word.clone());
        let all = names.map(str::to_owned).chain(ids).chain(families).chain(words);
        all.filter(|it| text.contains(it)).collect()
    }
}
