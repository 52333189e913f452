//! Something that stands between a process and its PostgreSQL, and can be shut: then nothing passes any more, in either direction,
//! and nobody is told. So a cable looks that somebody pulled.

use std::path::PathBuf;
use std::sync::Arc;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, UnixStream};
use tokio::sync::watch;

/// See the module. Open until it is shut.
pub struct Between {
    port: u16,
    open: Arc<watch::Sender<bool>>,
}

impl Between {
    pub async fn before(socket: PathBuf) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let (port, open) = (listener.local_addr().unwrap().port(), watch::Sender::new(true));
        let open = Arc::new(open);
        let opened = open.clone();
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let (socket, opened) = (socket.clone(), opened.clone());
                tokio::spawn(async move {
                    let Ok(server) = UnixStream::connect(socket).await else { return };
                    let (from_client, to_client) = client.into_split();
                    let (from_server, to_server) = server.into_split();
                    tokio::join!(
                        pass(from_client, to_server, opened.subscribe()),
                        pass(from_server, to_client, opened.subscribe()),
                    );
                });
            }
        });
        Self { port, open }
    }

    /// The same database, by this way.
    pub fn url(&self, direct: &str) -> String {
        let (_, database) = direct.rsplit_once('/').unwrap();
        format!("postgres://familiedialog@127.0.0.1:{}/{database}?sslmode=disable", self.port)
    }

    pub fn shut(&self) {
        self.open.send_replace(false);
    }

    pub fn open_again(&self) {
        self.open.send_replace(true);
    }
}

/// While it is shut everything waits where it is.
async fn pass(
    mut from: impl AsyncReadExt + Unpin,
    mut to: impl AsyncWriteExt + Unpin,
    mut open: watch::Receiver<bool>,
) {
    let mut buffer = [0; 8192];
    while let Ok(length @ 1..) = from.read(&mut buffer).await {
        if open.wait_for(|open| *open).await.is_err()
            || to.write_all(&buffer[..length]).await.is_err()
        {
            return;
        }
    }
    let _ = to.shutdown().await;
}
