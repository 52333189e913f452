//! What works without JavaScript: pages, and forms that make the same commands.

use crate::given::{Client, Person, Running, family, noon, nth};
use app::boot::{Boot, Say, Trouble};
use chrono::NaiveDateTime;
use domain::dialogue::{self, CheckIn};
use domain::people::{Language, Role, Use};
use domain::plan::{self, Ball, Item};
use domain::ruler::{self, Setting};
use domain::{Command, DialogueId, Refusal, RoundId, StepId};
use reqwest::{Response, StatusCode};
use server::clock::new_id;

/// What the page was made from: it stands in the page.
pub async fn boot(response: Response) -> Boot {
    let page = response.text().await.unwrap();
    let start = page.find(&format!("id=\"{}\"", Boot::ELEMENT)).expect("the page holds its boot");
    let json = &page[start + page[start..].find('>').unwrap() + 1..];
    app::json::read_packed(&json[..json.find("</script>").unwrap()]).expect("a page reads its boot")
}

pub fn goes_to(response: &Response) -> String {
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    response.headers()["location"].to_str().unwrap().to_owned()
}

/// The person who got a cookie.
fn signed_in(client: &Client, response: &Response) -> Client {
    let cookies: Vec<_> = response.headers().get_all("set-cookie").iter().collect();
    let session = cookies
        .iter()
        .find_map(|it| it.to_str().unwrap().strip_prefix("session="))
        .expect("a session");
    Client { token: Some(session.split(';').next().unwrap().to_owned()), ..client.clone() }
}

pub async fn person(client: &Client, response: Response) -> Person {
    let client = signed_in(client, &response);
    let family = goes_to(&response).strip_prefix("/f/").unwrap().parse().unwrap();
    let view: domain::protocol::Snapshot =
        client.get(&format!("/api/v1/families/{family}")).await.json().await.unwrap();
    Person { client, family, me: view.me }
}

#[tokio::test]
async fn a_form_that_is_refused_comes_back_with_everything_typed() {
    let server = Running::start().await;
    let stranger = server.stranger();
    let answer = stranger
        .form(
            "/new",
            &[("family", ""), ("child", "Ali"), ("name", "Mette 👋"), ("role", "guardian")],
        )
        .await;
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let page = boot(answer).await;
    assert_eq!(page.say, Some(Say::Refused(Refusal::Empty)));
    assert_eq!(page.path, "/new");
    assert_eq!(page.kept["name"], "Mette 👋");

    let mette = family(&server).await;
    let (_, link, _) = mette.invites(Role::Guardian, Use::Single, None).await;
    let answer = stranger.form(&format!("/join/{link}"), &[("name", " "), ("title", "mor")]).await;
    let page = boot(answer).await;
    assert!(
        page.say == Some(Say::Refused(Refusal::Empty))
            && page.kept["title"] == "mor"
            && page.invitation.is_some()
    );

    let (child, back, words) =
        (mette.child().await.to_string(), mette.page("/ruler"), "ø".repeat(2001));
    let fields = [
        ("child", &*child),
        ("setting", "school"),
        ("level", "2"),
        ("because", &words),
        ("back", &back),
    ];
    let answer = mette.client.form(&mette.page("/ruler"), &fields).await;
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let page = boot(answer).await;
    assert_eq!(page.say, Some(Say::Refused(Refusal::TooLong { max: 2000 })));
    assert!(page.path == back && page.kept["because"] == words && page.place.is_some());
    let without_level = mette
        .client
        .form(
            &mette.page("/ruler"),
            &[("child", &child), ("setting", "school"), ("because", "vigtigt")],
        )
        .await;
    assert_eq!(boot(without_level).await.kept["because"], "vigtigt");
    assert!(mette.view().await.family.ruler.placements.is_empty());

    let signed_out =
        server.stranger().form(&mette.page("/ruler"), &[("because", "skrevet længe")]).await;
    assert_eq!(signed_out.status(), StatusCode::UNAUTHORIZED);
    let page = boot(signed_out).await;
    assert!(
        page.say == Some(Say::Trouble(Trouble::SignedOut))
            && page.kept["because"] == "skrevet længe"
    );
}

