use super::Kept;
use proptest::{prop_assert, proptest};

fn kept(word: &str) -> Kept {
    let mut kept = Kept::default();
    kept.keep(word);
    kept
}

#[test]
fn a_word_is_found_at_the_beginning_of_words() {
    let kept = kept("Solsikken");
    assert!(kept.stands_in("på solsikkens legeplads"));
    assert!(!kept.stands_in("Storsolsikken") && !kept.stands_in("solsik ken"));
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
