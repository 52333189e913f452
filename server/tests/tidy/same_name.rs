//! One tool has one name: in the model, on the screen, in the CSS, in the wording.

use crate::repo::{assert_none, root};

/// Every tool, by the name of its file. To add a tool, add its name here and the files it needs.
const TOOLS: &[&str] =
    &["consent", "dialogue", "dreams", "people", "plan", "ruler", "shield", "talk"];

/// Where a file of that name must be, `{}` being the name.
const PLACES: &[&str] = &["app/domain/src/{}.rs", "style/tools/{}.css"];

/// A tool without one of the files says so here, with the reason.
const WITHOUT: &[(&str, &str, &str)] = &[
    ("consent", "style/tools/{}.css", "made of cards and choices alone"),
    ("shield", "style/tools/{}.css", "made of cards and choices alone"),
];

/// Folders in which nothing but tools may be.
const ONLY_TOOLS: &[(&str, &str)] = &[("app/src/tools", "rs"), ("style/tools", "css")];

#[test]
fn a_tool_has_the_same_name_everywhere() {
    let excused =
        |tool: &str, place: &str| WITHOUT.iter().any(|(name, at, _)| *name == tool && *at == place);
    let wanted = TOOLS.iter().flat_map(|tool| PLACES.iter().map(move |place| (*tool, *place)));
    let missing = wanted.filter(|(tool, place)| {
        !excused(tool, place) && !root().join(place.replace("{}", tool)).exists()
    });
    assert_none(
        missing.map(|(tool, place)| place.replace("{}", tool)),
        "A file of this tool is missing or named otherwise:",
    );
}

#[test]
fn a_folder_of_tools_holds_only_tools() {
    let mut strangers = Vec::new();
    for (folder, extension) in ONLY_TOOLS {
        let Ok(entries) = root().join(folder).read_dir() else { continue };
        for path in entries.map(|entry| entry.expect("a folder can be read").path()) {
            let name = path.file_stem().expect("a file has a name").to_string_lossy().into_owned();
            let known = TOOLS.contains(&name.as_str());
            if path.extension().is_some_and(|end| end == *extension) && !known {
                strangers.push(path.display().to_string());
            }
        }
    }
    assert_none(
        strangers,
        "Not a tool: add it to TOOLS in server/tests/tidy/same_name.rs, or move it.",
    );
}
