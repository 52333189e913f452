//! The joint work of many families: everybody places on the ruler, everybody else sees it. Every answer is durable.

use crate::people::{Circle, PEOPLE, circles, sent};
use crate::report::Report;
use crate::running::{Running, scratch};
use crate::socket::Socket;
use crate::{Done, disk};
use domain::protocol::{FromClient, FromServer, News, Outcome};
use domain::ruler::{Command as Ruler, Event as Ruled, Level, Seen, Setting};
use domain::{Command, CommandId, Event, MemberId, PlacementId};
use futures_util::future::join_all;
use server::clock::{Clock, new_id};
use std::collections::HashMap;
use std::ops::Sub;
use std::time::Duration;
use tokio::time::{Instant, interval_at, sleep_until};

/// Rooms, and commands a second from each client.
pub const LOADS: [(u16, u32); 2] = [(100, 2), (250, 4)];
pub const TIME: Duration = Duration::from_secs(15);
/// For the last answers.
const AFTER: Duration = Duration::from_secs(2);

pub async fn measure(report: &mut Report) -> Done {
    let data = scratch()?;
    disk::measure(report, data.path())?;
    let server = Running::start("serve", data.path())?;
    let rooms = LOADS.iter().map(|(rooms, _)| *rooms).max().unwrap_or(0);
    let circles = circles(&server.base, rooms).await?;
    for (rooms, pace) in LOADS {
        let sockets = enter(&circles[..usize::from(rooms)]).await?;
        let before = cost(&server).await?;
        let tally = load(sockets, pace, TIME).await?;
        let after = cost(&server).await?;
        let name = format!("live, {rooms} rooms × {PEOPLE} clients × {pace}/s");
        tell(report, &name, tally, &(after - before));
    }
    Ok(())
}

/// What one client, or all of them, met with. Times in milliseconds.
#[derive(Default)]
pub struct Tally {
    sent: u64,
    done: u64,
    refused: u64,
    gone: u64,
    /// When the last answer came.
    last: Duration,
    pub seen: Vec<f64>,
    pub answered: Vec<f64>,
}

impl Tally {
    fn add(&mut self, other: Self) {
        self.sent += other.sent;
        self.done += other.done;
        self.refused += other.refused;
        self.gone += other.gone;
        self.last = self.last.max(other.last);
        self.seen.extend(other.seen);
        self.answered.extend(other.answered);
    }
}

/// Everybody, each with the child that they place.
pub async fn enter(circles: &[Circle]) -> Done<Vec<(MemberId, Socket)>> {
    let mut sockets = Vec::new();
    for circle in circles {
        for member in 0..PEOPLE {
            sockets.push((circle.child, Socket::enter(circle, member).await?));
        }
    }
    Ok(sockets)
}

pub async fn load(sockets: Vec<(MemberId, Socket)>, pace: u32, time: Duration) -> Done<Tally> {
    let (begin, period) = (Instant::now(), Duration::from_secs(1) / pace);
    let clients = sockets.len() as f64;
    let started = sockets.into_iter().enumerate().map(|(n, (child, socket))| {
        // Spread evenly: people do not act in step.
        let first = begin + period.mul_f64(n as f64 / clients);
        tokio::spawn(
            Client { socket, child, begin, time, waiting: HashMap::new(), tally: Tally::default() }
                .run(first, period),
        )
    });
    let mut all = Tally::default();
    for tally in join_all(started).await {
        all.add(tally?);
    }
    Ok(all)
}

struct Client {
    socket: Socket,
    child: MemberId,
    begin: Instant,
    time: Duration,
    waiting: HashMap<CommandId, Instant>,
    tally: Tally,
}

impl Client {
    async fn run(mut self, first: Instant, period: Duration) -> Tally {
        let mut turns = interval_at(first, period);
        let end = self.begin + self.time;
        loop {
            tokio::select! {
                at = turns.tick(), if Instant::now() < end => {
                    if at < end && self.place().await.is_err() {
                        break;
                    }
                }
                message = self.socket.hear() => match message {
                    Some(message) => self.take(message),
                    None => break,
                },
                () = sleep_until(end + AFTER) => return self.tally,
            }
        }
        self.tally.gone = 1;
        self.tally
    }

