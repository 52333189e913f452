//! What somebody is told in secret, or given by a young person alone, against the parents' book of who has looked: the same story with
//! and without the secrets, and every row and every word to them is the same, to the second.

use super::World;
use crate::given::{Person, noon, sent};
use crate::socket::Socket;
use chrono::{DateTime, TimeDelta, Utc};
use domain::consent::{Command as Consent, Heard, Section};
use domain::looked::{Ground, Look, Looked, Part, Way};
use domain::people::{Command as People, Role};
use domain::protocol::{FromClient, FromServer};
use domain::talk::{Column, Command as Talk};
use domain::{CardId, Command, MemberId};
use server::clock::new_id;
use std::time::Duration;

/// How often a socket is asked whether it is still there.
const PING: i64 = 25;
/// Pings: some twenty-five minutes.
const LONG: i64 = 62;

/// Ali is fifteen, and the family has given neither Eva nor Tove anything.
struct Story {
    w: World,
    omar: Person,
    secrets: bool,
    card: CardId,
    /// Of Eva and Tove, then of the parents.
    open: Vec<Socket>,
    watching: Vec<Socket>,
    /// What the parents were told, but for whether the server is there.
    told: Vec<String>,
}

impl Story {
    async fn begin(secrets: bool) -> Self {
        let w = World::begin().await;
        let omar = w.amina.with(&w.server, "Omar", Role::Guardian).await;
        for guest in [w.eva.me, w.tove.me] {
            let back = Consent::Withdraw { to: guest, of: None, section: None };
            w.amina.does(Command::Consent(back)).await;
        }
        w.amina.does(Command::People(People::Born { member: w.ali.me, year: 2010 })).await;
        let card = CardId(new_id());
        let mut story = Self {
            w,
            omar,
            secrets,
            card,
            open: Vec::new(),
            watching: Vec::new(),
            told: Vec::new(),
        };
        // So a row is due a little before the ping that writes it.
        story.at(10);
        let (eva, tove) = (story.w.eva.clone(), story.w.tove.clone());
        for person in [eva, tove] {
            let mut socket = Socket::enter(&person, 0).await;
            socket.snapshot().await;
            socket.say(&FromClient::Sees { seen: Part::Ruler.into() }).await;
            settled(&mut socket).await;
            story.open.push(socket);
        }
        for person in [story.w.amina.clone(), story.omar.clone()] {
            let mut socket = Socket::enter(&person, 0).await;
            socket.snapshot().await;
            settled(&mut socket).await;
            story.watching.push(socket);
        }
        story
    }

    fn at(&self, seconds: i64) {
        self.w.server.clock.set(noon() + TimeDelta::seconds(seconds));
    }

    /// All sockets are asked, and have answered to it.
    async fn ping(&mut self) {
        self.w.server.clock.goes_by(Duration::from_secs(PING.unsigned_abs()));
        for socket in &mut self.open {
            socket.until(|it| matches!(it, FromServer::Here {}).then_some(())).await;
        }
        for socket in &mut self.watching {
            loop {
                match socket.hear().await.expect("the socket is open") {
                    FromServer::Here {} => break,
                    other => self.told.push(called(&self.w, &other)),
                }
            }
        }
    }

    /// Ali does it, where this story has secrets.
    async fn in_secret(&self, command: impl Into<Command>) {
        if self.secrets {
            self.w.ali.does(command.into()).await;
        }
    }

