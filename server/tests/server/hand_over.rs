//! A screen goes round the table: while it does, it is nobody's, whatever is asked of it.

use crate::forms::goes_to;
use crate::given::{Person, Running, cookie, entered, family, joining, noon, place};
use crate::socket::{Socket, open};
use chrono::TimeDelta;
use domain::consent::Section;
use domain::dialogue::{self, Step};
use domain::looked::{Looked, Part};
use domain::people::{Role, Use};
use domain::protocol::Bye;
use domain::ruler::{self, Seen, Setting};
use domain::talk::{Column, Command as Talk};
use domain::{CardId, Command, DialogueId, MemberId, RoundId};
use reqwest::{Method, Response, StatusCode};
use server::clock::new_id;
use server::router;

const SECRET: &str = "kanariepletter";
pub const PIN: &str = "2580";

/// Mette leads; Amina, the mother, and Ali are in. A dialogue is running. Each has written something, for all and for themselves.
pub struct Table {
    pub server: Running,
    pub mette: Person,
    pub amina: Person,
    pub ali: Person,
    pub dialogue: DialogueId,
}

pub async fn table() -> Table {
    let server = Running::start().await;
    let mette = family(&server).await;
    let amina = mette.with(&server, "Amina", Role::Guardian).await;
    let child = mette.child().await;
    let (_, link, _) = amina.invites(Role::Child, Use::Single, Some(child)).await;
    let mut joining = joining(&link, "Ali");
    joining["member"] = serde_json::to_value(child).unwrap();
    let answer = server.stranger().post("/api/v1/join", &joining).await;
    let ali = entered(&server.stranger(), answer).await;
    let dialogue = DialogueId(new_id());
    let (when, place_of) = (noon().naive_utc(), SECRET.to_owned());
    let plan = dialogue::Command::Plan {
        id: dialogue,
        about: child,
        when,
        place: place_of,
        held: false,
        among: None,
    };
    mette.does(Command::Dialogue(plan)).await;
    mette.does(Command::Dialogue(dialogue::Command::Start { id: dialogue })).await;
    let table = Table { server, mette, amina, ali, dialogue };
    for person in [&table.mette, &table.amina, &table.ali] {
        person.does(place(child, SECRET, Seen::Circle)).await;
        person.does(place(child, SECRET, Seen::Mine)).await;
        person.does(card(child, dialogue)).await;
    }
    table
}

fn card(about: MemberId, dialogue: DialogueId) -> Command {
    Command::Talk(Talk::Write {
        id: CardId(new_id()),
        about,
        column: Column::Works,
        text: SECRET.to_owned(),
        notices: String::new(),
        dialogue: Some(dialogue),
        on: noon().date_naive(),
        shared: true,
    })
}

impl Table {
    pub async fn go(&self, step: Step) {
        self.mette.does(Command::Dialogue(dialogue::Command::Go { id: self.dialogue, step })).await;
    }

    pub async fn act(&self, act: &str, more: &[(&str, &str)]) -> Response {
        let fields: Vec<_> = [("act", act)].iter().chain(more).copied().collect();
        self.mette.client.form("/hand-over", &fields).await
    }

    pub async fn begins(&self, pin: &str) -> Response {
        let (family, dialogue) = (self.mette.family.to_string(), self.dialogue.to_string());
        self.act("begin", &[("family", &family), ("dialogue", &dialogue), ("pin", pin)]).await
    }

    pub async fn page(&self) -> String {
        self.mette.client.get("/hand-over").await.text().await.unwrap()
    }

    pub async fn turn_of(&self, member: MemberId) -> Response {
        self.act("turn", &[("member", &member.to_string())]).await
    }

    /// Every address that the router knows, filled in as well as its owner could.
    fn addresses(&self) -> Vec<String> {
        let fill = |path: &str| {
            path.replace("{family}", &self.mette.family.to_string())
                .replace("{dialogue}", &self.dialogue.to_string())
                .replace("{invitation}", &new_id().to_string())
                .replace("{provider}", "kommune")
                .replace("{token}", "abcdefghijklmnopqrstuv")
                .replace("{*rest}", "dreams")
        };
        let rooms = ["dreams", "looked", "minutes", "nothing"]
            .map(|room| self.mette.page(&format!("/{room}")));
        router::paths().into_iter().map(fill).chain(rooms).chain(["/nothing".to_owned()]).collect()
    }

