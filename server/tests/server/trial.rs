//! A first way in, set up by a phone that had nothing to prove: whoever came in by it does nothing that weighs, and who was in before
//! is told of it and takes it away.

use crate::accounts::{NAME, PASSWORD, amina, is_in, is_wrong, keeps, signs_in, token, with};
use crate::commands::problem;
use crate::forms::{boot, goes_to};
use crate::given::{Person, Running, again, cookie, family, joining, noon, sent};
use crate::low::{by_name, let_in};
use crate::passkey::{adds, browser, enters, phone};
use crate::second::{right_code, second_factor};
use crate::socket::{AT_ONCE, Socket};
use app::boot::{NewWay, OnTrial, WayIn};
use chrono::TimeDelta;
use domain::consent::{Heard, Section};
use domain::people::{Role, Use};
use domain::protocol::{Bye, Outcome};
use domain::{Command, MemberId, Refusal, consent};
use reqwest::{Response, StatusCode};
use serde_json::Value;
use server::auth::level::Level;
use server::auth::most::MOST_DEVICES;
use server::auth::trial::LASTS;
use server::store::Session;
use server::vault::token_hash;
use tokio::time::Instant;

/// As the pages say when it is over.
const DAY: &str = "Det her kan du senest fra den 1. oktober.";

/// A mother with a phone, and somebody who had it in hand for a minute.
pub async fn taken(server: &Running) -> (Person, Person) {
    let amina = amina(server).await;
    keeps(&amina.client, NAME, PASSWORD, &[]).await;
    let thief = by_name(server, &amina).await;
    // What was proved by that is long ago.
    server.clock.set(noon() + TimeDelta::hours(1));
    (amina, thief)
}

async fn session(server: &Running, who: &Person) -> Option<Session> {
    server.store.session(token_hash(who.client.token.as_ref().unwrap())).await.unwrap()
}

pub async fn told(who: &Person) -> Option<OnTrial> {
    boot(who.client.get(&who.page("")).await).await.trial?.read()
}

pub async fn not_mine(who: &Person) -> Response {
    who.client.form("/account", &[("act", "not-mine")]).await
}

fn gives(to: MemberId) -> Command {
    let (sections, purpose) = ([Section::Plan].into(), "at hjælpe".to_owned());
    let until = noon().date_naive() + TimeDelta::days(30);
    Command::Consent(consent::Command::Give {
        to,
        of: None,
        sections,
        purpose,
        until,
        heard: Heard::Fine,
    })
}

pub async fn export(who: &Person) -> Response {
    who.client.get(&who.at("/export")).await
}

