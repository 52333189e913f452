//! A way in is added by whoever has none, or has just proved by those that are there who they are: whichever they have, whichever it
//! is.

use crate::accounts::{PASSWORD, keeps};
use crate::forms::goes_to;
use crate::given::{Client, founded};
use crate::oidc_house::{CITIZEN, STAFF, Town, found_at, session};
use crate::phone::Phone;
use crate::second::{app_alone, right_code};
use domain::people::Role;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;
use serde_json::Value;
use server::auth::level::Level;
use server::auth::sessions::{self, Begun};
use server::auth::ways::{self, Has, Way};
use server::clock::new_id;
use server::store::{AccountId, OidcLink, SecondFactor};
use server::vault::token_hash;

const ALL: [Way; 5] = [Way::Password, Way::Code, Way::Passkey, Way::Work, Way::Citizen];

/// An account, and the key of its app.
struct Account {
    id: AccountId,
    app: String,
}

fn phone(town: &Town) -> Phone {
    Phone::new(&found_at(town.server.addr), new_id().as_bytes())
}

fn name() -> String {
    format!("{}@example.org", new_id())
}

impl Account {
    /// Of somebody of a circle, with these ways in.
    async fn with(town: &Town, role: Role, all: &[Way]) -> Self {
        let founder = founded(&town.server, role).await;
        let token = token_hash(founder.client.token.as_ref().unwrap());
        let id = town.store.session(token).await.unwrap().unwrap().account;
        let mut account = Self { id, app: String::new() };
        for way in all {
            account.gets(town, *way).await;
        }
        assert_eq!(account.has(town).await, ways_of(all));
        account
    }

    async fn gets(&mut self, town: &Town, way: Way) {
        match way {
            Way::Work | Way::Citizen => self.leads_from(town, way).await,
            Way::Code => {
                let here = self.session(town, Level::Strong, true).await;
                self.app = app_alone(&town.server, &here).await.key;
                // The code of this half minute was used by that.
                let second = town.store.second(self.id).await.unwrap().unwrap();
                let fresh = SecondFactor { last_step: 0, ..second };
                town.store.put_second(fresh, &[]).await.unwrap();
            }
            Way::Password | Way::Passkey => {
                let here = self.session(town, Level::Strong, true).await;
                assert!(self.adds(town, &here, way).await);
            }
        }
    }

    async fn leads_from(&self, town: &Town, way: Way) {
        let provider = if way == Way::Work { STAFF } else { CITIZEN }.to_owned();
        let subject = town.vault.blind("oidc", &new_id().to_string());
        let created = town.server.clock.now();
        let link = OidcLink { subject, account: self.id, provider, created, trial: None };
        town.store.put_oidc(link).await.unwrap();
    }

    async fn has(&self, town: &Town) -> Has {
        ways::of(&town.server.parts, self.id).await.unwrap()
    }

    /// A device that is in at this level, with or without a proof just now.
    async fn session(&self, town: &Town, level: Level, proved: bool) -> Client {
        let (parts, none) = (&town.server.parts, HeaderMap::new());
        let proved = proved.then(|| town.server.clock.now());
        let begun = Begun { level, stepped_up: proved, trial: None };
        let token = sessions::begin_with(parts, self.id, &none, begun).await.unwrap();
        Client { token: Some(token), ..town.server.stranger() }
    }

    /// Whether it is added. Whoever has a password or an app says them too.
    async fn adds(&self, town: &Town, here: &Client, way: Way) -> bool {
        match way {
            Way::Password => {
                let code = match self.app.as_str() {
                    "" => String::new(),
                    key => right_code(&town.server, key),
                };
                let says = [("old", PASSWORD), ("code", &*code)];
                keeps(here, &name(), PASSWORD, &says).await.status() == StatusCode::OK
            }
            Way::Code => {
                let asked = here.form("/account", &[("act", "second")]).await;
                if asked.status() != StatusCode::OK {
                    let sent = [("act", "confirm"), ("pending", ""), ("code", "000000")];
                    let sent = here.form("/account", &sent).await;
                    assert_eq!(sent.status(), StatusCode::SEE_OTHER);
                    return false;
                }
                app_alone(&town.server, here).await;
                true
            }
            Way::Passkey => {
                let options = here.post("/passkey/add/begin", &Value::Null).await;
                if options.status() != StatusCode::OK {
                    return false;
                }
                let made = phone(town).makes(&options.json().await.unwrap(), |_| {});
                here.post("/passkey/add", &made).await.status() == StatusCode::CREATED
            }
            Way::Work | Way::Citizen => self.connects(town, here, way).await,
        }
    }

