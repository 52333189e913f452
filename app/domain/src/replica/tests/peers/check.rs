//! What has to be so in every world.

use super::peer::Peer;
use super::seen::{Edit, Parts, parts, strokes};
use super::world::World;
use crate::protocol::{Outcome, Sent};
use crate::{Command, Family, dreams, people};

/// A change takes nothing away that its writer had not read.
pub fn kept_what_was_not_read(edit: Option<&Edit>, after: &Family) -> Result<(), &'static str> {
    let Some(edit) = edit else { return Ok(()) };
    let now = edit.field.now(after).unwrap_or_default();
    if edit.unread.is_subset(&now) { Ok(()) } else { Err("somebody's words were overwritten") }
}

/// At the end of a world.
pub fn all(world: &World) -> Result<(), &'static str> {
    for peer in &world.peers {
        if world.server.seated(peer.me) {
            in_step(world, peer)?;
        }
    }
    for (at, sent) in &world.written {
        once(world, &world.peers[*at], sent)?;
    }
    Ok(())
}

fn in_step(world: &World, peer: &Peer) -> Result<(), &'static str> {
    let replica = peer.replica.as_ref().ok_or("a page stayed closed")?;
    if !peer.outbox.is_empty() || !replica.pending.is_empty() {
        return Err("something waits for ever");
    }
    if replica.seq() != world.server.tellings.number(peer.me) {
        return Err("a copy counts otherwise than the server");
    }
    if world.server.view(peer.me).as_ref() != Some(replica.shown()) {
        return Err("a copy is not what is theirs to see");
    }
    Ok(())
}

/// Carried out, or given back, or still on the device of somebody who has gone; never two of these, and never without its words.
fn once(world: &World, peer: &Peer, sent: &Sent) -> Result<(), &'static str> {
    let receipt = world.server.receipts.get(&sent.id);
    let done = matches!(receipt, Some((_, Outcome::Done { .. })));
    let kept = peer.kept.iter().filter(|(it, _)| it.id == sent.id).count();
    let waits = peer.outbox.iter().any(|(it, _)| it.id == sent.id);
    if kept + usize::from(done) > 1 {
        return Err("a command was both carried out and given back, or given back twice");
    }
    if done {
        return carried_out(world, sent);
    }
    if kept == 1 || waits { Ok(()) } else { Err("a command is gone") }
}

/// Every part that was new in a command stands in what came of it.
fn carried_out(world: &World, sent: &Sent) -> Result<(), &'static str> {
    let events = world.server.done.get(&sent.id).ok_or("carried out without a trace")?;
    let text = serde_json::to_value(events).expect("plain data");
    let mut stands = Parts::new();
    gather(&text, &mut stands);
    // What the family is called is typed to prove that one means it, not to be kept.
    if matches!(sent.command, Command::People(people::Command::Erase { .. })) {
        return Ok(());
    }
    let mut typed: Parts = sent.command.words().into_iter().flat_map(parts).collect();
    for was_there in started(&sent.command) {
        typed.remove(&was_there);
    }
    if let Command::Dreams(
        dreams::Command::Add { picture, .. } | dreams::Command::Picture { picture, .. },
    ) = &sent.command
    {
        typed.extend(strokes(picture));
        stands.extend(pictures(events));
    }
    if typed.is_subset(&stands) { Ok(()) } else { Err("words that were typed are gone") }
}

fn pictures(events: &[crate::Event]) -> Parts {
    let all = events.iter().filter_map(|event| match event {
        crate::Event::Dreams(dreams::Event::Added { dream }) => Some(&dream.picture),
        crate::Event::Dreams(dreams::Event::Pictured { picture, .. }) => Some(picture),
        _ => None,
    });
    all.flat_map(strokes).collect()
}

/// The words that a change started from: others may have taken them away since.
fn started(command: &Command) -> Parts {
    let mut found = Parts::new();
    let json = serde_json::to_value(command).expect("plain data");
    let fields = json.as_object().into_iter().flat_map(|it| it.values());
    let fields = fields.filter_map(|it| it.as_object()).flat_map(|it| it.values());
    fields.filter_map(|it| it.get("from")).for_each(|from| gather(from, &mut found));
    found
}

fn gather(value: &serde_json::Value, found: &mut Parts) {
    match value {
        serde_json::Value::String(text) => found.extend(parts(text)),
        serde_json::Value::Array(all) => all.iter().for_each(|it| gather(it, found)),
        serde_json::Value::Object(all) => all.values().for_each(|it| gather(it, found)),
        _ => {}
    }
}
