//! Nesrin: six children, a husband who is ill, letters from four offices, and two coordinators who share the case.
//!
//! The talk comes first and the writing later. Nothing is known of the six children one by one, so nothing is placed for them.

use super::story::{NOTE, Story, ball, person};
use chrono::{DateTime, Utc};
use domain::MemberId;
use domain::dreams::Zone::{Now, SomeDay, Soon};
use domain::people::Role::{Guardian, Professional};
use domain::talk::Column::{Wish, Works, Worry};

struct Circle {
    nesrin: MemberId,
    tara: MemberId,
    jane: MemberId,
    hanne: MemberId,
    /// The eldest. A dialogue must be about one child, so the meetings are kept with this one.
    rania: MemberId,
}

pub fn story(now: DateTime<Utc>) -> Story {
    let (mut story, circle) = gathers(now);
    first_visit(&mut story, &circle);
    second_visit(&mut story, &circle);
    today(&mut story, &circle);
    story
}

fn gathers(now: DateTime<Utc>) -> (Story, Circle) {
    let children = ["Rania", "Karim", "Lina", "Omar", "Sara", "Adam"].map(|it| person(it, ""));
    let tara = person("Tara", "job- og familiekoordinator");
    let (mut story, tara, [rania, ..]) =
        Story::found(now, "Nesrins familie", NOTE, &tara, &children);
    let nesrin = story.joins(Guardian, &person("Nesrin", "mor"));
    // At home and ill. He is in the family, and nobody has invited him in yet.
    story.named(Guardian, &person("Samir", "far"));
    let jane = story.joins(Professional, &person("Jane", "job- og familiekoordinator"));
    let hanne = story.joins(Professional, &person("Hanne", "familierådgiver"));
    (story, Circle { nesrin, tara, jane, hanne, rania })
}

fn first_visit(s: &mut Story, c: &Circle) {
    let Circle { nesrin, tara, jane, rania, .. } = *c;
    s.days_ago(95);
    s.meets(rania, (13, 0), "Hjemme hos Nesrin");
    s.come(&[(nesrin, 1), (tara, 4), (jane, 4)]);

    s.told(jane, rania, Works, "Nesrin tog imod os med te og åben dør.");
    s.told(tara, rania, Works, "Hun fortalte åbent om børnene, ægteskabet og det svære.");
    s.told(tara, rania, Works, "Hun har stadig gnist. Det mærkede vi begge to.");
    s.told(nesrin, rania, Works, "I lyttede og fortalte om jer selv. Ingen tog noter.");
    s.told(
        nesrin,
        rania,
        Works,
        "Jeg ved godt, hvad jeg klarer selv. Resten beder jeg om hjælp til.",
    );
    s.told(nesrin, rania, Wish, "Jeg vil have en ved siden af mig, når der er møde.");
    s.told(nesrin, rania, Worry, "Børnene fylder mest. Jeg står alene med det hele.");
    s.told(nesrin, rania, Worry, "Min mand er syg. Han kan ikke hjælpe.");
    s.told(nesrin, rania, Worry, "Skolen kalder til møde. Jeg ved ikke hvorfor.");
    s.told(nesrin, rania, Worry, "Jeg vil gerne samarbejde med Hanne. Det er svært alene.");
    s.told(nesrin, rania, Worry, "Jeg har ondt i kroppen, og pengene er små.");
    s.told(nesrin, rania, Worry, "Jeg stoler ikke på systemet. Det har skuffet mig før.");
    s.told(jane, rania, Worry, "Nogle af børnene mangler tit i skolen. Det vil vi gerne forstå.");
    s.one_up(nesrin, rania, "Jeg åbner et brev og ved, hvad de vil.", "Tara");

    s.dreams(nesrin, Now, "helping-hand", "En, der går med til møderne");
    let holiday = s.dreams(nesrin, Soon, "travel", "En ferie med hele familien");
    s.dreams(nesrin, SomeDay, "sun", "Et andet og bedre liv");

    let meetings = s.goal(
        nesrin,
        nesrin,
        "Jeg forstår møderne og kommer godt igennem dem.",
        "Jeg ved på forhånd, hvad mødet handler om.",
    );
    s.how_far(nesrin, meetings, 1);
    let body = s.goal(nesrin, nesrin, "Jeg har mindre ondt.", "Jeg kan gå en tur uden pause.");
    s.how_far(nesrin, body, 2);
    let passport = s.goal_from(
        holiday,
        nesrin,
        "Jeg har et pas, så vi kan rejse.",
        "Passet ligger hjemme i skuffen.",
    );
    s.how_far(nesrin, passport, 0);

    let doctor = s.gives(nesrin, tara, &ball("Gå med Nesrin til lægen").towards(body));
    let school = s.gives(nesrin, jane, &ball("Gå med til møderne på skolen").towards(meetings));
    let apply = s.takes(
        nesrin,
        &ball("Søge om fremmedpas").towards(passport).helped_by("Tara sidder med ved skemaet"),
    );
    s.agrees(nesrin);
    s.found_it_useful(nesrin, 5, "Kom igen. Lad computeren blive på kontoret.");
    s.found_it_useful(tara, 5, "");
    s.found_it_useful(jane, 4, "Vi tager ét brev ad gangen.");
    s.ends();

    s.days_ago(80);
    s.done(doctor);
    s.how_far(nesrin, body, 3);
    s.days_ago(62);
    s.news(jane, school, "Læreren forklarede det roligt. Nesrin spurgte selv.");
    s.forward(nesrin, meetings, "Jeg sagde min mening på skolen. De hørte på mig.");
    s.how_far(nesrin, meetings, 4);
    s.days_ago(50);
    s.done(apply);
    s.how_far(nesrin, passport, 5);
    s.put_on_hold(nesrin, passport, "Ansøgningen er sendt. Nu venter vi på svar.");
}

