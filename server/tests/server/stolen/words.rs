//! Words of every kind, written by every tool.

use crate::given::{Client, Person, cookie, found, joining, member, noon};
use chrono::{DateTime, TimeDelta, Utc};
use domain::consent::{Command as Consent, Heard, Section};
use domain::dialogue::{Command as Dialogue, Step, Useful};
use domain::dreams::{Command as Dreams, Picture, Place, Zone};
use domain::people::{Command as People, Role, Use};
use domain::plan::{Command as Plan, Standing, Way};
use domain::ruler::{Command as Ruler, Level, Seen, Setting};
use domain::shield::{Command as Shield, Kind};
use domain::talk::{Column, Command as Talk};
use domain::{
    Command, DialogueId, DreamId, FamilyId, GoalId, InvitationId, MemberId, PlacementId, StepId,
};
use server::clock::{Clock, new_id};

/// Words that stand nowhere else, one for each place where somebody can write.
#[derive(Default)]
pub struct Canaries(pub Vec<String>);

impl Canaries {
    pub fn word(&mut self) -> String {
        let word = format!("kanarie{:03}fugl", self.0.len());
        self.0.push(word.clone());
        word
    }

    /// Eight digits that stand nowhere else.
    pub fn number(&mut self) -> String {
        let number = format!("3141{:04}", 5000 + self.0.len());
        self.0.push(number.clone());
        number
    }
}

pub async fn founded(client: &Client, canaries: &mut Canaries) -> Person {
    let family = FamilyId(new_id());
    let mut founder = member(&canaries.word(), Role::Guardian);
    founder.title = canaries.word();
    let mut command = found(family, founder, member(&canaries.word(), Role::Child));
    if let Command::People(People::Found { name, note, .. }) = &mut command.command {
        (*name, *note) = (canaries.word(), canaries.word());
    }
    let request = client.ask(reqwest::Method::POST, "/api/v1/families").json(&command);
    let answer = request.header("user-agent", "Android").send().await.unwrap();
    crate::given::entered(client, answer).await
}

/// By the clock of that process.
fn days(days: i64) -> DateTime<Utc> {
    Clock::system().now() + TimeDelta::days(days)
}

/// A way in, for a child by name.
pub async fn invites(me: &Person, who: Option<MemberId>) -> (String, String) {
    let (id, until) = (InvitationId(new_id()), days(1));
    let (role, usage) = match who {
        Some(_) => (Role::Child, Use::Single),
        None => (Role::Network, Use::Table),
    };
    me.does(Command::People(People::Invite { id, role, who, usage, until })).await;
    let path = me.at(&format!("/invitations/{id}/key"));
    let shown: serde_json::Value =
        me.client.post(&path, &serde_json::Value::Null).await.json().await.unwrap();
    let link = shown["link"].as_str().unwrap().rsplit_once("/join/").unwrap().1.to_owned();
    (link, shown["code"].as_str().unwrap().to_owned())
}

/// Two hundred words, by every tool.
pub async fn write(me: &Person, canaries: &mut Canaries) {
    let child = me.child().await;
    let on = noon().date_naive();
    let mut commands: Vec<Command> = Vec::new();
    for number in 0..13 {
        let mut word = || canaries.word();
        let goal = GoalId(new_id());
        let step = StepId(new_id());
        let id = PlacementId(new_id());
        let (setting, level) = (Setting::School, Level::ALL[number % 5]);
        let (because, works, one_up) = (word(), word(), word());
        let seen = if number % 2 == 0 { Seen::Mine } else { Seen::Circle };
        commands.push(Command::Ruler(Ruler::Place {
            id,
            child,
            setting,
            level,
            on,
            because,
            works,
            one_up,
            seen,
        }));
        for column in [Column::Works, Column::Worry] {
            commands.push(card(child, column, word(), number % 2 == 0));
        }
        let (text, sign, dream, dialogue) = (word(), word(), None, None);
        commands.push(Command::Plan(Plan::SetGoal {
            id: goal,
            about: child,
            text,
            sign,
            dream,
            dialogue,
            on,
        }));
        let (what, help, due, dialogue) = (word(), word(), None, None);
        commands.push(Command::Plan(Plan::AddStep {
            id: step,
            goal: Some(goal),
            what,
            holder: me.me,
            due,
            help,
            dialogue,
            on,
        }));
        commands.push(Command::Plan(Plan::Note { id: goal, way: Way::Forward, text: word(), on }));
        commands.push(Command::Plan(Plan::Turn {
            id: goal,
            to: Standing::OnHold,
            because: word(),
            on,
        }));
        commands.push(Command::Plan(Plan::HandBack { id: step, because: word() }));
    }
    for command in commands {
        me.does(command).await;
    }
    dreams(me, child, canaries).await;
    meets(me, child, canaries).await;
    reached(me, child, canaries).await;
    name(me, canaries).await;
}

