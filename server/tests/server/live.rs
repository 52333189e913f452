//! Being there together.

use crate::given::{Person, Running, family, noon, nth, place, sent};
use crate::socket::{Socket, follow, open};
use domain::consent::Section;
use domain::people::{self, Role};
use domain::protocol::{Bye, FromClient, FromServer, Outcome, PROTOCOL_VERSION, Passing, Spot};
use domain::ruler::{self, Seen, Setting};
use domain::talk::Column;
use domain::{Command, RoundId, dialogue};
use server::clock::new_id;
use std::time::Duration;
use tokio_tungstenite::tungstenite::Message;

// [S2]
#[tokio::test]
async fn what_one_does_the_others_see() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let amina = mette.with(&server, "Amina", Role::Guardian).await;
    let (mut here, mut there) = (Socket::enter(&mette, 0).await, Socket::enter(&amina, 0).await);
    let mut copy = there.snapshot().await.family;
    here.snapshot().await;
    let before = mette.view().await.seq;
    let answer = here.does(sent(place(mette.child().await, "vi ses", Seen::Circle))).await;
    assert_eq!(answer.outcome, Outcome::Done { seq: before + nth(1) });
    let news = there.news().await;
    follow(&mut copy, &news);
    assert!(copy == amina.view().await.family);
}

// [S15]
#[tokio::test]
async fn a_hidden_placement_is_nowhere_but_with_its_author_until_the_reveal() {
    const CANARY: &str = "kanariefugl";
    let server = Running::start().await;
    let mette = family(&server).await;
    let amina = mette.with(&server, "Amina", Role::Guardian).await;
    let child = mette.child().await;
    let mut watching = Socket::enter(&mette, 0).await;
    let mut copy = watching.snapshot().await.family;
    let round = RoundId(new_id());
    let (setting, on) = (Setting::School, noon().date_naive());
    mette
        .does(Command::Ruler(ruler::Command::Open { round, child, setting, dialogue: None, on }))
        .await;
    let before = mette.view().await.seq;
    amina.does(place(child, CANARY, Seen::Mine)).await;
    amina.does(place(child, CANARY, Seen::Round(round))).await;
    amina.does(place(child, "klar", Seen::Circle)).await;
    let last = mette.view().await.seq;
    let everywhere =
        [mette.at(""), mette.at("/events?since=0"), mette.page(""), mette.page("/ruler")];
    for path in &everywhere {
        assert!(!mette.client.get(path).await.text().await.unwrap().contains(CANARY), "{path}");
    }
    loop {
        let news = watching.news().await;
        assert!(!serde_json::to_string(&news).unwrap().contains(CANARY));
        follow(&mut copy, &news);
        if news.seq == last {
            break;
        }
    }
    let mut back = Socket::enter(&mette, before).await;
    assert!(!serde_json::to_string(&back.news().await).unwrap().contains(CANARY));
    assert!(amina.client.get(&amina.at("")).await.text().await.unwrap().contains(CANARY));

    mette.does(Command::Ruler(ruler::Command::Reveal { round })).await;
    let news = watching.news().await;
    assert!(serde_json::to_string(&news).unwrap().contains(CANARY));
    follow(&mut copy, &news);
    assert!(copy == mette.view().await.family, "what was told step by step is what stands there");
}

// [S4]
#[tokio::test]
async fn whoever_comes_late_or_comes_back_has_all_of_it() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let child = mette.child().await;
    for n in 0..10 {
        mette.does(place(child, &n.to_string(), Seen::Circle)).await;
    }
    let amina = mette.with(&server, "Amina", Role::Guardian).await;
    let mut late = Socket::enter(&amina, 0).await;
    let snapshot = late.snapshot().await;
    assert!(snapshot == amina.view().await);
    drop(late);
    mette.does(place(child, "imens", Seen::Circle)).await;
    let mut back = Socket::enter(&amina, snapshot.seq).await;
    let mut copy = snapshot.family;
    follow(&mut copy, &back.news().await);
    assert!(copy == amina.view().await.family);
    let mut ahead = Socket::enter(&amina, 10_000).await;
    assert!(ahead.snapshot().await == amina.view().await, "a copy of another log is replaced");
}

