use crate::given::{
    ALI, FATHER, GRANDMOTHER, Given, MOTHER, NEWCOMER, SARA, STRANGER, TABLE, TEACHER, circle,
    founded, invitation, now, person, too_long,
};
use crate::people::{
    Command, LONGEST_AT_TABLE, LONGEST_INVITATION, Language, MOST_AT_TABLE, MOST_INVITATIONS,
    MOST_MEMBERS, Role, Use,
};
use crate::{MemberId, Refusal, input};
use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

fn until(until: DateTime<Utc>) -> Command {
    let (id, role, who, usage) = (invitation(1), Role::Network, None, Use::Single);
    Command::Invite { id, role, who, usage, until }
}

fn invite(number: u128, who: Option<MemberId>, usage: Use) -> Command {
    let days = if usage == Use::Single { 7 } else { 1 };
    let (id, role, until) = (invitation(number), Role::Network, now() + TimeDelta::days(days));
    Command::Invite { id, role, who, usage, until }
}

fn join(number: u128) -> Command {
    let (name, title, language) = ("Bo".to_owned(), "nabo".to_owned(), Language::En);
    Command::Join { invitation: invitation(number), name, title, language }
}

fn single() -> Given {
    circle().and(MOTHER, invite(1, None, Use::Single))
}

fn for_sara() -> Given {
    circle().and(MOTHER, invite(1, Some(SARA), Use::Single))
}

#[test]
fn guardians_and_the_coordinator_invite() {
    for actor in [MOTHER, FATHER, TEACHER] {
        circle().when(actor, invite(1, None, Use::Single)).done();
    }
}

#[test]
fn a_guest_does_not_let_a_guardian_in_once_the_family_is_there() {
    let as_guardian = |who| Command::Invite {
        id: invitation(1),
        role: if who == Some(NEWCOMER) { Role::Network } else { Role::Guardian },
        who,
        usage: Use::Single,
        until: now() + TimeDelta::days(7),
    };
    circle().when(TEACHER, as_guardian(None)).refused(Refusal::OnlyFamily);
    circle().when(MOTHER, as_guardian(None)).done();
    let stepfather = Command::Name { member: person(NEWCOMER, "Papfar", Role::Guardian) };
    circle().when(TEACHER, stepfather.clone()).refused(Refusal::OnlyFamily);
    let named = circle().and(MOTHER, stepfather);
    named.clone().when(TEACHER, as_guardian(Some(NEWCOMER))).refused(Refusal::OnlyFamily);
    named.when(FATHER, as_guardian(Some(NEWCOMER))).done();
}

#[test]
fn whoever_makes_the_place_lets_the_first_guardian_in() {
    let role = Role::Guardian;
    let (id, until) = (invitation(1), now() + TimeDelta::days(7));
    let first = Command::Invite { id, role, who: None, usage: Use::Single, until };
    founded().when(TEACHER, first).done();
}

#[test]
fn the_others_do_not_invite() {
    for actor in [ALI, GRANDMOTHER] {
        circle().when(actor, invite(1, None, Use::Single)).refused(Refusal::MayNotInvite);
    }
    circle().when(STRANGER, invite(1, None, Use::Single)).refused(Refusal::NotAMember);
}

#[test]
fn a_guardian_who_is_only_named_neither_invites_nor_closes() {
    let named = Command::Name { member: person(NEWCOMER, "Papmor", Role::Guardian) };
    let given = circle().and(MOTHER, named);
    given.clone().when(NEWCOMER, invite(1, None, Use::Single)).refused(Refusal::NotAMember);
    given.when(NEWCOMER, Command::Revoke { id: TABLE }).refused(Refusal::NotAMember);
}

#[test]
fn who_joins_becomes_what_the_invitation_says() {
    single().when(NEWCOMER, join(1)).then(|family| {
        let newcomer = family.people.joined(NEWCOMER).expect("in");
        assert!(newcomer.role == Role::Network);
        assert!(newcomer.name == "Bo" && newcomer.title == "nabo");
        assert!(newcomer.language == Language::En);
    });
}

#[test]
fn a_single_invitation_lets_one_person_in() {
    single().and(NEWCOMER, join(1)).when(STRANGER, join(1)).refused(Refusal::InvitationUsed);
}

#[test]
fn an_invitation_on_the_table_lets_everyone_in() {
    let table = circle().and(MOTHER, invite(1, None, Use::Table));
    table.and(NEWCOMER, join(1)).when(STRANGER, join(1)).done();
}

#[test]
fn so_many_come_in_by_one_code_on_the_table_and_no_more() {
    let guest = |number: usize| MemberId(Uuid::from_u128(0x700 + number as u128));
    let mut table = circle().and(MOTHER, invite(1, None, Use::Table));
    for number in 0..MOST_AT_TABLE {
        table = table.and(guest(number), join(1));
    }
    table.clone().when(NEWCOMER, join(1)).refused(Refusal::InvitationUsed);
    table.and(MOTHER, invite(2, None, Use::Table)).when(NEWCOMER, join(2)).done();
}

