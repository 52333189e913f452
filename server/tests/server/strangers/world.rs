//! A family with one thing of each kind, and one command of each kind that names something.

use crate::given::{Person, Running, noon, sent};
use domain::Command;
pub use domain::DialogueId;
use domain::people::{Role, Use};
use serde_json::{Value, json};
use server::clock::new_id;
use uuid::Uuid;

/// One id of each kind that there is in a family, and of a command that was carried out there.
pub struct Named {
    pub member: Uuid,
    pub child: Uuid,
    pub invitation: Uuid,
    pub card: Uuid,
    pub placement: Uuid,
    pub round: Uuid,
    pub dream: Uuid,
    pub goal: Uuid,
    pub step: Uuid,
    pub fact: Uuid,
    pub dialogue: DialogueId,
    pub sent: Uuid,
}

impl Named {
    /// Of a family that is not there.
    pub fn nowhere() -> Self {
        let ids: [Uuid; 12] = std::array::from_fn(|_| new_id());
        let [
            member,
            child,
            invitation,
            card,
            placement,
            round,
            dream,
            goal,
            step,
            fact,
            meets,
            sent,
        ] = ids;
        let dialogue = DialogueId(meets);
        Self {
            member,
            child,
            invitation,
            card,
            placement,
            round,
            dream,
            goal,
            step,
            fact,
            dialogue,
            sent,
        }
    }

    /// Whether this is one of them.
    pub fn has(&self, id: Option<&Value>) -> bool {
        let id = id.and_then(Value::as_str).and_then(|it| it.parse().ok());
        id.is_some_and(|id| self.all().contains(&id))
    }

    pub fn all(&self) -> [Uuid; 11] {
        let Self {
            member,
            child,
            invitation,
            card,
            placement,
            round,
            dream,
            goal,
            step,
            fact,
            dialogue,
            ..
        } = *self;
        [member, child, invitation, card, placement, round, dream, goal, step, fact, dialogue.0]
    }
}

/// Makes one of each, as a guardian who leads.
pub async fn named(server: &Running, who: &Person) -> Named {
    let child = who.child().await.0;
    let (invitation, _, _) = who.invites(Role::Network, Use::Table, None).await;
    let mut all = Named { child, member: who.me.0, invitation: invitation.0, ..Named::nowhere() };
    let day = noon().date_naive();
    let when = server.clock.now().naive_utc() + chrono::TimeDelta::hours(2);
    let Named { card, placement, round, dream, goal, step, fact, dialogue, .. } = all;
    let lays = json!({ "id": placement, "child": child, "setting": "home", "level": 3, "on": day, "because": "", "works": "", "one_up": "", "seen": "circle" });
    let writes = json!({ "id": card, "about": child, "column": "works", "text": "ro", "notices": "", "dialogue": null, "on": day, "shared": false });
    let adds = json!({ "id": dream, "whose": child, "text": "en hund", "picture": "none", "place": { "zone": "now", "x": 1, "y": 1 }, "dialogue": null });
    let sets = json!({ "id": goal, "about": child, "text": "en ven", "sign": "", "dream": null, "dialogue": null, "on": day });
    let asks = json!({ "id": step, "goal": goal, "what": "ringe", "holder": who.me, "due": null, "help": "", "dialogue": null, "on": day });
    let notes = json!({ "id": fact, "about": child, "kind": "school", "text": "Skovskolen" });
    let plans = json!({ "id": dialogue, "about": child, "when": when, "place": "hos os" });
    let opens = json!({ "round": round, "child": child, "setting": "school", "dialogue": dialogue, "on": day });
    let made = [
        json!({ "talk": { "write": writes } }),
        json!({ "ruler": { "place": lays } }),
        json!({ "dreams": { "add": adds } }),
        json!({ "plan": { "set_goal": sets } }),
        json!({ "plan": { "add_step": asks } }),
        json!({ "shield": { "set": notes } }),
        json!({ "dialogue": { "plan": plans } }),
        json!({ "ruler": { "open": opens } }),
    ];
    for command in made {
        let command: Command = serde_json::from_value(command).unwrap();
        let command = sent(command);
        all.sent = command.id.0;
        let answer = who.send(&command).await;
        assert!(matches!(answer.outcome, domain::protocol::Outcome::Done { .. }), "it is made");
    }
    all
}

/// A plain command to whichever family.
pub fn tick(id: Uuid) -> Value {
    let tick = json!({ "plan": { "tick": { "id": Uuid::nil(), "on": noon().date_naive() } } });
    json!({ "id": id, "command": tick })
}

/// One command of each kind that names something, with ids of the family's own.
pub fn commands(own: &Named) -> Vec<Value> {
    [in_plan(own), in_talk_and_dreams(own), in_dialogue_and_ruler(own), of_the_circle(own)].concat()
}

fn in_plan(own: &Named) -> Vec<Value> {
    let Named { child, member, goal, step, dream, dialogue, .. } = own;
    let day = noon().date_naive();
    let about_goal = [
        json!({ "reword_goal": { "id": goal, "from": "en ven", "text": "to venner" } }),
        json!({ "how_far": { "id": goal, "value": 3, "on": day } }),
        json!({ "note": { "id": goal, "way": "forward", "text": "ja", "on": day } }),
        json!({ "turn": { "id": goal, "to": "on_hold", "because": "", "on": day } }),
        json!({ "agree": { "item": { "goal": goal } } }),
        json!({ "reopen": { "item": { "goal": goal } } }),
        json!({ "agree": { "item": { "step": step } } }),
        json!({ "set_goal": { "id": new_id(), "about": child, "text": "ro", "sign": "", "dream": dream, "dialogue": dialogue, "on": day } }),
        json!({ "add_step": { "id": new_id(), "goal": goal, "what": "gå", "holder": member, "due": null, "help": "", "dialogue": dialogue, "on": day } }),
    ];
    let about_step = [
        json!({ "offer": { "id": step, "to": member } }),
        json!({ "accept": { "id": step } }),
        json!({ "decline": { "id": step, "because": "" } }),
        json!({ "hand_back": { "id": step, "because": "nej" } }),
        json!({ "tick": { "id": step, "on": day } }),
        json!({ "untick": { "id": step } }),
        json!({ "tell": { "id": step, "text": "ja", "on": day } }),
        json!({ "due": { "id": step, "due": null } }),
    ];
    about_goal.into_iter().chain(about_step).map(|it| json!({ "plan": it })).collect()
}

