//! Between whom it is told who is here, on real sockets.

use crate::given::{Person, Running, entered, family, joining, noon};
use crate::socket::Socket;
use domain::consent::{self, Section};
use domain::dialogue::Command as Dialogue;
use domain::people::{Role, Use};
use domain::{Command, DialogueId, MemberId};
use server::clock::new_id;

async fn child(amina: &Person, server: &Running) -> Person {
    let child = amina.child().await;
    let (_, link, _) = amina.invites(Role::Child, Use::Single, Some(child)).await;
    let mut joining = joining(&link, "Ali");
    joining["member"] = serde_json::to_value(child).unwrap();
    let stranger = server.stranger();
    entered(&stranger, stranger.post("/api/v1/join", &joining).await).await
}

/// Waits until this socket was told of just these. Says of whom else it heard until then.
async fn tells(socket: &mut Socket, wanted: &[MemberId]) -> Vec<MemberId> {
    let mut wanted = wanted.to_vec();
    wanted.sort_unstable();
    let mut heard = Vec::new();
    loop {
        let members = socket.present().await;
        if members == wanted {
            heard.retain(|it| !wanted.contains(it));
            return heard;
        }
        heard.extend(members);
    }
}

// [S19]
#[tokio::test]
async fn a_guest_is_told_of_those_they_share_something_with_and_of_nobody_else() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let amina = mette.with(&server, "Amina", Role::Guardian).await;
    let ali = child(&amina, &server).await;
    let rosa = mette.with(&server, "Rosa", Role::Network).await;
    let nobody: [MemberId; 0] = [];

    let mut hers = Socket::enter(&rosa, 0).await;
    assert_eq!(tells(&mut hers, &[rosa.me]).await, nobody);
    let mut mother = Socket::enter(&amina, 0).await;
    let mut leader = Socket::enter(&mette, 0).await;
    let mut his = Socket::enter(&ali, 0).await;
    let family = [mette.me, amina.me];
    for socket in [&mut mother, &mut leader] {
        assert_eq!(tells(socket, &family).await, nobody, "nothing was given to Rosa");
    }
    // When a child sits at a screen is the child's, also to a parent.
    assert_eq!(tells(&mut his, &[ali.me]).await, nobody);

    // All that Rosa hears comes after what she was told first: of nobody's coming a word.
    amina.gives(rosa.me, &[Section::Plan]).await;
    assert_eq!(tells(&mut hers, &[rosa.me, amina.me, mette.me]).await, nobody, "Mette has it too");
    assert_eq!(tells(&mut mother, &[rosa.me, mette.me, amina.me]).await, nobody);

    let id = DialogueId(new_id());
    amina.gives(rosa.me, &[Section::Dialogue]).await;
    let (when, place) = (noon().naive_utc(), String::new());
    let plan = Dialogue::Plan { id, about: ali.me, when, place, held: false, among: None };
    mette.does(Command::Dialogue(plan)).await;
    mette.does(Command::Dialogue(Dialogue::Start { id })).await;
    let all = [rosa.me, amina.me, mette.me, ali.me];
    assert_eq!(tells(&mut hers, &all).await, nobody);
    assert_eq!(tells(&mut mother, &all).await, nobody, "until now not a word of Ali");
    mette.does(Command::Dialogue(Dialogue::End { id })).await;
    let withdraw = consent::Command::Withdraw { to: rosa.me, of: None, section: None };
    amina.does(Command::Consent(withdraw)).await;
    tells(&mut hers, &[rosa.me]).await;
    tells(&mut mother, &family).await;
}