#[tokio::test]
async fn whoever_came_in_by_it_changes_no_way_and_ends_no_device_and_is_told_from_when_they_can() {
    let server = Running::start().await;
    let (amina, thief) = taken(&server).await;
    let laptop = again(&server, &amina, "Windows").await;
    let laptops = session(&server, &laptop).await.unwrap().id.0.to_string();
    for (path, fields) in [
        (
            "/account",
            vec![
                ("act", "keep"),
                ("name", NAME),
                ("password", "vindue gren tallerken"),
                ("old", PASSWORD),
            ],
        ),
        ("/account", vec![("act", "second")]),
        ("/account", vec![("act", "confirm"), ("pending", ""), ("code", "000000")]),
        ("/account", vec![("act", "codes")]),
        ("/account", vec![("act", "close")]),
        ("/account", vec![("act", "not-mine")]),
        ("/devices", vec![("end", "others")]),
        ("/devices", vec![("end", &laptops)]),
        ("/passkey", vec![("remove", &laptops)]),
        ("/step-up", vec![("password", PASSWORD)]),
    ] {
        let to = goes_to(&thief.client.form(path, &fields).await);
        let page = thief.client.get(&to).await.text().await.unwrap();
        assert!(
            page.contains(DAY) && !page.contains("name=\"password\""),
            "{path} {fields:?}: {page}"
        );
    }
    let begun = thief.client.post("/passkey/add/begin", &Value::Null).await;
    let said = problem(begun, 403, "/problems/on-trial").await;
    assert!(said["title"].as_str().unwrap().contains("2026-10-01"), "{said}");
    let export = thief.client.get(&thief.page("/export")).await;
    assert!(goes_to(&export).starts_with("/step-up"));
    let guest = let_in(&server, &amina, Role::Network, "Bodil").await;
    let to = guest.me.to_string();
    for (page, act) in [("/consent", "give"), ("/people", "leave")] {
        let mut all = vec![("act", act), ("to", &to), ("section-ruler", "on"), ("purpose", "x")];
        all.extend([("until", "2026-10-01"), ("heard", "fine")]);
        let page = thief.client.form(&thief.page(page), &all).await.text().await.unwrap();
        assert!(page.contains(DAY), "{act}: {page}");
    }
    assert!(
        is_in(&amina.client).await && is_in(&laptop.client).await && is_in(&thief.client).await
    );
    // What he proves is no proof: a socket is told that, too.
    let child = amina.child().await;
    let mut socket = Socket::enter(&thief, 0).await;
    socket.snapshot().await;
    let answer = socket.does(sent(gives(guest.me))).await;
    assert_eq!(answer.outcome, Outcome::Refused { refusal: Refusal::ProveFirst });
    socket.does(sent(crate::given::place(child, "", domain::ruler::Seen::Circle))).await;
    let out = thief.client.form("/devices", &[("end", "here")]).await;
    assert_eq!(out.status(), StatusCode::SEE_OTHER);
    assert!(!is_in(&thief.client).await, "he may go");
}

#[tokio::test]
async fn she_takes_it_away_by_her_phone_alone_and_who_came_in_by_it_is_out_at_once() {
    let server = Running::start().await;
    let (amina, thief) = taken(&server).await;
    let laptop = again(&server, &amina, "Windows").await;
    let (mut his, mut hers) = (Socket::enter(&thief, 0).await, Socket::enter(&amina, 0).await);
    his.snapshot().await;
    hers.snapshot().await;
    let begun = Instant::now();
    let answer = not_mine(&amina).await;
    assert_eq!(answer.status(), StatusCode::OK);
    assert!(matches!(his.bye().await, Bye::SignedOut));
    assert!(begun.elapsed() < AT_ONCE, "{:?}", begun.elapsed());
    let page = answer.text().await.unwrap();
    assert!(page.contains("Den er fjernet") && !page.contains(NAME), "{page}");
    assert!(!is_in(&thief.client).await);
    assert!(is_in(&amina.client).await && is_in(&laptop.client).await);
    is_wrong(signs_in(&server.stranger(), NAME, PASSWORD, "").await).await;
    // And she is as she was before: her phone is all there is.
    assert_eq!(told(&amina).await, None);
    assert_eq!(export(&amina).await.status(), StatusCode::OK);
    hers.does(sent(gives(let_in(&server, &amina, Role::Network, "Bodil").await.me))).await;
    assert_eq!(not_mine(&amina).await.status(), StatusCode::OK, "asked twice it does no more");
}

