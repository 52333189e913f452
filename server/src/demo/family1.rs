//! Familie 1: two brothers with different fathers, a school that worked until it did not, and a mother who finds work she can
//! bear. The family whose people the demo opens in a browser.
//!
//! A goal is reached, opened again, and keeps its history. What nobody but Camilla is to read, she keeps to herself.

use super::story::{NOTE, Someone, Story, ball, child, person, saw};
use chrono::{DateTime, Utc};
use domain::dreams::Zone::{Now, SomeDay, Soon};
use domain::people::Role::{Guardian, Network, Professional};
use domain::ruler::Setting::{Friends, Home, School};
use domain::talk::Column::{Wish, Works, Worry};
use domain::{GoalId, MemberId};

const MOTHER: Someone = person("Camilla", "mor");
const LEAD: Someone = person("Lise", "job- og familiekoordinator");
const GRANDMOTHER: Someone = person("Inger", "Antons farmor");

struct Circle {
    camilla: MemberId,
    mikkel: MemberId,
    anton: MemberId,
    lise: MemberId,
    inger: MemberId,
    peter: MemberId,
    marianne: MemberId,
    sofie: MemberId,
}

/// The goals that live through the whole course.
struct Goals {
    school: GoalId,
    calm: GoalId,
    debt: GoalId,
    relief: GoalId,
}

pub fn story(now: DateTime<Utc>) -> Story {
    let (mut story, circle) = gathers(now);
    first_dialogue(&mut story, &circle);
    let goals = first_plan(&mut story, &circle);
    boarding_school(&mut story, &circle, &goals);
    let practice = salon(&mut story, &circle, &goals);
    sent_home(&mut story, &circle, &goals);
    closing(&mut story, &circle, &goals, practice);
    today(&mut story, &circle);
    story
}

fn gathers(now: DateTime<Utc>) -> (Story, Circle) {
    let children = [child("Mikkel", 13), child("Anton", 3)];
    let (mut story, lise, [mikkel, anton]) = Story::found(now, "Familie 1", NOTE, &LEAD, &children);
    let camilla = story.joins(Guardian, &MOTHER);
    story.comes_in(mikkel, &child("Mikkel", 13));
    let inger = story.joins(Network, &GRANDMOTHER);
    let peter = story.joins(Professional, &person("Peter", "lærer i specialklassen"));
    let marianne = story.joins(Professional, &person("Marianne", "familiecentret"));
    let sofie = story.joins(Network, &person("Sofie", "leder i salonen"));
    story.named(Network, &person("Kasper", "Antons far"));
    for (member, who) in [(camilla, &MOTHER), (lise, &LEAD), (inger, &GRANDMOTHER)] {
        story.opens_for(member, who);
    }
    (story, Circle { camilla, mikkel, anton, lise, inger, peter, marianne, sofie })
}

/// November, thirteen months ago.
fn first_dialogue(s: &mut Story, c: &Circle) {
    let Circle { camilla, mikkel, anton, lise, peter, marianne, .. } = *c;
    s.days_ago(392);
    s.meets(mikkel, (14, 30), "Hjemme hos Camilla");
    s.come(&[(camilla, 2), (lise, 4), (peter, 3), (marianne, 3)]);
    s.passes(mikkel);
    s.told(camilla, anton, Works, "Anton trives. Han sover godt og er nem at gøre glad.");
    s.told(camilla, mikkel, Works, "Jeg siger til, når noget er svært.");
    s.told(peter, mikkel, Works, "Mikkel arbejder godt, når der er ro omkring ham.");
    s.told(camilla, mikkel, Wish, "Jeg vil have en skole, der bliver ved med at virke.");
    s.told(mikkel, mikkel, Wish, "Jeg gider ikke skifte skole igen.");
    s.told(camilla, mikkel, Worry, "Mikkel kommer op at skændes alle steder. Også herhjemme.");
    s.told(peter, mikkel, Worry, "Han er væk mange dage. Så kommer han bagud.");
    s.told(camilla, mikkel, Worry, "Mine forældre blander sig. Så bliver jeg i tvivl.");
    s.told(marianne, anton, Works, "Anton leger godt med de andre børn.");
    s.told(marianne, anton, Worry, "Anton ser op til sin bror. Vi holder øje.");
    s.round(
        mikkel,
        School,
        &[
            saw(camilla, 2)
                .because("Skolen ringer næsten hver dag.")
                .works("Han kan godt lide Peter.")
                .one_up("Han bliver der hele dagen."),
            saw(peter, 2).because("Han er her for lidt.").works("Små hold og korte opgaver."),
            saw(mikkel, 3).because("Det er okay hos Peter."),
        ],
    );
    s.round(
        mikkel,
        Home,
        &[
            saw(camilla, 2).because("Vi skændes om alt.").works("Vi kan grine af samme film."),
            saw(marianne, 2).because("De er begge trætte efter en konflikt."),
            saw(mikkel, 3),
        ],
    );
    s.one_up(camilla, mikkel, "Vi spiser sammen uden at råbe.", "Anton");
    s.one_up(peter, mikkel, "Han kommer tre dage i træk.", "Klassen");
    s.dreams(camilla, Now, "calm", "En rolig aften herhjemme");
    s.dreams(camilla, SomeDay, "money", "Ingen gæld");
    s.dreams(mikkel, Soon, "school", "En skole, hvor jeg kan blive");
}

