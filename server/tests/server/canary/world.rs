//! A family in which every fact is a word that stands nowhere else, with a list, written by hand, of those who may meet it.

use crate::given::{Person, Running, family, joining, noon};
use crate::socket::Socket;
use chrono::{Datelike, TimeDelta};
use domain::consent::{Command as Consent, Heard, Section};
use domain::dialogue::{Command as Dialogue, Useful};
use domain::dreams::{Command as Dreams, Picture, Place, Zone};
use domain::people::{Command as People, Language, Member, Role, Use};
use domain::plan::Command as Plan;
use domain::protocol::{FromClient, PROTOCOL_VERSION, Passing, Spot};
use domain::ruler::{Command as Ruler, Level, Seen, Setting};
use domain::shield::{Command as Shield, Kind};
use domain::talk::{Column, Command as Talk};
use domain::{
    CardId, Command, DialogueId, DreamId, FactId, GoalId, InvitationId, MemberId, PlacementId,
    StepId,
};
use server::clock::new_id;
use std::collections::{BTreeMap, BTreeSet};
use tokio::task::JoinHandle;

#[path = "reached.rs"]
mod reached;

/// Who crawls. Omar is the other guardian, and lives elsewhere; Emil's consent has ended; Rita was taken out; Vera is of another
/// family.
pub const CRAWLERS: [&str; 12] = [
    "Mette", "Amina", "Omar", "Ali", "Sofie", "Eva", "Tove", "Karl", "Emil", "Rita", "Vera",
    "nobody",
];

pub struct World {
    pub server: Running,
    pub people: BTreeMap<&'static str, Person>,
    pub dialogues: Vec<DialogueId>,
    /// A way in that stands open.
    pub open: Option<(InvitationId, String)>,
    /// What each heard on a socket of their own, while it all happened.
    pub heard: BTreeMap<&'static str, JoinHandle<String>>,
    /// Word, and who may meet it.
    pub facts: Vec<(String, BTreeSet<&'static str>)>,
}

impl World {
    pub fn who(&self, name: &str) -> &Person {
        &self.people[name]
    }

    pub fn id(&self, name: &str) -> MemberId {
        self.who(name).me
    }

