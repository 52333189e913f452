//! Another family's place, and each thing in it, is answered as what is not there: to the letter, by every route and every command.

use crate::given::{Person, Running, family, founded};
use crate::socket::open;
use domain::people::{Role, Use};
use domain::protocol::{Answer, Outcome};
use reqwest::{Method, RequestBuilder, StatusCode};
use serde_json::Value;
use server::clock::new_id;
use uuid::Uuid;
use world::{DialogueId, Named, commands, named};

#[path = "strangers/world.rs"]
mod world;

/// Each method by which a family's routes are asked.
const METHODS: [Method; 4] = [Method::GET, Method::HEAD, Method::POST, Method::DELETE];
const ROOMS: [&str; 6] = [
    "dreams",
    "looked",
    "nothing",
    "mine",
    "dialogue/{dialogue}/prepare",
    "dialogue/{dialogue}/minutes",
];

/// Every address of a family's place, and of the things in it.
fn addresses(family: &str, dialogue: DialogueId, invitation: &str) -> Vec<String> {
    let paths = server::router::family_paths().into_iter().flat_map(|path| {
        match path.split_once("{*rest}") {
            Some((before, _)) => ROOMS.map(|room| format!("{before}{room}")).into(),
            None => vec![path.to_owned()],
        }
    });
    let fill = |path: String| {
        let path = if path.ends_with("/events") { path + "?since=0" } else { path };
        path.replace("{family}", family)
            .replace("{dialogue}", &dialogue.to_string())
            .replace("{invitation}", invitation)
    };
    let all: Vec<String> = paths.map(fill).collect();
    assert!(all.len() > 20 && !all.iter().any(|it| it.contains('{')), "{all:?}");
    all
}

/// What one is answered, without what is new in each answer: the moment, the nonce, the number of the request.
async fn answered(asks: &Person, method: &Method, path: &str, is: &str) -> String {
    let request = asks.client.ask(method.clone(), path).header("accept-language", "da");
    let request = match *method {
        Method::POST if path.ends_with("/commands") => request.json(&world::tick(new_id())),
        Method::POST if path.starts_with("/api/") => request.json(&Value::Null),
        Method::POST => request
            .header("content-type", "application/x-www-form-urlencoded")
            .body(format!("act=tick&step={}&child={}", Uuid::nil(), Uuid::nil())),
        _ => request,
    };
    plainly(request, is).await
}

/// See [`answered`].
async fn plainly(request: RequestBuilder, is: &str) -> String {
    let answer = request.send().await.unwrap();
    let policy = format!("{:?}", answer.headers().get("content-security-policy"));
    let nonce = policy.split("'nonce-").nth(1).and_then(|it| it.split('\'').next());
    let nonce = nonce.unwrap_or("no nonce").to_owned();
    let mut head: Vec<_> =
        answer.headers().iter().map(|(name, it)| format!("{name}: {it:?}")).collect();
    head.retain(|it| !it.starts_with("date:") && !it.starts_with("x-request-id:"));
    let text = format!("{} {head:?} ", answer.status()) + &answer.text().await.unwrap();
    timeless(&text).replace(&nonce, "…").replace(is, "the place")
}

/// A cookie that is taken away has ended a year before the second in which the answer was made.
fn timeless(text: &str) -> String {
    let mut parts = text.split("Expires=");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |all, part| all + part.split_once(" GMT").map_or(part, |(_, rest)| rest))
}

#[tokio::test]
async fn every_route_answers_a_stranger_as_if_the_place_did_not_exist() {
    let server = Running::start().await;
    let mette = founded(&server, Role::Guardian).await;
    let (there, stranger) = (named(&server, &mette).await, family(&server).await);
    let (invitation, _, _) = mette.invites(Role::Network, Use::Table, None).await;
    let signed_out = Person { client: server.stranger(), ..stranger.clone() };
    let (place, none) = (mette.family.to_string(), new_id().to_string());
    let theirs = addresses(&place, there.dialogue, &invitation.to_string());
    let nobodys = addresses(&none, DialogueId(new_id()), &new_id().to_string());
    for asks in [&stranger, &signed_out] {
        for (path, gone) in theirs.iter().zip(&nobodys) {
            for method in &METHODS {
                let answer = answered(asks, method, path, &place).await;
                let there = [there.dialogue.to_string(), invitation.to_string()];
                let answer = there.iter().fold(answer, |text, id| text.replace(id, "a thing"));
                let other = answered(asks, method, gone, &none).await;
                let ids = gone.split('/').filter(|it| it.len() == 36 && **it != *none);
                let other = ids.fold(other, |text, id| text.replace(id, "a thing"));
                assert!(answer == other, "{method} {path}: {answer}\n{other}");
                assert!(!answer.starts_with('2'), "{method} {path}: {answer}");
                assert!(!answer.contains("Familien ved åen"), "{method} {path}");
            }
        }
        let live = |id: &str| Person { family: id.parse().unwrap(), ..asks.clone() };
        let (there, gone) = (open(&live(&place), None).await, open(&live(&none), None).await);
        assert!(there.is_err() && there.err() == gone.err());
    }
    // Whoever is in is answered there, so the addresses are right.
    let answer = mette.client.get(&theirs[0]).await;
    assert_eq!(answer.status(), StatusCode::OK);
}

