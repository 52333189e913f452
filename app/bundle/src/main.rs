//! Makes the site: cuts the wasm into pieces and binds it, bundles the CSS, copies `public/`, names files by their content,
//! compresses them and writes `pkg/manifest.json`, which the server reads at its start.
//!
//! `bundle <module.wasm> <style.css> <public dir> <site dir> [--dev]`

mod blank;
mod css;
mod doomed;
mod join;
mod link;
mod module;
mod order;
mod public;
mod settle;
mod short;
mod site;
mod stamp;
mod trim;
mod wasm;
mod worker;

use anyhow::{Context, Result, bail};
use site::Site;
use std::collections::BTreeMap;
use std::path::PathBuf;

struct Args {
    wasm: PathBuf,
    style: PathBuf,
    public: PathBuf,
    site: PathBuf,
    dev: bool,
}

fn main() -> Result<()> {
    let args = arguments()?;
    let stamp = stamp::of_inputs(&args)?;
    if stamp::is_current(&args.site, &stamp) {
        println!("The site is up to date in {}", args.site.display());
        return Ok(());
    }
    let mut site = Site::default();
    let bound = wasm::bind(&args.wasm, args.dev)?;
    let (mut link, mut files) = (bound.link, BTreeMap::new());
    for (name, piece) in bound.chunks {
        let address = site.add_hashed(name.trim_start_matches("split_"), "wasm", piece);
        link::place(&mut link, &name, &address)?;
        files.insert(name, address);
    }
    let chunks: BTreeMap<_, Vec<_>> = bound
        .needs
        .into_iter()
        .map(|(piece, needed)| (piece, needed.iter().map(|name| &files[name]).collect()))
        .collect();
    let wasm = site.add_hashed("app", "wasm", bound.wasm);
    let [js, link] = site.add_pair([(wasm::MAIN, bound.js), (wasm::LINK, link)]);
    for (path, text) in bound.snippets {
        site.add(format!("pkg/{path}"), text.into_bytes());
    }
    let css = site.add_hashed("main", "css", css::bundle(&args.style)?.into_bytes());
    public::add(&mut site, &args.public)?;
    let build = worker::build(&site);
    let start = site.add_hashed("start", "js", wasm::start(&js, &wasm, &build).into_bytes());
    let manifest = serde_json::json!({
        "start": start, "js": js, "link": link, "wasm": wasm, "css": css, "chunks": chunks,
    });
    worker::add(&mut site, &build, &manifest)?;
    site.add("pkg/manifest.json".to_owned(), manifest.to_string().into_bytes());
    stamp::forget(&args.site)?;
    site.write(&args.site, args.dev)?;
    stamp::keep(&args.site, &stamp)
}

fn arguments() -> Result<Args> {
    let (flags, paths): (Vec<_>, Vec<_>) =
        std::env::args().skip(1).partition(|a| a.starts_with("--"));
    if let Some(unknown) = flags.iter().find(|flag| *flag != "--dev") {
        bail!("unknown option {unknown}");
    }
    let mut paths = paths.into_iter().map(PathBuf::from);
    let mut next = |what| paths.next().with_context(|| format!("the path of {what} is missing"));
    Ok(Args {
        wasm: next("the wasm module")?,
        style: next("the CSS")?,
        public: next("public/")?,
        site: next("the site")?,
        dev: !flags.is_empty(),
    })
}
