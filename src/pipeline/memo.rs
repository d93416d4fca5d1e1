//! Answers kept between builds.

use super::UNPOISONED;
use crate::model::hash::ContentHash;
use std::collections::HashMap;
use std::sync::Mutex;

/// Answers by the hash of their whole question. Those not asked for during a build are dropped after it.
pub(super) struct Memo<V> {
    kept: HashMap<ContentHash, V>,
    used: Mutex<HashMap<ContentHash, V>>,
    is_forgetful: bool,
}

impl<V> Default for Memo<V> {
    fn default() -> Self {
        Memo { kept: HashMap::new(), used: Mutex::new(HashMap::new()), is_forgetful: false }
    }
}

impl<V: Clone> Memo<V> {
    pub(super) fn forgetful() -> Memo<V> {
        Memo { is_forgetful: true, ..Memo::default() }
    }

    /// Whether asking is in vain.
    pub(super) fn is_forgetful(&self) -> bool {
        self.is_forgetful
    }

    /// The answer kept, else a new one.
    pub(super) fn get_or(&self, key: ContentHash, make: impl FnOnce() -> V) -> V {
        let made: Result<V, std::convert::Infallible> = self.try_get_or(key, || Ok(make()));
        match made {
            Ok(value) => value,
        }
    }

    /// The same for questions that may have no answer; a failure is not kept.
    pub(super) fn try_get_or<E>(&self, key: ContentHash, make: impl FnOnce() -> Result<V, E>) -> Result<V, E> {
        if self.is_forgetful {
            return make();
        }
        let value = match self.kept.get(&key) {
            Some(value) => value.clone(),
            None => make()?,
        };
        self.used.lock().expect(UNPOISONED).insert(key, value.clone());
        Ok(value)
    }

    /// What the last build used.
    pub(super) fn kept(&self) -> impl Iterator<Item = (&ContentHash, &V)> {
        self.kept.iter()
    }

    /// Ends a build: what it did not use is dropped.
    pub(super) fn turn(&mut self) {
        self.kept = std::mem::take(self.used.get_mut().expect(UNPOISONED));
    }
}
