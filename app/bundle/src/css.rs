//! One stylesheet out of `main.css` and everything it imports. Any fault in the CSS is an error.

use crate::public;
use anyhow::{Context, Result, anyhow, ensure};
use lightningcss::bundler::{Bundler, FileProvider};
use lightningcss::error::Error;
use lightningcss::printer::PrinterOptions;
use lightningcss::stylesheet::{MinifyOptions, ParserOptions};
use lightningcss::targets::{Browsers, Targets};
use std::fmt::Display;
use std::path::Path;

/// Browsers that know cascade layers; nesting and new colours are written down to what they read.
fn targets() -> Targets {
    let version = |major: u32, minor: u32| Some((major << 16) | (minor << 8));
    Targets::from(Browsers {
        android: version(99, 0),
        chrome: version(99, 0),
        edge: version(99, 0),
        firefox: version(97, 0),
        ios_saf: version(15, 4),
        safari: version(15, 4),
        samsung: version(18, 0),
        ..Browsers::default()
    })
}

pub fn bundle(main: &Path) -> Result<String> {
    for file in public::files(main.parent().context("the CSS is in a folder")?)? {
        whole(&file)?;
    }
    let files = FileProvider::new();
    let mut bundler = Bundler::new(&files, None, ParserOptions::default());
    let mut sheet = bundler.bundle(main).map_err(fault)?;
    let targets = targets();
    sheet.minify(MinifyOptions { targets, ..MinifyOptions::default() }).map_err(fault)?;
    let printer = PrinterOptions { minify: true, targets, ..PrinterOptions::default() };
    Ok(sheet.to_css(printer).map_err(fault)?.code)
}

/// lightningcss counts lines from zero.
fn fault<Kind: Display>(error: Error<Kind>) -> anyhow::Error {
    let place = error.loc.map(|at| format!("{}:{}: ", at.filename, at.line + 1));
    anyhow!("{}{}", place.unwrap_or_default(), error.kind)
}

/// By the rules of CSS a block that is never closed is no error; it swallows the rest of the site.
fn whole(file: &Path) -> Result<()> {
    let text = std::fs::read_to_string(file)?;
    let mut code = String::new();
    for (at, part) in text.split("/*").enumerate() {
        code += if at == 0 { part } else { part.split_once("*/").map_or("", |(_, after)| after) };
    }
    let (opened, closed) = (code.matches('{').count(), code.matches('}').count());
    ensure!(opened == closed, "{}: {opened} blocks opened, {closed} closed", file.display());
    Ok(())
}
