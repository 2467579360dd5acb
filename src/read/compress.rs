//! Compressed inputs: gzip and Zstandard, told by their first bytes.
//!
//! Neither beginning can be UTF-8, so no text is ever mistaken for them.

use super::limit::Limited;
use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::{
    BlockDecodingStrategy, FrameDecoder,
    errors::{FrameDecoderError, ReadFrameHeaderError},
};
use std::io::{self, BufRead, BufReader, Chain, Cursor, Read};

const GZIP: [u8; 2] = [0x1f, 0x8b];
const ZSTD: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];
/// Large enough that a read is a small part of what decoding costs.
const BUFFER: usize = 1 << 16;

/// A reader whose first bytes were looked at.
pub(super) type Begun<R> = Chain<Cursor<Vec<u8>>, R>;

/// How an input is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Packing {
    Plain,
    Gzip,
    Zstd,
}

/// Looks at the first bytes and puts them back.
pub(super) fn packing<R: BufRead>(mut reader: R) -> io::Result<(Packing, Begun<R>)> {
    let mut head = Vec::with_capacity(ZSTD.len());
    reader
        .by_ref()
        .take(ZSTD.len() as u64)
        .read_to_end(&mut head)?;
    let packing = match head.as_slice() {
        head if head.starts_with(&GZIP) => Packing::Gzip,
        head if head == ZSTD || is_skippable(head) => Packing::Zstd,
        _ => Packing::Plain,
    };
    Ok((packing, Cursor::new(head).chain(reader)))
}

/// Parallel packers begin with a frame that holds no data (RFC 8878, 3.1.2).
fn is_skippable(head: &[u8]) -> bool {
    matches!(head, [0x50..=0x5f, 0x2a, 0x4d, 0x18])
}

/// Unpacks an input as [`unpacked`] does; reading more than so many bytes fails.
///
/// # Errors
///
/// When its beginning cannot be read.
pub fn unpacked_within<'a>(
    reader: impl BufRead + Send + 'a,
    limit: u64,
) -> io::Result<Box<dyn BufRead + Send + 'a>> {
    let plain = Limited::new(unpacked(reader)?, limit);
    Ok(Box::new(BufReader::with_capacity(BUFFER, plain)))
}

/// Unpacks an input that is packed; every gzip member and Zstandard frame of it.
///
/// # Errors
///
/// When its beginning cannot be read.
pub fn unpacked<'a>(reader: impl BufRead + Send + 'a) -> io::Result<Box<dyn BufRead + Send + 'a>> {
    let (packing, reader) = packing(reader)?;
    Ok(match packing {
        Packing::Plain => Box::new(reader),
        Packing::Gzip => {
            let plain = MultiGzDecoder::new(reader);
            Box::new(BufReader::with_capacity(BUFFER, Named(plain, "gzip")))
        }
        Packing::Zstd => Box::new(BufReader::with_capacity(BUFFER, Frames::new(reader))),
    })
}

/// Says in its errors what could not be unpacked.
struct Named<R>(R, &'static str);

impl<R: Read> Read for Named<R> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        self.0.read(bytes).map_err(|e| named(self.1, &e))
    }
}

fn named(packing: &str, error: &io::Error) -> io::Error {
    let words = match error.kind() {
        io::ErrorKind::UnexpectedEof => format!("the {packing} data ends too early"),
        _ => format!("the {packing} data is broken: {error}"),
    };
    io::Error::new(error.kind(), words)
}

/// Zstandard frames, one after another.
struct Frames<R> {
    source: R,
    decoder: FrameDecoder,
    within: bool,
}

impl<R: BufRead> Frames<R> {
    fn new(source: R) -> Self {
        Self {
            source,
            decoder: FrameDecoder::new(),
            within: false,
        }
    }

    /// Begins the next frame; the skippable ones hold no data.
    fn begin(&mut self) -> io::Result<bool> {
        while !self.source.fill_buf()?.is_empty() {
            match self.decoder.reset(&mut self.source) {
                Ok(()) => {
                    self.within = true;
                    return Ok(true);
                }
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                    length,
                    ..
                })) => {
                    let mut skipped = self.source.by_ref().take(u64::from(length));
                    io::copy(&mut skipped, &mut io::sink())?;
                }
                Err(e) => return Err(zstd(e)),
            }
        }
        Ok(false)
    }

    fn end(&mut self) -> io::Result<()> {
        self.within = false;
        let told = self.decoder.get_checksum_from_data();
        match told.is_some() && told != self.decoder.get_calculated_checksum() {
            true => Err(named("zstd", &io::Error::other("the checksum is wrong"))),
            false => Ok(()),
        }
    }
}

impl<R: BufRead> Read for Frames<R> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        while !bytes.is_empty() && (self.within || self.begin()?) {
            if self.decoder.can_collect() == 0 && !self.decoder.is_finished() {
                let one = BlockDecodingStrategy::UptoBlocks(1);
                let more = self.decoder.decode_blocks(&mut self.source, one);
                more.map_err(zstd)?;
            }
            match self.decoder.read(bytes)? {
                0 if self.decoder.is_finished() => self.end()?,
                0 => {}
                read => return Ok(read),
            }
        }
        Ok(0)
    }
}

fn zstd(error: FrameDecoderError) -> io::Error {
    named("zstd", &io::Error::other(error))
}
