//! A member's live connection.

use crate::Done;
use crate::people::Circle;
use domain::MemberId;
use domain::protocol::{FromClient, FromServer, PROTOCOL_VERSION};
use futures_util::{SinkExt, StreamExt};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

type Stream = WebSocketStream<MaybeTlsStream<TcpStream>>;

pub struct Socket {
    pub me: MemberId,
    stream: Stream,
}

impl Socket {
    /// Says hello and has the whole family.
    pub async fn enter(circle: &Circle, member: usize) -> Done<Self> {
        let base = circle.base.replace("http:", "ws:");
        let url = format!("{base}/api/v1/families/{}/live", circle.family);
        let mut request = url.into_client_request()?;
        let token = format!("Bearer {}", circle.tokens[member]);
        request.headers_mut().insert("authorization", token.parse()?);
        let (mut stream, _) = connect_async(request).await?;
        say(&mut stream, &FromClient::Hello { version: PROTOCOL_VERSION, seq: 0 }).await?;
        match hear(&mut stream).await {
            Some(FromServer::Snapshot { snapshot }) => Ok(Self { me: snapshot.me, stream }),
            _ => Err("no family came".into()),
        }
    }

    pub async fn say(&mut self, message: &FromClient) -> Done {
        say(&mut self.stream, message).await
    }

    /// The next message; None when the server has closed. Nothing is lost if the wait is given up.
    pub async fn hear(&mut self) -> Option<FromServer> {
        hear(&mut self.stream).await
    }
}

async fn say(stream: &mut Stream, message: &FromClient) -> Done {
    Ok(stream.send(Message::text(serde_json::to_string(message)?)).await?)
}

async fn hear(stream: &mut Stream) -> Option<FromServer> {
    loop {
        match stream.next().await {
            Some(Ok(Message::Text(text))) => return serde_json::from_str(&text).ok(),
            Some(Ok(Message::Ping(_) | Message::Pong(_) | Message::Frame(_))) => {}
            Some(Ok(Message::Close(_) | Message::Binary(_)) | Err(_)) | None => return None,
        }
    }
}