/// The same day, and what became of it.
fn first_plan(s: &mut Story, c: &Circle) -> Goals {
    let Circle { camilla, mikkel, anton, lise, peter, marianne, .. } = *c;
    let school = s.goal(camilla, mikkel, "Mikkel går i en skole, der virker.", "Han går glad ud.");
    s.how_far(camilla, school, 2);
    s.how_far(peter, school, 3);
    let calm = s.goal(camilla, camilla, "Vi er en rolig familie.", "Vi spiser sammen i ro.");
    s.how_far(camilla, calm, 2);
    let debt = s.goal(camilla, camilla, "Jeg har styr på min gæld.", "Alle breve er åbnet.");
    s.how_far(camilla, debt, 1);
    let relief = s.goal(marianne, anton, "Anton har en aflastningsfamilie.", "Camilla kan hvile.");
    let consent = s.takes(camilla, &ball("Sige ja eller nej til aflastning").towards(relief));
    let place = s.gives(
        camilla,
        marianne,
        &ball("Finde en efterskole til Mikkel").towards(school).helped_by("Lise ringer med rundt"),
    );
    let every_day = s.asks(camilla, peter, &ball("Skrive til Camilla hver dag").towards(school));
    s.declines(every_day, "Hver dag kan jeg ikke love. Måske kan en anden.");
    s.passes_on(camilla, every_day, lise);
    let letters = s.takes(camilla, &ball("Ringe til alle, jeg skylder penge").towards(debt));
    s.agrees(camilla);
    s.found_it_useful(camilla, 4, "Lad Mikkel gå, når han har sagt sit.");
    s.found_it_useful(mikkel, 2, "Kortere.");
    s.found_it_useful(peter, 4, "");
    s.ends();

    s.days_ago(375);
    s.done(consent);
    s.forward(camilla, relief, "Jeg sagde ja. Mine forældre var imod, og det var mit valg.");
    s.put_on_hold(camilla, relief, "Vi står på venteliste til en familie.");
    s.days_ago(360);
    s.hands_back(letters, "Der er omkring 40. Jeg kan ikke overskue det alene.");
    s.passes_on(camilla, letters, lise);
    s.back(camilla, debt, "Det er omkring 300.000 kroner. Det var hårdt at se.");
    s.days_ago(330);
    s.forward(camilla, calm, "Jeg gik fra min kæreste. Det var ikke godt for os.");
    s.how_far(camilla, calm, 4);
    s.done(every_day);
    s.days_ago(310);
    s.done(letters);
    s.forward(lise, debt, "Nu er alle krav samlet på én liste.");
    s.how_far(camilla, debt, 3);
    s.days_ago(300);
    s.placed(mikkel, School, &saw(peter, 2).because("Der er stadig mange tomme dage."));
    s.done(place);
    Goals { school, calm, debt, relief }
}