/// Each form that names something, with `ID` where the name stands: which page's, and its fields.
const FORMS: [(&str, &str); 27] = [
    ("/plan", "act=tick&step=ID"),
    ("/plan", "act=untick&step=ID"),
    ("/plan", "act=accept&step=ID"),
    ("/plan", "act=decline&step=ID&because=nej"),
    ("/plan", "act=hand_back&step=ID&because=nej"),
    ("/plan", "act=offer&step=ID&holder=ID"),
    ("/plan", "act=tell&step=ID&text=ja"),
    ("/plan", "act=due&step=ID"),
    ("/plan", "act=agree&step=ID"),
    ("/plan", "act=agree&goal=ID"),
    ("/plan", "act=reopen&goal=ID"),
    ("/people", "act=baton_offer&to=ID"),
    ("/people", "act=remove&member=ID"),
    ("/people", "act=renew&member=ID"),
    ("/people", "act=born&member=ID&born=2015"),
    ("/consent", "act=give&to=ID&all=1&purpose=ro&until=2026-09-20&heard=fine"),
    ("/consent", "act=withdraw&to=ID"),
    ("/shield", "act=set&about=ID&kind=school&text=Skovskolen"),
    ("/shield", "act=remove&id=ID"),
    ("/mine", "act=write&about=ID&text=ro"),
    ("/mine", "act=show&thing=card&id=ID"),
    ("/mine", "act=remove&thing=card&id=ID"),
    ("/mine", "act=remove&thing=placement&id=ID"),
    ("/ruler", "child=ID&setting=home&level=3&seen=circle"),
    ("/dialogue", "about=ID&date=2026-09-20&time=12:00"),
    ("/dialogue/ID", "act=check_in&face=3"),
    ("/dialogue/ID", "act=start"),
];

/// Without ids: those of forms are new in each answer.
fn nameless(text: &str) -> String {
    let mut all = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('-') {
        let id = at.checked_sub(8).and_then(|begin| rest.get(begin..begin + 36));
        if id.is_some_and(|id| id.parse::<Uuid>().is_ok()) {
            all = all + &rest[..at - 8] + "id";
            rest = &rest[at + 28..];
        } else {
            all += &rest[..=at];
            rest = &rest[at + 1..];
        }
    }
    all + rest
}

/// Under one's own place, where a dialogue, an invitation or a child is named in the address, and in each form.
#[tokio::test]
async fn an_id_of_another_family_is_nothing_under_ones_own_place_either() {
    let server = Running::start().await;
    let third = founded(&server, Role::Guardian).await;
    let things = named(&server, &third).await;
    let me = founded(&server, Role::Guardian).await;
    named(&server, &me).await;
    let (own, before) = (me.family.to_string(), me.view().await.seq);
    let mut tried = 0;
    for id in things.all() {
        // Next to it, so that both stand in the same place wherever ids are put in order.
        let nothing = Uuid::from_u128(id.as_u128() ^ 1);
        for (at, method) in own_addresses(&own) {
            let [theirs, nobodys] = [id, nothing].map(|it| at.replace("ID", &it.to_string()));
            let theirs = answered(&me, &method, &theirs, &own).await;
            let nobodys = answered(&me, &method, &nobodys, &own).await;
            assert!(nameless(&theirs) == nameless(&nobodys), "{method} {at}");
            tried += 1;
        }
        let hands_over = ("/hand-over", "act=begin&family=OWN&dialogue=ID&pin=2580");
        for (page, form) in FORMS.into_iter().chain([hands_over]) {
            let page = if page == "/hand-over" { page.to_owned() } else { me.page(page) };
            let mut answers = Vec::new();
            for it in [id, nothing].map(|it| it.to_string()) {
                let at = page.replace("ID", &it);
                let body = form.replace("ID", &it).replace("OWN", &own) + "&back=" + &at;
                let form = "application/x-www-form-urlencoded";
                let request = me.client.ask(Method::POST, &at).header("content-type", form);
                answers.push(nameless(&plainly(request.body(body), &own).await));
            }
            assert!(answers[0] == answers[1], "{page} {form}");
            assert!(answers[0].starts_with('4'), "{page} {form}");
            tried += 1;
        }
    }
    assert!(tried > 300, "{tried} tried");
    assert_eq!(me.view().await.seq, before, "nothing came of it");
    assert!(me.client.get("/hand-over").await.status().is_redirection(), "nor of the screen");
}

