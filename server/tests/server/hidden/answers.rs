//! All that one member is answered and told, without what is new each time.

use crate::given::{Person, nth};
use crate::socket::Socket;
use app::boot::Boot;
use domain::DialogueId;
use domain::protocol::FromServer;
use uuid::Uuid;

/// Every address of the family's, and what comes from there; and the first word of a socket that comes back, from now and from
/// one telling before.
pub async fn everything(person: &Person, dialogues: &[DialogueId]) -> Vec<(String, String)> {
    let now = person.view().await.seq;
    let numbers = [0, now - nth(1), now];
    let mut all = Vec::new();
    for path in server::router::family_paths() {
        let path = path
            .replace("{family}", &person.family.to_string())
            .replace("{invitation}", &Uuid::nil().to_string())
            .replace("{dialogue}", &Uuid::nil().to_string());
        let rooms = ["ruler", "dreams", "plan", "people", "consent", "mine", "looked", "dialogue"];
        let held =
            |room: &'static str| dialogues.iter().map(move |it| format!("dialogue/{it}{room}"));
        let rooms: Vec<String> = rooms.map(str::to_owned).into_iter().chain(held("")).collect();
        let rooms = rooms.into_iter().chain(held("/prepare")).chain(held("/minutes"));
        let paths: Vec<_> = match path.split_once("{*rest}") {
            Some((before, _)) => rooms.map(|room| format!("{before}{room}")).collect(),
            None if path.ends_with("/events") => {
                numbers.map(|since| format!("{path}?since={since}")).into()
            }
            None => vec![path],
        };
        for path in paths {
            all.push((path.clone(), answered(person, &path).await));
        }
    }
    all.push(("/api/v1/families".into(), answered(person, "/api/v1/families").await));
    for seq in numbers {
        let first = Socket::enter(person, seq).await.hear().await;
        all.push((format!("hello {seq}"), serde_json::to_string(&first).unwrap()));
    }
    all
}

/// Head and body, without what is new in each answer: a page's nonce, and the ids of what its forms will make.
async fn answered(person: &Person, path: &str) -> String {
    let answer = person.client.get(path).await;
    let policy = format!("{:?}", answer.headers().get("content-security-policy"));
    let nonce = policy.split("'nonce-").nth(1).and_then(|it| it.split('\'').next());
    let mut head: Vec<_> =
        answer.headers().iter().map(|(name, it)| format!("{name}: {it:?}")).collect();
    head.retain(|it| !it.starts_with("date:") && !it.starts_with("x-request-id:"));
    let text = format!("{} {head:?} ", answer.status()) + &answer.text().await.unwrap();
    let new = nonce.map(str::to_owned).into_iter().chain(fresh(&text));
    new.fold(text, |text, new| text.replace(&new, "…"))
}

/// The ids of what the forms of a page will make.
fn fresh(page: &str) -> Vec<String> {
    let begins = page.find(&format!("id=\"{}\"", Boot::ELEMENT));
    let Some(json) = begins.and_then(|at| page[at..].split_once('>')) else { return Vec::new() };
    let json = json.1.split("</script>").next().unwrap();
    let boot: Boot = app::json::read_packed(json).expect("a page reads its boot");
    let ids =
        boot.fresh.map(|it| [it.sent.to_string(), it.member.to_string(), it.family.to_string()]);
    ids.into_iter().flatten().collect()
}

/// What comes over a socket, but for who is here, until something happens that everybody is told.
pub async fn heard(socket: &mut Socket) -> Vec<FromServer> {
    let mut all = Vec::new();
    loop {
        match socket.hear().await.expect("the socket is open") {
            FromServer::Present { .. } => {}
            FromServer::News { news } => {
                all.push(FromServer::News { news });
                return all;
            }
            other => all.push(other),
        }
    }
}