#[tokio::test]
async fn one_places_on_the_ruler() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let child = mette.child().await;
    let round = RoundId(new_id());
    let on = noon().date_naive();
    mette
        .does(Command::Ruler(ruler::Command::Open {
            round,
            child,
            setting: Setting::Home,
            dialogue: None,
            on,
        }))
        .await;
    let (child, round, back) =
        (child.to_string(), round.to_string(), mette.page("/ruler?setting=home"));
    let fields = [
        ("child", &*child),
        ("setting", "home"),
        ("level", "4"),
        ("because", "ro"),
        ("seen", "round"),
        ("round", &round),
        ("on", "2026-08-31"),
        ("back", &back),
    ];
    assert_eq!(goes_to(&mette.client.form(&mette.page("/ruler"), &fields).await), back);
    let fields = [
        ("child", &*child),
        ("setting", "school"),
        ("level", "3"),
        ("seen", "circle"),
        ("back", "//evil.example"),
    ];
    assert_eq!(goes_to(&mette.client.form(&mette.page("/ruler"), &fields).await), mette.page(""));
    let fields = [("child", &*child), ("setting", "online"), ("level", "5")];
    mette.client.form(&mette.page("/ruler"), &fields).await;
    let mut laid: Vec<_> = mette.view().await.family.ruler.placements.into_values().collect();
    laid.sort_by_key(|it| it.setting);
    let told: Vec<_> = laid
        .iter()
        .map(|it| (it.setting, it.level.number(), it.shared, it.on.to_string()))
        .collect();
    assert_eq!(
        told,
        [
            (Setting::Home, 4, false, "2026-08-31".to_owned()),
            (Setting::School, 3, true, "2026-09-01".to_owned()),
            (Setting::Online, 5, false, "2026-09-01".to_owned()),
        ]
    );
}

/// A step that `by` offers to `holder`.
async fn step(by: &Person, holder: &Person) -> StepId {
    let id = StepId(new_id());
    let (what, help) = ("Ringe til klubben".to_owned(), String::new());
    let (goal, due, dialogue, on) = (None, None, None, noon().date_naive());
    by.does(Command::Plan(plan::Command::AddStep {
        id,
        goal,
        what,
        holder: holder.me,
        due,
        help,
        dialogue,
        on,
    }))
    .await;
    id
}

#[tokio::test]
async fn one_answers_a_ball_and_ticks_a_step() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let amina = mette.with(&server, "Amina", Role::Guardian).await;
    let id = step(&mette, &amina).await;
    let act = async |act: &str, because: &str| {
        let (id, back) = (id.to_string(), amina.page("/plan"));
        let fields = [("act", act), ("step", &id), ("because", because), ("back", &back)];
        let answer = amina.client.form(&amina.page("/plan"), &fields).await;
        assert_eq!(goes_to(&answer), back, "{act}");
        amina.view().await.family.plan.steps.remove(&id.parse().unwrap()).unwrap()
    };
    assert!(act("accept", "").await.ball == Ball::Held);
    assert_eq!(act("tick", "").await.done, Some(noon().date_naive()));
    assert_eq!(act("untick", "").await.done, None);
    assert!(act("agree", "").await.agreed.contains(&amina.me));
    assert!(act("reopen", "").await.agreed.is_empty());
    assert!(
        act("hand_back", "Jeg når det ikke").await.ball
            == Ball::HandedBack { because: "Jeg når det ikke".into() }
    );
    mette.does(Command::Plan(plan::Command::Offer { id, to: amina.me })).await;
    assert!(act("decline", "").await.ball == Ball::Declined { because: String::new() });
    let fields = [("act", "tick"), ("step", &*id.to_string()), ("back", "/")];
    let refused = mette.client.form(&mette.page("/plan"), &fields).await;
    assert_eq!(boot(refused).await.say, Some(Say::Refused(Refusal::NotHolder)));
    let unknown = amina.client.form(&amina.page("/plan"), &[("act", "dance")]).await;
    assert_eq!(unknown.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(amina.view().await.family.plan.agreed(Item::Step(id)).unwrap().is_empty());
}

