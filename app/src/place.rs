//! A family's place on this screen: what pages and tools read from and act through.

use crate::boot::{Boot, Words};
use crate::routes::Room;
use crate::text::{self, Text};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::input::is_unseen;
use domain::left::Left;
use domain::may::Theirs;
use domain::people::Language;
use domain::protocol::{Passing, Sent, Snapshot};
use domain::{Command, CommandId, Family, FamilyId, MemberId, Refusal};
use leptos::prelude::*;
use std::sync::Arc;
use uuid::Uuid;

/// How this screen stands with the server.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Link {
    /// Everything is saved.
    Saved,
    /// So many changes are on their way.
    Saving(usize),
    /// So many changes wait: the server takes its time, or the line is dead and nobody has said so.
    Late(usize),
    /// No connection; so many changes wait.
    Away(usize),
    /// So many changes wait, and the browser could not keep all of them: they live as long as this page.
    Unkept(usize),
}

/// What the last form or command was answered.
#[derive(Clone, PartialEq, Eq)]
pub enum Said {
    /// As it came with the page.
    Words(Words),
    /// Here. What sends brings the words.
    Refused(Refusal),
}

/// Something of one's own that was not taken, and why.
#[derive(Clone, PartialEq, Eq)]
pub struct Unsent {
    pub words: Vec<String>,
    /// None for what another version of the program wrote, and this one cannot send.
    pub refusal: Option<Refusal>,
    /// The command itself, where it may still be carried out: its writer chooses, proves who they are, or tries again.
    pub change: Option<Command>,
    pub id: Option<CommandId>,
    /// Where it lies in the outbox, if that is known.
    pub at: Option<u32>,
}

impl Unsent {
    /// None where nothing is left of it.
    pub fn of(sent: &Sent, refusal: Refusal, at: Option<u32>) -> Option<Self> {
        let Left { words, change } = sent.command.left(refusal)?;
        Some(Self { words, refusal: Some(refusal), change, id: Some(sent.id), at })
    }

    /// Whether it goes by itself once its sender has proved who they are.
    pub fn waits_for_proof(&self) -> bool {
        self.refusal == Some(Refusal::ProveFirst)
    }
}

/// The handle. Cheap to copy; every tool takes it by [`use_place`].
#[derive(Clone, Copy)]
pub struct Place {
    pub id: FamilyId,
    pub me: MemberId,
    /// The name of the session that this page was made for.
    pub visit: Option<Uuid>,
    /// How far their copy went when the page was made.
    pub seq: u64,
    /// This member's copy, with their own pending changes in it.
    pub family: RwSignal<Family>,
    /// The server's clock when the page was made.
    pub now: DateTime<Utc>,
    /// For so many days a course that has ended is kept here.
    pub kept_days: u32,
    /// Who is here just now.
    pub present: RwSignal<Vec<MemberId>>,
    /// What passed last, and from whom: a step somebody looks at, a card somebody drags.
    pub passed: RwSignal<Option<(MemberId, Passing)>>,
    pub link: RwSignal<Link>,
    /// What the last form or command was answered, until the person moves on.
    pub say: RwSignal<Option<Said>>,
    /// What the server did not take, oldest first. Stays until it is put away.
    pub unsent: RwSignal<Vec<Unsent>>,
    /// Until the server is heard: this page was made from what the browser had kept, and this is the moment at which it was right.
    pub as_of: RwSignal<Option<DateTime<Utc>>>,
    /// Whether it was proved lately, on this device, who looks at it.
    pub proved: bool,
    /// Whether the page has come to life. Before that, and without WASM, forms go the plain way.
    pub live: RwSignal<bool>,
    send: Callback<Command, Result<(), Refusal>>,
    pass: Callback<Passing>,
    give_back: Callback<usize, Option<AnyView>>,
}

impl Place {
    /// The place a page was made for. None where the copy names no family.
    pub fn from_boot(
        boot: &Boot,
        snapshot: Snapshot,
        send: Callback<Command, Result<(), Refusal>>,
        pass: Callback<Passing>,
        give_back: Callback<usize, Option<AnyView>>,
    ) -> Option<Self> {
        Some(Self {
            id: snapshot.family.id?,
            me: snapshot.me,
            visit: boot.visit,
            seq: snapshot.seq,
            family: RwSignal::new(snapshot.family),
            now: boot.now,
            kept_days: boot.kept_days,
            present: RwSignal::new(Vec::new()),
            passed: RwSignal::new(None),
            link: RwSignal::new(if boot.as_of.is_some() { Link::Away(0) } else { Link::Saved }),
            say: RwSignal::new(boot.words.clone().map(Said::Words)),
            unsent: RwSignal::new(Vec::new()),
            as_of: RwSignal::new(boot.as_of),
            proved: boot.proved,
            live: RwSignal::new(false),
            send,
            pass,
            give_back,
        })
    }

    /// One of what was not taken, as it is shown to its writer.
    pub fn given_back(self, index: usize) -> Option<AnyView> {
        self.give_back.run(index)
    }

