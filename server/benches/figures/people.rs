//! People who come in through the front door: those of the demo families, and circles of four that are made for the load.

use crate::Done;
use crate::running::Running;
use chrono::TimeDelta;
use domain::people::{Language, Member, Role, Use};
use domain::protocol::Sent;
use domain::{Command, CommandId, FamilyId, InvitationId, MemberId, consent, people};
use futures_util::{StreamExt, TryStreamExt, stream};
use reqwest::{Client, RequestBuilder, Response, header, redirect};
use serde_json::{Value, json};
use server::clock::{Clock, new_id};
use std::cmp::Reverse;
use std::net::{IpAddr, Ipv4Addr};

/// People in each circle.
pub const PEOPLE: usize = 4;

/// Somebody of a demo family in a browser.
pub struct Visitor {
    pub http: Client,
    /// As in the `cookie` header.
    pub cookie: String,
    /// The family's home page, without a slash at its end.
    pub home: String,
}

impl Visitor {
    /// Those whom one can be. Whoever has most to read comes first.
    pub async fn all(server: &Running) -> Done<Vec<Self>> {
        let mut all = Vec::new();
        for link in server.links()? {
            let visitor = Self::by(&server.base, &link).await?;
            all.push((visitor.get("/plan", "identity").await?.len(), visitor));
        }
        all.sort_by_key(|(size, _)| Reverse(*size));
        Ok(all.into_iter().map(|(_, it)| it).collect())
    }

    async fn by(base: &str, link: &str) -> Done<Self> {
        let http = Client::builder().redirect(redirect::Policy::none()).build()?;
        let opened = http.get(link).send().await?;
        let text = |name| opened.headers().get(name).and_then(|it| it.to_str().ok());
        let given = opened.headers().get_all(header::SET_COOKIE).iter();
        let cookies = given.filter_map(|it| it.to_str().ok()?.split(';').next());
        let cookie = cookies.collect::<Vec<_>>().join("; ");
        let home = format!("{base}{}", text(header::LOCATION).ok_or("a link leads home")?);
        Ok(Self { http, cookie, home })
    }

    pub fn ask(&self, path: &str, encoding: &str) -> RequestBuilder {
        let request = self.http.get(format!("{}{path}", self.home));
        request.header("cookie", &self.cookie).header("accept-encoding", encoding)
    }

    /// A page of the family as it comes over the wire.
    pub async fn get(&self, path: &str, encoding: &str) -> Done<Vec<u8>> {
        let page = self.ask(path, encoding).send().await?.error_for_status()?;
        Ok(page.bytes().await?.to_vec())
    }
}

/// A family of four with seats, and the child it is about.
#[derive(Clone)]
pub struct Circle {
    pub base: String,
    pub family: FamilyId,
    pub child: MemberId,
    /// One for each of the four.
    pub tokens: Vec<String>,
}

/// As many circles, made at the same time.
pub async fn circles(base: &str, count: u16) -> Done<Vec<Circle>> {
    stream::iter(0..count).map(|n| circle(base, n)).buffered(32).try_collect().await
}

/// Each family comes from an address of its own, as in life: joining is limited by address.
async fn circle(base: &str, n: u16) -> Done<Circle> {
    let [high, low] = (n + 256).to_be_bytes();
    let address = IpAddr::from(Ipv4Addr::new(127, 0, high, low));
    let http = Client::builder().local_address(address).build()?;
    let (family, founder) = (FamilyId(new_id()), member("Mette", Role::Network));
    let child = member("Ali", Role::Child);
    let (child_id, lead) = (child.id, founder.id);
    let (name, note) = (format!("Familie {n}"), String::new());
    let found = people::Command::Found { family, name, note, founder, children: vec![child] };
    let entered =
        post(&http, base, "/families", None, &json!(sent(Command::People(found)))).await?;
    let mut tokens = vec![token(&entered)?];
    let id = InvitationId(new_id());
    let until = Clock::system().now() + TimeDelta::days(1);
    let invite =
        people::Command::Invite { id, role: Role::Guardian, who: None, usage: Use::Table, until };
    let at = format!("/families/{family}");
    post(
        &http,
        base,
        &format!("{at}/commands"),
        tokens.first(),
        &json!(sent(Command::People(invite))),
    )
    .await?;
    let key =
        post(&http, base, &format!("{at}/invitations/{id}/key"), tokens.first(), &Value::Null)
            .await?;
    while tokens.len() < PEOPLE {
        let name = format!("Gæst {}", tokens.len());
        let join = json!({ "key": key["link"], "id": new_id(), "member": new_id(), "name": name });
        tokens.push(token(&post(&http, base, "/join", None, &join).await?)?);
    }
    // Whoever is not of the family sees what the family gives.
    let give = Command::Consent(consent::Command::Give {
        to: lead,
        of: None,
        sections: consent::Section::ALL.into(),
        purpose: "at vi kan følges ad".into(),
        until: (Clock::system().now() + TimeDelta::days(30)).date_naive(),
        heard: consent::Heard::Fine,
    });
    post(&http, base, &format!("{at}/commands"), tokens.get(1), &json!(sent(give))).await?;
    Ok(Circle { base: base.to_owned(), family, child: child_id, tokens })
}

pub fn sent(command: Command) -> Sent {
    Sent { id: CommandId(new_id()), command }
}

fn member(name: &str, role: Role) -> Member {
    let (id, name, title) = (MemberId(new_id()), name.to_owned(), String::new());
    Member { id, name, role, title, born: None, language: Language::Da, joined: false }
}

fn token(entered: &Value) -> Done<String> {
    Ok(entered["token"].as_str().ok_or("a token")?.to_owned())
}

async fn post(
    http: &Client,
    base: &str,
    path: &str,
    token: Option<&String>,
    body: &Value,
) -> Done<Value> {
    let mut request = http.post(format!("{base}/api/v1{path}")).json(body);
    if let Some(token) = token {
        request = request.bearer_auth(token);
    }
    let answer = request.send().await.and_then(Response::error_for_status)?;
    Ok(answer.json().await?)
}
