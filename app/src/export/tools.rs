//! The tools one after the other. A new tool gets its part here; a test finds words of the view that stand nowhere.

use super::Copy;
use domain::dialogue::{CheckIn, Dialogue};
use domain::dreams::{Picture, Zone};
use domain::plan::{Ball, Goal, Step, Way};
use domain::ruler::Placement;
use domain::talk::Column;

pub(super) fn all(copy: &mut Copy) {
    circle(copy);
    ruler(copy);
    talk(copy);
    dreams(copy);
    plan(copy);
    dialogues(copy);
    trust(copy);
    invitations(copy);
}

fn circle(copy: &mut Copy) {
    let (people, text) = (&copy.family.people, copy.text);
    copy.sheet.part(text.export.circle);
    for member in people.members.values() {
        let mut about = vec![(text.people.role)(member.role).to_owned(), member.title.clone()];
        about.extend(member.born.map(|year| year.to_string()));
        about.extend(people.is_coordinator(member.id).then(|| text.export.coordinator.to_owned()));
        about.extend(people.gone.contains(&member.id).then(|| text.export.gone.to_owned()));
        about.retain(|it| !it.is_empty());
        copy.sheet.line(format!("{} ({})", member.name, about.join(", ")));
    }
    if let Some(asked) = &people.another_asked {
        copy.sheet.line(text.export.another_asked);
        let by = copy.by(asked.by, asked.on);
        copy.sheet.words(&by, &asked.because);
    }
}

fn ruler(copy: &mut Copy) {
    let mut all: Vec<_> = copy.family.ruler.placements.values().collect();
    if all.is_empty() {
        return;
    }
    all.sort_by_key(|it| (it.child, it.on));
    copy.sheet.part(copy.text.common.ruler);
    for it in all {
        placement(copy, it);
    }
}

fn placement(copy: &mut Copy, it: &Placement) {
    let text = copy.text;
    let (child, by) = (copy.name(it.child), copy.by(it.by, it.on));
    let named = &text.ruler.positions[it.level.index()];
    copy.sheet.begin();
    copy.sheet.line((text.ruler.question)(&child, (text.ruler.setting)(it.setting)));
    copy.sheet.line(format!("{}. {} ({by})", it.level.number(), named.name));
    copy.sheet.words(&(text.ruler.form.because)(Some(it.level)), &it.because);
    copy.sheet.words(&(text.ruler.form.works)(Some(it.level)), &it.works);
    copy.sheet.words(&(text.ruler.form.one_up)(Some(it.level)), &it.one_up);
    if !it.shared {
        copy.sheet.line(text.export.not_shared);
    }
    copy.sheet.end();
}

fn talk(copy: &mut Copy) {
    let text = copy.text;
    let cards = &copy.family.talk.cards;
    if cards.is_empty() {
        return;
    }
    copy.sheet.part(text.export.cards);
    for column in [Column::Works, Column::Wish, Column::Worry, Column::OneUp] {
        let mut all: Vec<_> = cards.values().filter(|card| card.column == column).collect();
        all.sort_by_key(|card| card.on);
        if !all.is_empty() {
            copy.sheet.group((text.talk.column)(column));
        }
        for card in all {
            let by = copy.by(card.by, card.on);
            let about = (text.dialogue.list.about)(&copy.name(card.about));
            copy.sheet.begin();
            copy.sheet.words(&format!("{about}. {by}"), &card.text);
            copy.sheet.words(text.talk.notices, &card.notices);
            if !card.shared {
                copy.sheet.line(text.export.not_shared);
            }
            copy.sheet.end();
        }
    }
}

fn dreams(copy: &mut Copy) {
    let text = copy.text;
    let dreams = &copy.family.dreams.dreams;
    if dreams.is_empty() {
        return;
    }
    copy.sheet.part(text.dreams.title);
    for zone in Zone::ALL {
        let mut lying = dreams.values().filter(|it| it.place.zone == zone).peekable();
        if lying.peek().is_some() {
            copy.sheet.group((text.dreams.zone)(zone));
        }
        for dream in lying {
            let whose = (text.dreams.whose)(&copy.name(dream.whose));
            copy.sheet.begin();
            copy.sheet.line(whose);
            copy.sheet.words("", &dream.text);
            match &dream.picture {
                Picture::None => {}
                Picture::Pictogram { name } => copy.sheet.line((text.dreams.pictogram)(name)),
                Picture::Drawing { strokes } => copy.sheet.drawing(strokes),
            }
            if dream.removed {
                copy.sheet.line(text.export.taken_off);
            }
            copy.sheet.end();
        }
    }
}

fn plan(copy: &mut Copy) {
    let (plan, text) = (&copy.family.plan, copy.text);
    if plan.goals.is_empty() && plan.steps.is_empty() {
        return;
    }
    copy.sheet.part(text.plan.title);
    for it in plan.goals.values() {
        goal(copy, it);
        for it in plan.steps_of(it.id) {
            step(copy, it);
        }
    }
    let mut loose = plan.steps.values().filter(|step| step.goal.is_none()).peekable();
    if loose.peek().is_some() {
        copy.sheet.group(text.plan.loose_steps);
    }
    for it in loose {
        step(copy, it);
    }
}

