//! Lighthouse as on a phone: its own simulated slow 4G and a processor four times slower than this one.

use crate::people::Visitor;
use crate::report::{Report, median};
use crate::running::{Running, root, scratch};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;
use tokio::time::Instant;

const ROUNDS: usize = 3;
/// On a busy machine a round takes longer; then there are fewer.
const MOST_TIME: Duration = Duration::from_secs(150);
const PAGES: [&str; 4] = ["welcome", "home", "ruler", "plan"];
/// Those of `end2end/playwright.config.ts`; nothing but loopback can be reached.
const FLAGS: &str = "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run \
    --disable-background-networking --disable-component-update --disable-sync \
    --host-resolver-rules=\"MAP * ~NOTFOUND, EXCLUDE 127.0.0.1\"";

/// Where it stands in a report, what it is called here, its unit, and what to multiply with.
const FIGURES: [(&str, &str, &str, f64); 8] = [
    ("/categories/performance/score", "performance", "of 100", 100.0),
    ("/categories/accessibility/score", "accessibility", "of 100", 100.0),
    ("/categories/best-practices/score", "best practices", "of 100", 100.0),
    ("/categories/seo/score", "seo", "of 100", 100.0),
    ("/audits/largest-contentful-paint/numericValue", "LCP", "ms", 1.0),
    ("/audits/total-blocking-time/numericValue", "TBT", "ms", 1.0),
    ("/audits/cumulative-layout-shift/numericValue", "CLS", "", 1.0),
    ("/audits/total-byte-weight/numericValue", "downloaded in all", "kB", 0.001),
];

pub fn measure(report: &mut Report, server: &Running, visitor: &Visitor) {
    let Some(tools) = installed() else {
        report.left_out("Lighthouse", "not installed: `make setup` brings it and Chromium");
        return;
    };
    let Some(profile) = scratch().ok().filter(|it| signs_in(&tools, it.path(), visitor)) else {
        return report.left_out("Lighthouse", "nobody could be signed in");
    };
    let own = |path| format!("{}{path}", visitor.home);
    let urls = [format!("{}/", server.base), own(""), own("/ruler"), own("/plan")];
    let mut reports = PAGES.map(|_| Vec::new());
    let begun = Instant::now();
    // One round after the other, so that all pages meet the same machine.
    for _ in 0..ROUNDS {
        for ((page, url), reports) in PAGES.iter().zip(&urls).zip(&mut reports) {
            let profile = (*page != "welcome").then_some(profile.path());
            if begun.elapsed() < MOST_TIME {
                reports.extend(visit(&tools, url, profile));
            }
        }
    }
    for (page, reports) in PAGES.iter().zip(&reports) {
        tell(report, &format!("Lighthouse, {page}"), reports);
    }
}

fn tell(report: &mut Report, page: &str, reports: &[Value]) {
    let Some(first) = reports.first() else {
        return report.left_out(page, "no round came to an end");
    };
    let conditions = format!("mobile, simulated slow 4G, median of {}", reports.len());
    for (place, figure, unit, factor) in FIGURES {
        let values = reports.iter().filter_map(|it| Some(it.pointer(place)?.as_f64()? * factor));
        let value = median(&mut values.collect::<Vec<_>>());
        report.say(&format!("{page}: {figure}"), value, unit, &conditions);
    }
    report.say(
        &format!("{page}: JS and wasm"),
        scripts(first),
        "kB",
        "as the browser downloaded them",
    );
    let objections = objections(first);
    let conditions = format!("outside performance: {}", objections.join(", "));
    report.say(&format!("{page}: objections"), objections.len() as f64, "audits", &conditions);
}

/// Lighthouse and Chromium.
type Tools = (PathBuf, PathBuf);

fn installed() -> Option<Tools> {
    let lighthouse = root().join("end2end/node_modules/.bin/lighthouse");
    let chromium = std::env::var_os("CHROMIUM").map_or("/usr/bin/chromium".into(), PathBuf::from);
    (lighthouse.exists() && chromium.exists()).then_some((lighthouse, chromium))
}

/// Whether whoever opens a browser over this folder is that visitor.
fn signs_in((_, chromium): &Tools, folder: &Path, visitor: &Visitor) -> bool {
    let session = visitor.cookie.split("; ").find_map(|it| it.strip_prefix("session="));
    let mut command = Command::new("node");
    command.arg("profile.mjs").arg(folder).arg(&visitor.home).current_dir(root().join("end2end"));
    command.env("CHROME_PATH", chromium).env("SESSION", session.unwrap_or_default());
    command.status().is_ok_and(|it| it.success())
}

/// One report, or None if it did not come to an end, or the page was not the one that was asked for.
fn visit((lighthouse, chromium): &Tools, url: &str, profile: Option<&Path>) -> Option<Value> {
    let mut command = Command::new("timeout");
    command.args(["-s", "INT", "45"]).arg(lighthouse).arg(url);
    command.args([
        "--quiet",
        "--output=json",
        "--max-wait-for-load=20000",
        "--no-enable-error-reporting",
    ]);
    let profile = profile.map(|it| format!(" --user-data-dir={}", it.display()));
    command.arg(format!("--chrome-flags={FLAGS}{}", profile.unwrap_or_default()));
    let done = command.env("CHROME_PATH", chromium).output().ok()?;
    let report: Value = serde_json::from_slice(&done.stdout).ok()?;
    let answered = report["audits"]["http-status-code"]["score"].as_f64() == Some(1.0);
    (report["runtimeError"].is_null() && answered).then_some(report)
}

/// What came over the wire, headers included: chunks that a script asks for as well.
fn scripts(report: &Value) -> f64 {
    let items = &report["audits"]["network-requests"]["details"]["items"];
    let is_script = |it: &Value| {
        it["url"]
            .as_str()
            .is_some_and(|url| [".js", ".wasm"].into_iter().any(|end| url.ends_with(end)))
    };
    let items = items.as_array().into_iter().flatten().filter(|it| is_script(it));
    items.filter_map(|it| it["transferSize"].as_f64()).sum::<f64>() / 1000.0
}

/// The audits outside performance that did not pass.
fn objections(report: &Value) -> Vec<String> {
    let ids = ["accessibility", "best-practices", "seo"].into_iter().flat_map(|category| {
        report["categories"][category]["auditRefs"].as_array().into_iter().flatten()
    });
    let ids = ids.filter(|it| it["weight"].as_f64() > Some(0.0)).filter_map(|it| it["id"].as_str());
    let failed =
        |id: &&str| report["audits"][*id]["score"].as_f64().is_some_and(|score| score < 0.9);
    ids.filter(failed).map(str::to_owned).collect()
}
