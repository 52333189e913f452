//! `/api/openapi.json`: the surface for other programs, described for people and for tools.
//!
//! Made by hand: the shapes are the model's, and the model knows of no description language. The examples are made from the model
//! itself, so they cannot be wrong; a test holds every route and every kind of command to be here.

pub mod examples;

use super::body::MOST_LIST_BYTES;
use super::commands::MOST_COMMANDS;
use crate::auth::sessions::cookie_name;
use crate::parts::{Parts, Reach};
use axum::Json;
use axum::extract::State;
use domain::protocol::{MOST_BYTES, PROTOCOL_VERSION};
use serde_json::{Value, json};

pub async fn show(State(parts): State<Parts>) -> Json<Value> {
    Json(document(parts.reach))
}

fn document(reach: Reach) -> Value {
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Familiedialog",
            "version": env!("CARGO_PKG_VERSION"),
            "description": format!(
                "A family's own place for its dialogue. One sends commands and reads one's own view. Ids are UUIDv7 made by the \
                 sender; the same command id sent twice gets the first answer again. Protocol version {PROTOCOL_VERSION}. \
                 Another family's things are not found."
            ),
        },
        "security": [{ "cookie": [] }, { "bearer": [] }],
        "paths": paths(),
        "components": {
            "securitySchemes": {
                "cookie": { "type": "apiKey", "in": "cookie", "name": cookie_name(reach) },
                "bearer": { "type": "http", "scheme": "bearer" },
            },
            "schemas": schemas(),
        },
    })
}

fn paths() -> Value {
    json!({
        "/api/openapi.json": { "get": open(operation("This description.", "Anything")) },
        "/api/v1/families": {
            "get": operation("The places one has a seat in.", "Families"),
            "post": open(body(created("Makes a family's place. The command is people/found.", "Entered"), "Sent")),
        },
        "/api/v1/families/{family}": {
            "parameters": [parameter("family")],
            "get": operation("One's own copy: what one may see. Its seq is to be handed back: it rises with what one is told, and is no place in a log.", "Snapshot"),
        },
        "/api/v1/families/{family}/commands": {
            "parameters": [parameter("family")],
            "post": commands(),
        },
        "/api/v1/families/{family}/events": {
            "parameters": [parameter("family"), {
                "name": "since", "in": "query", "required": true, "schema": { "type": "integer", "minimum": 0 },
            }],
            "get": operation("What one was told after a seq of one's own. 409: too long ago, or what one may see has changed; read the place anew.", "News"),
        },
        "/api/v1/families/{family}/export": {
            "parameters": [parameter("family")],
            "get": operation("Everything one may see, as a file. Leaves a row of its own in who has looked.", "Export"),
        },
        "/api/v1/families/{family}/looked": {
            "parameters": [parameter("family"), {
                "name": "before", "in": "query", "schema": { "type": "integer" },
            }],
            "get": operation("Who has looked, newest first. Guardians and children: everybody but children; others: themselves.", "Looked"),
        },
        "/api/v1/families/{family}/live": {
            "parameters": [parameter("family"), {
                "name": "as", "in": "query", "schema": reference("Id"),
                "description": "The member whose socket it is to be. Nobody else's is opened.",
            }],
            "get": live(),
        },
        "/api/v1/families/{family}/invitations/{invitation}/key": {
            "parameters": [parameter("family"), parameter("invitation")],
            "post": operation("Shows an invitation's link, code and QR code. Guardians and the coordinator.", "Key"),
        },
        "/api/v1/join": { "post": open(body(created("Comes in with a link or six letters.", "Entered"), "Join")) },
        "/api/v1/session": {
            "get": operation("How long one is still signed in. Asking does not make it longer.", "Left"),
            "post": operation("Stays signed in, for as long as that can be.", "Left"),
            "delete": signs_out(),
        },
    })
}

fn operation(what: &str, answer: &str) -> Value {
    json!({
        "summary": what,
        "responses": {
            "200": { "description": "Done.", "content": content(answer) },
            "default": { "description": "Not done; nothing was changed.", "content": problem() },
        },
    })
}

fn created(what: &str, answer: &str) -> Value {
    let mut operation = operation(what, answer);
    let responses = &mut operation["responses"];
    responses["201"] = responses["200"].take();
    if let Some(responses) = responses.as_object_mut() {
        responses.remove("200");
    }
    operation
}

fn body(mut operation: Value, schema: &str) -> Value {
    operation["requestBody"] = json!({ "required": true, "content": content(schema) });
    operation
}

/// Nobody needs to be signed in.
fn open(mut operation: Value) -> Value {
    operation["security"] = json!([]);
    operation
}

