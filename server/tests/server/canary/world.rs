//! A family in which every fact is a word that stands nowhere else, with a list, written by hand, of those who may meet it.

use crate::given::{Person, Running, family, joining, member, noon, sent};
use crate::socket::Socket;
use crate::together::at;
use chrono::{Datelike, TimeDelta};
use domain::consent::{Command as Consent, Heard, Section};
use domain::dialogue::Command as Dialogue;
use domain::people::{Command as People, Language, Lead, Member, Role, Use};
use domain::plan::Command as Plan;
use domain::protocol::{FromClient, PROTOCOL_VERSION, Passing, Spot};
use domain::ruler::{Command as Ruler, Level, Seen, Setting};
use domain::shield::{Command as Shield, Kind};
use domain::talk::{Column, Command as Talk};
use domain::{
    CardId, Command, DialogueId, FactId, FamilyId, GoalId, InvitationId, MemberId, PlacementId,
    StepId,
};
use server::clock::new_id;
use std::collections::{BTreeMap, BTreeSet};
use tokio::task::JoinHandle;

#[path = "filled.rs"]
mod filled;
#[path = "reached.rs"]
mod reached;
#[path = "sections.rs"]
mod sections;

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
    pub facts: Vec<Fact>,
}

/// A word, and who may meet it.
pub struct Fact {
    pub word: String,
    pub readers: BTreeSet<&'static str>,
    /// Those who heard it while it was theirs, and may not meet it any more.
    pub once: BTreeSet<&'static str>,
    /// What the place is called: whoever holds a way in reads it at the door, and it is no look to read it in the list of one's places.
    pub is_name: bool,
}

impl Fact {
    pub fn heard(&self, name: &str) -> bool {
        self.readers.contains(name) || self.once.contains(name)
    }
}

/// Whose consent was for everything, and has ended when everybody crawls.
const ENDED: [&str; 2] = ["Emil", "Rita"];
/// Whoever has a seat when everybody crawls.
pub const SEATED: [&str; 9] =
    ["Mette", "Amina", "Omar", "Ali", "Sofie", "Eva", "Tove", "Karl", "Emil"];
/// The family, and who leads when everybody crawls.
const FAMILY_AND_KARL: [&str; 5] = ["Amina", "Omar", "Ali", "Sofie", "Karl"];

impl World {
    pub fn who(&self, name: &str) -> &Person {
        &self.people[name]
    }

    pub fn id(&self, name: &str) -> MemberId {
        self.who(name).me
    }

