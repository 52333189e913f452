//! One connection that posts, spelled by hand: a whole HTTP client takes more of a core than the server's refusal does, and then
//! the sender would be the limit.

use crate::Done;
use crate::people::Circle;
use serde::Serialize;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

pub struct Wire {
    stream: BufReader<TcpStream>,
    /// The request as far as it is always the same.
    head: String,
    line: String,
    body: Vec<u8>,
}

/// What came back.
pub struct Answer {
    pub status: u16,
    /// Says when to come again.
    pub again: bool,
}

impl Wire {
    /// To where a member sends commands.
    pub async fn of(circle: &Circle, member: usize) -> Done<Self> {
        let host = circle.base.trim_start_matches("http://");
        let stream = TcpStream::connect(host).await?;
        stream.set_nodelay(true)?;
        let head = format!(
            "POST /api/v1/families/{}/commands HTTP/1.1\r\nhost: {host}\r\nauthorization: Bearer {}\r\ncontent-type: application/json\r\n",
            circle.family, circle.tokens[member]
        );
        let (stream, line, body) = (BufReader::new(stream), String::new(), Vec::new());
        Ok(Self { stream, head, line, body })
    }

    /// Comes back when the whole answer has been read.
    ///
    /// # Errors
    /// If the connection breaks, or the answer has no length.
    pub async fn post(&mut self, body: &impl Serialize) -> Done<Answer> {
        let body = serde_json::to_string(body)?;
        let request = format!("{}content-length: {}\r\n\r\n{body}", self.head, body.len());
        self.stream.get_mut().write_all(request.as_bytes()).await?;
        let first = self.line().await?;
        let status = first.split(' ').nth(1).ok_or("a status")?.parse()?;
        let (mut again, mut length) = (false, None);
        loop {
            let line = self.line().await?.to_ascii_lowercase();
            let Some((name, value)) = line.split_once(':') else { break };
            match name {
                "retry-after" => again = true,
                "content-length" => length = Some(value.trim().parse()?),
                _ => {}
            }
        }
        self.body.resize(length.ok_or("an answer of a known length")?, 0);
        self.stream.read_exact(&mut self.body).await?;
        Ok(Answer { status, again })
    }

    async fn line(&mut self) -> Done<&str> {
        self.line.clear();
        if self.stream.read_line(&mut self.line).await? == 0 {
            return Err("the connection was closed".into());
        }
        Ok(self.line.trim_end())
    }
}
