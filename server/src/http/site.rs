//! The built files: wasm, CSS, fonts, icons.

use crate::error::StartError;
use app::shell::SiteFiles;
use axum::routing::MethodRouter;
use std::fs;
use std::path::Path;
use tower_http::services::ServeDir;

/// What the bundling tool named the files of this build.
pub fn files(site: &Path) -> Result<SiteFiles, StartError> {
    let path = site.join("pkg/manifest.json");
    let text = fs::read_to_string(&path)
        .map_err(|source| StartError::Site { path: path.clone(), source })?;
    serde_json::from_str(&text).map_err(|source| StartError::Manifest { path, source })
}

/// The files were compressed when they were built, better than there is time for on a request. What is no file is `missing`.
pub fn service(site: &Path, missing: MethodRouter) -> ServeDir<MethodRouter> {
    ServeDir::new(site)
        .append_index_html_on_directories(false)
        .precompressed_br()
        .call_fallback_on_method_not_allowed(true)
        .fallback(missing)
}
