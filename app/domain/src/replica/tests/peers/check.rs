//! What has to be so in every world.

use super::peer::Peer;
use super::seen::Edit;
use super::typed;
use super::world::World;
use crate::Family;
use crate::protocol::{Outcome, Sent};

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

/// Carried out, or given back, or still on the device of somebody who has gone; never two of these, and never without what was typed.
fn once(world: &World, peer: &Peer, sent: &Sent) -> Result<(), &'static str> {
    let receipt = world.server.receipts.get(&sent.id);
    let done = matches!(receipt, Some((_, Outcome::Done { .. })));
    let kept: Vec<_> = peer.kept.iter().filter(|(id, _)| *id == sent.id).collect();
    let said = peer.said.iter().filter(|id| **id == sent.id).count();
    let waits = peer.outbox.iter().any(|(it, _)| it.id == sent.id);
    if kept.len() + said + usize::from(done) > 1 {
        return Err("a command was both carried out and given back, or given back twice");
    }
    match kept.first() {
        Some((_, left)) => typed::is_left(&sent.command, left),
        // That it stands was asked when it was carried out.
        None if done || waits => Ok(()),
        None if said == 1 => typed::is_a_tap(&sent.command),
        None => Err("a command is gone"),
    }
}