fn second_visit(s: &mut Story, c: &Circle) {
    let Circle { nesrin, tara, jane, hanne, rania } = *c;
    s.days_ago(12);
    s.meets(rania, (10, 0), "Hjemme hos Nesrin");
    s.come(&[(nesrin, 4), (tara, 4), (jane, 5)]);
    s.passes(hanne);

    s.told(nesrin, rania, Works, "Der er mere ro i hverdagen nu.");
    s.told(nesrin, rania, Works, "Jeg begyndte at træne. Det var mit eget valg.");
    s.told(jane, rania, Works, "Arbejde var umuligt at tale om. Nu spørger Nesrin selv.");
    s.told(nesrin, rania, Wish, "En praktik tæt på, så jeg når hjem til børnene.");
    s.told(nesrin, rania, Worry, "Jeg er meget alene. Jeg mangler nogen at tale med.");
    s.one_up(nesrin, rania, "Jeg går selv til et møde og er ikke bange.", "Min mand");
    s.dreams(nesrin, Soon, "work", "Et arbejde i nærheden");

    let home = s.goal(
        nesrin,
        nesrin,
        "Vores hjem er trygt for alle, der bor her.",
        "Vi taler sammen, også når vi er vrede.",
    );
    s.how_far(nesrin, home, 3);
    let work = s.goal(
        nesrin,
        nesrin,
        "En praktik tæt på hjemmet, som passer til mig.",
        "Jeg har en aftale om den første dag.",
    );
    s.how_far(nesrin, work, 3);
    let course = ball("Begynde på kurset om vold i familien").towards(home);
    let course = s.takes(nesrin, &course.helped_by("Hele familien går med"));
    s.takes(nesrin, &ball("Træne to gange om ugen").in_days(9));
    let places = ball("Finde praktiksteder i nærheden").towards(work).helped_by("Nesrin vælger");
    let places = s.gives(nesrin, jane, &places);
    let answer = ball("Ringe og høre arbejdsgiverens svar").towards(work).in_days(5);
    let answer = s.gives(nesrin, tara, &answer);
    let before = ball("Ringe før et møde og sige, hvad det handler om").in_days(14);
    let before = s.asks(nesrin, hanne, &before);
    s.agrees(nesrin);
    s.found_it_useful(nesrin, 5, "Tag gerne et brev mere med næste gang.");
    s.found_it_useful(hanne, 4, "Jeg vil gerne høre mere fra Nesrin selv.");
    s.ends();

    s.days_ago(8);
    s.done(course);
    s.forward(nesrin, home, "Vi er begyndt på kurset. Første gang er overstået.");
    s.days_ago(6);
    s.done(places);
    s.news(tara, answer, "Jeg har talt med ét sted. De vil tænke over det.");
    s.days_ago(3);
    s.news(nesrin, before, "Der er kommet et nyt brev. Jeg forstår det ikke.");
}

fn today(s: &mut Story, c: &Circle) {
    let Circle { nesrin, rania, .. } = *c;
    s.prepares(rania, 9, (10, 0), "Hjemme hos Nesrin");
    s.days_ago(0);
    s.kept(nesrin, rania, Works, "Jeg har grinet sammen med børnene i denne uge.");
    s.kept(nesrin, rania, Wish, "Jeg vil gerne vide, hvornår passet kommer.");
    s.kept(nesrin, rania, Worry, "Mistanken fylder. Den er ikke afgjort, og vi venter.");
}