    /// What those addresses tell of the family, by any method; and which of them let somebody in.
    async fn tells(&self) -> (Vec<String>, Vec<String>) {
        let (mut told, mut open) = (Vec::new(), Vec::new());
        let body =
            serde_json::to_value(crate::given::sent(card(self.ali.me, self.dialogue))).unwrap();
        for path in self.addresses().iter().filter(|path| !path.ends_with("/session")) {
            for method in [Method::GET, Method::POST, Method::PUT, Method::PATCH] {
                let what = format!("{method} {path}");
                let posts = method != Method::GET;
                let mut request = self.mette.client.ask(method, path);
                if posts && path.starts_with("/api") {
                    request = request.json(&body);
                } else if posts {
                    let form = "application/x-www-form-urlencoded";
                    request = request.header("content-type", form).body("act=write&text=x");
                }
                let answer = request.send().await.unwrap();
                let status = answer.status();
                let text = answer.text().await.unwrap();
                let personal = [SECRET, "Familien ved", "Amina"].iter().any(|it| text.contains(it));
                if personal && !["/hand-over", "/api/openapi.json"].contains(&path.as_str()) {
                    told.push(what.clone());
                }
                if status.is_success() {
                    open.push(what);
                }
            }
        }
        (told, open)
    }
}

#[tokio::test]
async fn while_it_goes_round_no_route_knows_its_owner() {
    let table = table().await;
    let (told, _) = table.tells().await;
    assert!(told.len() > 10, "the walk finds what there is to find: {told:?}");
    let begun = table.begins(PIN).await;
    assert_eq!(goes_to(&begun), "/hand-over");
    // What the browser kept for its owner it shows to nobody now, also where no net is.
    assert!(cookie(&begun, "visit=").unwrap().contains("Max-Age=0"));
    let before = table.amina.view().await;
    let (told, open) = table.tells().await;
    assert!(told.is_empty(), "{told:?}");
    let nobodys =
        ["GET /hand-over", "GET /api/openapi.json", "GET /healthz", "GET /readyz", "GET /metrics"];
    assert_eq!(open, nobodys);
    assert!(before == table.amina.view().await, "and nothing was changed by it");
    for path in ["", "/plan", "/mine", "/export"].map(|room| table.mette.page(room)) {
        assert_eq!(goes_to(&table.mette.client.get(&path).await), "/hand-over");
    }
    for path in ["/", "/devices", "/account", "/sign-in", "/join"] {
        assert_eq!(goes_to(&table.mette.client.get(path).await), "/hand-over");
    }
    for method in [Method::GET, Method::POST, Method::DELETE] {
        let answer = table.mette.client.ask(method, "/api/v1/session").send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
    }
    let back = table.act("end", &[("pin", PIN)]).await;
    let dialogue = table.mette.page(&format!("/dialogue/{}", table.dialogue));
    assert_eq!(goes_to(&back), dialogue);
    assert!(table.mette.client.get(&dialogue).await.text().await.unwrap().contains(SECRET));
}

#[tokio::test]
async fn its_sockets_close_and_no_other_opens() {
    let table = table().await;
    let mut socket = Socket::enter(&table.mette, 0).await;
    socket.snapshot().await;
    table.begins(PIN).await;
    assert!(matches!(socket.bye().await, Bye::SignedOut));
    assert_eq!(open(&table.mette, None).await.err(), Some(401));
    table.act("end", &[("pin", PIN)]).await;
    Socket::enter(&table.mette, 0).await.snapshot().await;
}

