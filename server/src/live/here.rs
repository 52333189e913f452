//! Who is in the room just now, and the way to each of them. Never stored. Those who came by another process are known by name only.

use super::others::ProcessId;
use domain::MemberId;
use domain::protocol::{Bye, FromServer};
use std::collections::BTreeMap;
use std::sync::Arc;
use tokio::sync::{mpsc, oneshot};

/// The most messages that wait for one client. A client that lets more gather is sent away and comes back.
pub(super) const MOST_WAITING: usize = 64;

/// One of the sockets of a room.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Connection(pub(super) u64);

/// A socket that entered.
struct Present {
    connection: Connection,
    member: MemberId,
    /// A pointer for each: a queue holds room for many, whether or not anybody says anything.
    out: mpsc::Sender<Arc<FromServer>>,
    bye: oneshot::Sender<Bye>,
    /// Of whom it was last told that they are here.
    told: Option<Vec<MemberId>>,
}

/// What a socket holds while it is in the room.
pub(super) struct Seated {
    pub(super) connection: Connection,
    pub(super) messages: mpsc::Receiver<Arc<FromServer>>,
    pub(super) bye: oneshot::Receiver<Bye>,
}

/// All sockets of one family.
#[derive(Default)]
pub(super) struct Here {
    present: Vec<Present>,
    elsewhere: BTreeMap<ProcessId, Vec<MemberId>>,
    last: u64,
    /// Who is here, or who may know of it, may have changed since it was last told.
    stale: bool,
}

impl Here {
    pub(super) fn is_empty(&self) -> bool {
        self.present.is_empty()
    }

    /// Lets a socket in; `first` is what it is told before anything else.
    pub(super) fn enter(&mut self, member: MemberId, first: FromServer) -> Seated {
        let (out, messages) = mpsc::channel(MOST_WAITING);
        let (bye, told) = oneshot::channel();
        self.last += 1;
        let connection = Connection(self.last);
        out.try_send(Arc::new(first)).expect("a new queue has room");
        self.present.push(Present { connection, member, out, bye, told: None });
        self.stale = true;
        Seated { connection, messages, bye: told }
    }

    pub(super) fn leave(&mut self, connection: Connection) {
        let before = self.present.len();
        self.present.retain(|it| it.connection != connection);
        self.stale |= self.present.len() != before;
    }

