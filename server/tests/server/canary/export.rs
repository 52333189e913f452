//! What a person takes along is what they see: their own copy, no word more and none less, in each of its shapes.

use super::rows;
use super::world::{SEATED, World};
use crate::given::again;
use domain::looked::{Part, Way};

const COPIES: [&str; 3] = ["/f/{}/export", "/f/{}/export.json", "/api/v1/families/{}/export"];

/// What is wrong with everybody's copies.
pub async fn miscopied(w: &World) -> Vec<String> {
    let mut wrong = Vec::new();
    let family = w.who("Amina").family.to_string();
    for name in SEATED {
        // Who is there by profession has just proved who they are.
        let who = again(&w.server, w.who(name), "").await;
        let view = who.client.get(&who.at("")).await.text().await.unwrap();
        for path in COPIES.map(|path| path.replace("{}", &family)) {
            let copy = who.client.get(&path).await;
            assert_eq!(copy.status(), 200, "{name} {path}");
            let copy = copy.text().await.unwrap();
            for word in w.facts.iter().map(|it| &it.word) {
                if copy.contains(word) != view.contains(word) {
                    wrong.push(format!("{name}: {word} in {path}, not as in the view"));
                }
            }
        }
        let row = (who.me, w.server.clock.now(), Part::Whole, Way::Export);
        if !rows::rows(w).await.contains(&row) {
            wrong.push(format!("{name} left no row for a copy"));
        }
    }
    wrong
}
