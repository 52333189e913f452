//! Familie 2: a move to safety, a new home, a school that works, and a job that has to wait time after time.
//!
//! One wish nobody in the circle can fulfil. It stands in the plan, on hold and with the reason, and never becomes a step. Susan's
//! former husband is not in the circle, and no address is written anywhere.

use super::story::{NOTE, Story, ball, person, saw};
use chrono::{DateTime, Utc};
use domain::dreams::Zone::{Now, SomeDay, Soon};
use domain::people::Role::{Guardian, Professional};
use domain::ruler::Setting::{Friends, Home, School};
use domain::talk::Column::{Wish, Works, Worry};
use domain::{GoalId, MemberId};

struct Circle {
    susan: MemberId,
    elias: MemberId,
    daniel: MemberId,
    tara: MemberId,
    maja: MemberId,
}

struct Goals {
    job: GoalId,
    daniel: GoalId,
    school: GoalId,
}

pub fn story(now: DateTime<Utc>) -> Story {
    let (mut story, circle) = gathers(now);
    let goals = in_the_kitchen(&mut story, &circle);
    to_safety(&mut story, &circle, &goals);
    new_home(&mut story, &circle, &goals);
    closing(&mut story, &circle, &goals);
    story
}

fn gathers(now: DateTime<Utc>) -> (Story, Circle) {
    let children = [person("Elias", ""), person("Daniel", "bor uden for hjemmet")];
    let tara = person("Tara", "job- og familiekoordinator");
    let (mut story, tara, [elias, daniel]) = Story::found(now, "Familie 2", NOTE, &tara, &children);
    let susan = story.joins(Guardian, &person("Susan", "mor"));
    let maja = story.joins(Professional, &person("Maja", "lærer på den nye skole"));
    (story, Circle { susan, elias, daniel, tara, maja })
}

fn in_the_kitchen(s: &mut Story, c: &Circle) -> Goals {
    let Circle { susan, elias, daniel, tara, .. } = *c;
    s.days_ago(470);
    s.meets(elias, (12, 30), "Bydelshuset");
    s.come(&[(susan, 3), (tara, 4)]);
    s.told(susan, elias, Works, "Jeg arbejder i et køkken, 25 timer om ugen.");
    s.told(tara, elias, Works, "Susan har kræfter og en stærk vilje til at arbejde.");
    s.told(susan, elias, Wish, "Et rigtigt job i et køkken. Helst fuld tid.");
    s.told(susan, daniel, Wish, "Jeg vil have Daniel hjem.");
    s.told(susan, elias, Worry, "Skolen har været svær for Elias i flere år.");
    s.told(susan, elias, Worry, "Jeg bærer hele familien alene.");
    s.told(susan, daniel, Worry, "Jeg er ikke enig i, at Daniel er anbragt.");
    s.round(
        elias,
        School,
        &[
            saw(susan, 2).because("Han vil ikke afsted om morgenen.").one_up("Han har en ven dér."),
            saw(tara, 2).because("Han taler kun nødigt om skolen."),
        ],
    );
    s.one_up(susan, elias, "Han fortæller om sin dag.", "Jeg selv");
    let kitchen = s.dreams(susan, Soon, "cook", "Et rigtigt job i et køkken");
    s.dreams(susan, SomeDay, "heart", "Daniel hjemme hos mig");
    let job = s.goal_from(
        kitchen,
        susan,
        "Jeg har et almindeligt job i et køkken.",
        "Jeg får løn og har faste timer.",
    );
    s.how_far(susan, job, 4);
    let wish = s.goal(susan, daniel, "Daniel kommer hjem.", "Han sover i sit eget værelse.");
    let school =
        s.goal(susan, elias, "Elias har det godt i skolen.", "Han går afsted uden ondt i maven.");
    s.how_far(susan, school, 2);
    let along = s.gives(susan, tara, &ball("Gå med til møderne på jobcentret").towards(job));
    let tooth = s.gives(susan, tara, &ball("Finde ud af, hvad tandlægen koster"));
    s.agrees(susan);
    s.found_it_useful(susan, 4, "Jeg blev hørt. Gør det igen.");
    s.ends();

    s.put_on_hold(susan, wish, "Tara kan ikke ændre det. Andre har afgjort det.");
    s.back(susan, wish, "Jeg er uenig. Det skal stå her.");
    s.days_ago(450);
    s.done(tooth);
    s.news(tara, tooth, "Man kan få hjælp til tandlægen. Det vidste Susan ikke.");
    s.days_ago(430);
    s.done(along);
    s.news(susan, along, "Møderne er lettere, når Tara er med.");
    s.days_ago(405);
    s.placed(elias, School, &saw(susan, 2).because("Der er stadig mange svære dage."));
    s.back(susan, job, "Forløbet i køkkenet var kun for en tid. Nu er det slut.");
    s.how_far(susan, job, 2);
    Goals { job, daniel: wish, school }
}

