//! The wasm of cargo, bound to JavaScript for the browser.

use anyhow::{Context, Result};
use std::path::Path;
use wasm_bindgen_cli_support::Bindgen;

pub struct Bound {
    pub js: String,
    pub wasm: Vec<u8>,
    /// JavaScript that crates bring along, as path and text; the bound module imports it by this path.
    pub snippets: Vec<(String, String)>,
}

pub fn bind(module: &Path) -> Result<Bound> {
    let mut output = Bindgen::new()
        .input_path(module)
        .web(true)?
        .typescript(false)
        .omit_default_module_path(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate_output()
        .with_context(|| format!("binding {}", module.display()))?;
    Ok(Bound {
        js: output.js().to_owned(),
        snippets: snippets(&output),
        wasm: output.wasm_mut().emit_wasm(),
    })
}

fn snippets(output: &wasm_bindgen_cli_support::Output) -> Vec<(String, String)> {
    let inline = output.snippets().iter().flat_map(|(crate_name, texts)| {
        let named = texts.iter().enumerate();
        named.map(move |(index, text)| {
            (format!("snippets/{crate_name}/inline{index}.js"), text.clone())
        })
    });
    let modules = output.local_modules().iter();
    inline.chain(modules.map(|(path, text)| (format!("snippets/{path}"), text.clone()))).collect()
}

/// The module that the page names: it starts the app without any script in the page itself.
pub fn start(js: &str, wasm: &str) -> String {
    format!(
        "import init,{{hydrate}} from\"{js}\";init({{module_or_path:\"{wasm}\"}}).then(()=>hydrate());\n"
    )
}
