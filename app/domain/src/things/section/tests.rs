use super::section_of;
use crate::consent::Section;
use crate::family::{Family, apply};
use crate::given::samples::{kind, samples};
use crate::things::touches;

/// An event and the thing it concerns stand in one section: what is given with the one is told with the other.
#[test]
fn an_event_stands_in_the_section_of_what_it_concerns() {
    let mut family = Family::default();
    for event in samples() {
        apply(&mut family, &event);
        let touched = touches(&event);
        assert_eq!(touched.is_empty(), section_of(&event).is_none(), "{}", kind(&event));
        for facing in touched.iter().filter_map(|(it, _)| it.facing(&family)) {
            // What a dialogue is told before its end is its minutes afterwards.
            let minutes = facing.section == Section::Minutes;
            let same = section_of(&event) == Some(facing.section)
                || (minutes && section_of(&event) == Some(Section::Dialogue));
            assert!(same, "{}", kind(&event));
        }
    }
    assert!(family.dialogue.all.len() == 1 && family.plan.steps.len() == 1, "there was something");
}
