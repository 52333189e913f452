//! What a fact looks like, and what else betrays it.
//!
//! A word that is kept from somebody hides whatever another wrote with it. So nobody keeps just any word: it has to look like what it is
//! said to be, an address, a number, the name of a place. What is said of a child every day cannot be taken out of others' mouths.

use super::{Kind, plain};

/// A shorter word stands in everything.
const SHORTEST: usize = 4;

/// How the names of streets end, as [`plain`] writes them.
const STREETS: [&str; 15] = [
    "vej",
    "vejen",
    "gade",
    "gaden",
    "alle",
    "stræde",
    "torv",
    "torvet",
    "vænge",
    "vænget",
    "boulevard",
    "street",
    "road",
    "avenue",
    "lane",
];

/// What many places are, and none is called.
const PLACES: &str = "skole skolen folkeskole friskole privatskole efterskole gymnasium børnehave børnehaven vuggestue vuggestuen \
    dagpleje dagplejen daginstitution institution institutionen fritidshjem fritidshjemmet sfo klub klubben afdeling stuen hos ved \
    school nursery kindergarten the";

/// What holds other words together, and is in every sentence.
const SMALL: &str = "af at da de dem den denne der deres det dette dig din du efter eller en end er et for fra få går ham han har have \
    hende hun hvad hver hvor i ikke ind ja jeg kan kl klasse klokken kom kun man med men mig min mit ned nej nr nu når og om op os over \
    på sig sin siden skal skulle som så ta til time timer trin ud uden uge under vi vil var være år dag dage gang gange a all and at for \
    from he in is it my no not of off on once our per she the they this to up we with you";

/// What is said of a child every day, and what must be said aloud.
const EVERYDAY: &str = "mor moren mødre mormor far faren fædre farmor farfar forælder forældre barn barnet børn børnene søn datter \
    dreng pige bror søster familie hjem hjemme lærer pædagog sagsbehandler kommune møde dialog plan drøm morgen aften natten weekend \
    ferie sove søvn mad penge arbejde angst bange ked vred trist glad tryg utryg alene slår slog slået slag vold voldelig råber \
    skælder skændes drikker druk alkohol beruset fuld stoffer hash syg sygdom læge hospital politi samvær skilsmisse hjælp \
    bekymring bekymret sulten træt græder mobning mobbet mother father parent child home family teacher afraid angry drinks drunk \
    hits violence police help alone hungry";

/// What those who are to help are called, and what they do and write, in every form: it has to be said aloud as well.
const CASEWORK: &str = "underretning underretningen underretninger underretningerne underrette underretter underrettet psykolog \
    psykologen psykologer psykologerne psykiater psykiateren psykiatere psykiatri psykiatrien advokat advokaten advokater advokaterne \
    krisecenter krisecenteret krisecentret krisecentre krisecentrene familieretshus familieretshuset familieretshusene kommunen \
    kommuner kommunerne kommunal kommunale kommunalt politiet politianmeldelse politianmeldelsen betjent betjenten betjente betjentene \
    lægen læger lægerne tandlæge tandlægen hospitalet hospitaler hospitalerne sygehus sygehuset sygehuse skadestue skadestuen \
    børnehus børnehuset børnehuse børnehusene samværet samværene samværssag samværssagen statsforvaltning statsforvaltningen \
    statsforvaltninger ankestyrelse ankestyrelsen socialforvaltning socialforvaltningen socialrådgiver socialrådgiveren \
    socialrådgivere socialrådgiverne familierådgiver familierådgiveren rådgiver rådgiveren rådgivere rådgiverne sagsbehandleren \
    sagsbehandlere sagsbehandlerne sundhedsplejerske sundhedsplejersken sundhedsplejersker terapeut terapeuten terapeuter bisidder \
    bisidderen bisiddere kontaktperson kontaktpersonen støtteperson støttepersonen anbringelse anbringelsen anbringelser anbragt \
    anbragte plejefamilie plejefamilien plejefamilier aflastning aflastningen aflastningsfamilie forældremyndighed \
    forældremyndigheden bopæl bopælen bopælsforælder undersøgelse undersøgelsen undersøgelser handleplan handleplanen afgørelse \
    afgørelsen afgørelser domstol domstolen domstole byret byretten landsret landsretten dommer dommeren dommere retten sagen sager \
    sagerne vidne vidnet vidner anmelde anmelder anmeldt anmeldelse anmeldelsen anmeldelser tilhold tilholdet misbrug misbruget \
    misbruger overgreb overgrebet overgrebene krænkelse krænkelsen krænkelser trussel truslen trusler truslerne truer truet \
    skilsmissen bekymringen bekymringer bekymringerne fængsel fængslet diagnose diagnosen diagnoser medicin medicinen report \
    psychologist lawyer court custody shelter municipality council caseworker doctor hospital abuse abused threat threats threatens";

