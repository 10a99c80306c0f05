//! A stream of bytes, unpacked on the fly where it is gzip or zstd, that knows where in the file it is and can find its
//! way past a damaged place.

use crate::meter::Meter;
use flate2::bufread::GzDecoder;
use memchr::memmem;
use std::io::{self, BufRead, Read};

const GZIP: &[u8] = &[0x1f, 0x8b];
/// Gzip with deflate, the only method there is: what is looked for after damage.
const GZIP_DEFLATE: &[u8] = &[0x1f, 0x8b, 8];
const ZSTD: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd];
/// A skippable zstd frame; at the very start of an archive it holds the dictionary of the others
/// (IIPC, "Use of Zstandard compression in WARC files").
const ZSTD_SKIPPABLE: std::ops::RangeInclusive<u32> = 0x184d_2a50..=0x184d_2a5f;
const LARGEST_DICTIONARY: u64 = 16 << 20;

/// Bytes taken from the file, or unpacked, at a time.
const CHUNK: usize = 64 << 10;

/// Packed bytes that are kept since the last member began, so that a damaged one can be searched for the next: a
/// broken stream is noticed within a few kilobytes.
const KEPT: usize = 4 << 20;

/// Places after damage that are tried as the start of a member before the rest is given up.
const MOST_TRIES: usize = 10_000;

/// Where a byte lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    /// Offset in the file of the byte, or of the packed member that it is in.
    pub(crate) file: u64,
    /// Offset of the byte in its unpacked member; 0 where nothing is packed.
    pub(crate) inside: u64,
    packed: bool,
}

impl Place {
    /// The place so many bytes further on, in the same packed member.
    pub(crate) fn ahead(self, bytes: usize) -> Self {
        let bytes = bytes as u64;
        match self.packed {
            false => Self { file: self.file + bytes, ..self },
            true => Self { inside: self.inside + bytes, ..self },
        }
    }

    /// The place so many bytes before, in the same packed member.
    pub(crate) fn back(self, bytes: usize) -> Self {
        let bytes = bytes as u64;
        match self.packed {
            false => Self { file: self.file.saturating_sub(bytes), ..self },
            true => Self { inside: self.inside.saturating_sub(bytes), ..self },
        }
    }
}

/// The stream. [`BufRead::fill_buf`] never gives bytes of two members at once, so the place of each byte is known.
pub(crate) struct Unpacked<'r> {
    layer: Layer<'r>,
    meter: Meter,
    /// Unpacked bytes, of which those before `at` are consumed.
    out: Vec<u8>,
    at: usize,
    /// Place of the first byte of `out`.
    start: Place,
    /// Why nothing more can be unpacked, until another member is gone to.
    broken: Option<(io::ErrorKind, String)>,
    tries: usize,
    /// What the frames of a zstd archive have in common.
    dictionary: Vec<u8>,
}