fn commands() -> Value {
    let what = format!(
        "Carries out one command ({MOST_BYTES} bytes) or a list in order ({MOST_COMMANDS} commands, {MOST_LIST_BYTES} bytes). \
         Answered when it is on disk: done with a seq, or refused with a reason."
    );
    let mut operation = operation(&what, "Answers");
    let one_or_list =
        json!({ "oneOf": [reference("Sent"), { "type": "array", "items": reference("Sent") }] });
    operation["requestBody"] = json!({
        "required": true,
        "content": { "application/json": { "schema": one_or_list, "examples": examples::named() } },
    });
    operation
}

fn live() -> Value {
    json!({
        "summary": "A WebSocket. The client says hello, and is told everything from then on.",
        "description": "Client: hello, do, passing. Server: snapshot, news, answer, present, passing, bye. JSON text messages.",
        "responses": { "101": { "description": "Goes on as a WebSocket." }, "default": { "description": "Not done.", "content": problem() } },
    })
}

fn signs_out() -> Value {
    json!({
        "summary": "Signs this device out. Its sockets close.",
        "responses": { "204": { "description": "Done." }, "default": { "description": "Not done.", "content": problem() } },
    })
}

fn content(schema: &str) -> Value {
    json!({ "application/json": { "schema": reference(schema) } })
}

fn problem() -> Value {
    json!({ "application/problem+json": { "schema": reference("Problem") } })
}

fn reference(schema: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{schema}") })
}

fn parameter(name: &str) -> Value {
    json!({ "name": name, "in": "path", "required": true, "schema": reference("Id") })
}

fn schemas() -> Value {
    let object = |required: &[&str], properties: Value| json!({ "type": "object", "required": required, "properties": properties });
    let (text, number) = (json!({ "type": "string" }), json!({ "type": "integer" }));
    json!({
        "Anything": { "type": "object" },
        "Id": { "type": "string", "format": "uuid" },
        "Command": {
            "type": "object", "minProperties": 1, "maxProperties": 1,
            "description": "The tool, in it the kind, in it the fields: see the examples of commands.",
            "additionalProperties": { "type": "object", "minProperties": 1, "maxProperties": 1 },
        },
        "Sent": object(&["id", "command"], json!({ "id": reference("Id"), "command": reference("Command") })),
        "Answer": object(&["id", "outcome"], json!({
            "id": reference("Id"),
            "outcome": { "oneOf": [
                object(&["done"], json!({ "done": object(&["seq"], json!({ "seq": number })) })),
                object(&["refused"], json!({ "refused": object(&["refusal"], json!({ "refusal": reference("Refusal") })) })),
            ] },
        })),
        "Answers": { "oneOf": [reference("Answer"), { "type": "array", "items": reference("Answer") }] },
        "Refusal": {
            "description": "The reason, for instance \"not_holder\"; some carry a limit, as in {\"too_long\": {\"max\": 280}}.",
            "oneOf": [text, { "type": "object" }],
        },
        "Families": { "type": "array", "items": object(&["id", "name"], json!({ "id": reference("Id"), "name": text })) },
        "Entered": object(&["family", "member"], json!({
            "family": reference("Id"), "member": reference("Id"), "token": text,
        })),
        "Left": object(&["ends_in"], json!({ "ends_in": number })),
        "Join": object(&["key", "id", "member", "name"], json!({
            "key": text, "id": reference("Id"), "member": reference("Id"), "name": text, "title": text, "language": text,
        })),
        "Key": object(&["link", "code", "qr"], json!({ "link": text, "code": text, "qr": text })),
        "Snapshot": object(&["seq", "me", "family"], json!({ "seq": number, "me": reference("Id"), "family": { "type": "object" } })),
        "Export": object(&["format", "taken", "seq", "me", "family"], json!({
            "format": text, "taken": { "type": "string", "format": "date-time" },
            "seq": number, "me": reference("Id"), "family": { "type": "object" },
        })),
        "News": object(&["seq", "events"], json!({ "seq": number, "events": { "type": "array", "items": { "type": "object" } } })),
        "Looked": object(&["rows", "before"], json!({
            "before": { "description": "Where the next page begins, in microseconds since 1970.", "type": ["integer", "null"] },
            "rows": { "type": "array", "items": object(&["by", "at", "part", "way", "ground"], json!({
                "by": reference("Id"), "at": { "type": "string", "format": "date-time" }, "part": text,
                "way": { "enum": ["page", "api", "live", "export", "change"] },
                "ground": { "enum": ["custody", "own_life", "consent", "leads", "seat"] },
                "on_screen_of": reference("Id"),
            })) },
        })),
        "Problem": object(&["type", "title", "status"], json!({
            "type": text, "title": text, "status": number, "detail": text, "refusal": reference("Refusal"),
        })),
    })
}
