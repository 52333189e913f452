//! Coming in from another house. The house is the real `oidc-provider`; its twins do one thing wrong each.

use crate::forms::goes_to;
use crate::given::{Running, founded};
use crate::oidc_house::{Browser, CITIZEN, STAFF, Town, reason, session};
use domain::people::Role;
use reqwest::StatusCode;
use server::auth::level::Level;
use server::store::Session;
use server::vault::token_hash;

/// The session of an answer, as it is kept.
async fn kept(town: &Town, token: &str) -> Session {
    town.store.session(token_hash(token)).await.unwrap().unwrap()
}

#[tokio::test]
async fn somebody_comes_in_from_another_house_and_comes_again_as_the_same() {
    let town = Town::start().await;
    let desk = town.browser();
    let answer = desk.signs_in(STAFF, "Substantial/anna").await;
    assert_eq!(
        (answer.status(), &answer.headers()["location"]),
        (StatusCode::SEE_OTHER, &"/".parse().unwrap())
    );
    let first = kept(&town, &session(&answer).unwrap()).await;
    assert_eq!(first.level, Level::Strong);
    assert!(desk.is_in().await && town.knows("Substantial/anna").await);

    let phone = town.browser().signs_in(STAFF, "Substantial/anna").await;
    let second = kept(&town, &session(&phone).unwrap()).await;
    assert_eq!(second.account, first.account);
    // The same e-mail address is another person.
    let other = town.browser().signs_in(STAFF, "High/bo").await;
    let other = kept(&town, &session(&other).unwrap()).await;
    assert!(other.account != first.account);
}

#[tokio::test]
async fn a_citizen_comes_back_for_a_year() {
    let town = Town::start().await;
    let answer = town.browser().signs_in(CITIZEN, "Low/amina").await;
    assert_eq!(kept(&town, &session(&answer).unwrap()).await.level, Level::Low);
}

/// Nobody came in, and nobody is known who was not known before.
async fn is_shut(town: &Town, browser: &Browser, what: &str, login: &str) {
    assert!(!browser.is_in().await, "{what}: somebody is in");
    assert!(!town.knows(login).await, "{what}: there is an account");
}

#[tokio::test]
async fn an_answer_with_one_thing_wrong_lets_nobody_in() {
    let mut town = Town::start().await;
    for (twin, wrong) in [
        ("nonce", "nonce"),
        ("no_nonce", "nonce"),
        ("audience", "audience"),
        ("two_audiences", "audience"),
        ("issuer", "issuer"),
        ("expired", "expired"),
        ("old", "expired"),
        ("known_too_long", "expired"),
        ("no_time", "expired"),
        ("no_subject", "unread"),
        ("other_key", "signature"),
        ("other_kid", "signature"),
        ("no_signature", "signature"),
        ("our_secret", "signature"),
        ("one_letter", "signature"),
        ("no_token", "unread"),
        ("other_house", "other-house"),
        ("no_house", "other-house"),
        ("other_code", "code"),
        ("other_state", "over"),
        ("no_state", "over"),
    ] {
        town.house.becomes(twin);
        let (browser, login) = (town.browser(), format!("High/{twin}"));
        let answer = browser.signs_in(STAFF, &login).await;
        assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{twin}");
        assert_eq!(session(&answer), None, "{twin}");
        assert_eq!(answer.headers()["cache-control"], "no-store", "{twin}");
        assert_eq!(reason(answer).await, wrong, "{twin}");
        is_shut(&town, &browser, twin, &login).await;
    }
    // Where nothing is wrong, the same browser comes in.
    town.house.becomes("good");
    assert!(session(&town.browser().signs_in(STAFF, "High/nonce").await).is_some());
}

#[tokio::test]
async fn a_house_that_says_it_is_another_or_leaves_https_is_not_asked() {
    for twin in ["disguised", "plain"] {
        let mut town = Town::start().await;
        town.house.becomes(twin);
        let browser = town.browser();
        let answer = browser.client.form(&format!("/sign-in/oidc/{STAFF}"), &[]).await;
        let answer = if answer.status() == StatusCode::OK {
            browser.signs_in(STAFF, "High/anna").await
        } else {
            answer
        };
        assert_eq!(answer.status(), StatusCode::BAD_GATEWAY, "{twin}");
        assert_eq!(reason(answer).await, "unreached", "{twin}");
        is_shut(&town, &browser, twin, "High/anna").await;
    }
}