    /// Says goodbye to those who are of the circle no more, before they hear another word.
    pub(super) fn part(&mut self, stays: impl Fn(MemberId) -> bool) {
        let (present, gone): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.present).into_iter().partition(|it| stays(it.member));
        self.present = present;
        if gone.is_empty() {
            return;
        }
        for it in gone {
            let _ = it.bye.send(Bye::SignedOut);
        }
        self.stale = true;
    }

    /// Who has a socket here, each once.
    pub(super) fn members(&self) -> Vec<MemberId> {
        each_once(self.present.iter().map(|it| it.member))
    }

    /// Whether somebody is here who came by another process.
    pub(super) fn is_shared(&self) -> bool {
        !self.elsewhere.is_empty()
    }

    /// Who is in the room at another process.
    pub(super) fn elsewhere(&mut self, process: ProcessId, members: Vec<MemberId>) {
        let before = self.everybody();
        if members.is_empty() {
            self.elsewhere.remove(&process);
        } else {
            self.elsewhere.insert(process, members);
        }
        self.stale |= self.everybody() != before;
    }

    /// Who the others have is to be told anew.
    pub(super) fn forget_elsewhere(&mut self) {
        self.elsewhere.clear();
    }

    fn everybody(&self) -> Vec<MemberId> {
        let elsewhere = self.elsewhere.values().flatten().copied();
        each_once(self.present.iter().map(|it| it.member).chain(elsewhere))
    }

    /// Tells one member, wherever they sit.
    pub(super) fn tell(&mut self, whom: MemberId, message: FromServer) {
        let message = Arc::new(message);
        self.send(|member| (member == whom).then(|| message.clone()));
    }

    /// Passes something on to those of the others who may hear it. Whoever is behind misses it: there will be another. Half of every queue stays for
    /// news, so that nobody is thought too slow because of what only passes.
    pub(super) fn pass(&self, from: Option<Connection>, to: &[MemberId], message: FromServer) {
        let message = Arc::new(message);
        let keeps_up = |it: &&Present| it.out.capacity() > MOST_WAITING / 2;
        let meant = |it: &&Present| Some(it.connection) != from && to.contains(&it.member);
        for it in self.present.iter().filter(meant).filter(keeps_up) {
            let _ = it.out.try_send(message.clone());
        }
    }

    /// Something happened after which others may meet than before.
    pub(super) fn doubt(&mut self) {
        self.stale = true;
    }

    /// Tells everybody who is here of those whom they meet, where that is not what they were told last: a message that changes nothing
    /// would say that somebody else has come.
    pub(super) fn tell_who_is_here(&mut self, meets: impl Fn(MemberId, MemberId) -> bool) {
        while std::mem::take(&mut self.stale) {
            let all = self.everybody();
            let met = |member| -> Vec<MemberId> {
                all.iter().copied().filter(|it| meets(member, *it)).collect()
            };
            let met: BTreeMap<_, _> =
                self.members().into_iter().map(|member| (member, met(member))).collect();
            self.send_each(|it| {
                let members = met.get(&it.member).filter(|met| it.told.as_ref() != Some(*met))?;
                it.told = Some(members.clone());
                Some(Arc::new(FromServer::Present { members: members.clone() }))
            });
        }
    }

    fn send(&mut self, message: impl Fn(MemberId) -> Option<Arc<FromServer>>) {
        self.send_each(|it| message(it.member));
    }

    /// Never waits for anybody: a client that does not keep up is sent away, and the others are told.
    fn send_each(&mut self, mut message: impl FnMut(&mut Present) -> Option<Arc<FromServer>>) {
        for mut it in std::mem::take(&mut self.present) {
            if message(&mut it).is_none_or(|message| it.out.try_send(message).is_ok()) {
                self.present.push(it);
            } else {
                self.stale = true;
                let _ = it.bye.send(Bye::TooSlow);
            }
        }
    }
}

fn each_once(members: impl Iterator<Item = MemberId>) -> Vec<MemberId> {
    let mut members: Vec<_> = members.collect();
    members.sort_unstable();
    members.dedup();
    members
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::DreamId;
    use domain::dreams::{Place, Zone};
    use domain::protocol::{News, Passing};
    use uuid::Uuid;

    // [S27] [S35]
    #[tokio::test]
    async fn what_only_passes_never_crowds_out_the_news() {
        let (one, other) = (MemberId(Uuid::from_u128(1)), MemberId(Uuid::from_u128(2)));
        let first = FromServer::Present { members: Vec::new() };
        let mut here = Here::default();
        let mut seated = here.enter(one, first.clone());
        let flooding = here.enter(other, first);
        let (dream, place) =
            (DreamId(Uuid::from_u128(3)), Place { zone: Zone::ALL[0], x: 1, y: 1 });
        let passing = Passing::Dragging { dream, place };
        for _ in 0..1000 {
            here.pass(
                Some(flooding.connection),
                &[one, other],
                FromServer::Passing { by: other, passing: passing.clone() },
            );
        }
        for seq in 1..20 {
            here.tell(one, FromServer::News { news: News { seq, events: Vec::new() } });
        }
        assert!(seated.bye.try_recv().is_err(), "nobody is sent away");
        let mut heard = Vec::new();
        while let Ok(message) = seated.messages.try_recv() {
            heard.push(message);
        }
        let news = heard.iter().filter(|it| matches!(***it, FromServer::News { .. })).count();
        assert_eq!(news, 19);
        assert!(heard.iter().any(|it| matches!(**it, FromServer::Passing { .. })));
    }
}