fn in_talk_and_dreams(own: &Named) -> Vec<Value> {
    let Named { child, member, card, dream, dialogue, .. } = own;
    let day = noon().date_naive();
    let place = json!({ "zone": "soon", "x": 2, "y": 2 });
    let talk = [
        json!({ "write": { "id": new_id(), "about": child, "column": "wish", "text": "ro", "notices": "", "dialogue": dialogue, "on": day, "shared": true } }),
        json!({ "reword": { "id": card, "from": "ro", "text": "mere ro" } }),
        json!({ "share": { "id": card } }),
        json!({ "show": { "id": card, "to": [member] } }),
        json!({ "remove": { "id": card } }),
    ];
    let dreams = [
        json!({ "add": { "id": new_id(), "whose": child, "text": "en kat", "picture": "none", "place": place, "dialogue": dialogue } }),
        json!({ "move": { "id": dream, "place": place } }),
        json!({ "reword": { "id": dream, "from": "en hund", "text": "en stor hund" } }),
        json!({ "picture": { "id": dream, "picture": "none" } }),
        json!({ "remove": { "id": dream } }),
        json!({ "restore": { "id": dream } }),
    ];
    let talk = talk.into_iter().map(|it| json!({ "talk": it }));
    talk.chain(dreams.into_iter().map(|it| json!({ "dreams": it }))).collect()
}

fn in_dialogue_and_ruler(own: &Named) -> Vec<Value> {
    let Named { child, member, dialogue, placement, round, .. } = own;
    let (day, when) = (noon().date_naive(), noon().naive_utc() + chrono::TimeDelta::hours(3));
    let meets = [
        json!({ "plan": { "id": new_id(), "about": child, "when": when, "place": "", "among": [member] } }),
        json!({ "among": { "id": dialogue, "among": [member] } }),
        json!({ "move": { "id": dialogue, "when": when, "place": "her" } }),
        json!({ "start": { "id": dialogue } }),
        json!({ "go": { "id": dialogue, "step": "works" } }),
        json!({ "check_in": { "id": dialogue, "check_in": "pass" } }),
        json!({ "useful": { "id": dialogue, "useful": { "score": 3, "next_time": "" } } }),
        json!({ "end": { "id": dialogue } }),
    ];
    let place = |seen: Value| json!({ "place": { "id": new_id(), "child": child, "setting": "home", "level": 2, "on": day, "because": "", "works": "", "one_up": "", "seen": seen } });
    let ruler = [
        place(json!("mine")),
        place(json!({ "round": round })),
        json!({ "share": { "id": placement } }),
        json!({ "show": { "id": placement, "to": [member] } }),
        json!({ "withdraw": { "id": placement } }),
        json!({ "open": { "round": new_id(), "child": child, "setting": "online", "dialogue": dialogue, "on": day } }),
        json!({ "reveal": { "round": round } }),
    ];
    let meets = meets.into_iter().map(|it| json!({ "dialogue": it }));
    meets.chain(ruler.into_iter().map(|it| json!({ "ruler": it }))).collect()
}

fn of_the_circle(own: &Named) -> Vec<Value> {
    let Named { child, member, invitation, fact, dialogue, .. } = own;
    let until = noon() + chrono::TimeDelta::days(5);
    let day = until.date_naive();
    let named = json!({ "id": new_id(), "name": "Bo", "role": "child", "title": "", "born": null, "language": "da", "joined": false });
    vec![
        json!({ "people": { "rename": { "member": child, "name": "Ali", "title": "søn" } } }),
        json!({ "people": { "remove": { "member": child } } }),
        json!({ "people": { "born": { "member": child, "year": 2014 } } }),
        json!({ "people": { "name": { "member": named } } }),
        json!({ "people": { "offer_baton": { "to": member } } }),
        json!({ "people": { "renew": { "id": new_id(), "member": child, "until": until } } }),
        json!({ "people": { "revoke": { "id": invitation } } }),
        json!({ "people": { "invite": { "id": new_id(), "role": "child", "who": child, "usage": "single", "until": until } } }),
        json!({ "people": { "join": { "invitation": invitation, "name": "Bo", "title": "", "language": "da" } } }),
        json!({ "consent": { "give": { "to": child, "of": null, "sections": ["ruler"], "purpose": "ro", "until": day, "heard": "fine" } } }),
        json!({ "consent": { "give": { "to": child, "of": member, "sections": ["ruler"], "purpose": "ro", "until": day, "heard": "own" } } }),
        json!({ "consent": { "withdraw": { "to": child, "of": member, "section": null } } }),
        json!({ "shield": { "set": { "id": fact, "about": child, "kind": "meeting_place", "text": "Skovhytten", "known_to": [member], "kept_from": [child], "dialogue": dialogue } } }),
        json!({ "shield": { "remove": { "id": fact } } }),
    ]
}