    /// A word of its own, for these.
    fn fact(&mut self, readers: &[&'static str]) -> String {
        let word = format!("kanarie{:02}fugl", self.facts.len());
        self.facts.push((word.clone(), readers.iter().copied().collect()));
        word
    }

    /// Somebody writes there, and these are told.
    async fn writes(&mut self, name: &str, at: Spot, hear: &[&'static str]) {
        let mut pen = Socket::enter(self.who(name), 0).await;
        for passing in [Passing::Writes { at }, Passing::Wrote { at }] {
            let told = serde_json::to_string(&passing).unwrap();
            self.facts.push((told, hear.iter().copied().collect()));
            pen.say(&FromClient::Passing { passing }).await;
        }
        // An answer on the same line says that both have passed.
        let again = Talk::Remove { id: CardId(new_id()) };
        pen.does(crate::given::sent(Command::Talk(again))).await;
    }

    pub async fn does(&self, name: &str, command: impl Into<Command>) {
        self.who(name).does(command.into()).await;
    }

    fn card(
        &self,
        about: &str,
        text: String,
        dialogue: Option<DialogueId>,
        shared: bool,
    ) -> Command {
        let (id, notices, on) = (CardId(new_id()), String::new(), noon().date_naive());
        let (about, column) = (self.id(about), Column::Works);
        Command::Talk(Talk::Write { id, about, column, text, notices, dialogue, on, shared })
    }

    fn placement(&self, child: &str, because: String, seen: Seen) -> Command {
        Command::Ruler(Ruler::Place {
            id: PlacementId(new_id()),
            child: self.id(child),
            setting: Setting::Home,
            level: Level::ALL[2],
            on: noon().date_naive(),
            because,
            works: String::new(),
            one_up: String::new(),
            seen,
        })
    }

    fn step(&self, goal: Option<GoalId>, what: String, holder: &str) -> Command {
        Command::Plan(Plan::AddStep {
            id: StepId(new_id()),
            goal,
            what,
            holder: self.id(holder),
            due: None,
            help: String::new(),
            dialogue: None,
            on: noon().date_naive(),
        })
    }

    async fn gives(&self, by: &str, to: &str, sections: &[Section], days: i64, purpose: String) {
        let of = (by == "Sofie").then(|| self.id("Sofie"));
        let heard = if of.is_some() { Heard::Own } else { Heard::Fine };
        let until = noon().date_naive() + TimeDelta::days(days);
        let (to, sections) = (self.id(to), sections.iter().copied().collect());
        let give = Consent::Give { to, of, sections, purpose, until, heard };
        self.does(by, Command::Consent(give)).await;
    }

    /// How somebody is reached, for these, and kept from those.
    async fn notes(
        &self,
        by: &str,
        about: &str,
        kind: Kind,
        text: &str,
        (known, kept): (&[&str], &[&str]),
        dialogue: Option<DialogueId>,
    ) {
        let ids = |names: &[&str]| names.iter().map(|name| self.id(name)).collect();
        let set = Shield::Set {
            id: FactId(new_id()),
            about: self.id(about),
            kind,
            text: text.to_owned(),
            words: Vec::new(),
            known_to: ids(known),
            kept_from: ids(kept),
            dialogue,
            from: None,
        };
        self.does(by, Command::Shield(set)).await;
    }

    async fn meets(&mut self, place: String, among: Option<&[&str]>) -> DialogueId {
        let (id, when) = (DialogueId(new_id()), noon().naive_utc() + TimeDelta::hours(2));
        let among = among.map(|names| names.iter().map(|name| self.id(name)).collect());
        let about = self.id("Ali");
        let plan = Dialogue::Plan { id, about, when, place, held: false, among };
        self.does("Mette", Command::Dialogue(plan)).await;
        self.dialogues.push(id);
        id
    }
}

/// The circle, and what was given to whom.
async fn circle() -> World {
    let server = Running::start().await;
    let mette = family(&server).await;
    let ali = mette.child().await;
    let mut people = BTreeMap::from([("Mette", mette.clone())]);
    let year = noon().year();
    let sofie = Member {
        id: MemberId(new_id()),
        name: "Sofie".into(),
        role: Role::Child,
        title: String::new(),
        born: Some(year - 16),
        language: Language::Da,
        joined: false,
    };
    let young = sofie.id;
    mette.does(Command::People(People::Name { member: sofie })).await;
    for (name, role, who) in [
        ("Amina", Role::Guardian, None),
        ("Ali", Role::Child, Some(ali)),
        ("Sofie", Role::Child, Some(young)),
        ("Eva", Role::Network, None),
        ("Emil", Role::Network, None),
        ("Tove", Role::Professional, None),
        ("Karl", Role::Professional, None),
        ("Rita", Role::Professional, None),
    ] {
        let host = if role == Role::Child { &people["Amina"] } else { &mette };
        let (_, link, _) = host.invites(role, Use::Single, who).await;
        let stranger = server.stranger();
        let mut joins = joining(&link, name);
        if let Some(who) = who {
            joins["member"] = who.to_string().into();
        }
        let answer = stranger.post("/api/v1/join", &joins).await;
        let person = crate::given::entered(&stranger, answer).await;
        let professional = role == Role::Professional;
        let person = if professional { person.by_profession(&server).await } else { person };
        people.insert(name, person);
    }
    let (_, link, _) = people["Amina"].invites(Role::Guardian, Use::Single, None).await;
    let stranger = server.stranger();
    let answer = stranger.post("/api/v1/join", &joining(&link, "Omar")).await;
    people.insert("Omar", crate::given::entered(&stranger, answer).await);
    people.insert("Vera", family(&server).await);
    let nobody = Person { client: server.stranger(), family: mette.family, me: mette.me };
    people.insert("nobody", nobody);
    let (dialogues, facts) = (Vec::new(), Vec::new());
    World { server, people, dialogues, facts, open: None, heard: BTreeMap::new() }
}

pub async fn told() -> World {
    let mut w = circle().await;
    for name in CRAWLERS {
        let asks = Person { family: w.who("Amina").family, ..w.who(name).clone() };
        if let Ok(socket) = crate::socket::open(&asks, None).await {
            w.heard.insert(name, tokio::spawn(listens(socket)));
        }
    }
    let purpose = w.fact(&["Amina", "Omar", "Eva"]);
    w.gives("Amina", "Mette", &Section::ALL, 60, "lede".into()).await;
    w.gives("Amina", "Tove", &[Section::Ruler, Section::Dialogue], 60, "skolen".into()).await;
    w.gives("Omar", "Eva", &[Section::Plan], 60, purpose).await;
    w.gives("Amina", "Emil", &Section::ALL, 1, "kun i dag".into()).await;
    w.gives("Amina", "Rita", &Section::ALL, 60, "til hun går".into()).await;
    w.gives("Sofie", "Tove", &[Section::Ruler], 60, "skolen".into()).await;

    own_rooms(&mut w).await;
    let goal = every_section(&mut w).await;
    of_age(&mut w).await;
    apart(&mut w, goal).await;
    reached::reached(&mut w).await;
    let member = w.id("Rita");
    w.does("Amina", Command::People(People::Remove { member })).await;
    // From here on Karl leads, to whom nothing was given.
    let to = Some(w.id("Karl"));
    w.does("Mette", Command::People(People::OfferBaton { to })).await;
    w.does("Karl", Command::People(People::AnswerBaton { accept: true })).await;
    let (invitation, link, _) = w.who("Amina").invites(Role::Network, Use::Table, None).await;
    w.open = Some((invitation, link));
    let (member, name) = (w.id("Eva"), "Eva".to_owned());
    w.does(
        "Amina",
        Command::People(People::Rename { member, name, title: LAST.into(), from: None }),
    )
    .await;
    // Emil's day has gone.
    w.server.clock.set(noon() + TimeDelta::days(2));
    // Who is there by profession has come in anew.
    for name in ["Mette", "Tove", "Karl", "Rita", "Vera"] {
        let anew = crate::given::again(&w.server, w.who(name), "").await;
        w.people.insert(name, anew);
    }
    w
}

/// What is one's own until one shows it.
async fn own_rooms(w: &mut World) {
    let word = w.fact(&["Ali"]);
    w.does("Ali", w.card("Ali", word, None, false)).await;
    let word = w.fact(&["Ali", "Eva"]);
    let shown = w.card("Ali", word, None, false);
    let Command::Talk(Talk::Write { id, .. }) = shown else { unreachable!() };
    w.does("Ali", shown).await;
    let to = [w.id("Eva")].into();
    w.does("Ali", Command::Talk(Talk::Show { id, to })).await;
    let word = w.fact(&["Ali"]);
    w.does("Ali", w.placement("Ali", word, Seen::Mine)).await;
    let word = w.fact(&["Tove"]);
    w.does("Tove", w.placement("Ali", word, Seen::Mine)).await;
}

async fn every_section(w: &mut World) -> GoalId {
    let word = w.fact(&["Amina", "Omar", "Ali", "Mette"]);
    w.does("Amina", w.card("Ali", word, None, true)).await;
    let word = w.fact(&["Amina", "Omar", "Ali", "Mette", "Tove"]);
    w.does("Amina", w.placement("Ali", word, Seen::Circle)).await;
    let text = w.fact(&["Amina", "Omar", "Ali", "Mette"]);
    let place = Place { zone: Zone::Now, x: 1, y: 1 };
    let (id, whose, picture) = (DreamId(new_id()), w.id("Ali"), Picture::None);
    w.does(
        "Amina",
        Command::Dreams(Dreams::Add { id, whose, text, picture, place, dialogue: None }),
    )
    .await;
    let goal = GoalId(new_id());
    let (text, about, on) =
        (w.fact(&["Amina", "Omar", "Ali", "Mette", "Eva"]), w.id("Ali"), noon().date_naive());
    let set = Plan::SetGoal {
        id: goal,
        about,
        text,
        sign: String::new(),
        dream: None,
        dialogue: None,
        on,
    };
    w.does("Amina", Command::Plan(set)).await;
    let word = w.fact(&["Amina", "Omar", "Ali", "Mette", "Eva", "Karl"]);
    w.does("Amina", w.step(Some(goal), word, "Karl")).await;
    let word = w.fact(&["Amina", "Omar", "Mette", "Eva"]);
    w.does("Amina", w.step(None, word, "Eva")).await;
    let place = w.fact(&["Amina", "Omar", "Ali", "Mette", "Tove", "Karl"]);
    let open = w.meets(place, None).await;
    w.does("Mette", Command::Dialogue(Dialogue::Start { id: open })).await;
    let next_time = w.fact(&["Amina", "Omar", "Ali", "Mette", "Tove"]);
    let useful = Useful { score: 4, next_time };
    w.does("Tove", Command::Dialogue(Dialogue::Useful { id: open, useful, from: None })).await;
    goal
}

/// A young person decides over what is about her.
async fn of_age(w: &mut World) {
    let word = w.fact(&["Amina", "Omar", "Sofie"]);
    w.does("Amina", w.card("Sofie", word, None, true)).await;
    let word = w.fact(&["Amina", "Omar", "Sofie", "Tove"]);
    w.does("Sofie", w.placement("Sofie", word, Seen::Circle)).await;
}

/// Two guardians: a dialogue without the other, and a school he must not know.
async fn apart(w: &mut World, goal: GoalId) {
    let place = w.fact(&["Amina", "Mette", "Karl"]);
    let apart = w.meets(place, Some(&["Amina", "Mette"])).await;
    let word = w.fact(&["Amina", "Mette"]);
    w.does("Amina", w.card("Ali", word, Some(apart), true)).await;
    let (open, column) = (w.dialogues[0], Column::Worry);
    w.writes("Amina", Spot::Card { dialogue: apart, column }, &["Amina", "Mette"]).await;
    let circle = ["Amina", "Omar", "Ali", "Mette"];
    w.writes("Amina", Spot::Card { dialogue: open, column }, &circle).await;
    w.writes("Mette", Spot::Goal { goal }, &["Amina", "Omar", "Ali", "Mette", "Eva"]).await;
    let all: Vec<&'static str> = CRAWLERS
        .into_iter()
        .filter(|it| !["Omar", "Rita", "Vera", "nobody"].contains(it))
        .collect();
    let school = w.fact(&all);
    w.notes("Amina", "Ali", Kind::School, &school, (&["Mette"], &["Omar"]), None).await;
    let (member, name) = (w.id("Mette"), "Mette".to_owned());
    w.does(
        "Mette",
        Command::People(People::Rename {
            member,
            name,
            title: format!("lærer, {school}"),
            from: None,
        }),
    )
    .await;
    // And it stands in what somebody is called.
    let (member, name) = (w.id("Tove"), format!("Tove {school}"));
    let title = String::new();
    w.does("Tove", Command::People(People::Rename { member, name, title, from: None })).await;
    let word = w.fact(&["Amina", "Ali", "Mette"]);
    w.does("Mette", w.card("Ali", format!("{word} på {school}"), None, true)).await;
}

/// Stands in the last thing that happens.
const LAST: &str = "sidste ord";

/// Everything that comes over a socket, until the last thing that happens or the end of the socket.
async fn listens(mut socket: Socket) -> String {
    socket.say(&FromClient::Hello { version: PROTOCOL_VERSION, seq: 0 }).await;
    let mut heard = String::new();
    while let Some(message) = socket.hear().await {
        let message = serde_json::to_string(&message).unwrap();
        heard.push_str(&message);
        if message.contains(LAST) {
            break;
        }
    }
    heard
}
