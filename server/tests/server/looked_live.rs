//! Who has looked, where no page is fetched: somebody goes on in a page that stands open, and is told more as it stands there.

use crate::given::{Person, Running, family, noon, place, sent};
use crate::socket::Socket;
use chrono::{DateTime, TimeDelta, Utc};
use domain::consent::{Command as Consent, Heard, Section};
use domain::looked::{Ground, Look, Part, Seen, Way};
use domain::people::Role;
use domain::protocol::{FromClient, FromServer};
use domain::ruler::Seen as Shown;
use domain::talk::Command as Talk;
use domain::{CardId, Command, DialogueId, MemberId};
use server::clock::new_id;
use server::vault::Table;
use std::time::Duration;

type Row = (Part, Way, Ground, DateTime<Utc>);

/// The rows of one person, oldest first, out of the store. What was made ready through the API does not count.
async fn rows(server: &Running, of: &Person) -> Vec<Row> {
    let key = server.parts.family_key(of.family).await.unwrap();
    let mut rows = Vec::new();
    for row in server.store.looks(of.family, u64::MAX, 1_000).await.unwrap() {
        let plain = key.open(Table::Looked, 0, &row.body).unwrap();
        let look: Look = serde_json::from_slice(&plain).unwrap();
        rows.push((look.by, (look.part, look.way, look.ground, look.at)));
    }
    rows.reverse();
    rows.into_iter()
        .filter(|(by, row)| *by == of.me && row.1 != Way::Api)
        .map(|(_, row)| row)
        .collect()
}

async fn sees(socket: &mut Socket, seen: impl Into<Seen>) {
    socket.say(&FromClient::Sees { seen: seen.into() }).await;
    // An answer on the same line says that it was heard.
    socket.does(sent(Command::Talk(Talk::Remove { id: CardId(new_id()) }))).await;
}

async fn gives(by: &Person, to: MemberId, section: Section) {
    let until = noon().date_naive() + TimeDelta::days(60);
    let (of, sections, purpose) = (None, [section].into(), "Vi følges ad".to_owned());
    by.does(Command::Consent(Consent::Give {
        to,
        of,
        sections,
        purpose,
        until,
        heard: Heard::Fine,
    }))
    .await;
}

fn minutes(server: &Running, after: i64) -> DateTime<Utc> {
    let now = noon() + TimeDelta::minutes(after);
    server.clock.set(now);
    now
}

// [S34]
#[tokio::test]
async fn whoever_goes_on_in_an_open_page_leaves_a_row_of_each_part() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let amina = mette.with(&server, "Amina", Role::Guardian).await;
    amina.client.get(&amina.page("/plan")).await;
    let mut socket = Socket::enter(&amina, 0).await;
    socket.snapshot().await;
    for part in [Part::Plan, Part::Dreams, Part::Plan, Part::Dreams] {
        sees(&mut socket, part).await;
    }
    let at_noon = |part, way| (part, way, Ground::Custody, noon());
    let mut expected = vec![
        at_noon(Part::Plan, Way::Page),
        at_noon(Part::Whole, Way::Live),
        at_noon(Part::Dreams, Way::Page),
    ];
    assert_eq!(rows(&server, &amina).await, expected, "the page itself was one of them");
    let later = minutes(&server, 10);
    sees(&mut socket, Part::Plan).await;
    expected.push((Part::Plan, Way::Page, Ground::Custody, later));
    assert_eq!(rows(&server, &amina).await, expected);
}

/// A minute goes by for a socket, and it is asked whether it is still there.
async fn minute(server: &Running, socket: &mut Socket, after: i64) {
    minutes(server, after);
    server.clock.goes_by(Duration::from_mins(1));
    socket.until(|it| matches!(it, FromServer::Here {}).then_some(())).await;
}

/// However long it stands open, and however much is told or not: a row of the whole and one of what is on the screen in ten minutes.
#[tokio::test]
async fn an_open_page_leaves_two_rows_in_ten_minutes_whatever_it_is_told() {
    for told in [0, 3] {
        let server = Running::start().await;
        let mette = family(&server).await;
        let amina = mette.with(&server, "Amina", Role::Guardian).await;
        let mut socket = Socket::enter(&amina, 0).await;
        socket.snapshot().await;
        sees(&mut socket, Part::Ruler).await;
        assert_eq!(rows(&server, &amina).await.len(), 2);
        let child = mette.child().await;
        for after in 1..=60 {
            minute(&server, &mut socket, after).await;
            for _ in 0..told {
                mette.does(place(child, "", Shown::Circle)).await;
                assert_eq!(socket.news().await.events.len(), 1);
            }
        }
        let rows = rows(&server, &amina).await;
        let tens: Vec<_> = (0..=6).map(|tens| noon() + TimeDelta::minutes(tens * 10)).collect();
        for (part, way) in [(Part::Whole, Way::Live), (Part::Ruler, Way::Page)] {
            let at = rows.iter().filter(|it| (it.0, it.1) == (part, way)).map(|it| it.3);
            assert_eq!(at.collect::<Vec<_>>(), tens, "{part:?}");
        }
        assert_eq!(rows.len(), 14);
    }
}

