//! What is asked about: which states, instruments and obligations.

use crate::law::{Actor, Shard};
use std::collections::BTreeSet;

/// All of a kind, or only those named. Naming none chooses none: an empty list is no missing limit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Choice {
    /// No limit.
    #[default]
    All,
    /// Those of these names.
    Only(Vec<String>),
    /// Those of the choice that are in one part of all acts.
    InShard(Shard, Box<Choice>),
}

impl Choice {
    /// The one of this name.
    pub fn one(name: impl Into<String>) -> Choice {
        Choice::Only(vec![name.into()])
    }

    /// Those named; all, where none is.
    ///
    /// ```
    /// use acquis::engine::Choice;
    /// assert!(Choice::unless_none(Vec::new()).takes("AT"));
    /// assert!(!Choice::Only(Vec::new()).takes("AT"));
    /// ```
    pub fn unless_none(names: Vec<String>) -> Choice {
        if names.is_empty() { Choice::All } else { Choice::Only(names) }
    }

    /// Is it among those chosen?
    pub fn takes(&self, name: &str) -> bool {
        self.takes_named(|| name)
    }

    /// Is the name that is made up when it is needed among those chosen?
    pub fn takes_named<N: AsRef<str>>(&self, name: impl FnOnce() -> N) -> bool {
        match self {
            Choice::All => true,
            Choice::Only(names) => {
                let name = name();
                names.iter().any(|one| one == name.as_ref())
            }
            Choice::InShard(shard, choice) => {
                let name = name();
                choice.takes(name.as_ref()) && shard.takes(name.as_ref())
            }
        }
    }

    /// The names of those chosen, for many questions about them.
    pub(crate) fn name_set(&self) -> NameSet<'_> {
        match self {
            Choice::All => NameSet::default(),
            Choice::Only(names) => {
                NameSet { names: Some(names.iter().map(String::as_str).collect()), shards: Vec::new() }
            }
            Choice::InShard(shard, choice) => {
                let mut set = choice.name_set();
                set.shards.push(*shard);
                set
            }
        }
    }

    /// Is there no limit?
    pub fn is_all(&self) -> bool {
        *self == Choice::All
    }

    /// The names of those chosen; none where all are. Of a part the names that it was chosen from.
    pub fn named(&self) -> &[String] {
        match self {
            Choice::All => &[],
            Choice::Only(names) => names,
            Choice::InShard(_, choice) => choice.named(),
        }
    }

    /// The part of all acts to which the choice is limited.
    pub fn shard(&self) -> Option<Shard> {
        match self {
            Choice::InShard(shard, _) => Some(*shard),
            Choice::All | Choice::Only(_) => None,
        }
    }

    /// Those chosen that are in one part of all acts; as they are where none is given.
    #[must_use]
    pub fn in_shard(self, shard: Option<Shard>) -> Choice {
        match shard {
            Some(shard) => Choice::InShard(shard, Box::new(self)),
            None => self,
        }
    }

    /// Adds a name to those chosen; the first one ends the choice of all.
    pub fn add(&mut self, name: impl Into<String>) {
        match self {
            Choice::All => *self = Choice::one(name),
            Choice::Only(names) => names.push(name.into()),
            Choice::InShard(_, choice) => choice.add(name),
        }
    }
}

/// The names of a choice, in order: it is asked about each act and duty of a corpus.
#[derive(Default)]
pub(crate) struct NameSet<'n> {
    names: Option<BTreeSet<&'n str>>,
    shards: Vec<Shard>,
}

impl NameSet<'_> {
    /// Is it among those chosen?
    pub fn takes(&self, name: &str) -> bool {
        self.names.as_ref().is_none_or(|names| names.contains(name))
            && self.shards.iter().all(|shard| shard.takes(name))
    }

    /// Is the name that is made up when it is needed among those chosen?
    pub fn takes_named(&self, name: impl FnOnce() -> String) -> bool {
        let is_all = self.names.is_none() && self.shards.is_empty();
        is_all || self.takes(&name())
    }
}

/// Which actors, instruments and obligations are asked about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// By code.
    pub actors: Choice,
    /// By id.
    pub instruments: Choice,
    /// By `instrument/obligation`.
    pub obligations: Choice,
}

impl Selection {
    /// Narrows the selection to one actor.
    #[must_use]
    pub fn about(&self, code: &str) -> Selection {
        Selection { actors: Choice::one(code), ..self.clone() }
    }

    /// Narrows the selection to one part of all acts, where one is given.
    #[must_use]
    pub fn in_shard(self, shard: Option<Shard>) -> Selection {
        Selection { instruments: self.instruments.in_shard(shard), ..self }
    }

    /// Narrows the selection to these actors.
    #[must_use]
    pub fn of(&self, actors: &[&Actor]) -> Selection {
        let codes = actors.iter().map(|actor| actor.code.to_string()).collect();
        Selection { actors: Choice::Only(codes), ..self.clone() }
    }
}
