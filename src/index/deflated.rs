//! Text in fewer bytes, within a script: raw DEFLATE, in base64.

use base64::prelude::{BASE64_STANDARD, Engine};
use flate2::{Compress, Compression, FlushCompress, Status};

/// Makes one text after the other smaller.
pub(super) struct Deflated {
    compress: Compress,
    bytes: Vec<u8>,
}

impl Deflated {
    pub(super) fn new() -> Deflated {
        Deflated { compress: Compress::new(Compression::new(3), false), bytes: Vec::new() }
    }

    /// A text, deflated, in base64.
    pub(super) fn of(&mut self, text: &str) -> String {
        self.compress.reset();
        self.bytes.clear();
        // Stored, if it can be made no smaller: so much more at most.
        self.bytes.reserve(text.len() + text.len() / 1024 + 64);
        let status = self.compress.compress_vec(text.as_bytes(), &mut self.bytes, FlushCompress::Finish);
        assert!(matches!(status, Ok(Status::StreamEnd)), "there is room for all");
        BASE64_STANDARD.encode(&self.bytes)
    }
}