/// It meets her where it stands in her way: she is asked for a password that she never chose.
#[tokio::test]
async fn a_form_that_waits_for_a_proof_is_carried_out_when_she_takes_it_away() {
    let server = Running::start().await;
    let (amina, thief) = taken(&server).await;
    let guest = let_in(&server, &amina, Role::Network, "Bodil").await;
    let (to, back) = (guest.me.to_string(), amina.page("/consent"));
    let fields = [
        ("act", "give"),
        ("to", &*to),
        ("section-ruler", "on"),
        ("purpose", "at hjælpe"),
        ("until", "2026-10-01"),
        ("heard", "fine"),
        ("back", &*back),
    ];
    let page = amina.client.form(&back, &fields).await.text().await.unwrap();
    for words in ["Det, du ville gøre, venter her.", "Var det ikke dig?", "Nej, fjern den"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let (_, card) = page.split_once("value=\"not-mine\"").unwrap();
    let form = card.split_once("</form>").unwrap().0;
    assert!(form.contains("name=\"held-at\"") && form.contains("name=\"held.purpose\""), "{form}");
    let held: Vec<_> =
        fields.iter().map(|(name, value)| (format!("held.{name}"), *value)).collect();
    let mut all: Vec<_> = held.iter().map(|(name, value)| (&**name, *value)).collect();
    all.extend([("act", "not-mine"), ("held-at", &*back)]);
    assert_eq!(goes_to(&amina.client.form("/account", &all).await), back);
    let given = amina.view().await.family.consent.grants;
    assert_eq!(given.iter().filter(|it| it.to == guest.me).count(), 1);
    assert!(!is_in(&thief.client).await);
}

#[tokio::test]
async fn after_thirty_days_in_which_nobody_looked_it_is_a_way_like_any_other() {
    let server = Running::start().await;
    let (amina, thief) = taken(&server).await;
    server.clock.set(noon() + LASTS - TimeDelta::seconds(1));
    problem(export(&thief).await, 403, "/problems/on-trial").await;
    assert!(told(&amina).await.is_some());
    server.clock.set(noon() + LASTS);
    problem(export(&thief).await, 403, "/problems/step-up").await;
    let proved = thief.client.form("/step-up", &[("password", PASSWORD), ("then", "/")]).await;
    assert_eq!(goes_to(&proved), "/");
    assert_eq!(export(&thief).await.status(), StatusCode::OK);
    assert_eq!(told(&amina).await, None);
    assert_eq!(not_mine(&amina).await.status(), StatusCode::OK);
    assert!(is_in(&thief.client).await, "nobody takes it away without a proof now");
    let more = adds(&thief, &mut phone(&server, amina.me.0.as_bytes()), |_| {}).await;
    assert_eq!(more, StatusCode::CREATED);
    assert_eq!(told(&amina).await, None, "what was proved by a good one is good");
}

#[tokio::test]
async fn it_is_told_on_every_device_that_was_in_and_on_none_that_came_in_by_it() {
    let server = Running::start().await;
    let (amina, thief) = taken(&server).await;
    let laptop = again(&server, &amina, "Windows").await;
    let ways = vec![NewWay { kind: WayIn::Password, made: noon() }];
    let until = noon() + TimeDelta::days(8);
    for who in [&amina, &laptop] {
        assert_eq!(told(who).await, Some(OnTrial { ways: ways.clone(), until, mine: false }));
    }
    assert_eq!(told(&thief).await, None);
    let page = amina.client.get(&amina.page("")).await.text().await.unwrap();
    for words in [
        "Ny vej ind på din konto",
        "Adgangskode",
        "lavet i dag",
        "til den 9. september",
        "Nej, fjern den",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!page.contains("Ja, det var mig"), "whoever set it up has the phone in hand just now");
}

#[tokio::test]
async fn that_it_was_oneself_counts_from_the_day_after_in_one_browser_and_until_there_is_another() {
    let server = Running::start().await;
    let (amina, thief) = taken(&server).await;
    let laptop = again(&server, &amina, "Windows").await;
    let mine = async || {
        let fields = [("act", "mine"), ("then", &*amina.page(""))];
        let answer = amina.client.form("/account", &fields).await;
        assert_eq!(goes_to(&answer), amina.page(""));
        cookie(&answer, "own-ways=").unwrap().split(';').next().unwrap().to_owned()
    };
    let told_with = async |said: &str| {
        let page = amina.client.ask(reqwest::Method::GET, &amina.page(""));
        boot(page.header("cookie", said).send().await.unwrap()).await.trial?.read()
    };
    let early = mine().await;
    assert!(told_with(&early).await.is_some(), "the thief has the phone in hand just then");
    server.clock.set(noon() + TimeDelta::days(1));
    assert!(told(&amina).await.unwrap().mine);
    let said = mine().await;
    assert_eq!(told_with(&said).await, None);
    assert!(told(&laptop).await.is_some(), "said here and nowhere else");
    let (until, mark) = said["own-ways=".len()..].split_once('.').unwrap();
    let later = format!("own-ways={}.{mark}", until.parse::<i64>().unwrap() + 86_400);
    assert!(told_with(&later).await.is_some(), "nobody makes it up");
    problem(export(&thief).await, 403, "/problems/on-trial").await;
    // Another is told of, and taken away without the first.
    assert_eq!(goes_to(&amina.client.form("/step-up", &[("password", PASSWORD)]).await), "/");
    let hers = phone(&server, amina.me.0.as_bytes());
    assert_eq!(adds(&amina, &mut { hers }, |_| {}).await, StatusCode::CREATED);
    let new = told_with(&said).await.unwrap();
    assert_eq!(new.ways, [NewWay { kind: WayIn::Passkey, made: noon() + TimeDelta::days(1) }]);
    let form = amina.client.filled("/account", &[("act", "not-mine")]).header("cookie", &said);
    assert_eq!(form.send().await.unwrap().status(), StatusCode::OK);
    let left = told(&amina).await.unwrap();
    assert!(left.ways.len() == 1 && left.ways[0].kind == WayIn::Password);
    assert!(!is_in(&thief.client).await, "all are out who came in by one on trial");
}

#[tokio::test]
async fn a_server_that_goes_down_between_forgets_nothing_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let server = Running::on_disk(folder.path()).await;
    let (amina, thief) = taken(&server).await;
    server.stop().await;
    let server = Running::on_disk(folder.path()).await;
    let moved = |who: &Person| Person {
        client: with(&server.stranger(), who.client.token.clone()),
        ..who.clone()
    };
    let (amina, thief) = (moved(&amina), moved(&thief));
    problem(export(&thief).await, 403, "/problems/on-trial").await;
    assert!(told(&amina).await.is_some());
    not_mine(&amina).await;
    assert!(!is_in(&thief.client).await && is_in(&amina.client).await);
}

