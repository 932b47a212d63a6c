//! Files by what is in them: each is kept once, under its hash, and never changed. Owns the store; refuses to know
//! what a file is about. Start at [`FileStore::keep`].

use std::{io, path::Path, sync::Arc};

use object_store::{
    Error, ObjectStore, PutMode, PutOptions, local::LocalFileSystem, memory::InMemory, path::Path as Key,
};
use sha2::{Digest, Sha256};
use sojourn_storage::StorageError;

use crate::Result;

/// The store of files; cheap to clone.
#[derive(Debug, Clone)]
pub struct FileStore(Arc<dyn ObjectStore>);

impl FileStore {
    /// A store that lasts as long as the process: for tests.
    #[must_use]
    pub fn in_memory() -> Self {
        Self(Arc::new(InMemory::new()))
    }

    /// A store in a folder, which is made where it is missing. Nodes of one installation share it.
    ///
    /// # Errors
    /// What the file system says.
    pub fn in_folder(folder: &Path) -> io::Result<Self> {
        std::fs::create_dir_all(folder)?;
        Ok(Self(Arc::new(LocalFileSystem::new_with_prefix(folder)?)))
    }

    /// Keeps bytes; answers their hash (SHA-256, hexadecimal), under which they are read. The same bytes are kept
    /// once.
    ///
    /// # Errors
    /// [`StorageError::Unavailable`] where the store cannot be written.
    pub async fn keep(&self, bytes: &[u8]) -> Result<String> {
        let hash = hash_of(bytes);
        let once = PutOptions::from(PutMode::Create);
        match self.0.put_opts(&key(&hash), bytes.to_vec().into(), once).await {
            Ok(_) | Err(Error::AlreadyExists { .. }) => Ok(hash),
            Err(error) => Err(StorageError::Unavailable(error.to_string()).into()),
        }
    }

    /// Reads what is kept under a hash, and makes sure it still is what was kept.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] where it is missing or was changed, [`StorageError::Unavailable`] where the store
    /// cannot be read.
    pub async fn read(&self, hash: &str) -> Result<Vec<u8>> {
        let lost = || StorageError::Corrupt(format!("the file {hash} is missing"));
        let found = match self.0.get(&key(hash)).await {
            Ok(found) => found.bytes().await,
            Err(Error::NotFound { .. }) => return Err(lost().into()),
            Err(error) => Err(error),
        };
        let bytes = found.map_err(|e| StorageError::Unavailable(e.to_string()))?;
        if hash_of(&bytes) == hash {
            Ok(bytes.to_vec())
        } else {
            Err(StorageError::Corrupt(format!("the file {hash} was changed")).into())
        }
    }
}

fn hash_of(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// Two levels of folders, so that none holds more files than file systems like.
fn key(hash: &str) -> Key {
    let level = |from: usize| hash.get(from..from + 2).unwrap_or_default().to_owned();
    Key::from_iter([level(0), level(2), hash.to_owned()])
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::ServiceError;

    fn folder() -> std::path::PathBuf {
        std::env::temp_dir().join(format!("sojourn-files-{}", uuid::Uuid::now_v7().simple()))
    }

    #[tokio::test]
    async fn the_same_bytes_are_kept_once_and_read_by_their_hash() {
        let folder = folder();
        let files = FileStore::in_folder(&folder).unwrap();
        let hash = files.keep(b"a paper").await.unwrap();
        assert_eq!(files.keep(b"a paper").await.unwrap(), hash);
        assert_eq!(files.read(&hash).await.unwrap(), b"a paper");
        assert!(folder.join(&hash[..2]).join(&hash[2..4]).join(&hash).exists());
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[tokio::test]
    async fn a_file_that_was_changed_or_lost_is_refused_and_never_served() {
        let folder = folder();
        let files = FileStore::in_folder(&folder).unwrap();
        let hash = files.keep(b"a paper").await.unwrap();
        let place = folder.join(&hash[..2]).join(&hash[2..4]).join(&hash);
        std::fs::write(&place, b"another paper").unwrap();
        let corrupt = |read: Result<Vec<u8>>| matches!(read, Err(ServiceError::Storage(StorageError::Corrupt(_))));
        assert!(corrupt(files.read(&hash).await));
        std::fs::remove_file(&place).unwrap();
        assert!(corrupt(files.read(&hash).await));
        std::fs::remove_dir_all(folder).unwrap();
    }
}
