//! What is written in secret changes nothing for whoever it is not for: no byte of any answer, no word on a socket, no number.

use crate::given::{Person, Running, entered, family, joining, noon, nth, place, sent};
use crate::socket::Socket;
use answers::{everything, heard};
use chrono::TimeDelta;
use domain::consent::{Command as Consent, Heard, Section};
use domain::dialogue::Command as Dialogue;
use domain::dreams::{Command as Dreams, Picture, Place, Zone};
use domain::people::{Command as People, Role, Use};
use domain::plan::Command as Plan;
use domain::protocol::{FromServer, Outcome};
use domain::ruler::{Command as Ruler, Seen};
use domain::shield::{Command as Shield, Kind};
use domain::talk::{Column, Command as Talk};
use domain::{CardId, Command, DialogueId, DreamId, FactId, GoalId, MemberId, PlacementId, StepId};
use server::clock::new_id;
use std::collections::BTreeSet;
use uuid::Uuid;

#[path = "hidden/answers.rs"]
mod answers;
#[path = "hidden/childs.rs"]
mod childs;
#[path = "hidden/rows.rs"]
mod rows;
#[path = "hidden/shielded.rs"]
mod shielded;

/// So many stories, of so many secrets each.
const STORIES: u64 = 6;
const SECRETS: usize = 25;

struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from(self.0 >> 33).unwrap() % end
    }
}

/// Amina and Omar are the parents, Ali the child. Eva was given nothing, Tove the ruler; both watch.
struct World {
    server: Running,
    mette: Person,
    amina: Person,
    ali: Person,
    eva: Person,
    tove: Person,
    /// Mette's and Amina's alone; and one that was open to all.
    dialogue: DialogueId,
    open: DialogueId,
    cards: Vec<CardId>,
    laid: Vec<PlacementId>,
    goals: Vec<GoalId>,
}

impl World {
    async fn begin() -> Self {
        let server = Running::start().await;
        let mette = family(&server).await;
        let amina = mette.with(&server, "Amina", Role::Guardian).await;
        let child = mette.child().await;
        let (_, link, _) = amina.invites(Role::Child, Use::Single, Some(child)).await;
        let mut joins = joining(&link, "Ali");
        joins["member"] = serde_json::to_value(child).unwrap();
        let answer = server.stranger().post("/api/v1/join", &joins).await;
        let ali = entered(&server.stranger(), answer).await;
        let eva = mette.with(&server, "Eva", Role::Network).await;
        let tove = mette.with(&server, "Tove", Role::Professional).await;
        amina.gives(tove.me, &[Section::Ruler]).await;
        let open = meets(&mette, child, None).await;
        mette.does(Command::Dialogue(Dialogue::End { id: open })).await;
        let id = meets(&mette, child, Some([mette.me, amina.me].into())).await;
        let (cards, laid, goals) = (Vec::new(), Vec::new(), Vec::new());
        Self { server, mette, amina, ali, eva, tove, dialogue: id, open, cards, laid, goals }
    }

    /// Who writes it, and what.
    fn secret(&mut self, dice: &mut Dice) -> (Person, Command) {
        let ali = self.ali.me;
        let words = format!("hemmeligt {}", dice.below(9));
        let (mother, child) = (self.amina.clone(), self.ali.clone());
        let card = |about, dialogue, shared| {
            let (id, on) = (CardId(new_id()), noon().date_naive());
            let (column, notices, text) = (Column::Worry, String::new(), words.clone());
            (
                id,
                Command::Talk(Talk::Write {
                    id,
                    about,
                    column,
                    text,
                    notices,
                    dialogue,
                    on,
                    shared,
                }),
            )
        };
        match dice.below(14) {
            0 => {
                let (id, write) = card(ali, None, false);
                self.cards.push(id);
                (child, write)
            }
            1 => (mother, card(ali, None, true).1),
            2 => (self.mette.clone(), card(ali, Some(self.dialogue), true).1),
            3 => (child, Command::Talk(Talk::Remove { id: of(&self.cards, dice, CardId) })),
            4 => {
                let to: BTreeSet<MemberId> = [self.amina.me].into();
                (child, Command::Talk(Talk::Show { id: of(&self.cards, dice, CardId), to }))
            }
            5 => {
                let lays = place(ali, &words, Seen::Mine);
                if let Command::Ruler(Ruler::Place { id, .. }) = &lays {
                    self.laid.push(*id);
                }
                (child, lays)
            }
            6 => (child, Command::Ruler(Ruler::Withdraw { id: of(&self.laid, dice, PlacementId) })),
            kind @ 7..10 => self.plans(kind, words),
            kind => self.about_the_circle(kind, words, dice),
        }
    }

    fn plans(&mut self, kind: usize, words: String) -> (Person, Command) {
        let (mother, child, ali) = (self.amina.clone(), self.ali.clone(), self.ali.me);
        match kind {
            7 => {
                let id = GoalId(new_id());
                self.goals.push(id);
                let (sign, on) = (String::new(), noon().date_naive());
                let set = Plan::SetGoal {
                    id,
                    about: ali,
                    text: words,
                    sign,
                    dream: None,
                    dialogue: None,
                    on,
                };
                (mother, Command::Plan(set))
            }
            8 => {
                let goal = self.goals.last().copied();
                let (id, help, on) = (StepId(new_id()), String::new(), noon().date_naive());
                let holder = self.amina.me;
                let add = Plan::AddStep {
                    id,
                    goal,
                    what: words,
                    holder,
                    due: None,
                    help,
                    dialogue: None,
                    on,
                };
                (mother, Command::Plan(add))
            }
            _ => {
                let (id, picture) = (DreamId(new_id()), Picture::None);
                let place = Place { zone: Zone::ALL[0], x: 1, y: 1 };
                let add =
                    Dreams::Add { id, whose: ali, text: words, picture, place, dialogue: None };
                (child, Command::Dreams(add))
            }
        }
    }

