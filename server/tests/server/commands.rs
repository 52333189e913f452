//! Commands over HTTP: each is carried out once, in order, or not at all.

use crate::given::{Running, family, noon, nth, place, sent};
use crate::socket::Socket;
use chrono::Days;
use domain::protocol::{Answer, FromClient, FromServer, News, Outcome, Snapshot};
use domain::ruler::Seen;
use domain::talk::{self, Column};
use domain::{CardId, Command, Refusal, people, plan};
use reqwest::Response;
use serde_json::{Value, json};
use server::clock::new_id;

// [S7] [S18]
#[tokio::test]
async fn the_same_command_twice_gets_the_same_answer() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let child = mette.child().await;
    let command = sent(place(child, "", Seen::Circle));
    let first = mette.send(&command).await;
    mette.does(place(child, "", Seen::Circle)).await;
    assert!(matches!(first.outcome, Outcome::Done { seq } if seq == nth(2)));
    assert_eq!(mette.send(&command).await, first);
    assert_eq!(mette.view().await.seq, nth(3));
    let refused =
        sent(Command::People(people::Command::Revoke { id: domain::InvitationId(new_id()) }));
    let first = mette.send(&refused).await;
    assert!(matches!(first.outcome, Outcome::Refused { refusal: Refusal::Unknown }));
    assert_eq!(mette.send(&refused).await, first);
}

// [S7]
#[tokio::test]
async fn somebody_elses_command_id_is_taken_and_says_nothing() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let amina = mette.with(&server, "Amina", people::Role::Guardian).await;
    let command = sent(place(mette.child().await, "", Seen::Mine));
    mette.send(&command).await;
    assert_eq!(amina.send(&command).await.outcome, Outcome::Refused { refusal: Refusal::Already });
}

// [S1]
#[tokio::test]
async fn twenty_writers_at_once_leave_no_gap() {
    let data = tempfile::tempdir().unwrap();
    let server = Running::on_disk(data.path()).await;
    let mette = family(&server).await;
    let child = mette.child().await;
    let writer = |_| {
        let mette = mette.clone();
        tokio::spawn(async move { mette.does(place(child, "", Seen::Circle)).await })
    };
    let writers: Vec<_> = (0..20).map(writer).collect();
    let mut seqs = Vec::new();
    for writer in writers {
        seqs.push(writer.await.unwrap());
    }
    seqs.sort_unstable();
    assert_eq!(seqs, (2..=21).map(nth).collect::<Vec<_>>());
    let since = mette.at(&format!("/events?since={}", nth(1)));
    let news: News = mette.client.get(&since).await.json().await.unwrap();
    assert_eq!(news.events.iter().map(|it| it.seq).collect::<Vec<_>>(), seqs);
    let log = server.store.events(mette.family, 0).await.unwrap();
    assert!(log.iter().map(|it| it.seq).eq(1..=21));
}

// [S9] [S25]
#[tokio::test]
async fn a_list_is_answered_in_order_and_a_refusal_stops_nothing() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let child = mette.child().await;
    let revoke = Command::People(people::Command::Revoke { id: domain::InvitationId(new_id()) });
    let list =
        [sent(place(child, "", Seen::Circle)), sent(revoke), sent(place(child, "", Seen::Circle))];
    let response =
        mette.client.post(&mette.at("/commands"), &serde_json::to_value(&list).unwrap()).await;
    let answers: Vec<Answer> = response.json().await.unwrap();
    assert_eq!(answers.iter().map(|it| it.id).collect::<Vec<_>>(), list.each_ref().map(|it| it.id));
    let outcomes = answers.iter().map(|it| it.outcome).collect::<Vec<_>>();
    assert_eq!(
        outcomes,
        [
            Outcome::Done { seq: nth(2) },
            Outcome::Refused { refusal: Refusal::Unknown },
            Outcome::Done { seq: nth(3) }
        ]
    );
    let many: Vec<_> = (0..101).map(|_| sent(place(child, "", Seen::Circle))).collect();
    let response =
        mette.client.post(&mette.at("/commands"), &serde_json::to_value(&many).unwrap()).await;
    problem(response, 413, "/problems/too-large").await;
    assert_eq!(mette.view().await.seq, nth(3));
}

/// All of it is said before anything is heard. Each could only be answered so where the one before it was carried out.
// [S9]
#[tokio::test]
async fn over_one_socket_they_are_carried_out_in_their_order_and_a_refusal_stops_none() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let child = mette.child().await;
    let mut socket = Socket::enter(&mette, 0).await;
    socket.snapshot().await;
    let (on, shared, dialogue) = (noon().date_naive(), true, None);
    let (mut asked, mut seq) = (Vec::new(), nth(1));
    for _ in 0..20 {
        let id = CardId(new_id());
        let (column, text, notices) = (Column::Worry, "ord".to_owned(), String::new());
        let write =
            talk::Command::Write { id, about: child, column, text, notices, dialogue, on, shared };
        let remove = || sent(Command::Talk(talk::Command::Remove { id }));
        let refusal = Refusal::Unknown;
        for (sent, done) in
            [(sent(Command::Talk(write)), true), (remove(), true), (remove(), false)]
        {
            seq += nth(u64::from(done));
            let outcome = if done { Outcome::Done { seq } } else { Outcome::Refused { refusal } };
            socket.say(&FromClient::Do { sent: sent.clone() }).await;
            asked.push(Answer { id: sent.id, outcome });
        }
    }
    for expected in asked {
        let answer = socket
            .until(|it| if let FromServer::Answer { answer } = it { Some(answer) } else { None })
            .await;
        assert!(answer == expected, "{:?} and not {:?}", answer.outcome, expected.outcome);
    }
    assert!(mette.view().await.family.talk.cards.is_empty());
}

