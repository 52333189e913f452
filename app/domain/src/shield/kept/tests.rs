use super::Kept;
use proptest::{prop_assert, proptest};
use std::collections::BTreeSet;

fn kept(word: &str) -> Kept {
    let mut kept = Kept::default();
    kept.keep(word, BTreeSet::new());
    kept
}

#[test]
fn a_word_is_found_at_the_beginning_of_words() {
    let kept = kept("Solsikken");
    assert!(kept.stands_in("på solsikkens legeplads"));
    assert!(!kept.stands_in("Storsolsikken") && !kept.stands_in("Stor-Solsik"));
}

#[test]
fn a_word_is_found_however_it_is_parted() {
    for (word, told) in [
        ("Skovskolen", "glad for Skov-skolen"),
        ("Skovskolen", "på skov skolens plads"),
        ("Skovskolen", "S k o v s k o l e n"),
        ("Skovskolen", "Skov-\nskolen"),
        ("Solsikken", "solsik ken"),
        ("Egevej", "de bor på Ege vej"),
        ("Søndermarkskolen", "Soender mark skolen"),
    ] {
        assert!(kept(word).stands_in(told), "{word}: {told}");
    }
}

#[test]
fn what_people_say_every_day_is_not_taken_for_a_word_in_parts() {
    for (word, said) in [
        ("Viben", "vi benytter cyklen om morgenen"),
        ("Vibe", "skal vi begynde i dag?"),
        ("Atlet", "hun glæder sig til at lettelsen kommer"),
        ("Idun", "hun sover i dunjakken"),
        ("Lund", "en lun dynebetræk"),
        ("Skovskolen", "vi gik i skoven og skolen lukkede"),
        ("Skovskolen", "det er i skov, skolegården er tom"),
        ("Egevej", "der er meget at veje op"),
        ("Engen", "en gengave til farmor"),
        ("Solsikken", "en sol og en sikkenes dag"),
    ] {
        assert!(!kept(word).stands_in(said), "{word}: {said}");
    }
}

proptest! {
    #[test]
    fn a_fact_is_found_however_it_is_spaced_and_written(before in "[a-zæøå ]{0,9}", gap in "[ ,.–\n-]{1,4}", after in "[ .]{0,3}") {
        let text = format!("{before} SKOVSKOLEN{gap}Afd{gap}B{after}");
        prop_assert!(kept("Skovskolen, afd. b").stands_in(&text));
    }
}

#[test]
fn an_address_is_found_in_the_letters_of_a_foreign_keyboard() {
    for (word, told) in [
        ("Nørregade 5", "de bor Noerregade 5"),
        ("Nørregade 5", "de bor i norregade5"),
        ("Ågade 2", "i Aagade 2"),
        ("Søndermarkskolen", "på soendermarkskolens plads"),
        ("Bækvej 7", "Baekvej 7"),
        ("Aagade 2", "ågade 2"),
    ] {
        assert!(kept(word).stands_in(told), "{word}: {told}");
    }
    assert!(!kept("Nørregade 5").stands_in("Nørregade 6"));
}

#[test]
fn another_house_of_the_same_street_is_not_hidden() {
    let kept = kept("Egevej 1");
    for told in
        ["egevej1", "EGE\u{ad}VEJ 1, 2. tv", "på Egevej 1b", "egevej 1 2 tv", "Egevej nr Egevej 1"]
    {
        assert!(kept.stands_in(told), "{told}");
    }
    for told in ["Egevej 12", "egevej12", "Bøgevej 1", "Olegevej 1", "Egevej", "Egevej nr. 1"] {
        assert!(!kept.stands_in(told), "{told}");
    }
}

#[test]
fn words_that_only_stand_together_are_not_glued_from_the_middle_of_others() {
    assert!(
        kept("Ny Vej 3").stands_in("de bor Nyvej 3") && kept("Ny Vej 3").stands_in("ny  vej  3")
    );
    assert!(
        !kept("Ny Vej 3").stands_in("i dyny vej 3 gange")
            && !kept("Ny Vej 3").stands_in("Sonyvej 3")
    );
    assert!(kept("20304050").stands_in("ring +45 20 30 40 50 i aften"));
}