    async fn connects(&self, town: &Town, here: &Client, way: Way) -> bool {
        let house = if way == Way::Work { STAFF } else { CITIZEN };
        let browser = town.browser();
        browser.has(here.token.as_ref().unwrap());
        let set_out = browser.client.form(&format!("/sign-in/oidc/{house}"), &[]).await;
        // To a house that leads here already one may go: it is how one proves it.
        if set_out.status() != StatusCode::OK {
            return false;
        }
        browser.signs_in(house, &format!("High/{}", new_id())).await;
        let done = browser.client.form("/sign-in/oidc/connect", &[("answer", "yes")]).await;
        session(&done).is_some()
    }
}

/// What an account can have, and whether that is worth two things.
const CAN_HAVE: [(&[Way], bool); 8] = [
    (&[], false),
    (&[Way::Password], false),
    (&[Way::Code], false),
    (&[Way::Citizen], false),
    (&[Way::Passkey], true),
    (&[Way::Work], true),
    (&[Way::Password, Way::Code], true),
    (&[Way::Password, Way::Passkey], true),
];

async fn table(role: Role) -> usize {
    let (town, mut cells) = (Town::start().await, 0);
    for (has, two) in CAN_HAVE {
        let mut shut = Account::with(&town, role, has).await;
        for (adds, proved) in ALL.into_iter().flat_map(|way| [(way, false), (way, true)]) {
            // What a professional has proved at the low level was worth less than what is there.
            let below = role == Role::Professional && two;
            let may = has.is_empty() || (proved && !below);
            // A password that is there is proved by saying it, in the form.
            let by_form = adds == Way::Password && !below && ways_of(has).words();
            let before = shut.has(&town).await;
            let here = shut.session(&town, Level::Low, proved).await;
            let added = shut.adds(&town, &here, adds).await;
            assert_eq!(added, may || by_form, "{has:?}, {adds:?}, proved: {proved}");
            if added {
                shut = Account::with(&town, role, has).await;
            } else {
                assert_eq!(shut.has(&town).await, before);
                let token = token_hash(here.token.as_ref().unwrap());
                let still = town.store.session(token).await.unwrap().unwrap();
                assert_eq!(still.level, Level::Low);
            }
            cells += 1;
        }
    }
    cells
}

fn ways_of(all: &[Way]) -> Has {
    all.iter().copied().collect()
}

#[tokio::test]
async fn one_of_a_family_adds_a_way_in_by_those_that_are_there() {
    assert_eq!(table(Role::Guardian).await, 80);
}

#[tokio::test]
async fn a_professional_adds_a_way_in_by_two_things_where_there_are_two() {
    assert_eq!(table(Role::Professional).await, 80);
}

/// Nothing was there when it began. Somebody else held the phone meanwhile, or its owner went on elsewhere.
#[tokio::test]
async fn what_was_begun_when_nothing_was_there_is_asked_again_at_its_end() {
    let town = Town::start().await;
    let account = Account::with(&town, Role::Guardian, &[]).await;
    let here = account.session(&town, Level::Low, false).await;
    let browser = town.browser();
    browser.has(here.token.as_ref().unwrap());
    let options = here.post("/passkey/add/begin", &Value::Null).await.json().await.unwrap();
    let made = phone(&town).makes(&options, |_| {});
    let asked = browser.signs_in(CITIZEN, "High/amina").await;
    assert_eq!(asked.status(), StatusCode::OK, "whether it is the same person");
    account.leads_from(&town, Way::Work).await;

    assert_eq!(here.post("/passkey/add", &made).await.status(), StatusCode::FORBIDDEN);
    let yes = async || browser.client.form("/sign-in/oidc/connect", &[("answer", "yes")]).await;
    assert_eq!(goes_to(&yes().await), "/step-up?then=%2Fsign-in%2Foidc");
    assert_eq!(account.has(&town).await, ways_of(&[Way::Work]));
    let proved = token_hash(here.token.as_ref().unwrap());
    town.store.step_up_session(proved, town.server.clock.now()).await.unwrap();
    assert!(session(&yes().await).is_some(), "what waited is still there for whoever proves it");
    assert_eq!(account.has(&town).await, ways_of(&[Way::Work, Way::Citizen]));
}
