//! What a baseline must hold, so that one that was cut or changed is noticed.

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
    /// Of a baseline with this head, and no finding yet.
    pub fn new(head: &[u8]) -> ContentDigest {
        ContentDigest { hash: Sha256::new_with_prefix(head), findings: 0 }
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
