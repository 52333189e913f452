//! Every picture that a view names is in its sprite: one that is not there is an empty place, and nothing complains.

use super::repo::{File, assert_none, below, root};

/// How a view names a picture, and where that lies.
const NAMED: [(&str, &str); 6] = [
    ("<Icon name=\"", "icons"),
    ("<Pictogram name=\"", "pictograms"),
    ("/icons.svg#", "icons"),
    ("/pictograms.svg#", "pictograms"),
    ("/faces.svg#", "faces"),
    ("/landscape.svg#", "landscape"),
];

fn missing(file: &File) -> Vec<String> {
    let found = NAMED.iter().flat_map(|(how, sprite)| {
        let names = file.text.split(how).skip(1).filter_map(|rest| {
            rest.split_once('"').map(|(name, _)| name).filter(|name| !name.contains('{'))
        });
        names.map(move |name| (name, *sprite))
    });
    let is_there = |(name, sprite): &(&str, &str)| {
        let path = root().join(format!("public/{sprite}.svg"));
        let sprite = std::fs::read_to_string(path).expect("the sprite is there");
        sprite.contains(&format!("id=\"{name}\""))
    };
    let lost = found.filter(|it| !is_there(it));
    lost.map(|(name, sprite)| format!("{}: {name} of {sprite}", file.path)).collect()
}

#[test]
fn every_picture_that_is_named_is_in_its_sprite() {
    let named = below("app/src");
    assert_none(named.files().flat_map(missing), "Draw it, or name one that is there.");
}

#[test]
fn a_picture_that_is_not_there_is_missed() {
    let view = |text: &str| File { path: String::new(), text: text.to_owned() };
    assert_eq!(missing(&view("<Icon name=\"door\"/>")).len(), 0);
    assert_eq!(missing(&view("<Pictogram name=\"doorway\"/>")).len(), 1);
    assert_eq!(missing(&view("href=\"/icons.svg#doorway\"")).len(), 1);
    assert_eq!(missing(&view("format!(\"/faces.svg#face-{}\", level)")).len(), 0);
}