/// A dialogue to come.
async fn meeting(lead: &Person) -> domain::DialogueId {
    let id = domain::DialogueId(new_id());
    let when = noon().naive_utc() + chrono::TimeDelta::days(1);
    let (about, place) = (lead.child().await, String::new());
    let plan = dialogue::Command::Plan { id, about, when, place, held: false, among: None };
    lead.does(Command::Dialogue(plan)).await;
    id
}

// [S19] [S35]
#[tokio::test]
async fn one_sees_who_is_here_and_what_they_look_at() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let amina = mette.with(&server, "Amina", Role::Guardian).await;
    let mut here = Socket::enter(&mette, 0).await;
    assert_eq!(here.present().await, [mette.me]);
    let mut there = Socket::enter(&amina, 0).await;
    let mut both = [mette.me, amina.me];
    both.sort_unstable();
    assert_eq!(here.present().await, both);
    let passing = Passing::At { dialogue: meeting(&mette).await, step: dialogue::Step::Works };
    there.say(&FromClient::Passing { passing: passing.clone() }).await;
    let heard = here
        .until(|it| {
            if let FromServer::Passing { by, passing } = it { Some((by, passing)) } else { None }
        })
        .await;
    assert!(heard == (amina.me, passing));
    drop(there);
    assert_eq!(here.present().await, [mette.me]);
}

// [S31]
#[tokio::test]
async fn one_hears_who_writes_where_one_will_read_it_and_nowhere_else() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let amina = mette.with(&server, "Amina", Role::Guardian).await;
    let omar = amina.with(&server, "Omar", Role::Guardian).await;
    let eva = mette.with(&server, "Eva", Role::Network).await;
    let open = meeting(&mette).await;
    let apart = meeting(&mette).await;
    let among = Some([mette.me, amina.me].into());
    mette.does(Command::Dialogue(dialogue::Command::Among { id: apart, among })).await;
    amina.gives(mette.me, &[Section::Talk, Section::Dialogue]).await;
    let mut sockets = Vec::new();
    for who in [&mette, &omar, &eva] {
        let mut socket = Socket::enter(who, 0).await;
        socket.snapshot().await;
        sockets.push(socket);
    }
    let mut pen = Socket::enter(&amina, 0).await;
    let spot = |dialogue| Spot::Card { dialogue, column: Column::Worry };
    let said = [
        Passing::Writes { at: spot(apart) },
        Passing::Wrote { at: spot(apart) },
        Passing::Writes { at: spot(open) },
        Passing::Wrote { at: spot(open) },
    ];
    for passing in said.clone() {
        pen.say(&FromClient::Passing { passing }).await;
    }
    // Everybody hears the end: what was said before it has come by then.
    pen.does(sent(Command::People(people::Command::Rename {
        member: amina.me,
        name: "Amina".into(),
        title: "mor".into(),
        from: None,
    })))
    .await;
    let mut heard = Vec::new();
    for socket in &mut sockets {
        let mut passed = Vec::new();
        loop {
            match socket.hear().await.expect("the socket is open") {
                FromServer::Passing { by, passing } => {
                    assert!(by == amina.me);
                    passed.push(passing);
                }
                FromServer::News { .. } => break,
                _ => {}
            }
        }
        heard.push(passed);
    }
    assert!(heard[0] == said, "whoever is in both circles");
    assert!(heard[1] == said[2..], "the father hears nothing of a dialogue without him");
    assert!(heard[2].is_empty(), "to whom nothing was given nothing is told");
}

