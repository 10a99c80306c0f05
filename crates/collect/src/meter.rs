//! How much has been read of an input, and how much it may unpack to.

use std::{
    cell::Cell,
    io::{self, Read, Seek, SeekFrom},
    rc::Rc,
};

/// Packed text is three to ten times its size when unpacked and repetitive markup up to a hundred; deflate cannot do
/// more than 1,032. What is packed more tightly than this is made to fill memory, not to be read.
const MOST_RATIO: u64 = 250;

/// Small inputs may unpack to this much whatever their ratio.
const UNPACKED_FREELY: u64 = 64 << 20;

/// Shared by all readers that are stacked over one input.
#[derive(Debug, Clone)]
pub(crate) struct Meter(Rc<Counts>);

#[derive(Debug)]
struct Counts {
    /// Bytes of the input itself, as the file system tells it.
    size: u64,
    read: Cell<u64>,
    told: Cell<u64>,
    unpacked: Cell<u64>,
}

impl Meter {
    /// For an input of so many bytes; `u64::MAX` where nobody knows.
    pub(crate) fn new(size: u64) -> Self {
        let (read, told, unpacked) = (Cell::new(0), Cell::new(0), Cell::new(0));
        Self(Rc::new(Counts { size, read, told, unpacked }))
    }

    /// Bytes read since this was last asked. Together they are never more than the input's size, whatever is read twice.
    pub(crate) fn news(&self) -> u64 {
        let read = self.0.read.get().min(self.0.size);
        read.saturating_sub(self.0.told.replace(read))
    }

    /// What is left to tell when the input is done with.
    pub(crate) fn rest(&self) -> u64 {
        let told = self.0.told.replace(self.0.size);
        if self.0.size == u64::MAX { 0 } else { self.0.size.saturating_sub(told) }
    }

    /// Notes that so many more bytes came out of packed ones; an error when that is beyond reason.
    pub(crate) fn unpacked(&self, bytes: usize) -> io::Result<()> {
        let unpacked = self.0.unpacked.get() + bytes as u64;
        self.0.unpacked.set(unpacked);
        let read = self.0.read.get().min(self.0.size);
        if unpacked > most_unpacked(read) {
            let reason = format!("it unpacks to more than {MOST_RATIO} times its size, as no text does");
            return Err(io::Error::other(reason));
        }
        Ok(())
    }
}

/// How many bytes so many packed ones may become.
pub(crate) fn most_unpacked(packed: u64) -> u64 {
    UNPACKED_FREELY + packed.saturating_mul(MOST_RATIO)
}

/// A reader whose bytes are counted.
pub(crate) struct Metered<R> {
    pub(crate) inner: R,
    pub(crate) meter: Meter,
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let bytes = self.inner.read(into)?;
        self.meter.0.read.set(self.meter.0.read.get() + bytes as u64);
        Ok(bytes)
    }
}

impl<R: Seek> Seek for Metered<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.inner.seek(to)
    }
}

/// A reader of what a container unpacks, which the meter watches.
pub(crate) struct Unpacking<'r> {
    pub(crate) inner: &'r mut dyn Read,
    pub(crate) meter: Meter,
}

impl Read for Unpacking<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let bytes = self.inner.read(into)?;
        self.meter.unpacked(bytes)?;
        Ok(bytes)
    }
}
