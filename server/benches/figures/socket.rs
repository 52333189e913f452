//! A member's live connection.

use crate::Done;
use crate::people::Circle;
use domain::MemberId;
use domain::protocol::{FromClient, FromServer, PROTOCOL_VERSION};
use futures_util::{SinkExt, StreamExt};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async_with_config};
use uuid::Uuid;

type Stream = WebSocketStream<MaybeTlsStream<TcpStream>>;

pub struct Socket {
    pub me: MemberId,
    /// How far the copy went that it entered with.
    pub seq: u64,
    stream: Stream,
}

impl Socket {
    /// Says hello and has the whole family.
    pub async fn enter(circle: &Circle, member: usize) -> Done<Self> {
        let (mut socket, first) = Self::resume(circle, member, 0).await?;
        let FromServer::Snapshot { snapshot } = first else { return Err("no family came".into()) };
        (socket.me, socket.seq) = (snapshot.me, snapshot.seq);
        Ok(socket)
    }

    /// Comes back with a copy that goes so far, and says what the server's first word is.
    pub async fn resume(circle: &Circle, member: usize, seq: u64) -> Done<(Self, FromServer)> {
        let base = circle.base.replace("http:", "ws:");
        let url = format!("{base}/api/v1/families/{}/live", circle.family);
        let mut request = url.into_client_request()?;
        let token = format!("Bearer {}", circle.tokens[member]);
        request.headers_mut().insert("authorization", token.parse()?);
        let (mut stream, _) = connect_async_with_config(request, None, true).await?;
        say(&mut stream, &FromClient::Hello { version: PROTOCOL_VERSION, seq }).await?;
        let first = hear(&mut stream).await.ok_or("nobody greets")?;
        Ok((Self { me: MemberId(Uuid::nil()), seq, stream }, first))
    }

    pub async fn say(&mut self, message: &FromClient) -> Done {
        say(&mut self.stream, message).await
    }

    /// Bytes that need be no message.
    pub async fn raw(&mut self, bytes: &[u8]) -> Done {
        Ok(self.stream.get_mut().write_all(bytes).await?)
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
