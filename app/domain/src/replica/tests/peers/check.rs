//! What has to be so in every world.

use super::device::Device;
use super::peer::Peer;
use super::seen::Edit;
use super::typed;
use super::world::World;
use crate::protocol::{Outcome, Sent};
use crate::{Family, Refusal};

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
        once(world, &world.devices[world.peers[*at].device], sent)?;
    }
    Ok(())
}

fn in_step(world: &World, peer: &Peer) -> Result<(), &'static str> {
    let replica = peer.replica.as_ref().ok_or("a page stayed closed")?;
    if !world.devices[peer.device].outbox.is_empty() || !replica.pending.is_empty() {
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
fn once(world: &World, device: &Device, sent: &Sent) -> Result<(), &'static str> {
    let receipt = world.server.receipts.get(&sent.id);
    let done = matches!(receipt, Some((_, Outcome::Done { .. })));
    let kept: Vec<_> = device.kept.iter().filter(|it| it.id == sent.id).collect();
    let said = device.said.iter().filter(|id| **id == sent.id).count();
    let waits = device.outbox.iter().any(|(it, _)| it.id == sent.id);
    // Of two tabs one may hear "not yet" after the other's yes: that stands until it is put away.
    let not_yet = |refusal| matches!(refusal, Refusal::ProveFirst | Refusal::NotUnderstood);
    let crossed = device.shared && kept.iter().all(|it| not_yet(it.refusal));
    if kept.len() + said + usize::from(done && !crossed) > 1 {
        return Err("a command was both carried out and given back, or given back twice");
    }
    match kept.first() {
        Some(it) => typed::is_left(&sent.command, &it.left),
        // That it stands was asked when it was carried out.
        None if done || waits => Ok(()),
        None if said == 1 => typed::is_a_tap(&sent.command),
        None => Err("a command is gone"),
    }
}