// [S31]
#[tokio::test]
async fn nobody_says_that_they_write_where_they_are_not() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let amina = mette.with(&server, "Amina", Role::Guardian).await;
    let eva = mette.with(&server, "Eva", Role::Network).await;
    let at = Spot::Card { dialogue: meeting(&mette).await, column: Column::Works };
    let mut there = Socket::enter(&amina, 0).await;
    there.snapshot().await;
    let mut pen = Socket::enter(&eva, 0).await;
    pen.say(&FromClient::Passing { passing: Passing::Writes { at } }).await;
    let title = Command::People(people::Command::Rename {
        member: eva.me,
        name: "Eva".into(),
        title: "moster".into(),
        from: None,
    });
    pen.does(sent(title)).await;
    loop {
        match there.hear().await.expect("the socket is open") {
            FromServer::Passing { .. } => panic!("told by somebody who sees nothing of it"),
            FromServer::News { .. } => break,
            _ => {}
        }
    }
}

// [S3] [S20]
#[tokio::test]
async fn what_is_not_of_the_protocol_ends_the_socket_and_nothing_else() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let before = mette.view().await.seq;
    let hello = |version| FromClient::Hello { version, seq: 0 };
    let text = |message: &FromClient| Message::text(serde_json::to_string(message).unwrap());
    let large = Message::text(format!("{{\"message\":\"{}\"}}", "x".repeat(100_000)));
    for (message, why) in [
        (Message::text("{"), Bye::Malformed),
        (Message::text("{\"message\":\"dance\"}"), Bye::Malformed),
        (Message::binary(vec![1, 2, 3]), Bye::Malformed),
        (large, Bye::Malformed),
        (text(&hello(PROTOCOL_VERSION + 1)), Bye::Version),
    ] {
        let mut first = open(&mette, None).await.ok().unwrap();
        first.raw(message.clone()).await;
        assert_eq!(first.bye().await, why);
        assert!(first.hear().await.is_none(), "after the last word nothing comes");
        let mut later = Socket::enter(&mette, 0).await;
        later.snapshot().await;
        later.raw(message).await;
        assert_eq!(later.bye().await, Bye::Malformed);
    }
    let unsaid = open(&mette, None).await.ok().unwrap();
    drop(unsaid);
    assert_eq!(mette.view().await.seq, before);
}

// [S22]
#[tokio::test]
async fn a_command_of_a_newer_page_is_given_back_and_the_line_stays() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let mut socket = Socket::enter(&mette, 0).await;
    let id = new_id();
    let newer = serde_json::json!({ "do": { "sent": { "id": id, "command": { "choir": { "sing": {} } } } } });
    socket.raw(Message::text(newer.to_string())).await;
    let answer = socket
        .until(|it| if let FromServer::Answer { answer } = it { Some(answer) } else { None })
        .await;
    let refused = Outcome::Refused { refusal: domain::Refusal::NotUnderstood };
    assert!(answer.id.0 == id && answer.outcome == refused);
    // Nothing is remembered of it: a server that knows the command carries it out under the same id.
    let known = place(mette.child().await, "senere", Seen::Circle);
    let sent = domain::protocol::Sent { id: domain::CommandId(id), command: known };
    assert!(matches!(socket.does(sent).await.outcome, Outcome::Done { .. }));
}

// [S3]
#[tokio::test]
async fn only_our_own_pages_open_sockets() {
    let server = Running::start().await;
    let mette = family(&server).await;
    assert!(open(&mette, Some(&server.url(""))).await.is_ok());
    assert_eq!(open(&mette, Some("https://evil.example")).await.err(), Some(403));
    assert_eq!(open(&mette, Some("null")).await.err(), Some(403));
}

