//! Making a place, and coming in, by forms alone.

use crate::forms::{boot, goes_to, person};
use crate::given::{Running, family};
use app::boot::Say;
use domain::Refusal;
use domain::people::{Language, Role, Use};

#[tokio::test]
async fn a_place_is_made_and_opened_by_forms_alone() {
    let server = Running::start().await;
    let stranger = server.stranger();
    let fields = [
        ("family", "Familien ved åen"),
        ("child", "Ali"),
        ("born", "2017"),
        ("name", "Mette & Co"),
        ("role", "guardian"),
        ("title", "mor"),
        ("language", "da"),
    ];
    let mette = person(&stranger, stranger.form("/new", &fields).await).await;
    let people = mette.view().await.family.people;
    assert_eq!(people.get(mette.me).unwrap().name, "Mette & Co");
    assert_eq!(people.children().next().unwrap().born, Some(2017));
    let (_, link, code) = mette.invites(Role::Guardian, Use::Single, None).await;
    let stranger = server.stranger();
    assert_eq!(
        goes_to(&stranger.form("/join", &[("code", &code.to_lowercase())]).await),
        format!("/join/{link}")
    );
    let page = boot(stranger.get(&format!("/join/{link}")).await).await;
    let invited = page.invitation.unwrap().read().unwrap();
    assert!(invited.family == "Familien ved åen" && invited.role == Role::Guardian);
    let fields = [("name", "Amina"), ("title", "mor"), ("language", "en")];
    let amina = person(&stranger, stranger.form(&format!("/join/{link}"), &fields).await).await;
    let page = boot(amina.client.get(&amina.page("")).await).await;
    assert!(page.language == Language::En && page.place.unwrap() == amina.view().await);
    let back = amina.client.get(&format!("/join/{link}")).await;
    assert_eq!(goes_to(&back), amina.page(""), "whoever is in already is taken there");
    let welcome = boot(amina.client.get("/").await).await;
    assert_eq!(welcome.families.len(), 1);
}

#[tokio::test]
async fn a_form_of_coming_in_that_is_sent_again_opens_the_same_seat() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let (_, link, _) = mette.invites(Role::Guardian, Use::Single, None).await;
    let (address, phone) = (format!("/join/{link}"), server.stranger());
    let fresh = boot(phone.get(&address).await).await.fresh.expect("ids for what the form makes");
    let (sent, member) = (fresh.sent.to_string(), fresh.member.to_string());
    let fields = [
        ("sent", &*sent),
        ("member", &member),
        ("name", "Amina"),
        ("title", "mor"),
        ("language", "da"),
    ];
    let lost = person(&phone, phone.form(&address, &fields).await).await;
    // The answer never came: the phone has no cookie, and its thumb presses again.
    let amina = person(&phone, phone.form(&address, &fields).await).await;
    assert_eq!((amina.me, amina.me), (lost.me, fresh.member));
    assert_eq!(
        mette.view().await.family.people.members.values().filter(|it| it.name == "Amina").count(),
        1
    );
    // Somebody else who finds the link later finds it used.
    let other = phone.form(&address, &[("name", "Eva"), ("language", "da")]).await;
    assert!(boot(other).await.say == Some(Say::Refused(Refusal::InvitationUsed)));

    let fresh = boot(phone.get("/new").await).await.fresh.expect("ids for what the form makes");
    let (sent, member, id) =
        (fresh.sent.to_string(), fresh.member.to_string(), fresh.family.to_string());
    let fields = [
        ("sent", &*sent),
        ("member", &member),
        ("family-id", &id),
        ("family", "Familien ved broen"),
        ("child", "Bo"),
        ("name", "Ida"),
        ("role", "guardian"),
    ];
    let first = person(&phone, phone.form("/new", &fields).await).await;
    let second = person(&phone, phone.form("/new", &fields).await).await;
    assert_eq!((first.family, first.me), (second.family, second.me));
}