async fn dreams(me: &Person, whose: MemberId, canaries: &mut Canaries) {
    for dialogue in [None; 3] {
        let (id, text) = (DreamId(new_id()), canaries.word());
        let (place, picture) = (Place { zone: Zone::Soon, x: 2, y: 3 }, Picture::None);
        let from = text.clone();
        me.does(Command::Dreams(Dreams::Add { id, whose, text, picture, place, dialogue })).await;
        me.does(Command::Dreams(Dreams::Reword { id, from, text: canaries.word() })).await;
    }
}

/// A dialogue: where one meets, what is said there, and what one says of it.
async fn meets(me: &Person, about: MemberId, canaries: &mut Canaries) {
    let (id, when) = (DialogueId(new_id()), days(1).naive_utc());
    let (place, held, among) = (canaries.word(), false, None);
    let plan = Dialogue::Plan { id, about, when, place, held, among };
    me.does(Command::Dialogue(plan)).await;
    me.does(Command::Dialogue(Dialogue::Start { id })).await;
    for shared in [true, false] {
        let mut said = card(about, Column::OneUp, canaries.word(), shared);
        if let Command::Talk(Talk::Write { notices, dialogue, .. }) = &mut said {
            (*notices, *dialogue) = (canaries.word(), Some(id));
        }
        me.does(said).await;
    }
    me.does(Command::Dialogue(Dialogue::Go { id, step: Step::ALL[Step::ALL.len() - 1] })).await;
    let useful = Useful { score: 4, next_time: canaries.word() };
    me.does(Command::Dialogue(Dialogue::Useful { id, useful, from: None })).await;
    me.does(Command::Dialogue(Dialogue::End { id })).await;
}

/// Why somebody was let see what.
pub async fn gives(me: &Person, to: MemberId, canaries: &mut Canaries) {
    for section in [Section::Ruler, Section::Plan] {
        let (of, sections, purpose) = (None, [section].into(), canaries.word());
        let (until, heard) = (days(30).date_naive(), Heard::Fine);
        me.does(Command::Consent(Consent::Give { to, of, sections, purpose, until, heard })).await;
    }
}

/// The child comes in, and has a room of its own.
pub async fn own_room(me: &Person, client: &Client, canaries: &mut Canaries) -> Person {
    let child = me.child().await;
    let (link, _) = invites(me, Some(child)).await;
    let mut joins = joining(&link, &canaries.word());
    joins["member"] = child.to_string().into();
    let child_in = client.post("/api/v1/join", &joins).await;
    let child_in = crate::given::entered(client, child_in).await;
    child_in.does(card(child, Column::Worry, canaries.word(), false)).await;
    let because = canaries.word();
    child_in.does(crate::given::place(child, &because, Seen::Mine)).await;
    dreams(&child_in, child, canaries).await;
    child_in
}

/// A name to sign in with, and a password, tried wrong and right; then they lie there too.
pub async fn keeps(who: &Person, name: String, canaries: &mut Canaries) {
    let password = format!("{} krukke saks paraply", canaries.word());
    let fields = [("act", "keep"), ("name", &*name), ("password", &*password)];
    let page = who.client.form("/account", &fields).await.text().await.unwrap();
    assert!(page.contains("Nu kan du logge ind."), "{name}: {page}");
    canaries.0.push(name.clone());
    let wrong = canaries.word();
    // The answer itself, not the page that it leads to.
    let stays = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none());
    let stays = stays.build().unwrap();
    for (password, comes_in) in [(&wrong, false), (&password, true)] {
        let fields = [("name", &*name), ("password", &**password)];
        let (base, http) = (who.client.base.clone(), stays.clone());
        let stranger = Client { base, http, token: None };
        let answer = stranger.form("/sign-in", &fields).await;
        assert_eq!(cookie(&answer, "session").is_some(), comes_in, "{}", answer.status());
    }
}

fn card(about: MemberId, column: Column, text: String, shared: bool) -> Command {
    let (id, on) = (domain::CardId(new_id()), noon().date_naive());
    let (notices, dialogue) = (String::new(), None);
    Command::Talk(Talk::Write { id, about, column, text, notices, dialogue, on, shared })
}

/// How somebody is reached.
async fn reached(me: &Person, child: MemberId, canaries: &mut Canaries) {
    for (kind, text) in [
        (Kind::Address, format!("{}vej 7", canaries.word())),
        (Kind::Email, format!("{}@hus.dk", canaries.word())),
        (Kind::Phone, canaries.number()),
        (Kind::School, canaries.word()),
        (Kind::Institution, canaries.word()),
    ] {
        let (id, words) = (domain::FactId(new_id()), Vec::new());
        let (known_to, kept_from) = ([].into(), [child].into());
        let (about, dialogue, from) = (child, None, None);
        me.does(Command::Shield(Shield::Set {
            id,
            about,
            kind,
            text,
            words,
            known_to,
            kept_from,
            dialogue,
            from,
        }))
        .await;
    }
}

/// And names.
async fn name(me: &Person, canaries: &mut Canaries) {
    for _ in 0..13 {
        let named = member(&canaries.word(), Role::Network);
        me.does(Command::People(People::Name { member: named })).await;
        let (name, title) = (canaries.word(), canaries.word());
        me.does(Command::People(People::Rename { member: me.me, name, title, from: None })).await;
    }
}