// [S16]
#[tokio::test]
async fn signing_out_closes_the_sockets_of_that_device_only() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let amina = mette.with(&server, "Amina", Role::Guardian).await;
    let (mut mine, mut other) = (Socket::enter(&mette, 0).await, Socket::enter(&amina, 0).await);
    mine.snapshot().await;
    other.snapshot().await;
    let answer = mette.client.ask(reqwest::Method::DELETE, "/api/v1/session").send().await.unwrap();
    assert_eq!(answer.status(), 204);
    assert_eq!(mine.bye().await, Bye::SignedOut);
    assert_eq!(mette.client.get(&mette.at("")).await.status(), 401);
    let child = amina.child().await;
    assert!(matches!(
        other.does(sent(place(child, "", Seen::Circle))).await.outcome,
        Outcome::Done { .. }
    ));
}

// [S28]
#[tokio::test]
async fn when_the_server_goes_down_everybody_is_told_to_come_back() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let mut socket = Socket::enter(&mette, 0).await;
    socket.snapshot().await;
    let (bye, ()) = tokio::join!(socket.bye(), server.stop());
    assert_eq!(bye, Bye::Restart);
}

// [S27]
#[tokio::test]
async fn who_does_not_keep_up_is_sent_away_and_the_others_go_on() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let amina = mette.with(&server, "Amina", Role::Guardian).await;
    let child = mette.child().await;
    let mut slow = Socket::enter(&amina, 0).await;
    slow.snapshot().await;
    let mut watching = Socket::enter(&mette, 0).await;
    watching.present().await;
    let words = "🐈".repeat(2000);
    let mut quick = Socket::enter(&mette, 0).await;
    let gone = loop {
        // Nobody reads `slow`: first the sockets' buffers fill, then its queue, then it is sent away.
        for _ in 0..50 {
            quick.does(sent(place(child, &words, Seen::Circle))).await;
        }
        let mut list = Vec::new();
        while let Ok(Some(message)) =
            tokio::time::timeout(Duration::from_millis(1), watching.hear()).await
        {
            if let FromServer::Present { members } = message {
                list = members;
            }
        }
        if list == [mette.me] {
            break true;
        }
    };
    assert!(gone);
    let last = loop {
        match slow.hear().await {
            Some(FromServer::Bye { why }) => break Some(why),
            Some(_) => {}
            None => break None,
        }
    };
    assert_eq!(last, Some(Bye::TooSlow));
}

// [S35]
#[tokio::test]
async fn a_flood_of_what_only_passes_is_read_slowly_and_nobody_is_sent_away_for_it() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let amina = mette.with(&server, "Amina", Role::Guardian).await;
    let passing = Passing::At { dialogue: meeting(&mette).await, step: dialogue::Step::Works };
    let mut victim = Socket::enter(&mette, 0).await;
    victim.snapshot().await;
    let mut flooding = Socket::enter(&amina, 0).await;
    let begun = tokio::time::Instant::now();
    for _ in 0..40 {
        flooding.say(&FromClient::Passing { passing: passing.clone() }).await;
    }
    flooding.does(sent(place(mette.child().await, "", Seen::Circle))).await;
    // Two whole seconds' worth, and some more.
    assert!(begun.elapsed() >= Duration::from_secs(2), "{:?}", begun.elapsed());
    let mut passed = 0;
    loop {
        match victim.hear().await.expect("the socket is open") {
            FromServer::Passing { .. } => passed += 1,
            FromServer::News { .. } => break,
            FromServer::Bye { .. } => panic!("the victim was sent away"),
            _ => {}
        }
    }
    assert_eq!(passed, 40);
}

// [S16]
#[tokio::test]
async fn a_session_that_ended_before_the_first_word_hears_nothing_else() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let mut socket = open(&mette, None).await.ok().unwrap();
    let token = mette.client.token.clone().unwrap();
    // Nobody tells the socket: as when another process ended the session.
    server.store.delete_session(server::vault::token_hash(&token)).await.unwrap();
    socket.say(&FromClient::Hello { version: PROTOCOL_VERSION, seq: 0 }).await;
    let first = socket.hear().await;
    assert!(matches!(first, Some(FromServer::Bye { why: Bye::SignedOut })));
}