/// Mikkel is away, and all of them do better.
fn boarding_school(s: &mut Story, c: &Circle, goals: &Goals) {
    let Circle { camilla, mikkel, anton, lise, inger, peter, marianne, .. } = *c;
    s.days_ago(262);
    s.meets(mikkel, (15, 0), "Familiecentret");
    s.come(&[(camilla, 4), (mikkel, 4), (lise, 4), (marianne, 4), (inger, 5)]);
    s.forward(lise, goals.school, "Mikkel er begyndt på efterskole. Familiecentret gav lov.");
    s.told(mikkel, mikkel, Works, "Jeg har en makker på værelset.");
    s.told(camilla, mikkel, Works, "Jeg sætter grænser nu, og jeg holder dem.");
    s.told(inger, anton, Works, "Anton er hos os hver anden uge. Han leger hele tiden.");
    s.told(camilla, mikkel, Wish, "Jeg vil gerne arbejde med skønhed og pleje.");
    s.told(camilla, mikkel, Worry, "Hvad sker der, hvis det går galt igen?");
    s.round(
        mikkel,
        School,
        &[
            saw(camilla, 4).because("De ringer for at sige noget godt."),
            saw(mikkel, 4).works("Der er ro, og jeg har en ven.").one_up("Flere timer i hallen."),
            saw(lise, 4).because("Han fortæller selv om skolen."),
        ],
    );
    s.round(
        anton,
        Home,
        &[
            saw(camilla, 5).because("Han er glad og sover godt."),
            saw(inger, 5).works("Han ved, hvornår han skal hjem."),
        ],
    );
    s.one_up(mikkel, mikkel, "Jeg bliver der hele året.", "Mor");
    let beauty = s.dreams(camilla, SomeDay, "flower", "Arbejde med skønhed");
    let work = s.goal_from(
        beauty,
        camilla,
        "Det er afklaret, om jeg kan få fleksjob.",
        "Jeg ved, hvor mange timer jeg kan holde til.",
    );
    s.how_far(camilla, work, 1);
    let told = ball("Fortælle efterskolen, hvad der hjælper Mikkel").towards(goals.school);
    let told = s.gives(camilla, peter, &told);
    let visit = s.gives(camilla, inger, &ball("Hente Anton på lørdag").helped_by("Kasper"));
    s.agrees(camilla);
    s.found_it_useful(camilla, 5, "Tal mere om arbejde næste gang.");
    s.found_it_useful(inger, 5, "");
    s.found_it_useful(mikkel, 4, "");
    s.ends();

    s.days_ago(250);
    s.done(told);
    s.done(visit);
    s.news(inger, visit, "Vi var i skoven. Anton fandt en frø.");
    s.days_ago(240);
    s.placed(mikkel, Home, &saw(camilla, 4).because("I weekenden har vi det rart sammen."));
    s.placed(mikkel, Friends, &saw(mikkel, 4).because("Vi er fire på gangen."));
    s.how_far(camilla, goals.school, 7);
    s.how_far(camilla, goals.calm, 7);
    s.days_ago(210);
    s.placed(mikkel, School, &saw(marianne, 4).because("Han falder hurtigere til ro."));
    s.placed(mikkel, Home, &saw(mikkel, 4));
    s.how_far(mikkel, goals.school, 8);
    s.reached(camilla, goals.school, "Skolen virker. Det hjælper os begge to.");
}

/// A course, a salon, and hours that fit.
fn salon(s: &mut Story, c: &Circle, goals: &Goals) -> GoalId {
    let Circle { camilla, lise, sofie, .. } = *c;
    s.days_ago(200);
    let practice = s.goal(camilla, camilla, "En praktik, jeg kan holde til.", "Jeg møder op.");
    s.how_far(camilla, practice, 2);
    let course = ball("Tage fem dages kursus i øjenvipper").towards(practice);
    let course = s.takes(camilla, &course.helped_by("Projektet betaler"));
    let begin = ball("Begynde i salonen, ti timer på to dage").towards(practice);
    let begin = s.takes(camilla, &begin.helped_by("Sofie"));
    s.days_ago(188);
    s.done(course);
    s.forward(camilla, practice, "Jeg gennemførte alle fem dage.");
    s.back(camilla, practice, "Kroppen sagde fra. Jeg fik feber og kastede op.");
    s.days_ago(175);
    s.done(begin);
    s.how_far(camilla, practice, 5);
    s.days_ago(165);
    s.forward(sofie, practice, "Camilla kommer. Kunderne spørger efter hende.");
    s.days_ago(150);
    s.forward(camilla, practice, "Nu tør jeg tage bussen, også når den er fuld.");

    // It began with money for medicine. The rest of that story is Camilla's own.
    let medicine = s.goal(camilla, camilla, "Jeg tager min medicin hver dag.", "Æsken er tom.");
    s.how_far(camilla, medicine, 3);
    let doctor = s.gives(camilla, lise, &ball("Gå med til lægen").towards(medicine));
    s.kept(camilla, c.mikkel, Worry, "Pengene til medicin gik til spil. Lise ved det.");
    s.days_ago(146);
    s.done(doctor);
    s.forward(lise, medicine, "Der er givet tilskud i et halvt år. Til dem begge.");
    s.days_ago(90);
    s.how_far(camilla, medicine, 8);
    s.forward(camilla, medicine, "Jeg har det bedre, når jeg tager den fast.");
    s.reached(camilla, medicine, "Jeg tager den hver dag, så længe tilskuddet varer.");
    s.how_far(camilla, goals.debt, 4);
    practice
}