/// An error for other programs, in full.
pub async fn problem(response: Response, status: u16, kind: &str) -> Value {
    assert_eq!(response.headers()["content-type"], "application/problem+json");
    assert_eq!(response.status(), status);
    let body: Value = response.json().await.unwrap();
    assert_eq!(
        (body["type"].as_str(), body["status"].as_u64()),
        (Some(kind), Some(u64::from(status)))
    );
    assert!(body["title"].as_str().unwrap().ends_with('.'));
    body
}

// [S22] [S25]
#[tokio::test]
async fn what_cannot_be_read_is_said_kindly_and_changes_nothing() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let raw = async |body: String| {
        let request = mette.client.ask(reqwest::Method::POST, &mette.at("/commands"));
        request.header("content-type", "application/json").body(body).send().await.unwrap()
    };
    problem(raw("{\"id\": ".into()).await, 400, "/problems/malformed").await;
    problem(raw(String::new()).await, 400, "/problems/malformed").await;
    problem(raw("[{\"id\": 1}]".into()).await, 422, "/problems/unknown-shape").await;
    let unknown = json!({ "id": new_id(), "command": { "people": { "dance": {} } } });
    problem(raw(unknown.to_string()).await, 422, "/problems/unknown-shape").await;
    let off_scale =
        serde_json::to_string(&sent(place(mette.child().await, "", Seen::Mine))).unwrap();
    problem(
        raw(off_scale.replace("\"level\":2", "\"level\":9")).await,
        422,
        "/problems/unknown-shape",
    )
    .await;
    let huge =
        serde_json::to_string(&sent(place(mette.child().await, &"x".repeat(100_000), Seen::Mine)))
            .unwrap();
    problem(raw(huge).await, 413, "/problems/too-large").await;
    problem(raw(format!("[{}]", " ".repeat(600_000))).await, 413, "/problems/too-large").await;
    let missing = mette.client.get(&mette.at("/events?since=x")).await;
    problem(missing, 422, "/problems/unknown-shape").await;
    problem(mette.client.get("/api/v1/nothing").await, 404, "/problems/not-found").await;
    assert_eq!(mette.view().await.seq, nth(1));
}

#[tokio::test]
async fn every_script_is_kept_as_it_was_written_and_days_are_checked() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let child = mette.child().await;
    let words = "سلام 👩‍👧‍👦 – \"hej\" <b>\u{202e}abc";
    mette.does(place(child, words, Seen::Circle)).await;
    let kept = mette.view().await.family.ruler.placements.into_values().next().unwrap();
    assert_eq!(kept.because, words);
    let yesterday = noon().date_naive() - Days::new(2);
    let step = |due| plan::Command::AddStep {
        id: domain::StepId(new_id()),
        goal: None,
        what: "Ringe".into(),
        holder: mette.me,
        due: Some(due),
        help: String::new(),
        dialogue: None,
        on: noon().date_naive(),
    };
    let past = mette.send(&sent(Command::Plan(step(yesterday)))).await;
    assert_eq!(past.outcome, Outcome::Refused { refusal: Refusal::InThePast });
    let long = mette.send(&sent(place(child, &"ø".repeat(2001), Seen::Circle))).await;
    assert_eq!(long.outcome, Outcome::Refused { refusal: Refusal::TooLong { max: 2000 } });
    assert_eq!(mette.view().await.seq, nth(2));
}

/// Enough commands that a snapshot is kept on the way.
// [S29]
#[tokio::test]
async fn a_snapshot_and_the_rest_are_the_whole_and_survive_a_restart() {
    let data = tempfile::tempdir().unwrap();
    let server = Running::on_disk(data.path()).await;
    let mette = family(&server).await;
    let child = mette.child().await;
    for _ in 0..3 {
        let list: Vec<_> =
            (0..80).map(|n| sent(place(child, &n.to_string(), Seen::Circle))).collect();
        mette.client.post(&mette.at("/commands"), &serde_json::to_value(&list).unwrap()).await;
    }
    let (before, store) = (mette.view().await, server.store.clone());
    while store.snapshot(mette.family).await.unwrap().is_none() {
        tokio::task::yield_now().await;
    }
    assert!((200..241).contains(&store.snapshot(mette.family).await.unwrap().unwrap().seq));
    drop(store);
    server.stop().await;

    let server = Running::on_disk(data.path()).await;
    let mut mette = mette;
    mette.client.base = server.url("");
    let after: Snapshot = mette.view().await;
    assert!(after == before);
    // Her numbers go on where they were, also those of before the snapshot.
    let since = mette.at(&format!("/events?since={}", nth(200)));
    let news: News = mette.client.get(&since).await.json().await.unwrap();
    assert!(news.events.iter().map(|it| it.seq).eq((201..=241).map(nth)));
    assert_eq!(mette.does(place(child, "videre", Seen::Circle)).await, nth(242));
}