#[tokio::test]
async fn one_takes_part_in_a_dialogue_and_leads_it() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let id = DialogueId(new_id());
    let when: NaiveDateTime = noon().naive_utc();
    let plan = dialogue::Command::Plan {
        id,
        about: mette.child().await,
        when,
        place: String::new(),
        held: false,
        among: None,
    };
    mette.does(Command::Dialogue(plan)).await;
    let act = async |fields: &[(&str, &str)]| {
        let answer = mette.client.form(&mette.page(&format!("/dialogue/{id}")), fields).await;
        assert_eq!(goes_to(&answer), mette.page(""), "{fields:?}");
        mette.view().await.family.dialogue.all.remove(&id).unwrap()
    };
    assert_eq!(act(&[("act", "start")]).await.stage, dialogue::Stage::Running);
    assert_eq!(
        act(&[("act", "check_in"), ("face", "4")]).await.check_ins[&mette.me],
        CheckIn::Face { face: 4 }
    );
    assert_eq!(
        act(&[("act", "check_in"), ("face", "pass")]).await.check_ins[&mette.me],
        CheckIn::Pass
    );
    assert_eq!(act(&[("act", "go"), ("step", "one_up")]).await.step, dialogue::Step::OneUp);
    assert_eq!(
        act(&[("act", "useful"), ("score", "5"), ("next_time", "kortere")]).await.useful[&mette.me]
            .score,
        5
    );
    assert_eq!(act(&[("act", "end")]).await.stage, dialogue::Stage::Ended);
    let late = mette
        .client
        .form(&mette.page(&format!("/dialogue/{id}")), &[("act", "check_in"), ("face", "9")])
        .await;
    assert_eq!(late.status(), StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn one_chooses_a_language_on_a_device_and_in_ones_places() {
    let server = Running::start().await;
    let asked = |cookie: &'static str, accept: &'static str| {
        let request = server.stranger().ask(reqwest::Method::GET, "/");
        async move {
            boot(
                request
                    .header("cookie", cookie)
                    .header("accept-language", accept)
                    .send()
                    .await
                    .unwrap(),
            )
            .await
            .language
        }
    };
    assert_eq!(asked("", "").await, Language::Da);
    assert_eq!(asked("", "sv, en-GB;q=0.8, da;q=0.5").await, Language::En);
    assert_eq!(asked("language=da", "en").await, Language::Da);
    let mette = family(&server).await;
    let answer =
        mette.client.form("/language", &[("language", "en"), ("back", &mette.page("/plan"))]).await;
    assert_eq!(goes_to(&answer), mette.page("/plan"));
    assert!(answer.headers()["set-cookie"].to_str().unwrap().starts_with("language=en"));
    assert_eq!(mette.view().await.family.people.get(mette.me).unwrap().language, Language::En);
    let away = server
        .stranger()
        .form("/language", &[("language", "en"), ("back", "//evil.example")])
        .await;
    assert_eq!(goes_to(&away), "/");
}

#[tokio::test]
async fn a_form_that_is_too_large_or_unreadable_gets_a_page_that_says_so() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let large = "x".repeat(100_000);
    let answer = mette.client.form(&mette.page("/ruler"), &[("because", &large)]).await;
    assert_eq!(answer.status(), StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(boot(answer).await.say, Some(Say::Trouble(Trouble::TooLarge)));
    let raw =
        mette.client.ask(reqwest::Method::POST, &mette.page("/ruler")).body(vec![0xff, 0xfe, b'=']);
    let status = raw.send().await.unwrap().status();
    assert!(
        status == StatusCode::BAD_REQUEST || status == StatusCode::UNPROCESSABLE_ENTITY,
        "{status}"
    );
    assert_eq!(mette.view().await.seq, nth(1));
}

#[tokio::test]
async fn one_sets_and_moves_a_time_and_names_people() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let fields = [("act", "plan"), ("date", "2026-09-20"), ("time", "15:30"), ("place", "Skolen")];
    goes_to(&mette.client.form(&mette.page("/dialogue"), &fields).await);
    let planned = |view: domain::protocol::Snapshot| view.family.dialogue.all.into_values().next();
    let dialogue = planned(mette.view().await).unwrap();
    assert_eq!(
        (dialogue.when.to_string(), &*dialogue.place),
        ("2026-09-20 15:30:00".into(), "Skolen")
    );
    let fields = [("act", "move"), ("date", "2026-09-21"), ("time", "08:00:00"), ("place", "")];
    goes_to(&mette.client.form(&mette.page(&format!("/dialogue/{}", dialogue.id)), &fields).await);
    assert_eq!(planned(mette.view().await).unwrap().when.to_string(), "2026-09-21 08:00:00");
    let past =
        [("act", "plan"), ("date", "2026-08-01"), ("time", "15:30"), ("place", "Biblioteket")];
    let page = boot(mette.client.form(&mette.page("/dialogue"), &past).await).await;
    assert!(
        page.say == Some(Say::Refused(Refusal::InThePast)) && page.kept["place"] == "Biblioteket"
    );

    goes_to(
        &mette
            .client
            .form(&mette.page("/people"), &[("named", "Mormor"), ("role", "network")])
            .await,
    );
    goes_to(
        &mette
            .client
            .form(&mette.page("/people"), &[("name", "Mette L."), ("title", "lærer")])
            .await,
    );
    let people = mette.view().await.family.people;
    assert!(people.members.values().any(|it| it.name == "Mormor" && !it.joined));
    assert_eq!(people.get(mette.me).unwrap().name, "Mette L.");
}

