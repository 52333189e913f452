//! What our pictograms are called. The ids are those of `public/pictograms.svg`.

/// Id, Danish, English. Those that dreams are often made of come first; the grid shows them in this order.
const NAMES: [(&str, &str, &str); 70] = [
    ("football", "fodbold", "football"),
    ("swim", "svømme", "swimming"),
    ("bike", "cykle", "cycling"),
    ("run", "løbe", "running"),
    ("dance", "danse", "dancing"),
    ("music", "musik", "music"),
    ("sing", "synge", "singing"),
    ("art", "tegne", "drawing"),
    ("game", "spille", "games"),
    ("playground", "legeplads", "playground"),
    ("film", "film", "films"),
    ("build", "bygge", "building"),
    ("dog", "hund", "dog"),
    ("cat", "kat", "cat"),
    ("horse", "hest", "horse"),
    ("animal", "kæledyr", "pet"),
    ("family", "familie", "family"),
    ("friends", "venner", "friends"),
    ("baby", "baby", "baby"),
    ("grandmother", "bedstemor", "grandmother"),
    ("grandfather", "bedstefar", "grandfather"),
    ("hug", "kram", "hug"),
    ("helping-hand", "hjælp", "help"),
    ("talk", "snakke", "talking"),
    ("listen", "lytte", "listening"),
    ("phone", "telefon", "phone"),
    ("home", "hjem", "home"),
    ("sleep", "sove", "sleep"),
    ("food", "mad", "food"),
    ("cook", "lave mad", "cooking"),
    ("cake", "kage", "cake"),
    ("party", "fest", "party"),
    ("present", "gave", "present"),
    ("calm", "ro", "calm"),
    ("bath", "bad", "bath"),
    ("clothes", "tøj", "clothes"),
    ("school", "skole", "school"),
    ("book", "læse", "reading"),
    ("homework", "lektier", "homework"),
    ("computer", "computer", "computer"),
    ("work", "arbejde", "work"),
    ("money", "penge", "money"),
    ("sewing", "sy", "sewing"),
    ("travel", "rejse", "travel"),
    ("plane", "fly", "plane"),
    ("train", "tog", "train"),
    ("car", "bil", "car"),
    ("boat", "båd", "boat"),
    ("mountain", "bjerg", "mountain"),
    ("tent", "telt", "tent"),
    ("bridge", "bro", "bridge"),
    ("doctor", "læge", "doctor"),
    ("tree", "træ", "tree"),
    ("flower", "blomst", "flower"),
    ("sprout", "vokse", "growing"),
    ("sun", "sol", "sun"),
    ("moon", "nat", "night"),
    ("star", "stjerne", "star"),
    ("heart", "hjerte", "heart"),
    ("rainbow", "regnbue", "rainbow"),
    ("rain", "regn", "rain"),
    ("storm", "storm", "storm"),
    ("shield", "tryg", "safe"),
    ("flag", "flag", "flag"),
    ("key", "nøgle", "key"),
    ("time", "tid", "time"),
    ("candle", "lys", "candle"),
    ("table", "rundt om bordet", "round the table"),
    ("question", "spørgsmål", "question"),
    ("idea", "idé", "idea"),
];

/// How many the grid offers: enough for most dreams, few enough to look through. What is left out are signs, not dreams.
const OFFERED: usize = 60;

/// Ids and Danish names of what the grid offers.
pub fn danish() -> Vec<(&'static str, &'static str)> {
    NAMES[..OFFERED].iter().map(|(id, danish, _)| (*id, *danish)).collect()
}

/// Ids and English names of what the grid offers.
pub fn english() -> Vec<(&'static str, &'static str)> {
    NAMES[..OFFERED].iter().map(|(id, _, english)| (*id, *english)).collect()
}

/// What a pictogram is called in Danish; nothing for one that is not ours.
pub fn in_danish(id: &str) -> &'static str {
    NAMES.iter().find(|(own, ..)| *own == id).map_or("", |(_, danish, _)| danish)
}

/// What a pictogram is called in English.
pub fn in_english(id: &str) -> &'static str {
    NAMES.iter().find(|(own, ..)| *own == id).map_or("", |(.., english)| english)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_pictogram_has_a_name_and_every_name_a_pictogram() {
        let sprite = include_str!("../../../../public/pictograms.svg");
        let drawn: BTreeSet<&str> = sprite
            .split("<symbol id=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            // Stands where there is no page to show, and on nobody's map.
            .filter(|id| *id != "door")
            .collect();
        let named: BTreeSet<&str> = NAMES.iter().map(|(id, ..)| *id).collect();
        assert_eq!(named, drawn);
        assert_eq!(named, domain::dreams::PICTOGRAMS.into_iter().collect());
    }

    #[test]
    fn no_two_are_called_alike() {
        let danish: BTreeSet<&str> = NAMES.iter().map(|(_, danish, _)| *danish).collect();
        let english: BTreeSet<&str> = NAMES.iter().map(|(.., english)| *english).collect();
        assert_eq!((danish.len(), english.len()), (NAMES.len(), NAMES.len()));
    }
}
