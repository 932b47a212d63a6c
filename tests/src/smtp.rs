//! A mail server of the tests' own on a real socket (RFC 5321, as far as a sender goes): it keeps what it took,
//! can be killed in the middle of a session and begun again on the same port. Start at [`Server`].

use std::sync::{Arc, Mutex};

use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    task::JoinSet,
};

/// Letters that were acknowledged.
#[derive(Debug, Clone, Default)]
pub struct Letters(Arc<Mutex<Vec<String>>>);

impl Letters {
    /// Every letter so far.
    ///
    /// # Panics
    /// When a thread that held them panicked.
    #[must_use]
    pub fn all(&self) -> Vec<String> {
        self.0.lock().expect("nobody panics while holding letters").clone()
    }

    /// The Message-IDs of every letter so far.
    #[must_use]
    pub fn ids(&self) -> Vec<String> {
        let id = |letter: &String| letter.lines().find_map(|l| l.strip_prefix("Message-ID: ").map(str::to_owned));
        self.all().iter().filter_map(id).collect()
    }
}

/// A server while it runs; dropping it cuts every connection.
#[derive(Debug)]
pub struct Server {
    /// Where it listens.
    pub port: u16,
    sessions: tokio::task::AbortHandle,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.sessions.abort();
    }
}

impl Server {
    /// Listens on a port, any where it is 0; after `dies_after` letters it cuts the line without a word.
    ///
    /// # Panics
    /// When the port cannot be had.
    pub async fn begin(port: u16, letters: Letters, dies_after: Option<usize>) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", port)).await.expect("a port is free");
        let port = listener.local_addr().expect("a listener has an address").port();
        let task = tokio::spawn(async move {
            let mut sessions = JoinSet::new();
            while let Ok((stream, _)) = listener.accept().await {
                sessions.spawn(session(stream, letters.clone(), dies_after));
            }
        });
        Self { port, sessions: task.abort_handle() }
    }
}

/// One connection. What fails ends it, as a cable that is cut does.
async fn session(stream: TcpStream, letters: Letters, dies_after: Option<usize>) {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    if write.write_all(b"220 test ready\r\n").await.is_err() {
        return;
    }
    while let Ok(Some(line)) = lines.next_line().await {
        let verb = line.split(' ').next().unwrap_or_default().to_ascii_uppercase();
        let answer: &[u8] = match verb.as_str() {
            "EHLO" | "HELO" => b"250 test\r\n",
            "MAIL" | "RCPT" | "RSET" | "NOOP" => b"250 ok\r\n",
            "QUIT" => b"221 bye\r\n",
            "DATA" => {
                if dies_after.is_some_and(|n| letters.all().len() >= n) {
                    return;
                }
                if write.write_all(b"354 go on\r\n").await.is_err() {
                    return;
                }
                let mut letter = String::new();
                while let Ok(Some(line)) = lines.next_line().await {
                    if line == "." {
                        break;
                    }
                    letter.push_str(line.strip_prefix('.').unwrap_or(&line));
                    letter.push('\n');
                }
                letters.0.lock().expect("nobody panics while holding letters").push(letter);
                b"250 taken\r\n"
            }
            _ => b"502 not here\r\n",
        };
        if write.write_all(answer).await.is_err() || verb == "QUIT" {
            return;
        }
    }
}