/// Forms that lay open on two devices. What does not fit comes back with what was typed, over what stands there by now.
// [S13] [S14]
#[tokio::test]
async fn a_form_that_lay_open_writes_over_nothing_it_had_not_shown() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let people = mette.page("/people");
    let rename = |name: &'static str| {
        [("from_name", "Mette"), ("from_title", ""), ("name", name), ("title", "")]
    };
    goes_to(&mette.client.form(&people, &rename("Mette L.")).await);
    let page = boot(mette.client.form(&people, &rename("Mette B.")).await).await;
    assert!(page.say == Some(Say::Refused(Refusal::TextMoved)) && page.kept["name"] == "Mette B.");
    assert_eq!(mette.view().await.family.people.get(mette.me).unwrap().name, "Mette L.");

    let plan = [("act", "plan"), ("date", "2026-09-20"), ("time", "15:30"), ("place", "Skolen")];
    goes_to(&mette.client.form(&mette.page("/dialogue"), &plan).await);
    let meeting = async || mette.view().await.family.dialogue.all.into_values().next().unwrap();
    let there = mette.page(&format!("/dialogue/{}", meeting().await.id));
    let from = [("act", "move"), ("from_when", "2026-09-20T15:30:00"), ("from_place", "Skolen")];
    let moves =
        |date, place| [&from[..], &[("date", date), ("time", "15:30"), ("place", place)]].concat();
    goes_to(&mette.client.form(&there, &moves("2026-09-21", "Skolen")).await);
    goes_to(&mette.client.form(&there, &moves("2026-09-20", "Hjemme")).await);
    let both = meeting().await;
    assert_eq!((both.when.to_string(), &*both.place), ("2026-09-21 15:30:00".into(), "Hjemme"));
}