/// What happened at home is not written here. What they did about it is.
fn to_safety(s: &mut Story, c: &Circle, goals: &Goals) {
    let Circle { susan, elias, tara, .. } = *c;
    s.days_ago(362);
    s.put_on_hold(susan, goals.job, "Først skal vi være i sikkerhed.");
    let safe = s.goal(susan, elias, "Vi er i sikkerhed.", "Vi sover hele natten.");
    s.how_far(susan, safe, 1);
    let moves = s.gives(susan, tara, &ball("Hjælpe os et sikkert sted hen").towards(safe));
    s.days_ago(360);
    s.done(moves);

    s.days_ago(341);
    s.meets(elias, (11, 0), "Et sted, vi har aftalt");
    s.come(&[(susan, 2), (tara, 3)]);
    s.told(susan, elias, Works, "Elias og jeg er sammen. Her er roligt.");
    s.told(tara, elias, Works, "Susan valgte at gå. Det krævede mod.");
    s.told(susan, elias, Wish, "Vores eget hjem, bare os to.");
    s.told(susan, elias, Worry, "Alt er nyt, og jeg har ingen at tale med.");
    s.round(
        elias,
        Home,
        &[
            saw(susan, 2)
                .because("Vi er trygge, men ikke hjemme.")
                .works("Vi spiser altid sammen."),
            saw(tara, 3).because("Han er begyndt at sove igen."),
        ],
    );
    s.one_up(susan, elias, "Han har sit eget værelse igen.", "Elias");
    s.dreams(susan, Now, "key", "En nøgle til vores egen dør");
    let home = s.goal(susan, elias, "Vi har vores eget hjem.", "Der er ro, når vi lukker døren.");
    s.how_far(susan, home, 1);
    let divorce = s.takes(susan, &ball("Søge om skilsmisse").towards(safe).helped_by("Tara"));
    let flat = s.takes(susan, &ball("Skrive os op til en bolig").towards(home).helped_by("Tara"));
    s.agrees(susan);
    s.found_it_useful(susan, 5, "Kun et kort møde næste gang.");
    s.ends();

    s.days_ago(300);
    s.done(divorce);
    s.how_far(susan, safe, 8);
    s.reached(susan, safe, "Vi er i sikkerhed. Jeg bestemmer selv, hvem jeg åbner for.");
    s.days_ago(285);
    s.placed(elias, School, &saw(susan, 2).because("Han er kommet bagud i uroen."));
    s.days_ago(236);
    s.done(flat);
    s.how_far(susan, home, 8);
    s.reached(susan, home, "Vi har fået nøglen. Der er stille.");
    s.placed(elias, Home, &saw(susan, 4).because("Han har sit eget værelse."));
}

