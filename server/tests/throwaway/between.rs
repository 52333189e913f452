//! Something that stands between a process and its PostgreSQL, and can be shut: then nothing passes any more, in either direction,
//! and nobody is told. So a cable looks that somebody pulled. Or it forgets: what came before passes never again, and what comes anew does.

use std::path::PathBuf;
use std::sync::Arc;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, UnixStream};
use tokio::sync::watch;

/// See the module. Open until it is shut.
pub struct Between {
    port: u16,
    way: Arc<watch::Sender<Way>>,
}

#[derive(Clone, Copy)]
struct Way {
    open: bool,
    /// Connections so far.
    count: u64,
    /// How many of them it has forgotten.
    forgotten: u64,
}

impl Between {
    pub async fn before(socket: PathBuf) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let way = Arc::new(watch::Sender::new(Way { open: true, count: 0, forgotten: 0 }));
        let ways = way.clone();
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                ways.send_modify(|way| way.count += 1);
                let (socket, ways, number) = (socket.clone(), ways.clone(), ways.borrow().count);
                tokio::spawn(async move {
                    let Ok(server) = UnixStream::connect(socket).await else { return };
                    let (from_client, to_client) = client.into_split();
                    let (from_server, to_server) = server.into_split();
                    tokio::join!(
                        pass(from_client, to_server, ways.subscribe(), number),
                        pass(from_server, to_client, ways.subscribe(), number),
                    );
                });
            }
        });
        Self { port, way }
    }

    /// The same database, by this way.
    pub fn url(&self, direct: &str) -> String {
        let (_, database) = direct.rsplit_once('/').unwrap();
        format!("postgres://familiedialog@127.0.0.1:{}/{database}?sslmode=disable", self.port)
    }

    pub fn shut(&self) {
        self.way.send_modify(|way| way.open = false);
    }

    pub fn open_again(&self) {
        self.way.send_modify(|way| way.open = true);
    }

    pub fn forget(&self) {
        self.way.send_modify(|way| way.forgotten = way.count);
    }
}

/// While it is shut everything waits where it is; what is forgotten for ever.
async fn pass(
    mut from: impl AsyncReadExt + Unpin,
    mut to: impl AsyncWriteExt + Unpin,
    mut way: watch::Receiver<Way>,
    number: u64,
) {
    let mut buffer = [0; 8192];
    while let Ok(length @ 1..) = from.read(&mut buffer).await {
        if way.wait_for(|way| way.open && way.forgotten < number).await.is_err()
            || to.write_all(&buffer[..length]).await.is_err()
        {
            return;
        }
    }
    let _ = to.shutdown().await;
}