/// The school ends, and it shows at home.
fn sent_home(s: &mut Story, c: &Circle, goals: &Goals) {
    let Circle { camilla, mikkel, anton, lise, inger, marianne, .. } = *c;
    s.days_ago(138);
    s.back(lise, goals.school, "Mikkel gik på en anden elev. Skolen sendte ham hjem.");
    s.reopened(camilla, goals.school, "Han kan ikke gå der mere. Vi leder igen.");
    s.placed(mikkel, School, &saw(mikkel, 2).because("Jeg må ikke komme tilbage."));
    s.days_ago(118);
    s.meets(mikkel, (14, 30), "Familiecentret");
    s.come(&[(camilla, 2), (lise, 3), (marianne, 3), (inger, 3)]);
    s.passes(mikkel);
    s.told(camilla, mikkel, Works, "Jeg møder i salonen, også når det er svært.");
    s.told(lise, mikkel, Works, "Camilla tog mange gode valg i den tid.");
    s.told(marianne, mikkel, Works, "Mikkel kunne være et sted i flere måneder.");
    s.told(mikkel, mikkel, Wish, "Jeg vil ikke tale om det i dag.");
    s.told(camilla, mikkel, Worry, "Vi skændes igen. Anton hører det hele.");
    s.round(
        mikkel,
        School,
        &[
            saw(camilla, 2).because("Han har ingen skole nu."),
            saw(marianne, 2).because("Han savner sine venner fra gangen."),
            saw(lise, 2).works("Han ved, hvad der hjalp ham sidst."),
        ],
    );
    s.round(
        mikkel,
        Home,
        &[
            saw(camilla, 2).because("Konflikterne er tilbage."),
            saw(lise, 3).because("De finder hinanden igen efter en konflikt."),
            saw(mikkel, 2),
        ],
    );
    s.one_up(camilla, mikkel, "Vi kan være i stuen alle tre.", "Anton");
    let tries = ball("Skrive ned, hvad der virkede på efterskolen").towards(goals.school);
    let tries = s.gives(camilla, marianne, &tries);
    let longer = ball("Have Anton en time mere om lørdagen").towards(goals.calm);
    let longer = s.gives(lise, inger, &longer);
    s.agrees(camilla);
    s.found_it_useful(camilla, 3, "Start med det gode. Jeg blev ked af det.");
    s.found_it_useful(inger, 4, "");
    s.ends();
    s.days_ago(110);
    s.done(longer);
    s.done(tries);
    s.how_far(camilla, goals.school, 3);
    s.how_far(camilla, goals.calm, 3);
    s.back(camilla, goals.calm, "Der er mere larm hjemme, når vi alle er her.");
    s.placed(anton, Home, &saw(camilla, 4).because("Han bliver ked af larmen."));
    s.days_ago(70);
    s.placed(mikkel, Home, &saw(marianne, 3).because("Medicinen giver ham mere ro."));
    s.placed(mikkel, Home, &saw(camilla, 3).because("Han bliver ikke så hurtigt vred."));
}