#[tokio::test]
async fn whoever_comes_in_by_it_ends_no_device_of_before_however_often() {
    let server = Running::start().await;
    let (amina, _) = taken(&server).await;
    let laptop = again(&server, &amina, "Windows").await;
    for hour in (2..).take(MOST_DEVICES + 2) {
        server.clock.set(noon() + TimeDelta::hours(hour));
        by_name(&server, &amina).await;
    }
    assert!(is_in(&amina.client).await && is_in(&laptop.client).await);
    let account = session(&server, &amina).await.unwrap().account;
    assert_eq!(server.store.sessions(account).await.unwrap().len(), MOST_DEVICES);
}

#[tokio::test]
async fn a_first_password_ends_no_device_and_her_own_in_its_place_ends_who_came_in_by_it() {
    let server = Running::start().await;
    let amina = amina(&server).await;
    let laptop = again(&server, &amina, "Windows").await;
    let page = keeps(&amina.client, NAME, PASSWORD, &[]).await.text().await.unwrap();
    assert!(page.contains("Den første tid gør du det vigtigste på denne enhed."), "{page}");
    assert!(is_in(&laptop.client).await);
    let thief = by_name(&server, &amina).await;
    keeps(&amina.client, NAME, "vindue gren tallerken", &[("old", PASSWORD)]).await;
    assert!(is_in(&laptop.client).await && !is_in(&thief.client).await);
    assert_eq!(told(&laptop).await.unwrap().ways.len(), 1);
}