enum Layer<'r> {
    Plain(Replay<'r>),
    Gzip(Box<GzDecoder<Replay<'r>>>),
    Zstd(Box<ZstdDecoder<'r>>),
    /// Between two members.
    Between(Replay<'r>),
    End,
}

struct ZstdDecoder<'r> {
    decoder: zstd::Decoder<'static, Replay<'r>>,
}

impl<'r> Unpacked<'r> {
    pub(crate) fn new(reader: &'r mut dyn Read, meter: Meter) -> io::Result<Self> {
        let mut replay = Replay::new(reader);
        let magic = replay.peek(4)?;
        let packed = magic.starts_with(GZIP) || magic.starts_with(ZSTD) || skippable(magic).is_some();
        let layer = if packed {
            Layer::Between(replay)
        } else {
            replay.mark = u64::MAX;
            Layer::Plain(replay)
        };
        let start = Place { file: 0, inside: 0, packed };
        Ok(Self {
            layer,
            meter,
            out: Vec::new(),
            at: 0,
            start,
            broken: None,
            tries: 0,
            dictionary: Vec::new(),
        })
    }

    /// Where the next byte lies. Call [`BufRead::fill_buf`] before: the next member has its own place.
    pub(crate) fn place(&self) -> Place {
        self.start.ahead(self.at)
    }

    /// Where the packed member begins that the next byte is in; `None` where nothing is packed.
    pub(crate) fn member(&self) -> Option<u64> {
        self.start.packed.then_some(self.start.file)
    }

    /// Gives bytes back, to be read again; they were the last ones consumed, and begin at `place`.
    pub(crate) fn unread(&mut self, mut bytes: Vec<u8>, place: Place) {
        bytes.extend_from_slice(&self.out[self.at..]);
        (self.out, self.at, self.start) = (bytes, 0, place);
    }

    /// Goes to the next packed member after the file offset `from` that begins with `head`; false when there is none.
    pub(crate) fn next_member(&mut self, from: u64, head: &[u8]) -> io::Result<bool> {
        (self.out, self.at, self.broken) = (Vec::new(), 0, None);
        let mut replay = match std::mem::replace(&mut self.layer, Layer::End) {
            Layer::Gzip(decoder) => decoder.into_inner(),
            Layer::Zstd(zstd) => zstd.decoder.into_inner(),
            Layer::Between(replay) => replay,
            layer @ (Layer::Plain(_) | Layer::End) => {
                self.layer = layer;
                return Ok(false);
            }
        };
        replay.rewind(from + 1);
        while self.tries < MOST_TRIES {
            let seen = replay.peek(ZSTD.len())?;
            let gzip = memmem::find(seen, GZIP_DEFLATE);
            let zstd = memmem::find(seen, ZSTD);
            let Some(found) = gzip.into_iter().chain(zstd).min() else {
                let passed = (seen.len() + 1).saturating_sub(ZSTD.len());
                if passed == 0 {
                    return Ok(false);
                }
                replay.consume(passed);
                continue;
            };
            replay.consume(found);
            let candidate = replay.position();
            replay.mark = candidate;
            self.tries += 1;
            let mut begun = vec![0; head.len()];
            let fits;
            (replay, fits) = if zstd == Some(found) {
                let mut decoder = zstd::Decoder::with_dictionary(replay, &self.dictionary)?.single_frame();
                let read = decoder.read_exact(&mut begun);
                (decoder.into_inner(), read.is_ok())
            } else {
                let mut decoder = GzDecoder::new(replay);
                let read = decoder.read_exact(&mut begun);
                (decoder.into_inner(), read.is_ok())
            };
            replay.rewind(candidate);
            if fits && begun == head {
                self.layer = Layer::Between(replay);
                return Ok(true);
            }
            replay.consume(1);
        }
        Ok(false)
    }

    /// Opens the member that begins here; false at the end of the file.
    fn open(&mut self) -> io::Result<bool> {
        let Layer::Between(mut replay) = std::mem::replace(&mut self.layer, Layer::End) else {
            return Ok(false);
        };
        let layer = loop {
            // Tapes and disks pad with zeros.
            while replay.fill_buf()?.first() == Some(&0) {
                replay.consume(1);
            }
            let position = replay.position();
            let magic = replay.peek(8)?;
            if magic.is_empty() {
                // The place stays in the last member: it may be gone back to.
                self.layer = Layer::Between(replay);
                return Ok(false);
            }
            self.start = Place { file: position, inside: 0, packed: true };
            if let Some(length) = skippable(magic) {
                replay.consume(8);
                let keep = if position == 0 { LARGEST_DICTIONARY } else { 0 };
                let mut frame = replay.take(length.min(keep));
                frame.read_to_end(&mut self.dictionary)?;
                replay = frame.into_inner();
                io::copy(&mut (&mut replay).take(length.saturating_sub(keep)), &mut io::sink())?;
                if self.dictionary.starts_with(ZSTD) {
                    let packed = std::mem::take(&mut self.dictionary);
                    zstd::Decoder::new(packed.as_slice())?
                        .take(LARGEST_DICTIONARY)
                        .read_to_end(&mut self.dictionary)?;
                }
                continue;
            }
            let (gzip, zstd) = (magic.starts_with(GZIP), magic.starts_with(ZSTD));
            replay.mark = position;
            break if gzip {
                Layer::Gzip(Box::new(GzDecoder::new(replay)))
            } else if zstd {
                let decoder = zstd::Decoder::with_dictionary(replay, &self.dictionary)?.single_frame();
                Layer::Zstd(Box::new(ZstdDecoder { decoder }))
            } else {
                self.layer = Layer::Between(replay);
                return Err(io::Error::new(io::ErrorKind::InvalidData, "what follows is not packed data"));
            };
        };
        self.layer = layer;
        Ok(true)
    }

    /// Fills `out` with what comes next.
    fn refill(&mut self) -> io::Result<()> {
        if let Some((kind, reason)) = &self.broken {
            return Err(io::Error::new(*kind, reason.clone()));
        }
        self.start = self.place();
        self.at = 0;
        self.out.resize(CHUNK, 0);
        let read = self.read_layer();
        self.out.truncate(*read.as_ref().unwrap_or(&0));
        if let Err(error) = &read {
            self.broken = Some((error.kind(), error.to_string()));
        }
        read.map(|_| ())
    }

    fn read_layer(&mut self) -> io::Result<usize> {
        loop {
            let read = match &mut self.layer {
                Layer::Plain(replay) => return replay.read(&mut self.out),
                Layer::Gzip(decoder) => decoder.read(&mut self.out).map_err(explained)?,
                Layer::Zstd(zstd) => zstd.decoder.read(&mut self.out).map_err(explained)?,
                Layer::Between(_) => {
                    if !self.open()? {
                        return Ok(0);
                    }
                    continue;
                }
                Layer::End => return Ok(0),
            };
            if read > 0 {
                self.meter.unpacked(read)?;
                return Ok(read);
            }
            self.layer = match std::mem::replace(&mut self.layer, Layer::End) {
                Layer::Gzip(decoder) => Layer::Between(decoder.into_inner()),
                Layer::Zstd(zstd) => Layer::Between(zstd.decoder.into_inner()),
                other => other,
            };
        }
    }
}

impl Read for Unpacked<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let bytes = self.fill_buf()?.read(into)?;
        self.consume(bytes);
        Ok(bytes)
    }
}