    /// Sends a command. It is shown at once; a refusal is shown too, and given back so that the caller keeps what was typed.
    pub fn send(self, command: Command) -> Result<(), Refusal> {
        let answer = self.send.run(command);
        self.say.set(answer.err().map(Said::Refused));
        answer
    }

    /// Sends what waited for a proof. What is refused all the same comes back with the reason.
    pub fn send_again(self) {
        let (again, rest) =
            self.unsent.get_untracked().into_iter().partition(Unsent::waits_for_proof);
        self.unsent.set(rest);
        for it in Vec::into_iter(again) {
            let sent = it.change.clone().is_some_and(|command| self.send(command).is_ok());
            if !sent {
                self.unsent.update(|all| all.push(it));
            }
        }
    }

    /// Lets words go that were not taken.
    pub fn put_away(self, index: usize) {
        self.unsent.update(|all| {
            if index < all.len() {
                all.remove(index);
            }
        });
    }

    /// Tells the others something that passes.
    pub fn pass(self, passing: Passing) {
        self.pass.run(passing);
    }

    /// Something read out of the family, followed. Recomputed at every change, passed on only when it differs.
    pub fn read<T: PartialEq + Send + Sync + 'static>(
        self,
        read: impl Fn(&Family) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        Memo::new(move |_| self.family.with(&read))
    }

    /// What I may change here, as far as my copy tells.
    pub fn theirs(self, family: &Family) -> Theirs<'_> {
        Theirs::new(family, self.me, self.today())
    }

    /// How long a course that has ended is kept here.
    pub fn kept(self) -> TimeDelta {
        TimeDelta::days(self.kept_days.into())
    }

    /// Whose words are kept here: this member's of this family, and nobody else's.
    pub fn whose(self) -> String {
        format!("{}/{}", self.id, self.me)
    }

    /// The day this page was made on.
    pub fn today(self) -> NaiveDate {
        self.now.date_naive()
    }

    /// The address of a room here.
    pub fn href(self, room: Room) -> String {
        room.href(self.id)
    }

    /// Where forms of a tool go when there is no WASM.
    pub fn action(self, tool: &str) -> String {
        format!("/f/{}/{tool}", self.id)
    }

    /// What a member is called. Follows changes.
    pub fn name(self, id: MemberId) -> String {
        self.family.with(|family| name(family, id))
    }

    /// Whom something is about. A child who reads is not told of themselves by name.
    pub fn whom(self, family: &Family, id: MemberId) -> String {
        if id == self.me { use_text().people.you.to_owned() } else { name(family, id) }
    }

    /// Whether anything may be changed here. While the course rests or has ended it is read, and nothing is offered that would be
    /// refused. Follows changes.
    pub fn goes_on(self) -> bool {
        self.family.with(|family| family.people.goes_on())
    }

    /// The same, for what takes a living page.
    pub fn acts(self) -> bool {
        self.live.get() && self.goes_on()
    }

    /// Whether I lead the dialogues. Follows changes.
    pub fn leads(self) -> bool {
        self.family.with(|family| family.people.is_coordinator(self.me))
    }
}

/// What a member is called; nothing for one who is not there.
pub fn name(family: &Family, id: MemberId) -> String {
    family.people.get(id).map(|member| member.name.clone()).unwrap_or_default()
}

/// The first letter of a name that can be seen, with the marks written onto it, for the avatar. It is written large there: what
/// knows the capitals of all scripts is as large as a page.
pub fn initial(name: &str) -> &str {
    let name = name.trim_start_matches(|c: char| is_unseen(c) || c.is_ascii_punctuation());
    let ends = |(at, c): &(usize, char)| *at > 0 && (c.is_whitespace() || !is_unseen(*c));
    name.char_indices().find(ends).map_or(name, |(at, _)| &name[..at])
}

/// The place of this page.
pub fn use_place() -> Place {
    expect_context::<Place>()
}

/// What the page was made from.
pub fn use_boot() -> Arc<Boot> {
    expect_context::<Arc<Boot>>()
}

/// Something of what the page was made from.
pub fn of_boot<T>(read: impl FnOnce(&Boot) -> T) -> Option<T> {
    with_context::<Arc<Boot>, _>(|boot| read(boot))
}

/// The wording of this screen's language.
pub fn use_text() -> &'static Text {
    text::of(language())
}

/// The language of this screen.
pub fn language() -> Language {
    of_boot(|boot| boot.language).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::initial;

    #[test]
    fn the_letter_of_an_avatar_can_be_seen() {
        for (name, letter) in [
            ("Amina", "A"),
            (" (Åse)", "Å"),
            ("\u{200b}\u{feff}Rosa", "R"),
            ("\u{301}Ali", "A"),
            ("A\u{30a}se", "A\u{30a}"),
            ("\u{200f}سلام", "س"),
            ("🦊", "🦊"),
            ("", ""),
            ("\u{3164}...", ""),
        ] {
            assert_eq!(initial(name), letter, "{name:?}");
        }
    }
}