fn goal(copy: &mut Copy, it: &Goal) {
    let text = copy.text;
    let by = copy.by(it.by, it.on);
    let about = (text.plan.about)(&copy.name(it.about));
    copy.sheet.group(&it.text);
    copy.sheet.line(format!("{about}. {by}. {}", (text.plan.standing)(it.standing)));
    copy.sheet.words(text.plan.sign, &it.sign);
    for earlier in &it.earlier {
        copy.sheet.words(text.export.earlier, earlier);
    }
    if !it.agreed.is_empty() {
        let names = copy.names(&it.agreed);
        copy.sheet.line((text.plan.agreed_by)(&names));
    }
    for far in &it.how_far {
        let line = (text.plan.measured)(&copy.name(far.by), far.value, &copy.day(far.on));
        copy.sheet.line(line);
    }
    for note in &it.notes {
        let way = if note.way == Way::Forward { text.plan.forward } else { text.plan.back };
        let by = copy.by(note.by, note.on);
        copy.sheet.words(&format!("{way} ({by})"), &note.text);
    }
    for turn in &it.turns {
        let line = format!("{} ({})", (text.plan.standing)(turn.to), copy.by(turn.by, turn.on));
        copy.sheet.line(line);
        copy.sheet.words(text.plan.because, &turn.because);
    }
}

fn step(copy: &mut Copy, it: &Step) {
    let text = copy.text;
    let holder = copy.name(it.holder);
    copy.sheet.begin();
    copy.sheet.line(&it.what);
    match &it.ball {
        Ball::Offered => copy.sheet.line((text.dialogue.minutes.asked)(&holder)),
        Ball::Held => copy.sheet.line((text.dialogue.minutes.has_ball)(&holder)),
        Ball::Declined { because } => {
            copy.sheet.line((text.plan.declined_by)(&holder));
            copy.sheet.words("", because);
        }
        Ball::HandedBack { because } => {
            copy.sheet.line((text.plan.handed_back_by)(&holder));
            copy.sheet.words("", because);
        }
    }
    copy.sheet.words(text.export.helps, &it.help);
    if let Some(due) = it.due {
        let day = copy.day(due);
        copy.sheet.line((text.plan.due)(&day));
    }
    if let Some(done) = it.done {
        let day = copy.day(done);
        copy.sheet.line((text.plan.done_on)(&day));
    }
    if !it.agreed.is_empty() {
        let names = copy.names(&it.agreed);
        copy.sheet.line((text.plan.agreed_by)(&names));
    }
    for news in &it.news {
        let by = copy.by(news.by, news.on);
        copy.sheet.words(&by, &news.text);
    }
    copy.sheet.end();
}

fn dialogues(copy: &mut Copy) {
    let (all, text) = (copy.family.dialogue.by_time(), copy.text);
    if all.is_empty() {
        return;
    }
    copy.sheet.part(text.dialogue.list.title);
    for it in all {
        dialogue(copy, it);
    }
}

fn dialogue(copy: &mut Copy, it: &Dialogue) {
    let text = copy.text;
    let about = (text.dialogue.list.about)(&copy.name(it.about));
    copy.sheet.group(&text.dates.moment_of_year(it.when));
    copy.sheet.line(about);
    copy.sheet.line(&it.place);
    for (who, check_in) in &it.check_ins {
        let said = match check_in {
            CheckIn::Face { face } => {
                let faces = text.dialogue.check_in.faces;
                faces.get(usize::from(*face).wrapping_sub(1)).copied().unwrap_or_default()
            }
            CheckIn::Pass => text.dialogue.check_in.passed,
        };
        let line = format!("{}: {said}", copy.name(*who));
        copy.sheet.line(line);
    }
    for (who, useful) in &it.useful {
        let scores = text.dialogue.useful.scores;
        let score = scores.get(usize::from(useful.score).wrapping_sub(1)).copied();
        let label = format!(
            "{} {}: {}",
            text.dialogue.useful.legend,
            copy.name(*who),
            score.unwrap_or_default()
        );
        copy.sheet.line(label);
        copy.sheet.words(text.dialogue.useful.next_time, &useful.next_time);
    }
}

fn invitations(copy: &mut Copy) {
    let (all, text) = (&copy.family.people.invitations, copy.text);
    if all.is_empty() {
        return;
    }
    copy.sheet.part(text.export.invitations);
    for it in all.values() {
        let until = (text.export.until)(&copy.day(it.until.date_naive()));
        let state = if it.revoked { text.export.over.to_owned() } else { until };
        let who = it.who.map(|who| format!(" · {}", copy.name(who))).unwrap_or_default();
        let used = copy.names(&it.used_by);
        let by = copy.name(it.by);
        let used = if used.is_empty() { used } else { format!(" → {used}") };
        copy.sheet.line(format!("{by}: {}{who}, {state}{used}", (text.people.role)(it.role)));
    }
}

/// Who may see what, and what is kept from whom.
fn trust(copy: &mut Copy) {
    let (consent, shield, text) = (&copy.family.consent, &copy.family.shield, copy.text);
    for grant in &consent.grants {
        let to = copy.name(grant.to);
        copy.sheet.line(format!("{to}. {}", (text.consent.purpose)(&grant.purpose)));
    }
    for (who, basis) in &consent.basis {
        let who = copy.name(*who);
        copy.sheet.words(&who, basis);
    }
    for fact in shield.facts().values() {
        let about = copy.name(fact.about);
        copy.sheet.words(&format!("{about}: {}", (text.shield.kind)(fact.kind)), &fact.text);
        copy.sheet.line(fact.words.join(", "));
        let (known, kept) = (copy.names(&fact.known_to), copy.names(&fact.kept_from));
        let told = |names: &str, say: fn(&str) -> String| {
            if names.is_empty() { String::new() } else { say(names) }
        };
        copy.sheet.line(told(&known, text.shield.known));
        copy.sheet.line(told(&kept, text.shield.kept));
    }
}