#[tokio::test]
async fn a_house_with_a_key_that_can_be_taken_apart_lets_nobody_in() {
    let mut town = Town::start().await;
    town.house.becomes("short_key");
    let browser = town.browser();
    let answer = browser.signs_in(STAFF, "High/anna").await;
    assert_eq!((session(&answer), reason(answer).await.as_str()), (None, "signature"));
    is_shut(&town, &browser, "1024 bits", "High/anna").await;
}

#[tokio::test]
async fn staff_come_in_from_substantial_on_and_only_with_a_level_we_know() {
    let town = Town::start().await;
    for (house, login, wrong) in [
        (STAFF, "Low/anna", "too-low"),
        (STAFF, "Enough/anna", "no-level"),
        (STAFF, "high/anna", "no-level"),
        (STAFF, "/anna", "no-level"),
        (CITIZEN, "Enough/anna", "no-level"),
        (CITIZEN, "/anna", "no-level"),
    ] {
        let browser = town.browser();
        let answer = browser.signs_in(house, login).await;
        assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{house} {login}");
        assert_eq!(reason(answer).await, wrong, "{house} {login}");
        is_shut(&town, &browser, login, login).await;
    }
    for (house, login) in [(STAFF, "Substantial/a"), (STAFF, "High/b"), (CITIZEN, "Low/c")] {
        assert!(session(&town.browser().signs_in(house, login).await).is_some(), "{login}");
    }
}

#[tokio::test]
async fn an_answer_counts_once_and_for_the_browser_that_asked() {
    let town = Town::start().await;
    let (anna, thief) = (town.browser(), town.browser());
    let way = anna.sets_out(STAFF).await;
    let back = anna.proves(&way, "High/anna").await;
    // In a browser that never asked, and in one that asked something else.
    assert_eq!(reason(thief.comes_back(&back).await).await, "other-browser");
    thief.sets_out(STAFF).await;
    assert_eq!(reason(thief.comes_back(&back).await).await, "other-browser");
    is_shut(&town, &thief, "the thief", "High/anna").await;
    // The thief spoilt nothing.
    assert!(session(&anna.comes_back(&back).await).is_some());
    let again = anna.comes_back(&back).await;
    assert_eq!((session(&again), reason(again).await.as_str()), (None, "over"));
}

/// A field of an address.
pub fn part<'a>(address: &'a str, name: &str) -> &'a str {
    let query = address.split_once('?').unwrap().1;
    query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('=')).unwrap()
}

#[tokio::test]
async fn a_code_that_was_used_or_is_another_persons_opens_nothing() {
    let town = Town::start().await;
    let (anna, thief) = (town.browser(), town.browser());
    let used = anna.proves(&anna.sets_out(STAFF).await, "High/anna").await;
    assert!(session(&anna.comes_back(&used).await).is_some());
    // A code that was not used yet, and one that was, in an answer to the thief's own question.
    let fresh = anna.proves(&anna.sets_out(STAFF).await, "High/anna").await;
    for stolen in [&used, &fresh] {
        let own = thief.proves(&thief.sets_out(STAFF).await, "High/thief").await;
        let mixed = own.replace(part(&own, "code"), part(stolen, "code"));
        let answer = thief.comes_back(&mixed).await;
        assert_eq!((session(&answer), reason(answer).await.as_str()), (None, "code"));
        is_shut(&town, &thief, "the thief", "High/thief").await;
    }
}

#[tokio::test]
async fn an_answer_for_one_house_is_not_taken_at_another() {
    let town = Town::start().await;
    let browser = town.browser();
    // A citizen's sign-in, which asks for less, brought back as that of staff.
    let back = browser.proves(&browser.sets_out(CITIZEN).await, "High/anna").await;
    let answer = browser.comes_back(&back.replace(CITIZEN, STAFF)).await;
    assert_eq!((session(&answer), reason(answer).await.as_str()), (None, "other-house"));
    is_shut(&town, &browser, "mixed up", "High/anna").await;
}

