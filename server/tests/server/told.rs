//! How long a way in is on trial: until a week after somebody was told of it who was in before; and what the pages of the account say
//! meanwhile.

use crate::accounts::{NAME, PASSWORD, is_in, keeps};
use crate::commands::problem;
use crate::forms::goes_to;
use crate::given::{Person, Running, again, family, joining, noon};
use crate::low::let_in;
use crate::passkey::{adds, phone};
use crate::trial::{export, not_mine, taken, told};
use chrono::{DateTime, TimeDelta, Utc};
use domain::people::{Role, Use};
use reqwest::{Method, StatusCode};
use server::auth::trial::{LASTS, ONCE_TOLD};

const CARD: &str = "Ny vej ind på din konto";

async fn page(who: &Person, path: &str) -> String {
    who.client.get(path).await.text().await.unwrap()
}

/// He does nothing that weighs before this moment, and from then on can prove it by what he set up.
async fn is_on_trial_until(server: &Running, thief: &Person, end: DateTime<Utc>) {
    server.clock.set(end - TimeDelta::seconds(1));
    problem(export(thief).await, 403, "/problems/on-trial").await;
    server.clock.set(end);
    problem(export(thief).await, 403, "/problems/step-up").await;
}

#[tokio::test]
async fn a_week_runs_from_when_she_was_shown_it_and_not_on_the_day_it_was_made() {
    let server = Running::start().await;
    let (amina, thief) = taken(&server).await;
    assert!(told(&amina).await.is_some(), "he has her phone in hand, and opens the page himself");
    let shown = noon() + TimeDelta::days(20);
    server.clock.set(shown);
    assert_eq!(told(&thief).await, None, "he tells nobody");
    problem(export(&thief).await, 403, "/problems/on-trial").await;
    assert_eq!(told(&amina).await.unwrap().until, shown + ONCE_TOLD);
    // Once more is no more.
    server.clock.set(shown + TimeDelta::days(2));
    assert_eq!(told(&amina).await.unwrap().until, shown + ONCE_TOLD);
    is_on_trial_until(&server, &thief, shown + ONCE_TOLD).await;
    assert_eq!(told(&amina).await, None);
}

#[tokio::test]
async fn a_page_on_which_it_does_not_stand_tells_nobody() {
    let server = Running::start().await;
    let (amina, thief) = taken(&server).await;
    server.clock.set(noon() + TimeDelta::days(2));
    for path in [&*amina.page("/plan"), "/devices", "/"] {
        assert_eq!(amina.client.get(path).await.status(), StatusCode::OK, "{path}");
    }
    is_on_trial_until(&server, &thief, noon() + LASTS).await;
    for path in ["/account", "/passkey", "/step-up"] {
        let server = Running::start().await;
        let (amina, thief) = taken(&server).await;
        let shown = noon() + TimeDelta::days(2);
        server.clock.set(shown);
        assert!(page(&amina, path).await.contains(CARD), "{path}");
        is_on_trial_until(&server, &thief, shown + ONCE_TOLD).await;
    }
}

/// He leaves a page of his own open in her browser, which goes to hers when the day is over.
#[tokio::test]
async fn a_page_that_another_site_leads_to_or_that_is_loaded_ahead_tells_nobody() {
    let server = Running::start().await;
    let (amina, thief) = taken(&server).await;
    server.clock.set(noon() + TimeDelta::days(2));
    for (name, value) in [("sec-fetch-site", "cross-site"), ("sec-purpose", "prefetch;prerender")] {
        let asked = amina.client.ask(Method::GET, &amina.page("")).header(name, value);
        let page = asked.send().await.unwrap().text().await.unwrap();
        assert!(page.contains(CARD), "should she see it, it is there");
    }
    is_on_trial_until(&server, &thief, noon() + LASTS).await;
}

/// She came in on another page, and went to the front page without loading it.
#[tokio::test]
async fn whoever_says_that_it_was_them_was_told() {
    let server = Running::start().await;
    let (amina, thief) = taken(&server).await;
    let shown = noon() + TimeDelta::days(20);
    server.clock.set(shown);
    assert_eq!(amina.client.get(&amina.page("/plan")).await.status(), StatusCode::OK);
    amina.client.form("/account", &[("act", "mine"), ("then", "/")]).await;
    is_on_trial_until(&server, &thief, shown + ONCE_TOLD).await;
}

#[tokio::test]
async fn where_nobody_is_left_who_could_be_told_it_is_a_week_from_when_it_was_made() {
    let server = Running::start().await;
    let (amina, thief) = taken(&server).await;
    let laptop = again(&server, &amina, "Windows").await;
    for device in [&amina, &laptop] {
        problem(export(&thief).await, 403, "/problems/on-trial").await;
        device.client.form("/devices", &[("end", "here")]).await;
    }
    is_on_trial_until(&server, &thief, noon() + ONCE_TOLD).await;
}

/// She goes out on the page that has just told her.
#[tokio::test]
async fn whoever_was_told_and_goes_has_her_week_all_the_same() {
    let server = Running::start().await;
    let (amina, thief) = taken(&server).await;
    let shown = noon() + TimeDelta::days(20);
    server.clock.set(shown);
    assert!(told(&amina).await.is_some());
    amina.client.form("/devices", &[("end", "here")]).await;
    assert!(!is_in(&amina.client).await);
    is_on_trial_until(&server, &thief, shown + ONCE_TOLD).await;
}