    async fn goes_on(&mut self, ping: i64) {
        let (to, of, purpose) = (self.w.tove.me, Some(self.w.ali.me), "til pausen".to_owned());
        let (sections, until) = (Section::ALL.into(), noon().date_naive() + TimeDelta::days(9));
        match ping {
            6 => {
                let heard = Heard::Own;
                self.in_secret(Command::Consent(Consent::Give {
                    to,
                    of,
                    sections,
                    purpose,
                    until,
                    heard,
                }))
                .await;
            }
            // She looks at what she may now see, and would have been shown an empty page.
            8 | 40 => {
                let page = self.w.tove.page(&format!("/dialogue/{}", self.w.open));
                self.w.tove.client.get(&page).await;
                self.w.tove.client.get(&self.w.tove.page("/ruler")).await;
            }
            12 => {
                let (id, about, on) = (self.card, self.w.ali.me, noon().date_naive());
                let (column, text, notices) = (Column::Worry, "bange".to_owned(), String::new());
                let (dialogue, shared) = (None, false);
                let write = Talk::Write { id, about, column, text, notices, dialogue, on, shared };
                self.in_secret(Command::Talk(write)).await;
            }
            // Her rows are due, and the ping has not come.
            24 => {
                let to = [self.w.eva.me, self.w.tove.me].into();
                self.in_secret(Command::Talk(Talk::Show { id: self.card, to })).await;
            }
            34 => self.in_secret(Command::Talk(Talk::Show { id: self.card, to: [].into() })).await,
            50 => {
                self.in_secret(Command::Consent(Consent::Withdraw { to, of, section: None })).await;
            }
            _ => {}
        }
    }

    async fn goes_by(&mut self) {
        for ping in 1..=LONG {
            self.at(ping * PING);
            self.ping().await;
            self.at(ping * PING + 10);
            self.goes_on(ping).await;
            for socket in &mut self.open {
                settled(socket).await;
            }
        }
    }

    async fn read_by(&self, reader: &Person) -> Vec<Look> {
        let answer = reader.client.get(&reader.at("/looked")).await;
        answer.json::<Looked>().await.unwrap().rows
    }
}

/// What it was told before has gone out.
async fn settled(socket: &mut Socket) {
    socket.does(sent(Command::Talk(Talk::Remove { id: CardId(new_id()) }))).await;
}

/// A word to a parent, without the ids that are new in every run.
fn called(w: &World, message: &FromServer) -> String {
    match message {
        FromServer::Present { members } => {
            let here = [w.eva.me, w.tove.me].map(|it| members.contains(&it));
            format!("{} here, of Eva and Tove {here:?}", members.len())
        }
        FromServer::News { news } => format!("{} news", news.events.len()),
        FromServer::Snapshot { .. } => "a copy".to_owned(),
        _ => "something".to_owned(),
    }
}

type Row = (&'static str, DateTime<Utc>, Part, Way, Ground, Option<MemberId>);

/// The rows of Eva and Tove, as far as a parent reads them.
fn of_guests(w: &World, rows: &[Look]) -> Vec<Row> {
    let who = |it: MemberId| match it {
        it if it == w.eva.me => Some("Eva"),
        it if it == w.tove.me => Some("Tove"),
        _ => None,
    };
    let row = |it: &Look| Some((who(it.by)?, it.at, it.part, it.way, it.ground, it.of));
    let mut rows: Vec<Row> = rows.iter().filter_map(row).collect();
    // Who of two was asked first in the same moment is chance.
    rows.sort_by_key(|it| (it.1, it.0, it.2));
    rows
}

// [S32]
#[tokio::test]
async fn no_row_and_no_word_tells_a_parent_what_was_told_or_given_in_secret() {
    let mut read = Vec::new();
    for secrets in [false, true] {
        let mut story = Story::begin(secrets).await;
        story.goes_by().await;
        let mut all = Vec::new();
        for reader in [&story.w.amina, &story.omar] {
            all.push(of_guests(&story.w, &story.read_by(reader).await));
        }
        let open = all[0].iter().filter(|it| (it.0, it.3) == ("Eva", Way::Live));
        assert_eq!(open.count(), 3, "as it opened, and twice while it stood open");
        let of: Vec<_> =
            story.read_by(&story.w.ali).await.into_iter().filter(|it| it.of.is_some()).collect();
        assert_eq!(
            of.iter().any(|it| it.part == Part::Ruler && it.ground == Ground::Consent),
            secrets
        );
        assert!(of.iter().all(|it| it.by == story.w.tove.me && it.of == Some(story.w.ali.me)));
        let page = story.w.ali.client.get(&story.w.ali.page("/looked")).await.text().await.unwrap();
        assert_eq!(page.contains("med dit ja"), secrets);
        read.push((all, story.told));
    }
    let (told, without) = (read.pop().unwrap(), read.pop().unwrap());
    assert_eq!(told, without);
}