#[tokio::test]
async fn whoever_sets_out_again_and_again_waits_and_whoever_comes_back_does_not() {
    let town = Town::start().await;
    let browser = town.browser();
    for _ in 0..58 {
        browser.sets_out(STAFF).await;
    }
    // Staff of one town hall, who come back, cost nothing.
    for number in 0..5 {
        let login = format!("High/{number}");
        assert!(session(&town.browser().signs_in(STAFF, &login).await).is_some(), "{number}");
    }
    let mut waits = browser.client.form(&format!("/sign-in/oidc/{STAFF}"), &[]).await;
    for _ in 0..60 {
        if waits.status() == StatusCode::OK {
            waits = browser.client.form(&format!("/sign-in/oidc/{STAFF}"), &[]).await;
        }
    }
    assert_eq!(waits.status(), StatusCode::TOO_MANY_REQUESTS);
    assert!(waits.headers().contains_key("retry-after"));
    assert!(waits.text().await.unwrap().contains("Vent et øjeblik"));
}

#[tokio::test]
async fn whoever_stops_at_the_house_is_told_so_and_can_begin_again() {
    let town = Town::start().await;
    let browser = town.browser();
    let answer = browser.signs_in(STAFF, "stop").await;
    assert_eq!(reason(answer).await, "cancelled");
    assert!(session(&browser.signs_in(STAFF, "High/anna").await).is_some());
}

#[tokio::test]
async fn nobody_is_joined_to_an_account_without_a_yes() {
    let town = Town::start().await;
    let token = founded(&town.server, Role::Guardian).await.client.token.unwrap();
    let account = kept(&town, &token).await.account;
    let browser = town.browser();
    browser.has(&token);
    for (said, connected) in [("no", false), ("", false), ("yes", true)] {
        let asked = browser.signs_in(STAFF, "High/mette").await;
        assert_eq!((asked.status(), session(&asked)), (StatusCode::OK, None));
        let page = asked.text().await.unwrap();
        assert!(page.contains("Er det også dig?") && page.contains("Huset kommune"), "{page}");
        assert!(!town.knows("High/mette").await, "nothing is kept before the answer");
        let done = browser.client.form("/sign-in/oidc/connect", &[("answer", said)]).await;
        assert_eq!(done.status(), StatusCode::SEE_OTHER, "{said}");
        assert_eq!(session(&done).is_some(), connected, "{said}");
        assert_eq!(town.knows("High/mette").await, connected, "{said}");
        if let Some(fresh) = session(&done) {
            let fresh = kept(&town, &fresh).await;
            assert!(fresh.account == account && fresh.trial.is_none());
            assert!(fresh.level == Level::Low, "on trial it makes no other session of this one");
            assert!(town.store.session(token_hash(&token)).await.unwrap().is_none());
        }
        // What was answered is forgotten.
        let again = browser.client.form("/sign-in/oidc/connect", &[("answer", "yes")]).await;
        assert_eq!((session(&again), reason(again).await.as_str()), (None, "over"), "{said}");
    }
    let elsewhere = town.browser().signs_in(STAFF, "High/mette").await;
    let elsewhere = kept(&town, &session(&elsewhere).unwrap()).await;
    assert!(elsewhere.account == account && elsewhere.trial > Some(town.server.clock.now()));
    let page = browser.client.get("/sign-in/oidc").await.text().await.unwrap();
    assert_eq!(page.matches("Fører til din konto").count(), 1);
}

#[tokio::test]
async fn a_house_is_taken_away_by_its_owner_unless_it_is_the_only_way_in() {
    let town = Town::start().await;
    let browser = town.browser();
    assert!(session(&browser.signs_in(STAFF, "High/anna").await).is_some());
    let part = async || browser.client.form("/sign-in/oidc/kommune/part", &[]).await;
    let first = "/step-up?then=%2Fsign-in%2Foidc";
    assert_eq!(goes_to(&part().await), first, "the house may have known them from before");
    assert!(session(&browser.signs_in(STAFF, "High/anna").await).is_some());
    assert_eq!(reason(part().await).await, "only-way");
    assert!(town.knows("High/anna").await);
    crate::accounts::keeps(&browser.client, crate::accounts::NAME, crate::accounts::PASSWORD, &[])
        .await;
    let nobody = town.browser().client.form("/sign-in/oidc/kommune/part", &[]).await;
    assert_eq!(nobody.status(), StatusCode::UNAUTHORIZED);
    for _ in 0..2 {
        assert_eq!(part().await.status(), StatusCode::SEE_OTHER);
        assert!(!town.knows("High/anna").await && browser.is_in().await);
    }
    let page = browser.client.get("/sign-in/oidc").await.text().await.unwrap();
    assert!(!page.contains("Fører til din konto"));
}

