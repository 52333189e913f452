//! The same crawl where all was written by one process and is heard and fetched at another. What the two tell each other is heard by
//! whoever can reach the database: it holds no canary, sealed or opened.

use super::crawled;
use super::world::{World, told_by};
use crate::together::{Shared, at};
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use server::store::AccountId;
use server::store::together::Hears;
use server::vault::{Own, Vault};
use std::sync::{Arc, Mutex};
use uuid::Uuid;

/// Everything that is said on the database.
async fn overhears(mut ear: Box<dyn Hears>, said: Arc<Mutex<Vec<String>>>) {
    while let Some(word) = ear.next().await {
        said.lock().unwrap().push(word);
    }
}

/// As whoever held the key of the processes would read it.
fn opened(vault: &Vault, word: &str) -> String {
    let sealed = STANDARD_NO_PAD.decode(word).unwrap();
    let plain = vault.open_own(Own::Words, (AccountId(Uuid::nil()), &[0; 32]), &sealed).unwrap();
    String::from_utf8(plain.to_vec()).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_meets_more_by_another_process_and_what_the_processes_say_holds_ids_only() {
    let shared = Shared::postgres().await;
    let (one, two, _) = shared.two().await;
    let said = Arc::new(Mutex::new(Vec::new()));
    let ear = two.store.listen().await.unwrap().expect("words are passed on");
    let overhearing = tokio::spawn(overhears(ear, said.clone()));
    let World { server: one, mut people, dialogues, open, heard, facts } =
        told_by(one, Some(&two)).await;
    for person in people.values_mut() {
        *person = at(&two, person);
    }
    let mut w = World { server: two, people, dialogues, open, heard, facts };
    assert_eq!(crawled(&mut w).await, Vec::<String>::new());
    overhearing.abort();
    let said: Vec<String> = said.lock().unwrap().clone();
    let opened: Vec<String> = said.iter().map(|it| opened(&one.parts.vault, it)).collect();
    // That somebody writes somewhere is passed on, and is one of the facts: so the words are read, and are all there.
    let (passing, words): (Vec<_>, Vec<_>) =
        w.facts.iter().partition(|it| it.word.starts_with('{'));
    let stands = |word: &str, all: &[String]| all.iter().any(|it| it.contains(word));
    assert!(passing.len() > 2 && passing.iter().all(|it| stands(&it.word, &opened)));
    for kind in ["wrote", "here", "passing", "beat"] {
        assert!(stands(&format!("\"{kind}\""), &opened), "nobody said {kind}");
    }
    for fact in words {
        assert!(!stands(&fact.word, &said) && !stands(&fact.word, &opened), "{}", fact.word);
    }
}
