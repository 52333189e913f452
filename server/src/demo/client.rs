//! A small client of the public API: what another program would write to enter a family.

use super::DemoError;
use super::door::Doors;
use super::story::{Act, Story};
use crate::clock;
use domain::people;
use domain::protocol::{Answer, Outcome, Sent};
use domain::{Command, CommandId, FamilyId, InvitationId, MemberId, Refusal};
use reqwest::header::SET_COOKIE;
use reqwest::{RequestBuilder, Response, StatusCode};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use std::mem;

/// Most commands that are sent in one list; the server takes a hundred.
const MOST_COMMANDS: usize = 50;

pub struct Client {
    http: reqwest::Client,
    base: String,
    doors: Doors,
}

/// Of `POST /families` and `POST /join`.
#[derive(Deserialize)]
struct Entered {
    token: String,
}

/// Of `POST …/key`.
#[derive(Deserialize)]
struct Key {
    link: String,
}

#[derive(Serialize)]
struct Join<'a> {
    key: &'a str,
    id: CommandId,
    member: MemberId,
    name: &'a str,
    title: &'a str,
    language: people::Language,
}

/// An error of the API, where it is a refusal.
#[derive(Deserialize)]
struct Problem {
    refusal: Option<Refusal>,
}

impl Client {
    /// `base` is the server's address without a slash at its end.
    pub fn new(base: &str, doors: Doors) -> Self {
        // A door leads on to a page; what counts is the session it gives.
        let stay = reqwest::redirect::Policy::none();
        let http = reqwest::Client::builder().redirect(stay).build();
        Self { http: http.unwrap_or_default(), base: base.to_owned(), doors }
    }

    /// Tells a story: every act in its person's own session.
    pub async fn tell(&self, story: Story) -> Result<(), DemoError> {
        let family = story.family;
        let mut tokens: BTreeMap<MemberId, String> = BTreeMap::new();
        let mut waiting: Vec<Sent> = Vec::new();
        let mut speaker = None;
        for act in story.acts {
            let by = match &act {
                Act::Do { by, .. } => Some(*by),
                Act::Found { .. } | Act::Join { .. } => None,
            };
            if by != speaker || waiting.len() == MOST_COMMANDS {
                if let Some(token) = speaker.and_then(|it| tokens.get(&it)) {
                    self.send(family, token, &mem::take(&mut waiting)).await?;
                }
                speaker = by;
            }
            match act {
                Act::Do { command, .. } => waiting.push(sent(command)),
                Act::Found { founder, command } => {
                    let professional = is_professional(&command);
                    let token = self.found(&sent(command)).await?;
                    let strong = self.strong(family, founder, professional).await?;
                    tokens.insert(founder, strong.unwrap_or(token));
                }
                Act::Join { invitation, host, guest, professional } => {
                    let link = self.link(family, &tokens[&host], invitation).await?;
                    let token = self.join(&link, &guest).await?;
                    let strong = self.strong(family, guest.id, professional).await?;
                    tokens.insert(guest.id, strong.unwrap_or(token));
                }
            }
        }
        match speaker.and_then(|it| tokens.get(&it)) {
            Some(token) => self.send(family, token, &waiting).await,
            None => Ok(()),
        }
    }

    /// A professional's session, through a door.
    async fn strong(
        &self,
        family: FamilyId,
        member: MemberId,
        professional: bool,
    ) -> Result<Option<String>, DemoError> {
        if !professional {
            return Ok(None);
        }
        let door = format!("{}{}", self.base, self.doors.make(family, member)?);
        let answer = self.http.get(door).send().await.map_err(reqwest::Error::without_url)?;
        let cookies = answer.headers().get_all(SET_COOKIE).iter();
        let mut cookies = cookies.filter_map(|it| it.to_str().ok()?.strip_prefix("session="));
        let token = cookies.next().and_then(|it| it.split(';').next());
        let token = token.ok_or_else(|| DemoError::Unread { what: "a door".into() })?;
        Ok(Some(token.to_owned()))
    }

    async fn found(&self, sent: &Sent) -> Result<String, DemoError> {
        let request = self.post("/families").json(sent);
        let entered: Entered = answer(request, || kind(&sent.command)).await?;
        Ok(entered.token)
    }

    async fn link(
        &self,
        family: FamilyId,
        token: &str,
        invitation: InvitationId,
    ) -> Result<String, DemoError> {
        let path = format!("/families/{family}/invitations/{invitation}/key");
        let key: Key = answer(self.post(&path).bearer_auth(token), || "key".into()).await?;
        Ok(key.link)
    }

    async fn join(&self, link: &str, guest: &people::Member) -> Result<String, DemoError> {
        let join = Join {
            key: link,
            id: CommandId(clock::new_id()),
            member: guest.id,
            name: &guest.name,
            title: &guest.title,
            language: guest.language,
        };
        let request = self.post("/join").json(&join);
        let entered: Entered = answer(request, || "people.join".into()).await?;
        Ok(entered.token)
    }

    async fn send(&self, family: FamilyId, token: &str, list: &[Sent]) -> Result<(), DemoError> {
        let path = format!("/families/{family}/commands");
        let request = self.post(&path).bearer_auth(token).json(list);
        let answers: Vec<Answer> = answer(request, || "commands".into()).await?;
        if answers.len() != list.len() {
            return Err(DemoError::Unread { what: "commands".into() });
        }
        for (sent, answer) in list.iter().zip(answers) {
            if let Outcome::Refused { refusal } = answer.outcome {
                return Err(DemoError::Refused { what: kind(&sent.command), refusal });
            }
        }
        Ok(())
    }

    fn post(&self, path: &str) -> RequestBuilder {
        self.http.post(format!("{}/api/v1{path}", self.base))
    }
}

fn is_professional(command: &Command) -> bool {
    let Command::People(people::Command::Found { founder, .. }) = command else { return false };
    founder.role == people::Role::Professional
}

fn sent(command: Command) -> Sent {
    Sent { id: CommandId(clock::new_id()), command }
}

/// Sends, and reads what comes back. `what` names the request in an error; it holds nothing that anybody wrote.
async fn answer<T: DeserializeOwned>(
    request: RequestBuilder,
    what: impl Fn() -> String,
) -> Result<T, DemoError> {
    let response = request.send().await.map_err(reqwest::Error::without_url)?;
    if !response.status().is_success() {
        return Err(trouble(response, what()).await);
    }
    response.json().await.map_err(|_| DemoError::Unread { what: what() })
}

async fn trouble(response: Response, what: String) -> DemoError {
    let status: StatusCode = response.status();
    match response.json().await {
        Ok(Problem { refusal: Some(refusal) }) => DemoError::Refused { what, refusal },
        _ => DemoError::Status { what, status },
    }
}

/// The kind of a command, as in "plan.set_goal".
fn kind(command: &Command) -> String {
    let json = serde_json::to_value(command).unwrap_or_default();
    let first =
        |value: &Value| value.as_object()?.iter().next().map(|(key, it)| (key.clone(), it.clone()));
    let Some((tool, act)) = first(&json) else { return "?".into() };
    // A command that holds nothing is its name alone.
    let act = first(&act).map(|(name, _)| name).or(act.as_str().map(str::to_owned));
    format!("{tool}.{}", act.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::talk;

    #[test]
    fn an_error_names_the_command_and_nothing_in_it() {
        let card = domain::CardId(clock::new_id());
        assert_eq!(kind(&Command::Talk(talk::Command::Share { id: card })), "talk.share");
    }
}
