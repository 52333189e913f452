//! How people are reached, told to some and kept from others.

use super::World;
use domain::shield::Kind;

/// Two guardians, each with a home, a number and a school the other must not know, and a card in which another gives one away.
pub async fn reached(w: &mut World) {
    for (by, other) in [("Amina", "Omar"), ("Omar", "Amina")] {
        let alone = w.fact(&[by]);
        w.notes(by, by, Kind::Address, &format!("{alone}vej 7"), (&[], &[other]), None).await;
        let unkept = w.fact(&[by]);
        w.notes(by, by, Kind::Email, &format!("{unkept}@hus.dk"), (&[], &[]), None).await;
        let number = format!("735192{}", if by == "Amina" { 64 } else { 65 });
        w.says(number.clone(), &[by, "Eva"]);
        w.notes(by, by, Kind::Phone, &number, (&["Eva"], &[other]), None).await;
        let place = w.fact(&[by, "Sofie", "Tove"]);
        let known = ["Sofie", "Tove"];
        w.notes(by, "Sofie", Kind::Institution, &place, (&known, &[other]), None).await;
        let meeting = w.fact(&[by, "Mette"]);
        let at = w.dialogues.first().copied();
        w.notes(by, "Ali", Kind::MeetingPlace, &meeting, (&["Mette"], &[other]), at).await;
    }
    // Whatever another writes with it is as hard to see; and nobody else is kept from it.
    let home = w.once(&["Amina", "Eva", "Ali", "Mette"]);
    w.notes("Amina", "Ali", Kind::Address, &format!("{home}vej 9"), (&["Eva"], &["Omar"]), None)
        .await;
    let word = w.once(&["Amina", "Eva", "Ali", "Mette"]);
    w.does("Eva", w.card("Ali", format!("{word} hjemme på {home}vej"), None, true)).await;
    let word = w.once(&["Amina", "Omar", "Eva", "Ali", "Mette"]);
    w.does("Eva", w.card("Ali", word, None, true)).await;
    // A guest's own, from a guardian.
    let own = w.fact(&["Eva", "Amina"]);
    w.notes("Eva", "Eva", Kind::Address, &format!("{own}gade 3"), (&["Amina"], &["Omar"]), None)
        .await;
}
