//! The demo, entered over HTTP into a real server with its database on disk, and read back by the people in it.
#![expect(clippy::unwrap_used, reason = "what goes wrong here is what the test is to show")]

use domain::people::Role;
use domain::plan::Standing;
use domain::protocol::Snapshot;
use domain::{FamilyId, MemberId};
use server::auth::limits::FOUNDINGS;
use server::config::Config;
use server::demo::door::{self, Doors};
use server::demo::{self, Demo, Family};
use server::parts::Parts;
use std::fs;
use std::net::SocketAddr;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::time::Duration;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::time::Instant;

const MANIFEST: &str = r#"{"start":"/pkg/start-1.js","js":"/pkg/app-1.js","wasm":"/pkg/app-1.wasm","css":"/pkg/main-1.css"}"#;
/// A page on a slow phone, before anything is compressed.
const MOST_BYTES: usize = 60_000;
/// On a slow machine too.
const PATIENCE: Duration = Duration::from_secs(20);

/// A server with the demo's doors, as `familiedialog run` starts it.
struct Running {
    base: String,
    doors: Doors,
    parts: Parts,
    folder: TempDir,
}

impl Running {
    async fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("pkg")).unwrap();
        fs::write(folder.path().join("pkg/manifest.json"), MANIFEST).unwrap();
        let parts = server::open(&config(&folder)).await.unwrap();
        let doors = Doors::default();
        let app = server::router::build(parts.clone());
        let app = app.merge(door::routes(doors.clone()).with_state(parts.clone()));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let app = app.into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(async move { axum::serve(listener, app).await });
        Self { base, doors, parts, folder }
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    async fn load(&self) -> Demo {
        let now = self.parts.clock.now();
        demo::load(&self.base, &self.data(), now, &self.doors).await.unwrap()
    }

    /// Answered to this person, who came in through a door of the demo.
    async fn get(&self, family: FamilyId, member: MemberId, path: &str) -> reqwest::Response {
        let browser = browser();
        let door = self.doors.make(family, member).unwrap();
        let opened = browser.get(format!("{}{door}", self.base)).send().await.unwrap();
        assert_eq!(opened.status(), 303);
        assert_eq!(opened.headers()["location"], format!("/f/{family}").as_str());
        browser.get(format!("{}{path}", self.base)).send().await.unwrap()
    }

    /// What this person sees of the family, through the public API.
    async fn seen_by(&self, family: FamilyId, member: MemberId) -> Snapshot {
        let answer = self.get(family, member, &format!("/api/v1/families/{family}")).await;
        answer.json().await.unwrap()
    }

    async fn seen_by_lead(&self, family: &Family) -> Snapshot {
        self.seen_by(family.id, family.lead).await
    }
}

fn config(folder: &TempDir) -> Config {
    let (data, site) = (folder.path().join("data"), folder.path().to_owned());
    Config {
        addr: ([127, 0, 0, 1], 0).into(),
        data,
        site,
        behind_proxy: false,
        tls_below: false,
        origin: None,
        oidc: None,
        foundings: FOUNDINGS,
        kept_days: server::parts::KEPT_DAYS,
    }
}

fn browser() -> reqwest::Client {
    let stay = reqwest::redirect::Policy::none();
    reqwest::Client::builder().cookie_store(true).redirect(stay).build().unwrap()
}