    /// The reason that is given for the placement is the time at which it was sent.
    async fn place(&mut self) -> Done {
        let now = Instant::now();
        let because = now.duration_since(self.begin).as_micros().to_string();
        let place = Ruler::Place {
            id: PlacementId(new_id()),
            child: self.child,
            setting: Setting::School,
            level: Level::ALL[2],
            on: Clock::system().now().date_naive(),
            because,
            works: String::new(),
            one_up: String::new(),
            seen: Seen::Circle,
        };
        let sent = sent(Command::Ruler(place));
        self.waiting.insert(sent.id, now);
        self.tally.sent += 1;
        self.socket.say(&FromClient::Do { sent }).await
    }

    fn take(&mut self, message: FromServer) {
        match message {
            FromServer::News { news } => self.see(&news),
            FromServer::Answer { answer } => {
                let Some(sent) = self.waiting.remove(&answer.id) else { return };
                self.tally.last = self.begin.elapsed();
                self.tally.answered.push(ms(sent.elapsed()));
                match answer.outcome {
                    Outcome::Done { .. } => self.tally.done += 1,
                    Outcome::Refused { .. } => self.tally.refused += 1,
                }
            }
            _ => {}
        }
    }

    /// What others did, and how long ago.
    fn see(&mut self, news: &News) {
        let now = self.begin.elapsed();
        for it in news.events.iter().filter(|it| it.by != self.socket.me) {
            let Event::Ruler(Ruled::Placed { placement }) = &it.event else { continue };
            let Ok(sent) = placement.because.parse().map(Duration::from_micros) else { continue };
            self.tally.seen.push(ms(now.saturating_sub(sent)));
        }
    }
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// What the server spent on one load.
struct Cost {
    worked: f64,
    commits: f64,
    appends: f64,
}

impl Sub for Cost {
    type Output = Self;
    fn sub(self, before: Self) -> Self {
        Self {
            worked: self.worked - before.worked,
            commits: self.commits - before.commits,
            appends: self.appends - before.appends,
        }
    }
}

fn tell(report: &mut Report, name: &str, mut tally: Tally, cost: &Cost) {
    let Tally { sent, done, refused, gone, last, .. } = tally;
    let open = sent - done - refused;
    let conditions = format!(
        "until the last answer; {sent} sent, {done} carried out, {refused} refused, {open} unanswered after {} s more, {gone} sockets lost",
        AFTER.as_secs()
    );
    let rate = done as f64 / last.as_secs_f64();
    report.say(&format!("{name}: carried out"), rate, "commands/s", &conditions);
    let conditions = "durable: synchronous=FULL; the unanswered are not in it";
    report.spread(&format!("{name}: acknowledged"), &mut tally.answered, "ms", conditions);
    let conditions = format!("from sending to the other three sockets, {} times", tally.seen.len());
    report.spread(&format!("{name}: seen by the others"), &mut tally.seen, "ms", &conditions);
    let (together, busy) = (cost.appends / cost.commits, cost.worked / last.as_secs_f64());
    report.say(&format!("{name}: in one commit"), together, "commands", "mean; group commit");
    report.say(&format!("{name}: server busy"), busy * 100.0, "%", "processor time, of one core");
}

/// Since the server started.
async fn cost(server: &Running) -> Done<Cost> {
    let metrics = reqwest::get(format!("{}/metrics", server.base)).await?.text().await?;
    let number = |name: &str| {
        let line = metrics.lines().find_map(|line| line.strip_prefix(name));
        line.and_then(|it| it.trim().parse().ok()).unwrap_or(0.0)
    };
    Ok(Cost {
        worked: server.worked()?,
        commits: number("familiedialog_commit_appends_count "),
        appends: number("familiedialog_commit_appends_sum "),
    })
}
