//! The script of the splitter that fetches the pieces. It is text; whatever it no longer says as it used to is an error.

use anyhow::{Context, Result, ensure};

/// Says where a piece really is.
pub fn place(link: &mut String, piece: &str, address: &str) -> Result<()> {
    let named = format!("\"./{piece}.wasm\"");
    ensure!(link.contains(&named), "the script of the splitter does not fetch {piece}");
    *link = link.replace(&named, &format!("\"{address}\""));
    Ok(())
}

/// A piece that needs not be fetched.
pub fn forget(link: &mut String, piece: &str) -> Result<()> {
    strike(link, piece)?;
    *link = link
        .replace(&format!("[__{piece}, "), "[")
        .replace(&format!(", __{piece},"), ",")
        .replace(&format!(", __{piece}]"), "]")
        .replace(&format!("[__{piece}]"), "[]");
    Ok(())
}

/// A piece that is now in the file of another: whoever needs it fetches that.
pub fn instead(link: &mut String, piece: &str, other: &str) -> Result<()> {
    strike(link, piece)?;
    for end in [",", "]"] {
        *link = link.replace(&format!("__{piece}{end}"), &format!("__{other}{end}"));
    }
    Ok(())
}

/// Names each file once that a piece needs: several of those that the splitter named have become one.
pub fn once(link: &mut String) {
    let lines = link.lines().map(|line| {
        let Some((needed, end)) = line.strip_prefix(", [").and_then(|it| it.split_once(']')) else {
            return line.to_owned();
        };
        let mut all = Vec::new();
        for file in needed.split(", ") {
            if !all.contains(&file) {
                all.push(file);
            }
        }
        format!(", [{}]{end}", all.join(", "))
    });
    *link = lines.flat_map(|line| [line, "\n".to_owned()]).collect();
}

/// Takes away how a piece is fetched.
fn strike(link: &mut String, piece: &str) -> Result<()> {
    let (begin, end) = (format!("const __{piece} = makeLoad("), ", []);");
    let unknown = || format!("the script of the splitter does not load {piece} as it used to");
    let (before, rest) = link.split_once(&begin).with_context(unknown)?;
    let (_, after) = rest.split_once(end).with_context(unknown)?;
    *link = format!("{}{}", before, after.trim_start());
    Ok(())
}
