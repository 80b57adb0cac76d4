//! What a baseline must hold, so that one that was cut or changed is noticed.

use super::whole::Survey;
use crate::report::contract::Streamed;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// What a baseline must hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// How many findings.
    pub findings: usize,
    /// SHA-256 over everything that is read of it.
    pub digest: String,
}

/// The digest of a baseline, made finding by finding: the text of a whole one is never held at once.
pub struct ContentDigest {
    hash: Sha256,
    findings: usize,
}

impl ContentDigest {
    /// Of a baseline with the head of this one, and no finding yet.
    ///
    /// # Errors
    /// None but those of the serializer.
    pub fn new(survey: &Survey) -> serde_json::Result<ContentDigest> {
        let mut hash = Sha256::new();
        // without its own digest
        hash.update(serde_json::to_vec(&survey.head())?);
        Ok(ContentDigest { hash, findings: 0 })
    }

    /// Adds a finding, as it is written.
    pub fn add(&mut self, written: &[u8]) {
        self.hash.update(b"\n");
        self.hash.update(written);
        self.findings += 1;
    }

    /// What a baseline with these findings must hold.
    pub fn content(self) -> Content {
        let digest: String = self.hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        Content { findings: self.findings, digest: format!("sha256:{digest}") }
    }
}

impl Survey {
    /// Its findings as they are written, one after the other, in order.
    ///
    /// # Errors
    /// Those of whoever takes them, and of the serializer.
    pub fn each_written<E: From<serde_json::Error>>(
        &self,
        mut take: impl FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        Streamed::new(&self.findings, serde_json::to_vec).each(|written: serde_json::Result<Vec<u8>>| take(&written?))
    }

    /// What a baseline of it must hold.
    ///
    /// # Errors
    /// None but those of the serializer.
    pub fn content(&self) -> serde_json::Result<Content> {
        let mut digest = ContentDigest::new(self)?;
        self.each_written(|written| {
            digest.add(written);
            Ok::<(), serde_json::Error>(())
        })?;
        Ok(digest.content())
    }
}