    /// A word of its own, for these.
    pub fn fact(&mut self, readers: &[&'static str]) -> String {
        let word = format!("kanarie{:02}fugl", self.facts.len());
        self.says(word.clone(), readers);
        word
    }

    fn says(&mut self, word: String, readers: &[&'static str]) {
        let readers = readers.iter().copied().collect();
        self.facts.push(Fact { word, readers, once: BTreeSet::new(), is_name: false });
    }

    /// The same, for Emil and Rita too while it was given to them.
    fn once(&mut self, readers: &[&'static str]) -> String {
        let word = self.fact(readers);
        self.ended();
        word
    }

    /// Emil and Rita heard the last word, while it was theirs.
    fn ended(&mut self) {
        let last = self.facts.last_mut().expect("a word");
        last.once = ENDED.into_iter().filter(|it| !last.readers.contains(it)).collect();
    }

    /// Somebody writes there, and these are told.
    async fn writes(&mut self, name: &str, at: Spot, hear: &[&'static str]) {
        let mut pen = Socket::enter(self.who(name), 0).await;
        for passing in [Passing::Writes { at }, Passing::Wrote { at }] {
            let told = serde_json::to_string(&passing).unwrap();
            self.says(told, hear);
            if hear.contains(&"Ali") {
                self.ended();
            }
            pen.say(&FromClient::Passing { passing }).await;
        }
        // An answer on the same line says that both have passed.
        let again = Talk::Remove { id: CardId(new_id()) };
        pen.does(sent(Command::Talk(again))).await;
    }

    pub async fn does(&self, name: &str, command: impl Into<Command>) {
        self.who(name).does(command.into()).await;
    }

    pub fn card(
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

    pub async fn gives(
        &self,
        by: &str,
        to: &str,
        sections: &[Section],
        days: i64,
        purpose: String,
    ) {
        let of = (by == "Sofie").then(|| self.id("Sofie"));
        let heard = if of.is_some() { Heard::Own } else { Heard::Fine };
        let until = noon().date_naive() + TimeDelta::days(days);
        let (to, sections) = (self.id(to), sections.iter().copied().collect());
        let give = Consent::Give { to, of, sections, purpose, until, heard };
        self.does(by, Command::Consent(give)).await;
    }

    /// How somebody is reached, for these, and kept from those.
    pub async fn notes(
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

/// A place with a name, and something that everyone should know.
async fn founded(server: &Running, facts: &mut Vec<Fact>) -> Person {
    let words = ["kanarienavnfugl", "kanariebeskedfugl"].map(str::to_owned);
    let [name, note] = words.clone();
    for word in words {
        let (readers, once) = (SEATED.into(), ["Rita"].into());
        facts.push(Fact { is_name: word == name, word, readers, once });
    }
    let founder = member("Mette", Role::Professional);
    let child = Member { born: Some(noon().year() - 9), ..member("Ali", Role::Child) };
    let (family, children) = (FamilyId(new_id()), vec![child]);
    let found = sent(Command::People(People::Found { family, name, note, founder, children }));
    let stranger = server.stranger();
    let answer = stranger.post("/api/v1/families", &serde_json::to_value(&found).unwrap()).await;
    crate::given::entered(&stranger, answer).await.by_profession(server).await
}

/// The circle, and what was given to whom.
async fn circle(server: Running) -> World {
    let mut facts = Vec::new();
    let mette = founded(&server, &mut facts).await;
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
    let dialogues = Vec::new();
    World { server, people, dialogues, facts, open: None, heard: BTreeMap::new() }
}

pub async fn told() -> World {
    told_by(Running::start().await, None).await
}

/// All of it by one process; heard at another, if there is another.
pub async fn told_by(server: Running, other: Option<&Running>) -> World {
    let mut w = circle(server).await;
    for name in CRAWLERS {
        let asks = Person { family: w.who("Amina").family, ..w.who(name).clone() };
        let asks = other.map_or(asks.clone(), |other| at(other, &asks));
        if let Ok(socket) = crate::socket::open(&asks, None).await {
            w.heard.insert(name, tokio::spawn(listens(socket, LAST)));
        }
    }
    let purpose = w.fact(&["Amina", "Omar", "Mette"]);
    w.gives("Amina", "Mette", &Section::ALL, 60, purpose).await;
    let purpose = w.fact(&["Amina", "Omar", "Tove"]);
    w.gives("Amina", "Tove", &[Section::Ruler, Section::Dialogue], 60, purpose).await;
    let purpose = w.fact(&["Amina", "Omar", "Eva"]);
    w.gives("Omar", "Eva", &[Section::Plan], 60, purpose).await;
    // Tove sees dialogues and no minutes of one she did not come in to, Eva minutes and no dialogues.
    let purpose = w.fact(&["Amina", "Omar", "Eva"]);
    w.gives("Amina", "Eva", &[Section::Minutes], 60, purpose).await;
    let purpose = w.fact(&["Amina", "Omar", "Emil"]);
    w.gives("Amina", "Emil", &Section::ALL, 1, purpose).await;
    let purpose = w.fact(&["Amina", "Omar"]);
    w.facts.last_mut().expect("a word").once = ["Rita"].into();
    w.gives("Amina", "Rita", &Section::ALL, 60, purpose).await;
    let purpose = w.fact(&["Sofie", "Tove"]);
    w.gives("Sofie", "Tove", &[Section::Ruler], 60, purpose).await;

    sections::own_rooms(&mut w).await;
    let held = sections::held(&mut w).await;
    let goal = sections::every_section(&mut w).await;
    sections::of_age(&mut w).await;
    sections::apart(&mut w, goal).await;
    w.dialogues.extend(held);
    reached::reached(&mut w).await;
    filled::every_field(&mut w, goal).await;
    let member = w.id("Rita");
    w.does("Amina", Command::People(People::Remove { member, lead: Lead::NotYet })).await;
    // From here on Karl leads, to whom nothing was given.
    let to = Some(w.id("Karl"));
    w.does("Mette", Command::People(People::OfferBaton { to })).await;
    w.does("Karl", Command::People(People::AnswerBaton { accept: true })).await;
    let because = w.fact(&FAMILY_AND_KARL);
    w.does("Amina", Command::People(People::AskAnother { ask: true, because })).await;
    let (invitation, link, _) = w.who("Amina").invites(Role::Network, Use::Single, None).await;
    w.open = Some((invitation, link));
    let (member, name) = (w.id("Eva"), "Eva".to_owned());
    w.does("Eva", Command::People(People::Rename { member, name, title: LAST.into(), from: None }))
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

/// Stands in the last thing that happens.
const LAST: &str = "sidste ord";

/// Everything that comes over a socket, until the last thing that happens or the end of the socket.
pub async fn listens(mut socket: Socket, last: &'static str) -> String {
    socket.say(&FromClient::Hello { version: PROTOCOL_VERSION, seq: 0 }).await;
    let mut heard = String::new();
    while let Some(message) = socket.hear().await {
        let message = serde_json::to_string(&message).unwrap();
        heard.push_str(&message);
        if message.contains(last) {
            break;
        }
    }
    heard
}