fn story<'a>(demo: &'a Demo, name: &str) -> &'a Family {
    demo.families.iter().find(|it| it.story == name).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn five_families_are_entered_once_and_say_what_they_are() {
    let server = Running::start().await;
    let begun = Instant::now();
    let demo = server.load().await;
    assert!(begun.elapsed() < PATIENCE, "{:?}", begun.elapsed());
    assert_eq!(demo.families.len(), 5);
    let mut before = Vec::new();
    for family in &demo.families {
        let Snapshot { seq, family: seen, .. } = server.seen_by_lead(family).await;
        assert!(seen.note.contains("opdigtede"), "{}", family.name);
        assert!(seen.dialogue.all.len() >= 2 || family.story == "fatima", "{}", family.name);
        println!("{}: {} people, {seq} events", family.name, seen.people.members.len());
        before.push(seq);
    }
    println!("loaded in {:?}", begun.elapsed());

    assert!(server.load().await == demo);
    for (family, seq) in demo.families.iter().zip(before) {
        assert_eq!(server.seen_by_lead(family).await.seq, seq, "{}", family.name);
    }
    let mode = fs::metadata(server.data().join("demo.json")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_cases_can_be_told_in_the_model() {
    let server = Running::start().await;
    let demo = server.load().await;

    let first = server.seen_by_lead(story(&demo, "family1")).await.family;
    let turned = |to: &[Standing]| {
        let goals = first.plan.goals.values();
        goals.filter(|it| it.turns.iter().map(|turn| turn.to).eq(to.iter().copied())).count()
    };
    assert_eq!(turned(&[Standing::Reached, Standing::Open]), 1);
    let reopened = first.plan.goals.values().find(|it| it.turns.len() == 2).unwrap();
    assert!(reopened.standing == Standing::Open && reopened.how_far.len() >= 5);
    assert!(first.plan.steps.values().any(domain::plan::Step::is_offered));

    let nesrin = server.seen_by_lead(story(&demo, "nesrin")).await.family;
    assert_eq!(nesrin.people.children().count(), 6);
    assert!(nesrin.ruler.placements.is_empty());

    let fatima = server.seen_by_lead(story(&demo, "fatima")).await.family;
    assert_eq!(fatima.people.children().count(), 7);
    assert!(cards_by(&fatima, Role::Guardian) > 5 && cards_by(&fatima, Role::Professional) > 5);
    assert!(fatima.plan.goals.values().all(|it| it.agreed.is_empty()));

    let second = server.seen_by_lead(story(&demo, "family2")).await.family;
    let wish = second.plan.goals.values().find(|it| it.standing == Standing::OnHold).unwrap();
    assert_eq!(second.plan.steps_of(wish.id).count(), 0);

    let third = server.seen_by_lead(story(&demo, "family3")).await.family;
    let away = third.plan.goals.values().find(|it| it.standing == Standing::ChosenAway).unwrap();
    let dream = away.dream.unwrap();
    assert!(third.dreams.on_map().any(|it| it.id == dream));
    assert!(third.plan.grown_from(dream).any(|it| it.standing == Standing::Open));
}

fn cards_by(family: &domain::Family, role: Role) -> usize {
    let is = |member| family.people.get(member).is_some_and(|it| it.role == role);
    family.talk.cards.values().filter(|card| is(card.by)).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_prepared_at_home_is_nobody_elses() {
    let server = Running::start().await;
    let demo = server.load().await;
    let mut hidden = 0;
    for person in &demo.people {
        let Snapshot { me, family, .. } = server.seen_by(person.family, person.member).await;
        assert_eq!(me, person.member);
        let cards = family.talk.cards.values().filter(|it| !it.shared).map(|it| it.by);
        let placements = family.ruler.placements.values().filter(|it| !it.shared).map(|it| it.by);
        let drafts: Vec<_> = cards.chain(placements).collect();
        assert!(drafts.iter().all(|by| *by == me), "{}", person.name);
        hidden += drafts.len();
    }
    assert_eq!(demo.people.len(), 3);
    assert!(hidden >= 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_fullest_plan_is_a_small_page() {
    let server = Running::start().await;
    let demo = server.load().await;
    let leads = demo.families.iter().map(|it| (it.id, it.lead));
    let mut most = 0;
    for (family, member) in leads.chain(demo.people.iter().map(|it| (it.family, it.member))) {
        let page = server.get(family, member, &format!("/f/{family}/plan")).await;
        assert_eq!(page.status(), 200);
        most = most.max(page.text().await.unwrap().len());
    }
    println!("the fullest plan: {most} bytes");
    assert!(most <= MOST_BYTES, "{most}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_door_opens_once_and_only_where_it_was_built() {
    let server = Running::start().await;
    let demo = server.load().await;
    let links = demo::links(&server.base, &demo, &server.doors).unwrap();
    let people: Vec<_> = links.iter().map(|it| it.who.as_str()).collect();
    assert_eq!(people.len(), 3, "{people:?}");
    let open = async |link: &str| browser().get(link).send().await.unwrap();
    assert_eq!(open(&links[0].link).await.status(), 303);
    assert_eq!(open(&links[0].link).await.status(), 404);
    assert_eq!(open(&links[1].link).await.status(), 303);

    let (_, key) = links[2].link.rsplit_once('/').unwrap();
    let plain = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let elsewhere = format!("http://{}/demo/{key}", plain.local_addr().unwrap());
    let parts = server.parts.clone();
    tokio::spawn(async move { server::serve(parts, plain, std::future::pending()).await });
    assert_eq!(open(&elsewhere).await.status(), 404);
}
