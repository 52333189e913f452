//! What the camera of a phone reads out of a picture that we show.

use crate::given::{Person, Running, family};
use domain::people::{Role, Use};
use serde_json::Value;

/// So many dots of a screen a square of the picture is wide.
const WIDE: usize = 4;

/// The text of a square code, drawn on a white screen as a browser draws it, with its margin.
pub fn scanned(svg: &str) -> String {
    let (_, size) = svg.split_once("<svg viewBox=\"0 0 ").expect("a picture");
    let size: usize = size.split(' ').next().unwrap().parse().unwrap();
    let (_, path) = svg.split_once(" d=\"").expect("a path");
    let mut dark = vec![false; size * size];
    for square in path.split('"').next().unwrap().split('M').skip(1) {
        let (x, y) = square.strip_suffix("h1v1h-1").expect("a square").split_once(',').unwrap();
        dark[y.parse::<usize>().unwrap() * size + x.parse::<usize>().unwrap()] = true;
    }
    let at = |x: usize, y: usize| if dark[y / WIDE * size + x / WIDE] { 0 } else { 255 };
    let mut seen = rqrr::PreparedImage::prepare_from_greyscale(size * WIDE, size * WIDE, at);
    let found = seen.detect_grids();
    assert_eq!(found.len(), 1, "one code");
    found[0].decode().expect("it can be read").1
}

async fn way_in(who: &Person, role: Role, usage: Use) -> Value {
    let (id, _, _) = who.invites(role, usage, None).await;
    let path = who.at(&format!("/invitations/{id}/key"));
    who.client.post(&path, &Value::Null).await.json().await.unwrap()
}

#[tokio::test]
async fn whoever_scans_a_way_in_comes_to_its_link() {
    let server = Running::start().await;
    let mette = family(&server).await;
    for usage in [Use::Table, Use::Single] {
        let shown = way_in(&mette, Role::Network, usage).await;
        assert_eq!(scanned(shown["qr"].as_str().unwrap()), shown["link"].as_str().unwrap());
    }
    // And on the page that stands still.
    let (id, link, _) = mette.invites(Role::Network, Use::Single, None).await;
    let page = mette.client.get(&mette.page(&format!("/way/{id}"))).await.text().await.unwrap();
    assert_eq!(scanned(&page), format!("http://{}/join/{link}", server.addr));
}