#[tokio::test]
async fn a_passkey_on_trial_opens_and_proves_nothing_beside_a_password_that_is_good() {
    let server = Running::start().await;
    let (amina, _) = taken(&server).await;
    server.clock.set(noon() + TimeDelta::days(6));
    amina.client.form("/step-up", &[("password", PASSWORD)]).await;
    // He has her phone within ten minutes of that.
    let mut his = phone(&server, amina.me.0.as_bytes());
    assert_eq!(adds(&amina, &mut his, |_| {}).await, StatusCode::CREATED);
    server.clock.set(noon() + LASTS);
    let there = browser(&server);
    assert_eq!(enters(&there, &mut his, |_| {}).await.status(), StatusCode::NO_CONTENT);
    let thief = Person { client: there, ..amina.clone() };
    problem(export(&thief).await, 403, "/problems/on-trial").await;
    assert_eq!(told(&amina).await.unwrap().ways[0].kind, WayIn::Passkey);
    // On her phone too.
    let page = amina.client.get("/step-up").await.text().await.unwrap();
    assert!(
        page.contains("name=\"password\"") && !page.contains("data-passkey=\"proved\""),
        "{page}"
    );
    let hers = crate::given::Client { token: amina.client.token.clone(), ..browser(&server) };
    let options = hers.post("/passkey/enter/begin", &Value::Null).await.json().await.unwrap();
    let signed = his.signs(&options, |_| {});
    problem(hers.post("/passkey/prove", &signed).await, 403, "/problems/bad-passkey").await;
    problem(export(&amina).await, 403, "/problems/step-up").await;
    not_mine(&amina).await;
    assert_eq!(export(&thief).await.status(), StatusCode::UNAUTHORIZED);
    assert!(by_name(&server, &amina).await.client.token.is_some(), "her password stays");
}

/// He opens a link for a professional on her phone, so that what he sets up there would count at once.
#[tokio::test]
async fn nobody_is_made_a_professional_to_get_around_it() {
    let server = Running::start().await;
    let (mette, amina) = (family(&server).await, amina(&server).await);
    let (_, link, _) = mette.invites(Role::Professional, Use::Single, None).await;
    let joined = amina.client.post("/api/v1/join", &joining(&link, "Amina")).await;
    assert_eq!(joined.status(), StatusCode::CREATED);
    let mut his = phone(&server, amina.me.0.as_bytes());
    assert_eq!(adds(&amina, &mut his, |_| {}).await, StatusCode::CREATED);
    let hers = session(&server, &amina).await.expect("her session is as it was");
    assert_eq!((hers.level, hers.trial), (Level::Low, None));
    assert_eq!(told(&amina).await.unwrap().ways[0].kind, WayIn::Passkey);
    let there = browser(&server);
    assert_eq!(enters(&there, &mut his, |_| {}).await.status(), StatusCode::NO_CONTENT);
    let thief = Person { client: there, ..amina.clone() };
    problem(export(&thief).await, 403, "/problems/on-trial").await;
    not_mine(&amina).await;
    assert_eq!(export(&thief).await.status(), StatusCode::UNAUTHORIZED);
    // Whoever is there by profession alone works at once.
    let keys =
        server.store.passkeys(session(&server, &mette).await.unwrap().account).await.unwrap();
    assert!(keys.len() == 1 && keys[0].trial.is_none());
    assert_eq!(told(&mette).await, None);
}

/// With the app beside it, both are on trial, and both go.
#[tokio::test]
async fn an_app_beside_it_is_on_trial_as_well() {
    let server = Running::start().await;
    let (amina, _) = taken(&server).await;
    let second = second_factor(&server, &amina, PASSWORD).await;
    server.clock.set(noon() + TimeDelta::hours(2));
    let code = right_code(&server, &second.key);
    let came = token(&signs_in(&server.stranger(), NAME, PASSWORD, &code).await);
    let thief = Person { client: with(&server.stranger(), came), ..amina.clone() };
    problem(export(&thief).await, 403, "/problems/on-trial").await;
    let kinds: Vec<_> = told(&amina).await.unwrap().ways.iter().map(|it| it.kind).collect();
    assert_eq!(kinds, [WayIn::App, WayIn::Password]);
    let page = amina.client.get(&amina.page("")).await.text().await.unwrap();
    assert!(page.contains("Nej, fjern dem"), "{page}");
    not_mine(&amina).await;
    assert!(!is_in(&thief.client).await);
    let account = session(&server, &amina).await.unwrap().account;
    assert!(server.store.second(account).await.unwrap().is_none());
    assert_eq!(server.store.recovery_left(account).await.unwrap(), 0);
}
