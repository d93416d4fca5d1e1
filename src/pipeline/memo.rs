//! Answers kept between builds.

use super::UNPOISONED;
use crate::model::hash::ContentHash;
use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

/// Answers by the hash of their whole question. Those not asked for during a build are dropped after it.
pub(super) struct Memo<V> {
    kept: HashMap<ContentHash, Kept<V>>,
    new: Mutex<HashMap<ContentHash, V>>,
    is_forgetful: bool,
}

struct Kept<V> {
    value: V,
    /// Whether it was asked for during this build.
    is_used: AtomicBool,
}

impl<V> Default for Memo<V> {
    fn default() -> Self {
        Memo { kept: HashMap::new(), new: Mutex::new(HashMap::new()), is_forgetful: false }
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
        if let Some(kept) = self.kept.get(&key) {
            kept.is_used.store(true, Ordering::Relaxed);
            return Ok(kept.value.clone());
        }
        let value = make()?;
        self.new.lock().expect(UNPOISONED).insert(key, value.clone());
        Ok(value)
    }

    /// What the last build used.
    pub(super) fn kept(&self) -> impl Iterator<Item = (&ContentHash, &V)> {
        self.kept.iter().map(|(key, kept)| (key, &kept.value))
    }

    /// Ends a build: what it did not use is dropped.
    pub(super) fn turn(&mut self) {
        self.kept.retain(|_, kept| std::mem::take(kept.is_used.get_mut()));
        let new = self.new.get_mut().expect(UNPOISONED).drain();
        self.kept.extend(new.map(|(key, value)| (key, Kept { value, is_used: AtomicBool::new(false) })));
    }
}