#[test]
fn a_code_on_the_table_is_for_the_day() {
    let until = |until| Command::Invite {
        id: invitation(1),
        role: Role::Network,
        who: None,
        usage: Use::Table,
        until,
    };
    let day = now() + LONGEST_AT_TABLE;
    circle().when(MOTHER, until(day + TimeDelta::hours(2))).refused(Refusal::OffScale);
    circle().when(MOTHER, until(day)).done();
}

#[test]
fn joining_twice_is_refused() {
    circle().when(MOTHER, join(0)).refused(Refusal::Already);
}

#[test]
fn an_invitation_that_does_not_exist_opens_nothing() {
    circle().when(NEWCOMER, join(1)).refused(Refusal::Unknown);
}

#[test]
fn an_invitation_ends_at_the_minute_it_says() {
    let week = TimeDelta::days(7);
    single().later(week - TimeDelta::seconds(1)).when(NEWCOMER, join(1)).done();
    single().later(week).when(NEWCOMER, join(1)).refused(Refusal::InvitationOver);
}

#[test]
fn a_revoked_invitation_opens_nothing() {
    let revoked = single().and(FATHER, Command::Revoke { id: invitation(1) });
    revoked.when(NEWCOMER, join(1)).refused(Refusal::InvitationOver);
}

#[test]
fn only_who_may_invite_revokes() {
    single()
        .when(GRANDMOTHER, Command::Revoke { id: invitation(1) })
        .refused(Refusal::MayNotInvite);
}

#[test]
fn what_is_not_there_or_closed_already_cannot_be_revoked() {
    circle().when(MOTHER, Command::Revoke { id: invitation(1) }).refused(Refusal::Unknown);
    let revoke = Command::Revoke { id: invitation(1) };
    single().and(MOTHER, revoke.clone()).when(MOTHER, revoke).refused(Refusal::Already);
}

#[test]
fn an_invitation_for_one_person_is_for_nobody_else() {
    for_sara().when(NEWCOMER, join(1)).refused(Refusal::NotYours);
}

#[test]
fn who_is_invited_by_name_keeps_role_and_year_of_birth() {
    for_sara().when(SARA, join(1)).then(|family| {
        let sara = family.people.joined(SARA).expect("in");
        assert!(sara.role == Role::Child && sara.born == Some(2016));
    });
}

#[test]
fn a_title_given_by_others_stands_until_one_gives_another() {
    let mut named = person(NEWCOMER, "Bo", Role::Network);
    named.title = "træner".to_owned();
    let Command::Join { invitation, name, language, .. } = join(1) else { unreachable!() };
    let silent = Command::Join { invitation, name, title: " ".to_owned(), language };
    circle()
        .and(MOTHER, Command::Name { member: named })
        .and(MOTHER, invite(1, Some(NEWCOMER), Use::Single))
        .when(NEWCOMER, silent)
        .then(|family| {
            assert!(family.people.get(NEWCOMER).is_some_and(|it| it.title == "træner"));
        });
}

#[test]
fn one_who_is_named_does_not_come_in_by_an_invitation_for_anybody() {
    circle()
        .and(MOTHER, invite(1, None, Use::Table))
        .when(SARA, join(1))
        .refused(Refusal::NotYours);
}

#[test]
fn nobody_gets_a_second_key_to_one_who_has_joined() {
    circle().when(MOTHER, invite(1, Some(ALI), Use::Single)).refused(Refusal::Already);
}

#[test]
fn an_older_key_is_dead_once_its_person_has_joined() {
    for_sara()
        .and(MOTHER, invite(2, Some(SARA), Use::Single))
        .and(SARA, join(1))
        .when(SARA, join(2))
        .refused(Refusal::Already);
}

#[test]
fn an_invitation_on_the_table_is_not_for_one_person() {
    circle().when(MOTHER, invite(1, Some(SARA), Use::Table)).refused(Refusal::Already);
}

#[test]
fn nobody_is_invited_who_is_not_named() {
    circle().when(MOTHER, invite(1, Some(STRANGER), Use::Single)).refused(Refusal::Unknown);
}

#[test]
fn an_invitation_has_its_own_id() {
    single().when(MOTHER, invite(1, None, Use::Table)).refused(Refusal::Already);
}

#[test]
fn an_invitation_ends_in_the_future_and_within_a_month() {
    circle().when(MOTHER, until(now())).refused(Refusal::InThePast);
    circle().when(MOTHER, until(now() + LONGEST_INVITATION)).done();
    circle()
        .when(MOTHER, until(now() + LONGEST_INVITATION + TimeDelta::days(1)))
        .refused(Refusal::OffScale);
}

