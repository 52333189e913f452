//! Everybody at once, after the server was gone.

use crate::given::{Person, Running, family, place};
use crate::socket::{Socket, follow};
use domain::protocol::{Bye, FromServer};
use domain::ruler::Seen;
use domain::{Family, MemberId};
use std::collections::HashMap;
use std::time::Duration;
use tokio::task::JoinSet;
use tokio::time::Instant;

const FAMILIES: usize = 5;
/// Of one family, each with a socket.
const DEVICES: usize = 10;
/// Of them, so many were away while much was written.
const LATE: usize = 3;
/// More than a copy catches up with by news alone.
const MUCH: usize = 120;
/// On a busy machine; on a quiet one the bench holds it to two seconds.
const SOON: Duration = Duration::from_secs(5);

/// A device with its copy.
struct Device {
    person: Person,
    seq: u64,
    copy: Family,
}

impl Device {
    /// Takes in what is said. True for a snapshot.
    fn takes_in(&mut self, said: FromServer) -> bool {
        match said {
            FromServer::Snapshot { snapshot } => {
                (self.seq, self.copy) = (snapshot.seq, snapshot.family);
                return true;
            }
            FromServer::News { news } => {
                follow(&mut self.copy, &news);
                self.seq = news.seq;
            }
            _ => {}
        }
        false
    }

    /// Follows until the server says goodbye.
    async fn follows(mut self, mut socket: Socket) -> Self {
        loop {
            match socket.hear().await.expect("a last word comes first") {
                FromServer::Bye { why } => {
                    assert_eq!(why, Bye::Restart);
                    return self;
                }
                said => self.takes_in(said),
            };
        }
    }

    /// Comes back with its number, until it has heard of `mark`. Says how many snapshots it was given.
    async fn comes_back(mut self, to: String, mark: u64) -> (Self, usize) {
        self.person.client.base = to;
        let mut socket = Socket::enter(&self.person, self.seq).await;
        let mut snapshots = 0;
        while self.seq < mark {
            let said = socket.hear().await.expect("the server stays");
            snapshots += usize::from(self.takes_in(said));
        }
        (self, snapshots)
    }
}

/// Ten devices of one family, of which some are away while much is written.
async fn devices(person: &Person, child: MemberId, following: &mut JoinSet<Device>) -> Vec<Device> {
    let mut away = Vec::new();
    for number in 0..DEVICES {
        let mut socket = Socket::enter(person, 0).await;
        let snapshot = socket.snapshot().await;
        let (seq, copy) = (snapshot.seq, snapshot.family);
        let device = Device { person: person.clone(), seq, copy };
        if number < LATE {
            away.push(device);
        } else {
            following.spawn(device.follows(socket));
        }
    }
    for number in 0..MUCH {
        person.does(place(child, &format!("ord {number}"), Seen::Circle)).await;
    }
    away
}

// [S4] [S28]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_a_restart_all_are_soon_in_step_with_one_snapshot_at_most() {
    let folder = tempfile::tempdir().unwrap();
    let server = Running::on_disk(folder.path()).await;
    let (mut people, mut gone, mut following) = (Vec::new(), Vec::new(), JoinSet::new());
    for _ in 0..FAMILIES {
        let mette = family(&server).await;
        let child = mette.child().await;
        gone.extend(devices(&mette, child, &mut following).await);
        people.push((mette, child));
    }
    server.stop().await;
    gone.extend(following.join_all().await);
    let server = Running::on_disk(folder.path()).await;
    let mut marks = HashMap::new();
    for (mette, child) in &mut people {
        mette.client.base = server.url("");
        marks.insert(mette.family, mette.does(place(*child, "efter", Seen::Circle)).await);
    }
    let begun = Instant::now();
    let mut coming = JoinSet::new();
    for device in gone {
        let (to, mark) = (server.url(""), marks[&device.person.family]);
        coming.spawn(device.comes_back(to, mark));
    }
    let back = coming.join_all().await;
    let took = begun.elapsed();
    for (device, given) in &back {
        assert!(*given <= 1, "{given} snapshots");
        assert!(device.copy == device.person.view().await.family);
    }
    let snapshots: usize = back.iter().map(|(_, given)| given).sum();
    println!("{} devices in step after {took:?}, {snapshots} snapshots", FAMILIES * DEVICES);
    assert!(took < SOON, "{took:?}");
    assert_eq!(snapshots, FAMILIES * LATE, "whoever was in step is only told what is new");
}
