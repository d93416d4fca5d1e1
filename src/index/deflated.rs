//! Text in fewer bytes, within a script: raw DEFLATE, in digits of base 91.

use super::numbers;
use libdeflater::{CompressionLvl, Compressor};

/// Makes one text after the other smaller.
pub(super) struct Deflated {
    compressor: Compressor,
    bytes: Vec<u8>,
}

impl Deflated {
    /// Takes its time by `level`: from 1, which numbers get no smaller above, to 12.
    pub(super) fn at(level: i32) -> Deflated {
        let level = CompressionLvl::new(level).expect("levels are 1 to 12");
        Deflated { compressor: Compressor::new(level), bytes: Vec::new() }
    }

    /// A text, deflated, in digits.
    pub(super) fn of(&mut self, text: &str) -> String {
        self.bytes.resize(self.compressor.deflate_compress_bound(text.len()), 0);
        let deflated = self.compressor.deflate_compress(text.as_bytes(), &mut self.bytes);
        numbers::digits(&self.bytes[..deflated.expect("there is room for all")])
    }
}
