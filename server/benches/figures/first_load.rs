//! What a phone downloads before the first page lives, as the files lie in `target/site` and as the server compresses pages.

use crate::Done;
use crate::people::Visitor;
use crate::report::Report;
use crate::running::{Running, site};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;

const KB: f64 = 1000.0;
/// The names in `pkg/manifest.json` that every page loads.
const CORE: [&str; 4] = ["start", "js", "link", "wasm"];

pub async fn measure(report: &mut Report, server: &Running, visitor: &Visitor) -> Done {
    let manifest: Value =
        serde_json::from_str(&fs::read_to_string(site().join("pkg/manifest.json"))?)?;
    let core: BTreeSet<String> =
        CORE.iter().filter_map(|it| manifest[it].as_str()).map(str::to_owned).collect();
    let core_kb = sizes(report, &manifest)?;
    let welcome = reqwest::get(&server.base).await?.text().await?;
    let mut pages = vec![("welcome", welcome)];
    for (name, path) in [("home", ""), ("plan", "/plan"), ("ruler", "/ruler")] {
        pages.push((name, String::from_utf8(visitor.get(path, "identity").await?)?));
    }
    for (name, html) in &pages {
        let own: BTreeSet<String> = asked_for(html).difference(&core).cloned().collect();
        let own_kb = own.iter().map(|it| brotli(it)).sum::<Done<f64>>()?;
        let conditions = format!(
            "brotli; core and {} chunks of the page's own ({own_kb:.1} kB); budget 250 kB",
            own.len()
        );
        report.say(
            &format!("first load, {name}: JS and wasm"),
            core_kb + own_kb,
            "kB",
            &conditions,
        );
    }
    plan_page(report, visitor).await?;
    lazy(report, &manifest);
    Ok(())
}

/// Each file of the core, and the stylesheet. Gives the core's sum.
fn sizes(report: &mut Report, manifest: &Value) -> Done<f64> {
    let mut sum = 0.0;
    // The script that fetches pieces is there only when there are pieces.
    for (name, file) in CORE.into_iter().filter_map(|name| Some((name, manifest[name].as_str()?))) {
        let kb = brotli(file)?;
        report.say(&format!("core: {name}"), kb, "kB", "brotli, as built");
        sum += kb;
    }
    let css = brotli(manifest["css"].as_str().ok_or("a manifest names its stylesheet")?)?;
    report.say("stylesheet", css, "kB", "brotli, as built; not in the 250 kB");
    Ok(sum)
}

/// The scripts and wasm files that a page names.
fn asked_for(html: &str) -> BTreeSet<String> {
    let files = html.match_indices("/pkg/").map(|(at, _)| &html[at..]);
    let files = files.filter_map(|rest| rest.split(['"', '\'', '\\', '&', '<', ' ', ')']).next());
    files
        .filter(|it| [".js", ".wasm"].into_iter().any(|end| it.ends_with(end)))
        .map(str::to_owned)
        .collect()
}

/// Kilobytes of a file as it is sent.
fn brotli(path: &str) -> Done<f64> {
    let path = site().join(path.trim_start_matches('/'));
    let mut compressed = path.clone().into_os_string();
    compressed.push(".br");
    Ok(fs::metadata(compressed).or_else(|_| fs::metadata(path))?.len() as f64 / KB)
}

async fn plan_page(report: &mut Report, visitor: &Visitor) -> Done {
    let html = visitor.get("/plan", "identity").await?.len() as f64 / KB;
    let small = visitor.get("/plan", "br").await?.len() as f64 / KB;
    report.say("plan page, HTML", html, "kB", "the largest of the demo families; budget 60 kB");
    report.say("plan page, HTML, brotli", small, "kB", "as the server compresses it");
    Ok(())
}

/// The pieces that the manifest names: they come when a page needs them.
fn lazy(report: &mut Report, manifest: &Value) {
    let pieces: Vec<&str> = manifest["chunks"]
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, _)| name.as_str())
        .collect();
    let which =
        if pieces.is_empty() { "one wasm holds every page".into() } else { pieces.join(", ") };
    report.say("lazy pieces", pieces.len() as f64, "pieces", &which);
}
