//! One house: asking it who somebody is, and checking what it answers. What is checked of a token the library checks.

use super::config::{self, Name, Who};
use super::fetch::Fetch;
use super::level::Assurance;
use super::types::{Claims, Metadata, Us};
use super::{Refused, Somebody};
use crate::origin::Origin;
use crate::vault::Vault;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use openidconnect::core::{
    CoreClientAuthMethod, CoreJsonWebKey, CoreJwsSigningAlgorithm as Signed, CoreResponseType,
};
use openidconnect::{
    AuthType, AuthenticationContextClass, AuthenticationFlow, AuthorizationCode,
    ClaimsVerificationError as Claim, ClientId, ClientSecret, CsrfToken, IdTokenClaims, IssuerUrl,
    JsonWebKeySet, Nonce, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, RequestTokenError,
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use tokio::sync::Mutex;

/// What a house says of itself is asked for again after this: its keys change.
const KNOWN_FOR: TimeDelta = TimeDelta::minutes(10);
/// A token is made while somebody waits for it. Clocks differ a little.
const MADE_WITHIN: TimeDelta = TimeDelta::minutes(5);
/// Whoever comes in proved at their house within so long who they are: a professional's day here is as long ([`crate::auth::level`]).
const KNOWN_THERE_FOR: TimeDelta = TimeDelta::hours(12);
/// An RSA key of fewer bits is taken for none.
const LEAST_BITS: usize = 2048;
/// The claim that the standard has for the level.
const ACR: &str = "acr";
/// Only what a house alone can have signed: with a shared secret we could have done it too.
const SIGNED: [Signed; 8] = [
    Signed::RsaSsaPkcs1V15Sha256,
    Signed::RsaSsaPkcs1V15Sha384,
    Signed::RsaSsaPkcs1V15Sha512,
    Signed::RsaSsaPssSha256,
    Signed::RsaSsaPssSha384,
    Signed::RsaSsaPssSha512,
    Signed::EcdsaP256Sha256,
    Signed::EcdsaP384Sha384,
];

/// See the module.
pub struct Provider {
    configured: config::Provider,
    known: Mutex<Option<(DateTime<Utc>, Arc<Metadata>)>>,
}

/// What we asked, to be held against the answer. Stays here. Stored type, for ten minutes.
#[derive(Serialize, Deserialize)]
pub struct Asked {
    pub provider: String,
    nonce: Nonce,
    verifier: PkceCodeVerifier,
    #[serde(default)]
    anew: bool,
    /// Where the way leads back to afterwards: a page of our own.
    #[serde(default)]
    pub then: Option<String>,
}

impl Asked {
    pub(super) fn leading_to(self, then: Option<String>) -> Self {
        Self { then, ..self }
    }
}

/// Whether a house may say who somebody is because it knows them from before: for [`KNOWN_THERE_FOR`].
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum How {
    AsItLikes,
    /// They say it once more, there, now: it is to prove something.
    Anew,
}

/// Where to send somebody, and what to remember of it.
pub struct Way {
    pub address: String,
    pub state: String,
    pub asked: Asked,
}

/// With what somebody comes back.
#[derive(Deserialize)]
pub struct Back {
    pub state: Option<String>,
    code: Option<String>,
    iss: Option<String>,
    error: Option<String>,
}

impl Provider {
    pub(super) fn new(configured: config::Provider) -> Self {
        Self { configured, known: Mutex::default() }
    }

    pub fn id(&self) -> &str {
        &self.configured.id
    }

    pub fn who(&self) -> Who {
        self.configured.who
    }

    pub fn name(&self) -> &Name {
        &self.configured.name
    }

    /// The address that the house sends people back to. Each house has one of its own.
    pub fn back(&self, origin: &Origin) -> String {
        origin.at(&format!("/sign-in/oidc/{}/back", self.id()))
    }

    /// The way to the house, with a question of our own.
    pub(super) async fn ask(
        &self,
        fetch: &Fetch,
        origin: &Origin,
        how: How,
        now: DateTime<Utc>,
    ) -> Result<Way, Refused> {
        let house = self.house(fetch, now).await?;
        let us = self.us(&house, origin)?;
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let flow = AuthenticationFlow::<CoreResponseType>::AuthorizationCode;
        let question = us.authorize_url(flow, CsrfToken::new_random, Nonce::new_random);
        let levels = self.levels_to_ask_for().map(AuthenticationContextClass::new);
        let question =
            levels.fold(question, openidconnect::AuthorizationRequest::add_auth_context_value);
        let anew = how == How::Anew;
        let known_for = if anew { TimeDelta::zero() } else { KNOWN_THERE_FOR };
        let question = question.set_max_age(known_for.to_std().unwrap_or_default());
        let (address, state, nonce) = question.set_pkce_challenge(challenge).url();
        let asked = Asked { provider: self.id().to_owned(), nonce, verifier, anew, then: None };
        Ok(Way { address: address.into(), state: state.into_secret(), asked })
    }

    /// Who came back, if everything about the answer is right.
    pub(super) async fn answer(
        &self,
        fetch: &Fetch,
        origin: &Origin,
        vault: &Vault,
        (asked, back): (Asked, Back),
        now: DateTime<Utc>,
    ) -> Result<Somebody, Refused> {
        let house = self.house(fetch, now).await?;
        if asked.provider != self.id() || !is_own(&house, back.iss.as_deref()) {
            return Err(Refused::OtherHouse);
        }
        let code = match (back.code, back.error.as_deref()) {
            (Some(code), None) => AuthorizationCode::new(code),
            (_, Some("access_denied")) => return Err(Refused::Cancelled),
            _ => return Err(Refused::House),
        };
        let us = self.us(&house, origin)?;
        let exchange = us.exchange_code(code).map_err(|_| Refused::House)?;
        let tokens = exchange.set_pkce_verifier(asked.verifier).request_async(fetch).await;
        let tokens = tokens.map_err(|error| match error {
            RequestTokenError::ServerResponse(_) => Refused::Code,
            RequestTokenError::Request(_) => Refused::Unreached,
            _ => Refused::Unread,
        })?;
        let token = tokens.extra_fields().id_token().ok_or(Refused::Unread)?;
        let verifier = us
            .id_token_verifier()
            .set_allowed_algs(SIGNED)
            .set_time_fn(move || now)
            .set_issue_time_verifier_fn(move |made| just_now(made, now))
            .set_auth_time_verifier_fn(move |said| match (asked.anew, said) {
                (false, Some(said)) if now - said <= KNOWN_THERE_FOR + MADE_WITHIN => Ok(()),
                (false, Some(_)) => Err("too long ago".to_owned()),
                (true, Some(said)) => just_now(said, now),
                (_, None) => Err("it does not say when".to_owned()),
            });
        let claims = token.claims(&verifier, &asked.nonce).map_err(|error| told(&error))?;
        self.is_sure_enough(claims)?;
        let subject = vault
            .blind("oidc", &format!("{}\n{}", claims.issuer().as_str(), claims.subject().as_str()));
        let proved = asked.anew.then_some(now);
        Ok(Somebody { provider: self.id().to_owned(), who: self.who(), subject, proved })
    }

    fn is_sure_enough<G: openidconnect::GenderClaim>(
        &self,
        claims: &IdTokenClaims<Claims, G>,
    ) -> Result<(), Refused> {
        let level = &self.configured.level;
        let said = if level.claim == ACR {
            claims.auth_context_ref().map(|acr| acr.as_str())
        } else {
            claims.additional_claims().all.get(&level.claim).and_then(|value| value.as_str())
        };
        let known = said.and_then(|said| level.values.get(said)).ok_or(Refused::NoLevel)?;
        if known.is_enough(self.who()) { Ok(()) } else { Err(Refused::TooLow) }
    }

    fn levels_to_ask_for(&self) -> impl Iterator<Item = String> {
        let level = &self.configured.level;
        let enough =
            |(_, sure): &(&String, &Assurance)| level.claim == ACR && sure.is_enough(self.who());
        level.values.iter().filter(enough).map(|(value, _)| value.clone())
    }

    async fn house(&self, fetch: &Fetch, now: DateTime<Utc>) -> Result<Arc<Metadata>, Refused> {
        let mut known = self.known.lock().await;
        if let Some((_, house)) = known.as_ref().filter(|(at, _)| now - *at < KNOWN_FOR) {
            return Ok(house.clone());
        }
        let issuer =
            IssuerUrl::new(self.configured.issuer.clone()).map_err(|_| Refused::Unreached)?;
        let house =
            Metadata::discover_async(issuer, fetch).await.map_err(|_| Refused::Unreached)?;
        let keys = house.jwks().keys().iter().filter(|it| is_long_enough(it)).cloned();
        let keys = JsonWebKeySet::new(keys.collect());
        let house = Arc::new(house.set_jwks(keys));
        *known = Some((now, house.clone()));
        Ok(house)
    }

    fn us(&self, house: &Metadata, origin: &Origin) -> Result<Us, Refused> {
        let id = ClientId::new(self.configured.client_id.clone());
        let secret = ClientSecret::new(self.configured.secret.as_str().to_owned());
        let back = RedirectUrl::new(self.back(origin)).map_err(|_| Refused::House)?;
        let ways = house.token_endpoint_auth_methods_supported();
        let takes = |way| ways.is_some_and(|all| all.contains(&way));
        let in_body = takes(CoreClientAuthMethod::ClientSecretPost)
            && !takes(CoreClientAuthMethod::ClientSecretBasic);
        let how = if in_body { AuthType::RequestBody } else { AuthType::BasicAuth };
        let us = openidconnect::Client::from_provider_metadata(house.clone(), id, Some(secret));
        Ok(us.set_redirect_uri(back).set_auth_type(how))
    }
}

/// Whether nobody can work the private key out of it. Of an RSA key its number counts; the curves are long enough.
fn is_long_enough(key: &CoreJsonWebKey) -> bool {
    let said = serde_json::to_value(key).unwrap_or_default();
    let Some(number) = said["n"].as_str() else { return true };
    let number = URL_SAFE_NO_PAD.decode(number).unwrap_or_default();
    let number: Vec<u8> = number.into_iter().skip_while(|byte| *byte == 0).collect();
    let spare = number.first().map_or(0, |first| first.leading_zeros() as usize);
    number.len() * 8 - spare >= LEAST_BITS
}

/// Whether the answer names this house, where it must (RFC 9207): else one house could pass off an answer as another's.
fn is_own(house: &Metadata, named: Option<&str>) -> bool {
    match named {
        Some(named) => named == house.issuer().as_str(),
        None => !house.additional_metadata().authorization_response_iss_parameter_supported,
    }
}

fn just_now(made: DateTime<Utc>, now: DateTime<Utc>) -> Result<(), String> {
    if (now - made).abs() <= MADE_WITHIN { Ok(()) } else { Err("made at another time".to_owned()) }
}

/// The library's own words quote the token.
fn told(error: &Claim) -> Refused {
    match error {
        Claim::Expired(_) | Claim::InvalidAuthTime(_) => Refused::Expired,
        Claim::InvalidAudience(_) => Refused::Audience,
        Claim::InvalidIssuer(_) => Refused::Issuer,
        Claim::InvalidNonce(_) => Refused::Nonce,
        Claim::SignatureVerification(_) => Refused::Signature,
        _ => Refused::Unread,
    }
}