    fn about_the_circle(&self, kind: usize, words: String, dice: &mut Dice) -> (Person, Command) {
        let (mother, ali) = (self.amina.clone(), self.ali.me);
        match kind {
            10 => {
                let kept_from = [self.eva.me, self.tove.me].into();
                let (kind, known_to) = (Kind::School, [self.mette.me].into());
                let text = format!("Skovskolen {}", new_id());
                let set = Shield::Set {
                    dialogue: None,
                    from: None,
                    id: FactId(new_id()),
                    about: ali,
                    kind,
                    text,
                    words: vec![],
                    known_to,
                    kept_from,
                };
                (mother, Command::Shield(set))
            }
            11 => {
                let (to, sections, until) =
                    (self.mette.me, Section::ALL.into(), noon().date_naive() + TimeDelta::days(9));
                let give = Consent::Give {
                    to,
                    of: None,
                    sections,
                    purpose: words,
                    until,
                    heard: Heard::Fine,
                };
                (mother, Command::Consent(give))
            }
            12 => {
                let back = Consent::Withdraw { to: self.mette.me, of: None, section: None };
                (mother, Command::Consent(back))
            }
            _ => {
                let among = [None, Some([self.mette.me, self.amina.me, ali].into())];
                let among = among[dice.below(2)].clone();
                (
                    self.mette.clone(),
                    Command::Dialogue(Dialogue::Among { id: self.dialogue, among }),
                )
            }
        }
    }
}

/// A dialogue that goes on.
async fn meets(mette: &Person, about: MemberId, among: Option<BTreeSet<MemberId>>) -> DialogueId {
    let (id, when) = (DialogueId(new_id()), noon().naive_utc() + TimeDelta::hours(2));
    let plan = Dialogue::Plan { id, about, when, place: "hos os".into(), held: false, among };
    mette.does(Command::Dialogue(plan)).await;
    mette.does(Command::Dialogue(Dialogue::Start { id })).await;
    id
}

/// One of these, or one that is not there.
fn of<T: Copy>(all: &[T], dice: &mut Dice, new: impl Fn(Uuid) -> T) -> T {
    all.get(dice.below(all.len() + 1)).copied().unwrap_or_else(|| new(new_id()))
}

/// Secrets are written, and not a byte of what these are answered and told has changed. Says how many were written and how many
/// refused.
async fn tells_nothing(
    w: &mut World,
    watchers: &[Person],
    mut secret: impl FnMut(&mut World) -> (Person, Command),
    seed: u64,
) -> (usize, usize) {
    let (mut written, mut refused) = (0, 0);
    let dialogues = [w.dialogue, w.open];
    let (mut sockets, mut before) = (Vec::new(), Vec::new());
    for watcher in watchers {
        // Once before, so that having looked is the same in both.
        everything(watcher, &dialogues).await;
        let mut socket = Socket::enter(watcher, 0).await;
        socket.snapshot().await;
        sockets.push(socket);
    }
    for watcher in watchers {
        before.push(everything(watcher, &dialogues).await);
    }
    for _ in 0..SECRETS {
        let (who, secret) = secret(w);
        match who.send(&sent(secret)).await.outcome {
            Outcome::Done { .. } => written += 1,
            Outcome::Refused { .. } => refused += 1,
        }
    }
    for (watcher, before) in watchers.iter().zip(before) {
        for ((path, after), (_, before)) in
            everything(watcher, &dialogues).await.iter().zip(&before)
        {
            assert!(after == before, "seed {seed}: {path} tells that something was written");
        }
    }
    let number = watchers[0].view().await.seq;
    let (member, name, title) = (w.mette.me, "Mette".to_owned(), "leder".to_owned());
    w.mette.does(Command::People(People::Rename { member, name, title, from: None })).await;
    for socket in &mut sockets {
        let all = heard(socket).await;
        let [FromServer::News { news }] = all.as_slice() else {
            panic!("seed {seed}: told something else, {} words", all.len())
        };
        assert!(news.events.len() == 1 && news.events[0].seq == news.seq, "seed {seed}");
    }
    assert_eq!(watchers[0].view().await.seq, number + nth(1));
    (written, refused)
}

// [S32]
#[tokio::test]
async fn whoever_something_is_hidden_from_cannot_tell_that_it_was_written() {
    let (mut written, mut refused) = (0, 0);
    for seed in 1..=STORIES {
        let (mut w, mut dice) = (World::begin().await, Dice(seed));
        let watchers = [w.eva.clone(), w.tove.clone()];
        let counts = tells_nothing(&mut w, &watchers, |w| w.secret(&mut dice), seed).await;
        (written, refused) = (written + counts.0, refused + counts.1);
    }
    assert!(written > 60 && refused > 0, "{written} written, {refused} refused");
}