/// Others read the rows: one at the moment when something was told would say that it was.
#[tokio::test]
async fn what_is_told_leaves_no_row_of_its_own_also_where_one_is_due() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let amina = mette.with(&server, "Amina", Role::Guardian).await;
    let mut socket = Socket::enter(&amina, 0).await;
    socket.snapshot().await;
    sees(&mut socket, Part::Ruler).await;
    minutes(&server, 11);
    mette.does(place(mette.child().await, "", Shown::Circle)).await;
    socket.news().await;
    amina.gives(amina.with(&server, "Eva", Role::Network).await.me, &[Section::Plan]).await;
    let gave = |it: &FromServer| serde_json::to_string(it).unwrap().contains("hjælpes ad");
    socket.until(|it| gave(&it).then_some(())).await;
    assert_eq!(
        rows(&server, &amina).await.len(),
        2,
        "the same ground, and it stands open as before"
    );
    minute(&server, &mut socket, 12).await;
    assert_eq!(rows(&server, &amina).await.len(), 4);
}

/// Two devices of one person: the rows are hers, and go on when one of them is shut.
#[tokio::test]
async fn a_second_page_of_the_same_person_neither_doubles_the_rows_nor_delays_them() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let amina = mette.with(&server, "Amina", Role::Guardian).await;
    let mut first = Socket::enter(&amina, 0).await;
    first.snapshot().await;
    minutes(&server, 5);
    let mut second = Socket::enter(&amina, 0).await;
    second.snapshot().await;
    for after in 6..=9 {
        minute(&server, &mut second, after).await;
    }
    drop(first);
    for after in 10..=30 {
        minute(&server, &mut second, after).await;
    }
    let at: Vec<_> = rows(&server, &amina).await.into_iter().map(|it| it.3).collect();
    assert_eq!(at, [0, 10, 20, 30].map(|after| noon() + TimeDelta::minutes(after)));
}

// [S34]
/// Nothing was fetched, and ten minutes are not over: the ground is another, so it is another look.
#[tokio::test]
async fn what_is_given_while_a_page_stands_open_leaves_its_rows_before_it_is_told() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let amina = mette.with(&server, "Amina", Role::Guardian).await;
    let eva = mette.with(&server, "Eva", Role::Network).await;
    let mut socket = Socket::enter(&eva, 0).await;
    socket.snapshot().await;
    sees(&mut socket, Part::Plan).await;
    let seat = |part, way| (part, way, Ground::Seat, noon());
    let before = [seat(Part::Whole, Way::Live), seat(Part::Plan, Way::Page)];
    assert_eq!(rows(&server, &eva).await, before);
    let given = minutes(&server, 1);
    gives(&amina, eva.me, Section::Plan).await;
    let told =
        |it| matches!(it, FromServer::Snapshot { .. } | FromServer::News { .. }).then_some(());
    socket.until(told).await;
    let consent = |part, way| (part, way, Ground::Consent, given);
    let after = [consent(Part::Whole, Way::Live), consent(Part::Plan, Way::Page)];
    assert_eq!(rows(&server, &eva).await, [before, after].concat());
    // The dreams were not given: to look at them there is still no more ground than the seat.
    sees(&mut socket, Part::Dreams).await;
    let dreams = (Part::Dreams, Way::Page, Ground::Seat, given);
    assert_eq!(rows(&server, &eva).await.last(), Some(&dreams));
}

// [S34]
#[tokio::test]
async fn a_dialogue_that_nobody_shows_is_no_row_of_its_own() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let amina = mette.with(&server, "Amina", Role::Guardian).await;
    let mut socket = Socket::enter(&amina, 0).await;
    socket.snapshot().await;
    for _ in 0..20 {
        let dialogue = Some(DialogueId(new_id()));
        sees(&mut socket, Seen { part: Part::Dialogues, dialogue }).await;
    }
    assert_eq!(rows(&server, &amina).await.len(), 2);
}