#[tokio::test]
async fn what_is_new_stands_on_the_pages_of_the_account_as_well() {
    let server = Running::start().await;
    let (amina, thief) = taken(&server).await;
    for path in ["/account", "/passkey"] {
        let shown = page(&amina, path).await;
        assert!(shown.contains(CARD) && shown.contains("value=\"not-mine\""), "{path}: {shown}");
    }
    let devices = page(&amina, "/devices").await;
    let link = format!("<a href=\"/account\" class=\"button button--wide\">{CARD}");
    assert!(devices.contains(&link), "{devices}");
    for path in ["/account", "/passkey", "/devices"] {
        assert!(!page(&thief, path).await.contains(CARD), "{path}");
    }
    not_mine(&amina).await;
    for path in ["/account", "/passkey", "/devices"] {
        assert!(!page(&amina, path).await.contains(CARD), "{path}");
    }
}

/// What a new password ends is said before it is saved.
#[tokio::test]
async fn the_page_says_whom_a_new_password_puts_out() {
    let (young, good) =
        ("Så bliver enheder logget ud, der kom ind ad en ny vej.", "bliver alle andre enheder");
    let server = Running::start().await;
    let (amina, _) = taken(&server).await;
    let shown = page(&amina, "/account").await;
    assert!(shown.contains(young) && !shown.contains(good), "{shown}");
    server.clock.set(noon() + LASTS);
    let shown = page(&amina, "/account").await;
    assert!(shown.contains(good) && !shown.contains(young), "{shown}");
}

/// Whoever has to wait a week keeps what they wrote: it stands in the page, to be taken along, or sent again.
#[tokio::test]
async fn what_waits_for_a_day_that_has_not_come_is_not_lost() {
    let server = Running::start().await;
    let (amina, thief) = taken(&server).await;
    let to = let_in(&server, &amina, Role::Network, "Bodil").await.me.to_string();
    let path = thief.page("/consent");
    let purpose = "at hjælpe med de tre trin";
    let fields = [
        ("act", "give"),
        ("to", &*to),
        ("section-ruler", "on"),
        ("purpose", purpose),
        ("until", "2026-10-01"),
        ("heard", "fine"),
        ("back", &*path),
    ];
    let shown = thief.client.form(&path, &fields).await.text().await.unwrap();
    assert!(shown.contains("Du kom ind ad en ny vej."), "{shown}");
    let (_, form) = shown.split_once(&format!("action=\"{path}\"")).expect("it can be sent again");
    let form = form.split_once("</form>").unwrap().0;
    assert!(form.contains(&format!("<blockquote class=\"keep\">{purpose}")), "{form}");
    for (name, value) in fields {
        let field = format!("name=\"{name}\" value=\"{value}\"");
        assert!(form.contains(&field), "{field}: {form}");
    }
}

/// A guardian here, and there by profession.
#[tokio::test]
async fn whoever_has_both_things_on_trial_is_told_why_and_is_led_in_no_circle() {
    let server = Running::start().await;
    let (mette, amina) = (family(&server).await, crate::accounts::amina(&server).await);
    let (_, link, _) = mette.invites(Role::Professional, Use::Single, None).await;
    let joined = amina.client.post("/api/v1/join", &joining(&link, "Amina")).await;
    assert_eq!(joined.status(), StatusCode::CREATED);
    let before = page(&amina, "/account").await;
    assert!(before.contains("Før du ser noget hos familien") && before.contains("/passkey"));
    assert!(!before.contains("Log ud under"), "she would be out of her own family");
    let mut key = phone(&server, amina.me.0.as_bytes());
    assert_eq!(adds(&amina, &mut key, |_| {}).await, StatusCode::CREATED);
    assert_eq!(goes_to(&amina.client.get(&mette.page("")).await), "/account");
    let shown = page(&amina, "/account").await;
    assert!(shown.contains("Her åbner den stederne senest den 1. oktober."), "{shown}");
    for led in ["href=\"/step-up?then=/\"", "Log ud under", "Det tager et minut"] {
        assert!(!shown.contains(led), "{led}: {shown}");
    }
    server.clock.set(noon() + LASTS);
    let shown = page(&amina, "/account").await;
    assert!(shown.contains("href=\"/step-up?then=/\""), "{shown}");
}

#[tokio::test]
async fn a_card_whose_form_is_too_large_says_so_and_does_nothing() {
    let server = Running::start().await;
    let (amina, thief) = taken(&server).await;
    let large = "x".repeat(100_000);
    for act in ["not-mine", "mine"] {
        for more in ["then", "held-at", "held.purpose"] {
            let answer = amina.client.form("/account", &[("act", act), (more, &large)]).await;
            assert_eq!(answer.status(), StatusCode::PAYLOAD_TOO_LARGE, "{act} {more}");
            assert!(answer.headers().get("set-cookie").is_none());
        }
    }
    assert!(told(&amina).await.is_some() && is_in(&thief.client).await);
    // What is not so large, and leads nowhere, is no reason not to do it.
    let bent = "y".repeat(30_000);
    let fields = [("act", "not-mine"), ("then", &*bent), ("held-at", &*bent)];
    assert_eq!(amina.client.form("/account", &fields).await.status(), StatusCode::OK);
    assert!(!is_in(&thief.client).await);
    keeps(&amina.client, NAME, PASSWORD, &[]).await;
}
