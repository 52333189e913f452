//! A world: a server, two to six screens, and what happens between them.

use super::check;
use super::device::Device;
use super::peer::{Line, Peer};
use super::seeds::Seeded;
use super::server::{Heard, Server, is_new};
use crate::given::random::{Dice, command};
use crate::given::story::fitting;
use crate::given::{ALI, FATHER, GRANDMOTHER, MOTHER, TEACHER, command as command_id};
use crate::protocol::{FromServer, Sent};
use crate::{Command, CommandId, Ctx, Family, MemberId, decide, may};
use chrono::TimeDelta;

/// How those of a world come in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum How {
    /// Each screen is a device of its own, nothing asks for a proof, and a page understands what it can of a newer server.
    Apart,
    /// The mother's two screens are two tabs with one outbox, what weighs asks for a proof, and in half of the worlds a server says
    /// goodbye to a page of another version.
    Together,
}

/// The mother has two screens.
const WHO: [MemberId; 6] = [MOTHER, TEACHER, MOTHER, ALI, FATHER, GRANDMOTHER];

pub struct World {
    dice: Seeded,
    how: How,
    /// Old and new do not speak with each other.
    rises: bool,
    pub server: Server,
    pub peers: Vec<Peer>,
    pub devices: Vec<Device>,
    /// Everything that was sent off, by whom.
    pub written: Vec<(usize, Sent)>,
    number: usize,
}