/// The latest dialogue: what stands at the end of the course, each in their own words.
fn closing(s: &mut Story, c: &Circle, goals: &Goals, practice: GoalId) {
    let Circle { camilla, mikkel, anton, lise, inger, marianne, sofie, .. } = *c;
    s.days_ago(85);
    let fewer = ball("Sætte Camilla ned til fem timer om ugen").towards(practice);
    let fewer = s.gives(camilla, sofie, &fewer);
    s.days_ago(80);
    s.done(fewer);
    s.how_far(camilla, practice, 7);
    s.days_ago(16);
    s.meets(mikkel, (10, 0), "Hjemme hos Camilla");
    s.come(&[(camilla, 4), (mikkel, 3), (lise, 4), (inger, 5), (sofie, 4)]);
    s.reached(camilla, practice, "Fem timer passer mig. Jeg bliver i salonen.");
    s.told(sofie, mikkel, Works, "Camilla er til at regne med. Hun har næsten intet fravær.");
    s.told(inger, anton, Works, "Anton løber os i møde hver gang.");
    s.told(camilla, mikkel, Works, "For mig er skole, medicin og gæld på plads.");
    s.told(camilla, mikkel, Wish, "Jeg vil have ét fast menneske at ringe til.");
    s.told(lise, mikkel, Worry, "Som jeg ser det, mangler Mikkel stadig en skole.");
    s.round(
        mikkel,
        School,
        &[
            saw(camilla, 3).because("Vi er på vej videre."),
            saw(lise, 2).because("Der er ikke et sted endnu."),
            saw(mikkel, 3).one_up("Et sted, hvor jeg må begynde forfra."),
        ],
    );
    s.round(
        mikkel,
        Home,
        &[
            saw(camilla, 3).because("Det går op og ned.").works("Vi holder pause hver for sig."),
            saw(mikkel, 3),
            saw(lise, 3),
        ],
    );
    s.round(anton, Home, &[saw(camilla, 5), saw(inger, 5).because("Han er tryg og nysgerrig.")]);
    s.one_up(mikkel, mikkel, "Jeg har et sted at gå hen om morgenen.", "Anton");
    s.dreams(camilla, Now, "phone", "Ét fast menneske at ringe til");
    let place = ball("Finde et nyt skoletilbud sammen med Mikkel").towards(goals.school);
    s.gives(camilla, marianne, &place.in_days(12));
    let grant = ball("Tale om medicin, før tilskuddet slutter").in_days(20);
    s.gives(camilla, lise, &grant.helped_by("Lægen"));
    let court = ball("Gå i fogedretten og sige, hvad jeg kan betale").towards(goals.debt);
    s.takes(camilla, &court.in_days(18).helped_by("Lise går med"));
    s.asks(camilla, marianne, &ball("Finde den, jeg kan ringe til bagefter").towards(goals.calm));
    s.gives(camilla, inger, &ball("Hente Anton på lørdag").in_days(6).helped_by("Kasper"));
    s.agrees(camilla);
    s.how_far(camilla, goals.school, 4);
    s.how_far(lise, goals.school, 2);
    s.how_far(camilla, goals.calm, 5);
    s.how_far(camilla, goals.debt, 5);
    s.forward(marianne, goals.relief, "Vi har skrevet igen. Vi står stadig på listen.");
    s.found_it_useful(camilla, 5, "Husk kagen.");
    s.found_it_useful(mikkel, 3, "");
    s.found_it_useful(inger, 5, "");
    s.found_it_useful(lise, 4, "Vi begynder med boldene.");
    s.ends();
}

fn today(s: &mut Story, c: &Circle) {
    let Circle { camilla, mikkel, anton, lise, inger, .. } = *c;
    s.days_ago(2);
    s.prepares(mikkel, 4, (14, 30), "Hjemme hos Camilla");
    s.asks(camilla, inger, &ball("Lege med Anton, mens vi holder dialog").in_days(4));
    s.days_ago(1);
    s.kept(camilla, mikkel, Works, "Mikkel lavede mad i går. Vi spiste alle tre.");
    s.kept(camilla, mikkel, Worry, "Jeg er bange for tiden efter tilskuddet.");
    s.placed_for_oneself(
        mikkel,
        Home,
        &saw(camilla, 3)
            .because("Der var to gode dage og en svær.")
            .works("Vi gik ud, da det blev højt."),
    );
    s.kept(inger, anton, Works, "Anton tæller til ti nu.");
    s.placed(mikkel, Home, &saw(lise, 3).because("Det lød roligt, da jeg ringede."));
}
