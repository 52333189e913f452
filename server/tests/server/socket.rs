//! A client's end of a socket.

use crate::given::Person;
use domain::protocol::{
    Answer, Bye, FromClient, FromServer, News, PROTOCOL_VERSION, Sent, Snapshot,
};
use domain::{Family, MemberId, apply};
use futures_util::{SinkExt, StreamExt};
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

/// Nothing that is awaited takes so long; a test that waits longer has failed.
const LONG: Duration = Duration::from_secs(20);
/// What is promised to whoever ends a session, removes somebody or takes something back.
pub const AT_ONCE: Duration = Duration::from_secs(1);

/// Does it, and gives what is told of it elsewhere: within a second of when the deed was begun.
pub async fn at_once<Done, Heard>(
    deed: impl Future<Output = Done>,
    told: impl Future<Output = Heard>,
) -> Heard {
    let both = async { tokio::join!(deed, told).1 };
    timeout(AT_ONCE, both).await.expect("it is felt within a second")
}

pub struct Socket(pub WebSocketStream<MaybeTlsStream<TcpStream>>);

/// Opens a socket, perhaps from a page of `origin`. Fails with the status of the answer.
pub async fn open(person: &Person, origin: Option<&str>) -> Result<Socket, u16> {
    match called(person, origin).await {
        Ok(socket) => Ok(socket),
        Err(Error::Http(answer)) => Err(answer.status().as_u16()),
        Err(error) => panic!("{error}"),
    }
}

/// The same, where there may be no server at all.
pub async fn called(person: &Person, origin: Option<&str>) -> Result<Socket, Error> {
    let url = format!("{}{}", person.client.base.replace("http:", "ws:"), person.at("/live"));
    let mut request = url.into_client_request().unwrap();
    let headers = request.headers_mut();
    if let Some(token) = &person.client.token {
        headers.insert("authorization", format!("Bearer {token}").parse().unwrap());
    }
    if let Some(origin) = origin {
        headers.insert("origin", origin.parse().unwrap());
    }
    let (socket, _) = connect_async(request).await?;
    Ok(Socket(socket))
}

impl Socket {
    /// Opens a socket and says hello.
    pub async fn enter(person: &Person, seq: u64) -> Self {
        let mut socket = open(person, None).await.expect("there is a seat");
        socket.say(&FromClient::Hello { version: PROTOCOL_VERSION, seq }).await;
        socket
    }

    pub async fn say(&mut self, message: &FromClient) {
        self.raw(Message::text(serde_json::to_string(message).unwrap())).await;
    }

    /// None where nobody is there to hear it.
    pub async fn try_say(&mut self, message: &FromClient) -> Option<()> {
        self.0.send(Message::text(serde_json::to_string(message).unwrap())).await.ok()
    }

    pub async fn raw(&mut self, message: Message) {
        self.0.send(message).await.unwrap();
    }

    /// The next message; None when the server has closed.
    pub async fn hear(&mut self) -> Option<FromServer> {
        loop {
            match timeout(LONG, self.0.next()).await.expect("the server says something") {
                Some(Ok(Message::Text(text))) => return Some(serde_json::from_str(&text).unwrap()),
                Some(Ok(Message::Close(_)) | Err(_)) | None => return None,
                Some(Ok(_)) => {}
            }
        }
    }

    /// Passes over everything until `wanted` takes something.
    pub async fn until<T>(&mut self, wanted: impl Fn(FromServer) -> Option<T>) -> T {
        loop {
            let message = self.hear().await.expect("the socket is open");
            if let Some(it) = wanted(message) {
                return it;
            }
        }
    }

    pub async fn snapshot(&mut self) -> Snapshot {
        self.until(
            |it| if let FromServer::Snapshot { snapshot } = it { Some(snapshot) } else { None },
        )
        .await
    }

    pub async fn news(&mut self) -> News {
        self.until(|it| if let FromServer::News { news } = it { Some(news) } else { None }).await
    }

    pub async fn present(&mut self) -> Vec<MemberId> {
        self.until(|it| if let FromServer::Present { members } = it { Some(members) } else { None })
            .await
    }

    pub async fn does(&mut self, sent: Sent) -> Answer {
        self.say(&FromClient::Do { sent }).await;
        self.until(|it| if let FromServer::Answer { answer } = it { Some(answer) } else { None })
            .await
    }

    /// Everything until the last word.
    pub async fn bye(&mut self) -> Bye {
        self.until(|it| if let FromServer::Bye { why } = it { Some(why) } else { None }).await
    }
}

/// Folds news into a copy, as a client does.
pub fn follow(copy: &mut Family, news: &News) {
    news.events.iter().for_each(|it| apply(copy, &it.event));
}