impl BufRead for Unpacked<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at >= self.out.len() {
            self.refill()?;
        }
        Ok(&self.out[self.at..])
    }

    fn consume(&mut self, amount: usize) {
        self.at = (self.at + amount).min(self.out.len());
    }
}

/// Says in our words what a decoder means.
pub(crate) fn explained(error: io::Error) -> io::Error {
    let words = match error.kind() {
        io::ErrorKind::UnexpectedEof => "the packed data are cut".to_owned(),
        _ => format!("the packed data are damaged ({error})"),
    };
    io::Error::new(error.kind(), words)
}

/// The length of the skippable zstd frame that begins here.
fn skippable(magic: &[u8]) -> Option<u64> {
    let (magic, rest) = magic.split_first_chunk::<4>()?;
    let length = rest.first_chunk::<4>().map_or(0, |length| u32::from_le_bytes(*length));
    ZSTD_SKIPPABLE.contains(&u32::from_le_bytes(*magic)).then_some(u64::from(length))
}

/// A buffered reader that keeps what it gave since the last mark, and can go back there.
struct Replay<'r> {
    inner: &'r mut dyn Read,
    buffer: Vec<u8>,
    /// Offset in the file of the first byte of `buffer`.
    start: u64,
    at: usize,
    /// Offset from which bytes are kept, as far as `KEPT` goes.
    mark: u64,
}

impl<'r> Replay<'r> {
    fn new(inner: &'r mut dyn Read) -> Self {
        Self { inner, buffer: Vec::new(), start: 0, at: 0, mark: 0 }
    }

    fn position(&self) -> u64 {
        self.start + self.at as u64
    }

    /// Goes back to an offset, or as near to it as bytes are kept.
    fn rewind(&mut self, to: u64) {
        self.at = (to.saturating_sub(self.start) as usize).min(self.at);
    }

    /// At least so many bytes, fewer only at the end.
    fn peek(&mut self, count: usize) -> io::Result<&[u8]> {
        while self.buffer.len() - self.at < count {
            if !self.read_more()? {
                break;
            }
        }
        Ok(&self.buffer[self.at..])
    }

    fn read_more(&mut self) -> io::Result<bool> {
        let kept = (self.mark.saturating_sub(self.start) as usize).min(self.at);
        // Moving bytes only when half of them can go keeps the cost linear.
        let passed = if kept < self.at && self.at - kept > 2 * KEPT { self.at - KEPT } else { kept };
        if passed * 2 >= self.buffer.len() {
            self.buffer.drain(..passed);
            self.start += passed as u64;
            self.at -= passed;
        }
        let filled = self.buffer.len();
        self.buffer.resize(filled + CHUNK, 0);
        let read = loop {
            match self.inner.read(&mut self.buffer[filled..]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                read => break read,
            }
        };
        self.buffer.truncate(filled + *read.as_ref().unwrap_or(&0));
        read.map(|bytes| bytes > 0)
    }
}

impl Read for Replay<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let bytes = self.fill_buf()?.read(into)?;
        self.consume(bytes);
        Ok(bytes)
    }
}

impl BufRead for Replay<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.peek(1)
    }

    fn consume(&mut self, amount: usize) {
        self.at = (self.at + amount).min(self.buffer.len());
    }
}