#[test]
fn a_month_by_a_clock_that_is_a_minute_ahead_is_a_month() {
    circle().when(MOTHER, until(now() + LONGEST_INVITATION + TimeDelta::minutes(1))).done();
}

fn many_open() -> Given {
    let people = circle().family.people;
    let open = people.invitations.values().filter(|it| it.open(now()).is_ok()).count();
    (0..(MOST_INVITATIONS - open) as u128)
        .fold(circle(), |given, number| given.and(MOTHER, invite(number + 1, None, Use::Single)))
}

#[test]
fn there_is_an_end_to_open_invitations() {
    many_open()
        .when(MOTHER, invite(99, None, Use::Single))
        .refused(Refusal::TooMany { max: MOST_INVITATIONS });
}

#[test]
fn an_invitation_that_is_used_revoked_or_over_makes_room() {
    many_open()
        .and(MOTHER, Command::Revoke { id: invitation(1) })
        .when(MOTHER, invite(99, None, Use::Single))
        .done();
    many_open().and(NEWCOMER, join(1)).when(MOTHER, invite(99, None, Use::Single)).done();
    let (id, role, who, usage) = (invitation(99), Role::Network, None, Use::Single);
    let until = now() + TimeDelta::days(8);
    many_open()
        .later(TimeDelta::days(7))
        .when(MOTHER, Command::Invite { id, role, who, usage, until })
        .done();
}

#[test]
fn who_joins_needs_a_name_of_bearable_length() {
    let named = |name: &str| {
        let (name, title, language) = (name.to_owned(), String::new(), Language::Da);
        Command::Join { invitation: invitation(1), name, title, language }
    };
    single().when(NEWCOMER, named("  ")).refused(Refusal::Empty);
    single()
        .when(NEWCOMER, named(&too_long(input::NAME)))
        .refused(Refusal::TooLong { max: input::NAME });
}

#[test]
fn nobody_comes_into_a_full_circle() {
    let mut full = circle().and(MOTHER, invite(1, None, Use::Table));
    for number in 0..(MOST_MEMBERS - full.family.people.members.len()) as u128 {
        let id = MemberId(Uuid::from_u128(0x500 + number));
        full = full.and(MOTHER, Command::Name { member: person(id, "nabo", Role::Network) });
    }
    full.when(NEWCOMER, join(1)).refused(Refusal::TooMany { max: MOST_MEMBERS });
}

/// The teacher opens ways in before anybody of the family is there.
#[test]
fn what_others_opened_for_a_child_or_for_any_guardian_closes_when_a_guardian_comes_in() {
    let opens = |number: u128, role, who, usage| {
        let until = now() + TimeDelta::days(1);
        Command::Invite { id: invitation(number), role, who, usage, until }
    };
    let named = Command::Name { member: person(NEWCOMER, "Far", Role::Guardian) };
    let before = founded()
        .and(TEACHER, named)
        .and(TEACHER, opens(101, Role::Guardian, None, Use::Single))
        .and(TEACHER, opens(102, Role::Guardian, None, Use::Single))
        .and(TEACHER, opens(103, Role::Guardian, None, Use::Table))
        .and(TEACHER, opens(104, Role::Network, Some(ALI), Use::Single))
        .and(TEACHER, opens(105, Role::Child, None, Use::Table))
        .and(TEACHER, opens(106, Role::Network, Some(NEWCOMER), Use::Single))
        .and(TEACHER, opens(107, Role::Network, None, Use::Table));
    let open = |given: &Given| -> Vec<u128> {
        let all = &given.family.people.invitations;
        let is_open = |number: &u128| all[&invitation(*number)].open(now()).is_ok();
        (101..=107).filter(is_open).collect()
    };
    let guest = before.clone().and(STRANGER, join(107));
    assert_eq!(open(&guest), [101, 102, 103, 104, 105, 106, 107], "a guest closes nothing");
    let with_mother = before.clone().and(STRANGER, join(101));
    assert_eq!(open(&with_mother), [106, 107], "who is named stays, and so do guests");
    with_mother
        .clone()
        .when(MemberId(Uuid::from_u128(900)), join(103))
        .refused(Refusal::InvitationOver);
    with_mother.clone().when(ALI, join(104)).refused(Refusal::InvitationOver);
    let at_the_table = before.and(STRANGER, join(103));
    assert_eq!(open(&at_the_table), [103, 106, 107], "and the code they are all reading");
    // What a guardian opened is a guardian's.
    let hers = with_mother.and(STRANGER, opens(108, Role::Guardian, None, Use::Table));
    let both = hers.and(NEWCOMER, join(106));
    assert!(both.family.people.invitations[&invitation(108)].open(now()).is_ok());
    both.and(STRANGER, Command::Revoke { id: invitation(107) });
}