fn new_home(s: &mut Story, c: &Circle, goals: &Goals) {
    let Circle { susan, elias, tara, maja, .. } = *c;
    s.days_ago(230);
    s.reopened(susan, goals.job, "Der er et sted, som måske kan give timer.");
    let practice = ball("Finde en praktik, hvor der er timer bagefter").towards(goals.job);
    let practice = s.takes(susan, &practice.helped_by("Tara"));
    s.days_ago(208);
    s.hands_back(practice, "Flytning og børn fylder det hele lige nu.");
    s.put_on_hold(susan, goals.job, "Vi skal falde til, før jeg kan begynde.");
    s.back(susan, goals.job, "Hver gang jeg er klar, sker der noget nyt.");

    s.days_ago(172);
    s.meets(elias, (13, 30), "Den nye skole");
    s.come(&[(susan, 4), (maja, 5), (tara, 4)]);
    s.told(maja, elias, Works, "Elias rækker hånden op. De andre vil være på hold med ham.");
    s.told(susan, elias, Works, "Han går selv i skole nu.");
    s.told(susan, elias, Works, "Jeg siger nej til hans far, når jeg mener nej.");
    s.told(susan, elias, Wish, "Dem, der hjælper os, skal tale sammen.");
    s.told(susan, elias, Worry, "Hans far er den eneste, jeg taler med. Det giver uro.");
    s.round(
        elias,
        School,
        &[
            saw(susan, 4).because("Han fortæller om sin dag.").works("Maja ringer med det gode."),
            saw(maja, 4)
                .because("Han er med i timerne.")
                .one_up("Han spørger, når han sidder fast."),
            saw(tara, 4),
        ],
    );
    s.one_up(maja, elias, "Han tager en ven med hjem.", "Susan");
    let friend = ball("Finde en kammerat at følges med").towards(goals.school);
    let friend = s.gives(susan, maja, &friend);
    s.agrees(susan);
    s.found_it_useful(susan, 5, "");
    s.found_it_useful(maja, 5, "Kom gerne igen om et halvt år.");
    s.ends();

    s.days_ago(160);
    s.accepts(practice);
    s.reopened(susan, goals.job, "Nu er der ro. Jeg er klar igen.");
    s.how_far(susan, goals.job, 4);
    s.days_ago(150);
    s.done(friend);
    s.placed(elias, Friends, &saw(maja, 4).because("De er tre, der følges hver dag."));
    s.days_ago(121);
    s.put_on_hold(susan, goals.job, "Sagen om Daniel tager alle mine kræfter.");
    s.back(susan, goals.daniel, "Svaret blev nej igen. Jeg er stadig uenig.");
    s.forward(susan, goals.daniel, "Jeg forstår lidt mere af, hvorfor de siger nej.");
    s.forward(tara, goals.daniel, "Jeg siger det ærligt: Jeg kan ikke love hende dette.");
    s.days_ago(100);
    s.how_far(susan, goals.school, 9);
    s.how_far(maja, goals.school, 9);
    s.reached(susan, goals.school, "Han har det godt der, hvor han går nu.");
}

fn closing(s: &mut Story, c: &Circle, goals: &Goals) {
    let Circle { susan, elias, tara, maja, .. } = *c;
    s.days_ago(45);
    s.meets(elias, (12, 30), "Hjemme hos Susan");
    s.come(&[(susan, 4), (tara, 4)]);
    s.passes(maja);
    s.reopened(susan, goals.job, "Nu er det jobbet, der er det næste.");
    s.told(susan, elias, Works, "Vi har et hjem, og vi har fred.");
    s.told(maja, elias, Works, "Elias hjælper de nye i klassen.");
    s.told(tara, elias, Works, "Susan står her endnu, efter alt det.");
    s.told(susan, elias, Wish, "Jeg vil stadig have mange timer.");
    s.told(susan, elias, Worry, "Jeg stoler ikke på familiecentret.");
    s.round(
        elias,
        School,
        &[
            saw(susan, 5).because("Han glæder sig til mandag."),
            saw(maja, 5).because("Han trives med alle."),
            saw(tara, 4).because("Det er gået godt længe."),
        ],
    );
    s.round(
        elias,
        Home,
        &[
            saw(susan, 4).works("Vi spiser sammen hver aften."),
            saw(tara, 4).because("Der er ro på."),
        ],
    );
    s.one_up(susan, elias, "Jeg går på arbejde, når han går i skole.", "Elias");
    let call = ball("Ringe til tre køkkener og spørge om job").towards(goals.job);
    let call = s.takes(susan, &call.in_days(7));
    let along = ball("Gå med til første samtale").towards(goals.job).in_days(14);
    s.gives(susan, tara, &along);
    s.agrees(susan);
    s.how_far(susan, goals.job, 5);
    s.found_it_useful(susan, 5, "Hjælpen hænger slet ikke bedre sammen. Men I har lyttet.");
    s.found_it_useful(tara, 4, "Vi mangler familiecentret ved bordet.");
    s.ends();
    s.days_ago(10);
    s.news(susan, call, "Jeg har ringet til ét. De ringer tilbage.");
    s.placed(elias, School, &saw(maja, 5).because("Der er intet nyt. Det går bare godt."));
}