#[tokio::test]
async fn whoever_is_in_is_asked_anew_and_a_house_that_only_knows_them_proves_nothing() {
    let mut town = Town::start().await;
    town.house.becomes("known");
    let browser = town.browser();
    let came = browser.signs_in(CITIZEN, "High/amina").await;
    assert!(session(&came).is_some(), "for coming in that is enough");
    let asked = async || browser.client.form("/account", &[("act", "second")]).await;
    assert_eq!(goes_to(&asked().await), "/step-up?then=%2Faccount");
    let page = browser.client.get("/step-up?then=/account").await.text().await.unwrap();
    assert!(page.contains("action=\"/sign-in/oidc/borger\"") && !page.contains("oidc/kommune"));
    for twin in ["known", "known_too_long", "no_time"] {
        town.house.becomes(twin);
        let answer = browser.signs_in(CITIZEN, "High/amina").await;
        assert_eq!((session(&answer), reason(answer).await.as_str()), (None, "expired"), "{twin}");
    }
    town.house.becomes("good");
    assert_eq!(goes_to(&asked().await), "/step-up?then=%2Faccount");
    let way = browser.sets_out_to(CITIZEN, "/account").await;
    assert!(way.contains("max_age=0"));
    let back = browser.proves(&way, "High/amina").await;
    assert_eq!(goes_to(&browser.comes_back(&back).await), "/account");
    assert_eq!(asked().await.status(), StatusCode::OK);
}

#[tokio::test]
async fn a_yes_counts_for_the_session_that_was_asked() {
    let town = Town::start().await;
    let browser = town.browser();
    browser.has(&founded(&town.server, Role::Guardian).await.client.token.unwrap());
    assert_eq!(browser.signs_in(STAFF, "High/mette").await.status(), StatusCode::OK);
    // Meanwhile somebody else has come in on the same tablet.
    let other = founded(&town.server, Role::Guardian).await.client.token.unwrap();
    browser.has(&other);
    let done = browser.client.form("/sign-in/oidc/connect", &[("answer", "yes")]).await;
    assert_eq!((session(&done), reason(done).await.as_str()), (None, "other-browser"));
    assert!(!town.knows("High/mette").await);
    // And nobody at all.
    let nobody = town.browser().client.form("/sign-in/oidc/connect", &[("answer", "yes")]).await;
    assert_eq!(nobody.status(), StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_sign_in_that_leads_to_another_account_changes_nothing_here() {
    let town = Town::start().await;
    assert!(session(&town.browser().signs_in(STAFF, "High/anna").await).is_some());
    let browser = town.browser();
    let token = founded(&town.server, Role::Guardian).await.client.token.unwrap();
    browser.has(&token);
    let answer = browser.signs_in(STAFF, "High/anna").await;
    assert_eq!((session(&answer), reason(answer).await.as_str()), (None, "taken"));
    assert!(
        browser.is_in().await && town.store.session(token_hash(&token)).await.unwrap().is_some()
    );
}

#[tokio::test]
async fn without_a_house_there_is_nothing_to_see() {
    let server = Running::start().await;
    let stranger = server.stranger();
    for path in ["/sign-in/oidc", "/sign-in/oidc/kommune/back?code=1&state=2"] {
        assert_eq!(stranger.get(path).await.status(), StatusCode::NOT_FOUND, "{path}");
    }
    for path in ["/sign-in/oidc/kommune", "/sign-in/oidc/connect"] {
        assert_eq!(stranger.form(path, &[]).await.status(), StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn only_our_own_page_begins_and_the_page_names_the_houses_in_both_languages() {
    let town = Town::start().await;
    let stranger = town.server.stranger();
    let foreign = stranger.filled(&format!("/sign-in/oidc/{STAFF}"), &[]);
    let foreign = foreign.header("origin", "https://evil.example").send().await.unwrap();
    assert_eq!(foreign.status(), StatusCode::FORBIDDEN);
    assert!(foreign.headers().get("refresh").is_none());
    assert_eq!(stranger.form("/sign-in/oidc/nothing", &[]).await.status(), StatusCode::NOT_FOUND);
    for (language, words) in [("da", "Huset kommune"), ("en", "The house kommune")] {
        let page =
            stranger.ask(reqwest::Method::GET, "/sign-in/oidc").header("accept-language", language);
        let page = page.send().await.unwrap().text().await.unwrap();
        assert!(page.contains(words) && !page.contains("<script type=\"module\""), "{page}");
        assert!(!page.contains("en-hemmelighed"), "the secret stays here");
    }
}