/// Where something of one's own place is named in the address, by `ID`.
fn own_addresses(own: &str) -> Vec<(String, Method)> {
    let named = server::router::family_paths().into_iter().flat_map(|path| {
        let rooms = ["prepare", "minutes"].map(|room| format!("dialogue/ID/{room}"));
        let all = match path.split_once("{*rest}") {
            Some((before, _)) => rooms.map(|room| format!("{before}{room}")).to_vec(),
            None => vec![path.to_owned()],
        };
        all.into_iter().map(|it| it.replace("{dialogue}", "ID").replace("{invitation}", "ID"))
    });
    let asks = ["ruler", "dreams", "mine"].map(|room| format!("/f/{{family}}/{room}?child=ID"));
    let all = named.filter(|it| it.contains("ID")).chain(asks);
    let all: Vec<_> = all.map(|it| it.replace("{family}", own)).collect();
    all.iter().flat_map(|it| METHODS.map(|method| (it.clone(), method))).collect()
}

/// Sends a command, and gives what it was answered.
async fn outcome(who: &Person, command: &Value, id: Uuid) -> Outcome {
    let sent = serde_json::json!({ "id": id, "command": command });
    let answer = who.client.post(&who.at("/commands"), &sent).await;
    let (status, text) = (answer.status(), answer.text().await.unwrap());
    assert_eq!(status, StatusCode::OK, "{command}: {text}");
    serde_json::from_str::<Answer>(&text).unwrap().outcome
}

/// Puts another id where the pointer leads.
fn put(command: &Value, at: &str, id: Uuid) -> Value {
    let mut command = command.clone();
    *command.pointer_mut(at).expect("it was found there") = id.to_string().into();
    command
}

/// Where ids stand in a command.
fn ids(value: &Value, at: &str, all: &mut Vec<String>) {
    match value {
        Value::String(text) if text.parse::<Uuid>().is_ok() => all.push(at.to_owned()),
        Value::Array(list) => {
            list.iter().enumerate().for_each(|(n, it)| ids(it, &format!("{at}/{n}"), all));
        }
        Value::Object(fields) => {
            fields.iter().for_each(|(key, it)| ids(it, &format!("{at}/{key}"), all));
        }
        _ => {}
    }
}

/// Two families in step: into the commands of one go ids of a third, into the other's ids of nothing. Both are answered alike.
#[tokio::test]
async fn every_command_takes_an_id_of_another_family_for_one_that_is_not_there() {
    let server = Running::start().await;
    let third = founded(&server, Role::Guardian).await;
    let (things, nowhere) = (named(&server, &third).await, Named::nowhere());
    let mut pair = Vec::new();
    for _ in 0..2 {
        let who = founded(&server, Role::Guardian).await;
        let own = named(&server, &who).await;
        pair.push((who, own));
    }
    let [(one, own_of_one), (other, own_of_other)] = &pair[..] else { unreachable!() };
    let both: Vec<_> = commands(own_of_one).into_iter().zip(commands(own_of_other)).collect();
    let mut tried = 0;
    // What a command makes comes last: from then on there is something of that id here too.
    for makes in [false, true] {
        for (of_one, of_other) in &both {
            let mut places = Vec::new();
            ids(of_one, "", &mut places);
            assert!(!places.is_empty(), "{of_one} names nothing");
            places.retain(|at| own_of_one.has(of_one.pointer(at)) != makes);
            for at in &places {
                for (id, nothing) in things.all().into_iter().zip(nowhere.all()) {
                    let theirs = outcome(one, &put(of_one, at, id), new_id()).await;
                    let nothing = outcome(other, &put(of_other, at, nothing), new_id()).await;
                    assert!(theirs == nothing, "{of_one} with another family's id at {at}");
                    tried += 1;
                }
            }
        }
    }
    assert!(tried > 500, "{tried} tried");
    assert_eq!(one.view().await.seq, other.view().await.seq);
    // The id of a command, too, is the family's own: its answer there is not the answer here.
    let (first, second) = &both[0];
    assert!(outcome(one, first, things.sent).await == outcome(other, second, new_id()).await);
}

#[test]
fn every_kind_of_command_that_names_something_is_tried() {
    const NAMES_NOTHING: [&str; 11] = [
        "consent/basis",
        "people/answer_baton",
        "people/ask_another",
        "people/close",
        "people/erase",
        "people/keep",
        "people/leave",
        "people/pause",
        "people/resume",
        "people/speak",
        "people/found",
    ];
    let table = include_str!("../../../app/domain/tests/authorisation.txt");
    let kind = |command: &Value| {
        let (tool, act) = command.as_object().unwrap().iter().next().unwrap();
        format!("{tool}/{}", act.as_object().unwrap().keys().next().unwrap())
    };
    let tried: Vec<String> = commands(&Named::nowhere()).iter().map(kind).collect();
    let kinds = table.lines().filter_map(|line| line.split([':', ' ']).next());
    let missing: Vec<_> = kinds
        .filter(|it| !NAMES_NOTHING.contains(it) && !tried.iter().any(|tried| tried == it))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}