#[tokio::test]
async fn only_its_code_opens_it_and_guessing_has_to_wait() {
    let table = table().await;
    for pin in ["", "123", "1234567", "abcd"] {
        assert_eq!(table.begins(pin).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(
            table.page().await.len(),
            0,
            "it is still its owner's: there is nothing to show"
        );
    }
    table.begins(PIN).await;
    table.turn_of(table.ali.me).await;
    let wrong = table.act("end", &[("pin", "2581")]).await;
    assert_eq!(wrong.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let page = wrong.text().await.unwrap();
    assert!(page.contains("Skærmen er stadig låst.") && page.contains("Hvem har skærmen?"));
    for _ in 0..4 {
        table.act("end", &[("pin", "0000")]).await;
    }
    let wait = table.act("end", &[("pin", PIN)]).await;
    assert_eq!(wait.status(), StatusCode::TOO_MANY_REQUESTS);
    assert!(wait.headers().contains_key("retry-after"));
    assert!(wait.text().await.unwrap().contains("Prøv igen om 6 minutter."));
    assert_eq!(table.mette.client.get("/api/v1/families").await.status(), StatusCode::UNAUTHORIZED);
    table.server.clock.set(noon() + TimeDelta::minutes(5));
    assert_eq!(table.act("end", &[("pin", PIN)]).await.status(), StatusCode::SEE_OTHER);
    assert_eq!(table.mette.client.get("/api/v1/families").await.status(), StatusCode::OK);
}

/// A second tap, or once more after an answer that was lost.
#[tokio::test]
async fn the_form_that_locks_it_sent_again_shows_how_it_stands_and_changes_no_code() {
    let table = table().await;
    table.begins(PIN).await;
    assert_eq!(goes_to(&table.begins(PIN).await), "/hand-over");
    assert!(table.page().await.contains("Hvem har skærmen?"));
    table.turn_of(table.ali.me).await;
    for pin in ["1111", ""] {
        assert_eq!(goes_to(&table.begins(pin).await), "/hand-over");
    }
    let page = table.page().await;
    assert!(page.contains("Din tur, Ali") && !page.contains("Det blev ikke gemt"));
    let other = table.act("end", &[("pin", "1111")]).await;
    assert_eq!(other.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(table.act("end", &[("pin", PIN)]).await.status(), StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn whose_turn_it_is_answers_as_themselves_and_reads_nothing_of_before() {
    let table = table().await;
    table.go(Step::Works).await;
    table.begins(PIN).await;
    let page = table.page().await;
    assert!(page.contains("Amina") && page.contains("Ali") && page.contains("tilbage til Mette"));
    assert!(!page.contains(&table.mette.me.to_string()), "its owner has the code");
    assert_eq!(goes_to(&table.turn_of(table.amina.me).await), "/hand-over");
    let page = table.page().await;
    assert!(page.contains("Din tur, Amina") && page.contains("name=\"text\""));
    assert!(!page.contains(SECRET), "neither others' nor her own");

    let answered = table.act("card", &[("column", "worry"), ("text", "Han sover dårligt.")]).await;
    assert_eq!(goes_to(&answered), "/hand-over?kept=1");
    assert!(answered.headers().contains_key("clear-site-data"));
    let page = table.mette.client.get("/hand-over?kept=1").await.text().await.unwrap();
    assert!(page.contains("Det er gemt.") && !page.contains("Han sover dårligt."));
    let cards = table.amina.view().await.family.talk.cards;
    let written = cards.values().find(|it| it.text == "Han sover dårligt.").unwrap();
    assert!(written.by == table.amina.me && written.column == Column::Worry && written.shared);

    table.act("pass", &[]).await;
    assert!(!table.page().await.contains("Din tur"));
    let nobodys = table.act("card", &[("text", "ingens")]).await;
    assert_eq!(nobodys.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let looked: Looked =
        table.amina.client.get(&table.amina.at("/looked")).await.json().await.unwrap();
    let hers = |it: &&domain::looked::Look| it.by == table.amina.me && it.part == Part::Dialogue;
    assert!(looked.rows.iter().any(|it| hers(&it)), "she can read that somebody was her there");
}

#[tokio::test]
async fn a_child_places_in_the_round_and_only_what_is_asked_is_taken() {
    let table = table().await;
    let (round, child) = (RoundId(new_id()), table.ali.me);
    table.go(Step::Ruler).await;
    table.begins(PIN).await;
    table.turn_of(child).await;
    assert!(table.page().await.contains("Linealen er ikke åben endnu."));
    assert_eq!(
        table.act("place", &[("level", "2")]).await.status(),
        StatusCode::UNPROCESSABLE_ENTITY
    );
    // The one who leads has another device, too.
    let open = ruler::Command::Open {
        round,
        child,
        setting: Setting::Home,
        dialogue: Some(table.dialogue),
        on: noon().date_naive(),
    };
    table.act("end", &[("pin", PIN)]).await;
    table.mette.does(Command::Ruler(open)).await;
    table.begins(PIN).await;
    table.turn_of(table.amina.me).await;
    assert!(table.page().await.contains("Hvordan går det for Ali hjemme lige nu?"));
    table.turn_of(child).await;
    assert!(table.page().await.contains("Hvordan går det for dig hjemme lige nu?"));
    let refused = table.act("place", &[("because", "fordi")]).await;
    assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().await.unwrap().contains("fordi"), "what was typed stays");
    let laid = table.act("place", &[("level", "2"), ("because", "fordi")]).await;
    assert_eq!(goes_to(&laid), "/hand-over?kept=1");
    let page = table.page().await;
    assert!(page.contains("Du har lagt.") && !page.contains("fordi") && !page.contains("checked"));
    let theirs = table.ali.view().await.family.ruler;
    assert!(theirs.in_round(round).iter().any(|it| it.by == child && it.because == "fordi"));
    let elsewhere = table.act("card", &[("text", "x")]).await;
    assert_eq!(elsewhere.status(), StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn only_who_is_in_and_sees_the_dialogue_is_offered_a_turn() {
    let table = table().await;
    let eva = table.mette.with(&table.server, "Eva", Role::Network).await;
    let jens = table.mette.with(&table.server, "Jens", Role::Professional).await;
    table.amina.gives(jens.me, &[Section::Dialogue]).await;
    let stranger = family(&table.server).await;
    table.begins(PIN).await;
    let page = table.page().await;
    assert!(!page.contains("Eva"), "nothing was given to her");
    assert!(!page.contains("Jens"), "a professional has a screen of their own");
    for other in [eva.me, jens.me, stranger.me, table.mette.me, MemberId(new_id())] {
        assert_eq!(table.turn_of(other).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!table.page().await.contains("Din tur"));
    }
    table.amina.gives(eva.me, &[Section::Dialogue]).await;
    table.turn_of(eva.me).await;
    assert!(table.page().await.contains("Din tur, Eva"));
    // Out of the circle of the dialogue, in the middle of her turn.
    let among = Some([table.amina.me, table.mette.me, table.ali.me].into());
    let narrow = dialogue::Command::Among { id: table.dialogue, among };
    table.amina.does(Command::Dialogue(narrow)).await;
    let page = table.page().await;
    assert!(page.contains("Hvem har skærmen?") && !page.contains("Eva"));
}

#[tokio::test]
async fn it_begins_at_a_dialogue_that_goes_on_and_by_somebody_of_it() {
    let table = table().await;
    let (family, dialogue) = (table.mette.family.to_string(), table.dialogue.to_string());
    let fields = [("act", "begin"), ("family", &*family), ("dialogue", &*dialogue), ("pin", PIN)];
    let stranger = crate::given::family(&table.server).await;
    assert_eq!(stranger.client.form("/hand-over", &fields).await.status(), StatusCode::NOT_FOUND);
    let nobody = table.server.stranger();
    assert_eq!(nobody.form("/hand-over", &fields).await.status(), StatusCode::UNAUTHORIZED);
    let address = format!("/hand-over?family={family}&dialogue={dialogue}");
    assert_eq!(nobody.get(&address).await.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(table.mette.client.get(&address).await.status(), StatusCode::OK);
    assert_eq!(goes_to(&nobody.get("/hand-over").await), "/");
    let end = Command::Dialogue(dialogue::Command::End { id: table.dialogue });
    table.mette.does(end).await;
    assert_eq!(table.begins(PIN).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
}
