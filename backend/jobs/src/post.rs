//! Ways mail leaves: to an SMTP server, into files, or into memory for tests. All take the same letter.

use std::{
    path::Path,
    sync::{Arc, Mutex},
    time::Duration,
};

use lettre::{AsyncFileTransport, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};

/// A letter that did not leave.
#[derive(Debug, thiserror::Error)]
pub enum PostError {
    /// It will never leave as it is: a bad address, or the server refuses it for good.
    #[error("refused for good: {0}")]
    Refused(String),
    /// It may leave later.
    #[error("not now: {0}")]
    Later(String),
}

/// Takes letters.
#[async_trait::async_trait]
pub trait Post: Send + Sync + std::fmt::Debug {
    /// Takes one letter; `Ok` means that it is out of our hands.
    ///
    /// # Errors
    /// [`PostError`], and with it whether to try again.
    async fn take(&self, letter: Message) -> Result<(), PostError>;
}

/// An SMTP server.
#[derive(Debug)]
pub struct Smtp(AsyncSmtpTransport<Tokio1Executor>);

impl Smtp {
    /// The server at an address such as `smtps://user:password@host` or `smtp://host:25`.
    ///
    /// # Errors
    /// What is wrong with the address.
    pub fn at(url: &str) -> Result<Self, String> {
        let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(url).map_err(|e| e.to_string())?;
        Ok(Self(builder.timeout(Some(Duration::from_secs(20))).build()))
    }
}

#[async_trait::async_trait]
impl Post for Smtp {
    async fn take(&self, letter: Message) -> Result<(), PostError> {
        match self.0.send(letter).await {
            Ok(_) => Ok(()),
            Err(error) if error.is_permanent() => Err(PostError::Refused(error.to_string())),
            Err(error) => Err(PostError::Later(error.to_string())),
        }
    }
}

/// A folder: one `.eml` file a letter.
#[derive(Debug)]
pub struct Files(AsyncFileTransport<Tokio1Executor>);

impl Files {
    /// Into this folder, which is made where it is missing.
    ///
    /// # Errors
    /// As making the folder.
    pub fn into(folder: &Path) -> std::io::Result<Self> {
        std::fs::create_dir_all(folder)?;
        Ok(Self(AsyncFileTransport::new(folder)))
    }
}

#[async_trait::async_trait]
impl Post for Files {
    async fn take(&self, letter: Message) -> Result<(), PostError> {
        self.0.send(letter).await.map(drop).map_err(|e| PostError::Later(e.to_string()))
    }
}

/// Keeps letters, as they would go over the wire.
#[derive(Debug, Clone, Default)]
pub struct Memory(Arc<Mutex<Vec<String>>>);

impl Memory {
    /// Every letter taken so far.
    ///
    /// # Panics
    /// When a thread that held the letters panicked.
    #[must_use]
    pub fn letters(&self) -> Vec<String> {
        self.0.lock().expect("nobody panics while holding the letters").clone()
    }
}

#[async_trait::async_trait]
impl Post for Memory {
    async fn take(&self, letter: Message) -> Result<(), PostError> {
        let text = String::from_utf8_lossy(&letter.formatted()).into_owned();
        self.0.lock().map_err(|e| PostError::Later(e.to_string()))?.push(text);
        Ok(())
    }
}