/// Whether a text looks like what it is said to be. Only then may it be kept from somebody.
pub(super) fn looks_like(kind: Kind, text: &str) -> bool {
    match kind {
        Kind::Address => house(text).is_some(),
        Kind::Phone => is_number(text),
        Kind::Email => is_email(text),
        Kind::School | Kind::Institution | Kind::MeetingPlace => {
            house(text).is_some() || name(text).is_some()
        }
    }
}

/// Whether a word may stand beside a text for what betrays it: it begins as one of its words does, or it is an address, a number or an
/// e-mail by itself.
pub(super) fn is_of(word: &str, text: &str) -> bool {
    let begins = |word: &str| word.chars().take(SHORTEST).collect::<String>();
    let (text, plain) = (plain(text), plain(word));
    let alike = || {
        plain
            .split(' ')
            .any(|it| it.chars().count() >= SHORTEST && text.contains(&format!(" {}", begins(it))))
    };
    let by_itself =
        [Kind::Address, Kind::Phone, Kind::Email].into_iter().any(|kind| looks_like(kind, word));
    by_itself || (alike() && name(word).is_some())
}

/// What stands in a text and betrays it by itself: the house without the town, the street alone, the number without its country, the
/// name without "school".
pub(super) fn parts(kind: Kind, text: &str) -> Vec<String> {
    match kind {
        Kind::Address => places(text),
        Kind::Phone => {
            let digits: Vec<char> = text.chars().filter(char::is_ascii_digit).collect();
            digits
                .len()
                .checked_sub(8)
                .map(|from| digits[from..].iter().collect())
                .into_iter()
                .collect()
        }
        Kind::Email => Vec::new(),
        Kind::School | Kind::Institution | Kind::MeetingPlace => {
            places(text).into_iter().chain(name(text)).collect()
        }
    }
}

/// The street, and the number of the house. None where the street is made of words that stand in any sentence: "På vej 3" is none.
fn house(text: &str) -> Option<(String, String)> {
    let in_line = |line: &str| {
        let line = plain(line);
        let words: Vec<&str> = line.split_whitespace().collect();
        let number = words.iter().position(|it| it.starts_with(|c: char| c.is_ascii_digit()))?;
        let street = &words[..number];
        let said = street.iter().any(|it| everyday(|said| said == *it));
        let letters = street.concat().chars().filter(|c| c.is_alphabetic()).count();
        (own(street) > 0 && letters >= SHORTEST && !said)
            .then(|| (street.join(" "), words[number].to_owned()))
    };
    text.split([',', '\n']).find_map(in_line)
}

/// How many letters of a street are its own: not how streets end, and not what stands in any sentence.
fn own(street: &[&str]) -> usize {
    let bare = |word: &&str| STREETS.iter().find_map(|end| word.strip_suffix(end).map(str::len));
    let small = |word: &&&str| stands(SMALL, |small| small == **word);
    street.iter().filter(|word| !small(word)).map(|word| bare(word).unwrap_or(word.len())).sum()
}

fn places(text: &str) -> Vec<String> {
    let Some((street, number)) = house(text) else { return Vec::new() };
    let words: Vec<&str> = street.split(' ').collect();
    let last = words.last().copied().unwrap_or_default();
    // Alone, "Ny Vej" is how many sentences begin.
    let is_street = STREETS.iter().any(|end| {
        last.strip_suffix(end).is_some_and(|rest| !rest.is_empty())
            || (last == *end && own(&words) >= SHORTEST)
    });
    let house = format!("{street} {number}");
    if is_street { vec![house, street] } else { vec![house] }
}

fn is_number(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    (8..=15).contains(&digits)
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, ' ' | '+' | '-' | '.' | '(' | ')'))
}

fn is_email(text: &str) -> bool {
    text.split_once('@').is_some_and(|(who, at)| {
        !who.is_empty()
            && at.split_once('.').is_some_and(|(host, land)| !host.is_empty() && land.len() > 1)
            && !at.contains('@')
            && !text.contains(char::is_whitespace)
    })
}

/// What a place is called, without what it is. None where nothing is left that is its own.
fn name(text: &str) -> Option<String> {
    let text = plain(text);
    let words: Vec<&str> = text.split_whitespace().collect();
    let own = |it: &&str| !stands(PLACES, |place| place == *it);
    let (first, last) = (words.iter().position(&own)?, words.iter().rposition(&own)?);
    let name = words[first..=last].join(" ");
    let begins = everyday(|it| it.starts_with(&name)) || stands(PLACES, |it| it.starts_with(&name));
    let said = |it: &&str| stands(SMALL, |said| said == *it) || everyday(|said| said == *it);
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    (letters >= SHORTEST && !begins && !words[first..=last].iter().all(said)).then_some(name)
}

/// Whether one of the words that must be said aloud is so.
fn everyday(is: impl Fn(&str) -> bool) -> bool {
    [EVERYDAY, CASEWORK].iter().any(|all| stands(all, &is))
}

/// Whether one of the words of a list is so. A kept word is found at the beginning of others, too.
fn stands(list: &str, is: impl Fn(&str) -> bool) -> bool {
    list.split_whitespace().any(|it| is(plain(it).trim()))
}

#[cfg(test)]
mod tests;
