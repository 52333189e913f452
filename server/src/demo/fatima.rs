//! Fatima: a first visit. Two people tell the same story in two ways, and nothing is agreed yet.
//!
//! Fatima and Jan, who has known the family for years, are kept apart: every card, note and placement says whose it is. The
//! sources do not agree on whether the visit was in April or in October; the place's note says so.

use super::story::{NOTE, Story, child, person, saw};
use chrono::{DateTime, Utc};
use domain::MemberId;
use domain::dreams::Zone::{Now, SomeDay, Soon};
use domain::people::Role::{Guardian, Network, Professional};
use domain::ruler::Setting::{Home, Leisure};
use domain::talk::Column::{Wish, Works, Worry};

struct Circle {
    fatima: MemberId,
    jan: MemberId,
    ida: MemberId,
    yusuf: MemberId,
}

pub fn story(now: DateTime<Utc>) -> Story {
    let (mut story, circle) = gathers(now);
    visit_at_fatimas(&mut story, &circle);
    visit_at_jans(&mut story, &circle);
    today(&mut story, &circle);
    story
}

fn gathers(now: DateTime<Utc>) -> (Story, Circle) {
    let children = [
        person("Hodan", "flyttet hjemmefra"),
        person("Abdi", "flyttet hjemmefra"),
        child("Ayaan", 21),
        child("Ismail", 18),
        child("Sagal", 15),
        child("Liban", 14),
        child("Yusuf", 10),
    ];
    let ida = person("Ida", "på besøg fra projektet");
    let note = format!("{NOTE} Besøget var i april eller i oktober. Kilderne er uenige.");
    let (mut story, ida, [.., yusuf]) =
        Story::found(now, "Fatimas familie", &note, &ida, &children);
    let fatima = story.joins(Guardian, &person("Fatima", "mor"));
    let jan = story.joins(Professional, &person("Jan", "leder i bydelshuset"));
    story.named(Network, &person("Børnenes far", "bor et andet sted"));
    story.named(Network, &person("Mormor", "bor i Kenya"));
    (story, Circle { fatima, jan, ida, yusuf })
}

/// In the afternoon, at home. Fatima tells, and what she tells stays hers.
fn visit_at_fatimas(s: &mut Story, c: &Circle) {
    let Circle { fatima, ida, yusuf, .. } = *c;
    s.days_ago(21);
    s.meets(yusuf, (14, 0), "Hjemme hos Fatima");
    s.come(&[(fatima, 3), (ida, 4)]);

    s.told(fatima, yusuf, Works, "Gæster får altid hjemmebag hos os.");
    s.told(fatima, yusuf, Works, "Jeg vil arbejde. Det har jeg altid villet.");
    s.told(fatima, yusuf, Works, "Børnene er store nu. De står ikke i vejen.");
    s.told(ida, yusuf, Works, "Børnene var søde mod os. Vi følte os velkomne.");
    s.told(fatima, yusuf, Wish, "Et job i et køkken, eller et sted med rengøring.");
    s.told(fatima, yusuf, Wish, "Jeg vil ikke have pension. Jeg vil ud og arbejde.");
    s.told(fatima, yusuf, Worry, "Børnene er svære at styre, mest drengene.");
    s.told(fatima, yusuf, Worry, "Jeg har prøvet så mange forløb. Intet blev til job.");
    s.told(fatima, yusuf, Worry, "Jeg kommer næsten ikke ud af lejligheden.");
    s.told(fatima, yusuf, Worry, "Det er ti år siden, jeg så min mor.");
    s.told(fatima, yusuf, Worry, "Det er svært for mig at tale dansk.");

    s.round(
        yusuf,
        Home,
        &[
            saw(fatima, 3)
                .because("Han vil helst bestemme selv. Han er god mod gæster.")
                .works("Han hjælper, når vi bager.")
                .one_up("Han siger, hvor han går hen."),
            saw(ida, 4).because("Jeg så ham kun én eftermiddag. Han var glad."),
        ],
    );
    s.one_up(fatima, yusuf, "Han kommer hjem, før det bliver mørkt.", "Naboerne");

    s.dreams(fatima, Now, "heart", "Glæde i dagen");
    let kitchen = s.dreams(fatima, Soon, "cook", "Et job i et køkken");
    s.dreams(fatima, Soon, "money", "Lidt penge til overs");
    s.dreams(fatima, SomeDay, "travel", "Besøge min mor i Kenya");

    let job = s.goal_from(kitchen, fatima, "Et fast arbejde", "Jeg får løn hver måned.");
    s.how_far(fatima, job, 2);
    s.back(fatima, job, "Jeg tror ikke rigtig på det mere.");
    s.found_it_useful(fatima, 4, "Kom igen. Så bager jeg mere.");
    s.ends();

    // Later on the same day, at Jan's. It is his version, in his name.
    let jan = c.jan;
    s.back(jan, job, "Sidst var hun tit syg uden gyldig seddel. Det så jeg.");
    s.back(jan, job, "Det, hun kan, er ikke altid det, stederne søger.");
    s.how_far(jan, job, 1);
}

fn visit_at_jans(s: &mut Story, c: &Circle) {
    let Circle { jan, yusuf, .. } = *c;
    s.told(jan, yusuf, Works, "Jeg har kendt familien i mange år. De stoler på mig.");
    s.told(jan, yusuf, Works, "En af drengene går over til mig med resten af kagen.");
    s.told(jan, yusuf, Worry, "Som jeg ser det, kræver børnene meget af hende endnu.");
    s.told(jan, yusuf, Worry, "Som femårig løb Yusuf barfodet rundt om natten med banden.");
    s.told(jan, yusuf, Worry, "Naboer i opgangen har klaget til mig flere gange.");
    s.told(
        jan,
        yusuf,
        Worry,
        "En af de store drenge er sammen med hårde typer. Hvem, siger jeg ikke.",
    );
    s.placed(
        yusuf,
        Leisure,
        &saw(jan, 2)
            .because("I kvarteret er han kendt for uro. Sådan har det været længe.")
            .works("Han kommer gerne ind i bydelshuset.")
            .one_up("Han kommer for at være med, ikke for at drille."),
    );
}

fn today(s: &mut Story, c: &Circle) {
    let Circle { fatima, yusuf, .. } = *c;
    s.prepares(yusuf, 6, (15, 30), "Bydelshuset");
    s.days_ago(0);
    s.kept(fatima, yusuf, Works, "Yusuf spiste sammen med os hver aften.");
    s.kept(fatima, yusuf, Wish, "Jeg vil gerne have en tolk med.");
    s.placed_for_oneself(yusuf, Home, &saw(fatima, 3).because("Der var både gode og svære dage."));
}
