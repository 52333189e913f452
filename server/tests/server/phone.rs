//! A phone that makes and uses passkeys, and that can be told to lie about one thing.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING as P256, EcdsaKeyPair, KeyPair};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// The person was there; the device knows that it was they; a key comes along.
const THERE: u8 = 1;
const VERIFIED: u8 = 4;
const WITH_KEY: u8 = 64;

/// What the phone says, to be altered before it is signed.
pub struct Says {
    pub origin: String,
    pub relying_party: String,
    pub challenge: String,
    pub kind: &'static str,
    pub flags: u8,
    pub counter: u32,
    pub user: Value,
}

impl Says {
    pub fn nobody_was_verified(&mut self) {
        self.flags &= !VERIFIED;
    }
}

/// One passkey on one phone.
pub struct Phone {
    pub id: Vec<u8>,
    key: EcdsaKeyPair,
    pub counter: u32,
    user: Value,
    origin: String,
}

pub fn base64(bytes: &[u8]) -> String {
    BASE64.encode(bytes)
}

impl Phone {
    pub fn new(origin: &str, id: &[u8]) -> Self {
        let random = SystemRandom::new();
        let document = EcdsaKeyPair::generate_pkcs8(&P256, &random).unwrap();
        let key = EcdsaKeyPair::from_pkcs8(&P256, document.as_ref(), &random).unwrap();
        Self { id: id.to_owned(), key, counter: 0, user: Value::Null, origin: origin.to_owned() }
    }

    fn says(&mut self, options: &Value, kind: &'static str, relying_party: &Value) -> Says {
        self.counter += 1;
        Says {
            origin: self.origin.clone(),
            relying_party: relying_party.as_str().unwrap().to_owned(),
            challenge: options["challenge"].as_str().unwrap().to_owned(),
            kind,
            flags: THERE | VERIFIED,
            counter: self.counter,
            user: self.user.clone(),
        }
    }

    /// What the phone answers when it is to make a passkey.
    pub fn makes(&mut self, options: &Value, change: impl FnOnce(&mut Says)) -> Value {
        let options = &options["publicKey"];
        self.user = options["user"]["id"].clone();
        let mut says = self.says(options, "webauthn.create", &options["rp"]["id"]);
        says.flags |= WITH_KEY;
        change(&mut says);
        let mut data = data(&says);
        data.extend([0; 16]);
        data.extend(u16::try_from(self.id.len()).unwrap().to_be_bytes());
        data.extend(&self.id);
        let (x, y) = self.key.public_key().as_ref()[1..].split_at(32);
        data.extend([0xA5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32]);
        data.extend(x);
        data.extend([0x22, 0x58, 32]);
        data.extend(y);
        let mut object = b"\xA3\x63fmt\x64none\x67attStmt\xA0\x68authData\x58".to_vec();
        object.push(u8::try_from(data.len()).unwrap());
        object.extend(data);
        let said = json!({ "attestationObject": base64(&object), "clientDataJSON": base64(client(&says).as_bytes()) });
        self.answer(said)
    }

    /// What the phone answers when somebody wants to come in.
    pub fn signs(&mut self, options: &Value, change: impl FnOnce(&mut Says)) -> Value {
        let options = &options["publicKey"];
        let mut says = self.says(options, "webauthn.get", &options["rpId"]);
        change(&mut says);
        let (data, client) = (data(&says), client(&says));
        let signed = [data.as_slice(), &Sha256::digest(&client)].concat();
        let signature = self.key.sign(&SystemRandom::new(), &signed).unwrap();
        self.answer(json!({
            "authenticatorData": base64(&data),
            "clientDataJSON": base64(client.as_bytes()),
            "signature": base64(signature.as_ref()),
            "userHandle": says.user,
        }))
    }

    fn answer(&self, response: Value) -> Value {
        let id = base64(&self.id);
        json!({ "id": id, "rawId": id, "type": "public-key", "response": response })
    }
}

fn data(says: &Says) -> Vec<u8> {
    let mut data = Sha256::digest(&says.relying_party).to_vec();
    data.push(says.flags);
    data.extend(says.counter.to_be_bytes());
    data
}

fn client(says: &Says) -> String {
    let Says { kind, challenge, origin, .. } = says;
    json!({ "type": kind, "challenge": challenge, "origin": origin, "crossOrigin": false })
        .to_string()
}