impl World {
    /// Plays the world of a seed to its end. Says what is wrong with it.
    pub fn play(seed: u64, how: How) -> Result<(), &'static str> {
        let mut world = Self::new(seed, how);
        for _ in 0..30 + world.dice.below(60) {
            world.step()?;
        }
        world.settle()?;
        if how == How::Together {
            // Once more, with everybody there: what waited for a proof gets it, and more is done.
            (0..world.peers.len()).for_each(|at| world.proves(at));
            for _ in 0..30 {
                world.step()?;
            }
            world.settle()?;
        }
        check::all(&world)
    }

    fn new(seed: u64, how: How) -> Self {
        let mut dice = Seeded::new(seed);
        let mut server = Server::new();
        server.old = dice.one_in(3);
        let many = 2 + dice.below(5);
        let mut devices = Vec::new();
        let peers = WHO.into_iter().take(many).map(|me| {
            let hours = [0, 0, 0, 1, -1, 30, -30, 60];
            let device = Device::new(TimeDelta::hours(dice.of(&hours)));
            let (old, at) = (dice.one_in(4), devices.len());
            let (replica, form, line) = (None, None, None);
            let mut peer = Peer { me, device: at, replica, form, line, old, lost: false };
            peer.open(server.snapshot(me).expect("has a seat"), &device);
            devices.push(device);
            peer
        });
        let peers = peers.collect();
        let (rises, written) = (how == How::Together && dice.one_in(2), Vec::new());
        let mut world = Self { dice, how, rises, server, peers, devices, written, number: 0 };
        if how == How::Together {
            world.share();
        }
        world
    }

    /// Both of the mother's screens are open in one browser, and nobody has proved anything yet.
    fn share(&mut self) {
        self.devices.iter_mut().for_each(|it| it.proved = false);
        if let Some(second) = self.peers.get_mut(2) {
            second.device = 0;
            self.devices[0].shared = true;
        }
    }

    fn step(&mut self) -> Result<(), &'static str> {
        let at = self.dice.below(self.peers.len());
        if self.how == How::Together {
            match self.dice.below(24) {
                0 => {
                    self.proves(at);
                    return Ok(());
                }
                1..=3 => self.peers[at].again(),
                _ => {}
            }
        }
        match self.dice.below(24) {
            0..=6 => self.write(at),
            7..=10 => self.take(at)?,
            11..=15 => self.hear(at),
            16 | 17 => self.comes(at),
            18 => self.peers[at].line = None,
            19 => match self.dice.below(4) {
                0 => self.peers[at].crash(),
                1 => self.time(),
                _ => self.peers[at].again(),
            },
            20 => self.twice(at),
            21 if self.dice.one_in(3) => self.restart(),
            _ => self.another_acts()?,
        }
        Ok(())
    }

    fn hear(&mut self, at: usize) {
        let peer = &mut self.peers[at];
        peer.hear(&mut self.devices[peer.device]);
    }

    /// Everybody who has a line, by place.
    fn here(&self) -> Vec<(usize, MemberId)> {
        let open = |(at, peer): (usize, &Peer)| peer.line.as_ref().map(|_| (at, peer.me));
        self.peers.iter().enumerate().filter_map(open).collect()
    }

    fn command(&mut self, family: &Family) -> Command {
        let roll = self.dice.roll();
        self.number += 1;
        command(family, &mut Dice::new(&roll, self.number))
    }

    fn write(&mut self, at: usize) {
        let Some(shown) = self.peers[at].shown().cloned() else { return self.comes(at) };
        let (opens, sends) = (self.dice.one_in(4), self.dice.one_in(3));
        let form = &mut self.peers[at].form;
        if opens {
            form.get_or_insert_with(|| shown.clone());
        }
        let begun = if sends { form.take() } else { None };
        let stood = begun.as_ref().unwrap_or(&shown);
        let mut what = self.command(stood);
        if self.how == How::Together && self.dice.one_in(4) {
            what = self.weighty(stood, self.peers[at].me).unwrap_or(what);
        }
        if self.peers[at].old && is_new(&what) {
            return;
        }
        self.does(at, what);
    }

    /// Something that asks for a proof. The dice come to it rarely.
    fn weighty(&mut self, family: &Family, actor: MemberId) -> Option<Command> {
        let ctx = Ctx { actor, now: self.server.now };
        let mut some = (0..40).map(|_| self.command(family));
        some.find(|it| may::weighs(family, &ctx, it) && decide(family, &ctx, it).is_ok())
    }

    /// Whether it was taken in, to be sent or to be chosen.
    fn does(&mut self, at: usize, command: Command) -> bool {
        let sent = Sent { id: command_id(self.number as u128), command };
        let peer = &mut self.peers[at];
        let device = &mut self.devices[peer.device];
        let done = peer.does(&sent, self.server.now, device).is_ok();
        // With a second tab beside it, most is said twice.
        if self.how == How::Together && self.dice.one_in(2) {
            peer.again();
        }
        if done {
            self.written.push((at, sent));
        }
        done
    }

    /// Somebody shows who they are. That is a page of its own; on the one they come back to, what waited for it is sent by itself, as a
    /// new command.
    fn proves(&mut self, at: usize) {
        self.peers[at].crash();
        self.comes(at);
        if self.peers[at].replica.is_none() {
            return;
        }
        let device = self.peers[at].device;
        self.devices[device].proved = true;
        for it in self.devices[device].waits_for_proof() {
            self.number += 1;
            let command = it.left.change.clone().expect("it is kept whole");
            if self.does(at, command) {
                self.forget(it.id);
            } else {
                self.devices[device].kept.push(it);
            }
        }
    }

    /// It goes on under another id.
    fn forget(&mut self, id: CommandId) {
        self.written.retain(|(_, sent)| sent.id != id);
    }

    /// The server takes a command from a screen's line: mostly the next, now and then one that overtook it.
    fn take(&mut self, at: usize) -> Result<(), &'static str> {
        let overtakes = self.dice.one_in(5);
        let (answer_first, crashes) = (self.dice.one_in(2), self.dice.one_in(40));
        let Some(line) = &mut self.peers[at].line else { return Ok(()) };
        let index = if overtakes { line.up.len().saturating_sub(1) } else { 0 };
        let Some(sent) = line.up.remove(index) else { return Ok(()) };
        let (me, here) = (self.peers[at].me, self.here());
        let proved = self.devices[self.peers[at].device].proved;
        let (answer, heard) = self.server.take(me, &sent, proved, &here)?;
        if crashes {
            // On disk, and nobody was told.
            self.restart();
            return Ok(());
        }
        let answer = vec![(at, Some(FromServer::Answer { answer }))];
        let order = if answer_first { [answer, heard] } else { [heard, answer] };
        for heard in order {
            self.tell(heard);
        }
        Ok(())
    }

    fn tell(&mut self, heard: Heard) {
        for (at, message) in heard {
            let peer = &mut self.peers[at];
            match (message, &mut peer.line) {
                (Some(message), Some(line)) => line.down.push_back(message),
                // Goodbye: the page goes, and what is on the device stays there under their name.
                (None, _) => peer.crash(),
                (Some(_), None) => {}
            }
        }
    }

    /// A screen comes to the server: a page that was closed is opened, a line that was broken is laid anew.
    fn comes(&mut self, at: usize) {
        let peer = &mut self.peers[at];
        let Some(snapshot) = self.server.snapshot(peer.me) else { return peer.crash() };
        let device = &self.devices[peer.device];
        if self.rises && peer.old != self.server.old {
            // Goodbye: another version. The page that comes is the newest, whichever process answered.
            peer.crash();
            peer.old = false;
            peer.open(snapshot, device);
            if self.server.old {
                return;
            }
        } else if peer.replica.is_none() {
            peer.open(snapshot, device);
        }
        let first = self.server.enter(peer.me, peer.hello()).expect("has a seat");
        peer.line = Some(Line { down: [first].into(), ..Line::default() });
    }

    /// The line says something again that it has said before.
    fn twice(&mut self, at: usize) {
        let back = u64::try_from(self.dice.below(9)).expect("small");
        let peer = &mut self.peers[at];
        let (stood, me) = (self.server.seq().saturating_sub(back), peer.me);
        let old = self.server.enter(me, self.server.tellings.number_at(me, stood));
        if let (Some(line), Some(message)) = (&mut peer.line, old)
            && let Some(sent) = line.up.front().cloned()
        {
            line.up.push_back(sent);
            line.down.push_back(message);
        }
    }

    /// The server goes down and comes back, now and then as its newer self. What it acknowledged is on disk.
    fn restart(&mut self) {
        self.server.old &= self.dice.one_in(2);
        for peer in &mut self.peers {
            peer.line = None;
        }
    }

    fn time(&mut self) {
        let by = self.dice.of(&[1, 5, 60, 24 * 60, 40 * 24 * 60]);
        if self.how == How::Together && by > 10 {
            self.devices.iter_mut().for_each(|it| it.proved = false);
        }
        let heard = self.server.later(TimeDelta::minutes(by), &self.here());
        self.tell(heard);
    }

    /// Somebody acts who has no screen here: consents, reveals, what is kept from whom, and who is taken out.
    fn another_acts(&mut self) -> Result<(), &'static str> {
        let what = self.command(&self.server.truth.clone());
        let anyone = self.dice.of(&WHO);
        let actor = fitting(&self.server.truth, &what).unwrap_or(anyone);
        let sent = Sent { id: command_id(self.number as u128), command: what };
        let (_, heard) = self.server.take(actor, &sent, true, &self.here())?;
        self.tell(heard);
        Ok(())
    }

    /// Nothing is in the way any more: everybody comes, and everything arrives.
    fn settle(&mut self) -> Result<(), &'static str> {
        self.server.old = false;
        for at in 0..self.peers.len() {
            self.peers[at].line = None;
        }
        // Each round somebody may lose the line once more over what they cannot read; only so much can be said.
        for _ in 0..10_000 {
            for at in 0..self.peers.len() {
                if self.peers[at].line.is_none() && self.server.seated(self.peers[at].me) {
                    self.comes(at);
                }
                self.take(at)?;
                self.hear(at);
            }
            let gone = |peer: &Peer| peer.line.is_some() || !self.server.seated(peer.me);
            if self.peers.iter().all(|peer| peer.is_quiet() && gone(peer)) {
                return Ok(());
            }
        }
        Err("it never comes to rest")
    }
}
