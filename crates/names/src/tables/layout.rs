//! How the blob lies in memory. The writer is `xtask/src/names.rs`.
//!
//! ```text
//! magic "TIDNAMES", u32 number of sections, then start and end of each section (u32, little endian), then the sections:
//! Forms      fst map: folded form → offset into Postings
//! Postings   lists: count, then per entry: record index, languages (bit per entry of Languages), flags byte
//! Ids        fst map: id → record index
//! Offsets    u32 per record: offset into Records
//! Records    id, kind byte, class byte, English name, rank, sex byte, country + 1, speaks for + 1 (record indices),
//!            first, last, offices, count of names by language, each: language byte, name (empty: as in English)
//! Parts      fst map: folded name part → PART_… bits
//! Languages  count, then codes
//! ```
//! Numbers are LEB128; strings are a number of bytes and the bytes.

use tidings_model::EntityKind;

/// First bytes of a blob; the digit changes with the layout.
pub const MAGIC: &[u8; 8] = b"TIDNAME1";

/// Borne by men as a given name.
pub const PART_MALE: u64 = 1;
/// Borne by women as a given name.
pub const PART_FEMALE: u64 = 2;
/// A given name.
pub const PART_GIVEN: u64 = 4;
/// A surname.
pub const PART_SURNAME: u64 = 8;
/// A part of names of which no more is known (most are surnames).
pub const PART_UNKNOWN: u64 = 16;

/// Low bits of a posting's flags: a [`Form`].
pub const FORM_MASK: u8 = 0b11;
/// Flag of a form that counts in capitals only.
pub const FLAG_CAPITALS: u8 = 0b100;
/// Flag of a form that is also a common word.
pub const FLAG_AMBIGUOUS: u8 = 0b1000;
/// Flag of a key without diacritics.
pub const FLAG_PLAIN: u8 = 0b1_0000;

/// Parts of a blob, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// Folded forms.
    Forms,
    /// What each form names.
    Postings,
    /// Ids.
    Ids,
    /// Where each record lies.
    Offsets,
    /// The records.
    Records,
    /// Parts of persons' names.
    Parts,
    /// Language codes.
    Languages,
}

/// Number of sections.
pub const SECTIONS: usize = 7;

/// The bytes of a section.
pub fn section(blob: &'static [u8], which: Section) -> Option<&'static [u8]> {
    let number = |at: usize| -> Option<usize> {
        Some(u32::from_le_bytes(blob.get(at..at + 4)?.try_into().ok()?) as usize)
    };
    if blob.get(..8)? != MAGIC || number(8)? != SECTIONS {
        return None;
    }
    let at = 12 + 8 * which as usize;
    blob.get(number(at)?..number(at + 4)?)
}

/// How a form stands to the entity it leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// A name of it.
    Name,
    /// The surname of a person, which alone is enough.
    Surname,
    /// Its inhabitants (`Norwegians`).
    Demonym,
    /// Its adjective (`Norwegian`).
    Adjective,
}

impl Form {
    pub(crate) fn from_byte(byte: u8) -> Self {
        match byte {
            1 => Self::Surname,
            2 => Self::Demonym,
            3 => Self::Adjective,
            _ => Self::Name,
        }
    }
}

/// Sex of a person or of the bearers of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sex {
    /// Male.
    Male,
    /// Female.
    Female,
}

impl Sex {
    pub(crate) fn from_byte(byte: u8) -> Option<Self> {
        match byte {
            1 => Some(Self::Male),
            2 => Some(Self::Female),
            _ => None,
        }
    }
}

/// The kind of a byte, in the order of the model.
pub fn kind(byte: u8) -> Option<EntityKind> {
    use EntityKind::*;
    [Person, Organisation, Place, Event, Work, Other].get(usize::from(byte)).copied()
}

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident $text:literal $kind:ident,)*) => {
        /// What an entity is, finely.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Class { $($(#[$doc])* $name,)* }

        impl Class {
            /// All classes.
            pub const ALL: &[Class] = &[$(Class::$name,)*];

            /// Its name in the tables and in reasons.
            pub fn as_str(self) -> &'static str {
                match self { $(Class::$name => $text,)* }
            }

            /// The kind of its entities.
            pub fn kind(self) -> EntityKind {
                match self { $(Class::$name => EntityKind::$kind,)* }
            }
        }
    };
}

classes! {
    /// A state or a dependent territory.
    Territory "territory" Place,
    /// A state that is no more.
    FormerState "former-state" Place,
    /// A part of a state: federal state, county, province.
    Province "province" Place,
    /// A part of the world: a continent, `the West`, a peninsula.
    Region "region" Place,
    /// A capital.
    Capital "capital" Place,
    /// A city that is no capital.
    City "city" Place,
    /// A seat that stands for who sits there (`Kremlin`, `White House`).
    Seat "seat" Place,
    /// A sea, a strait, a river, a canal.
    Water "water" Place,
    /// A mountain, an island, a desert.
    Nature "nature" Place,
    /// A building, a base, a plant, a street.
    Site "site" Place,
    /// An international body or one of its organs.
    Body "body" Organisation,
    /// A ministry or another authority of a state, a parliament, a court, a central bank.
    Ministry "ministry" Organisation,
    /// A news agency.
    Agency "agency" Organisation,
    /// A newspaper, a broadcaster, a site.
    Outlet "outlet" Organisation,
    /// A political party or movement.
    Party "party" Organisation,
    /// A company.
    Company "company" Organisation,
    /// Armed forces or an armed group.
    Military "military" Organisation,
    /// An intelligence or security service, a police force.
    Service "service" Organisation,
    /// A university, a research institute, a think tank.
    Institute "institute" Organisation,
    /// An association, a charity, a union, a church.
    Association "association" Organisation,
    /// A club, a league, a federation of sport.
    Sport "sport" Organisation,
    /// A human being.
    Person "person" Person,
    /// A war or a battle, an uprising, a fall of a state.
    War "war" Event,
    /// A conference, a summit, negotiations.
    Summit "summit" Event,
    /// An attack, an assassination, a massacre.
    Attack "attack" Event,
    /// A disaster, an accident, a pandemic, a crisis.
    Disaster "disaster" Event,
    /// Games, a championship, a prize, a festival.
    Games "games" Event,
    /// Any other happening: a revolution, a reform, a referendum, an age.
    Happening "happening" Event,
    /// A treaty, an agreement, a resolution.
    Treaty "treaty" Work,
    /// A book, a film, a programme.
    Title "title" Work,
    /// A weapon, a vehicle, a ship, a spacecraft, a product.
    Thing "thing" Other,
}

impl Class {
    pub(crate) fn from_byte(byte: u8) -> Option<Self> {
        Self::ALL.get(usize::from(byte)).copied()
    }

    /// The class of a name in the tables.
    pub fn from_text(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|class| class.as_str() == text)
    }
}

/// Reads the blob's numbers and strings.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reader {
    bytes: &'static [u8],
}

impl Reader {
    pub(crate) fn new(bytes: &'static [u8]) -> Self {
        Self { bytes }
    }

    pub(crate) fn byte(&mut self) -> Option<u8> {
        let (&first, rest) = self.bytes.split_first()?;
        self.bytes = rest;
        Some(first)
    }

    pub(crate) fn number(&mut self) -> Option<u64> {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(value);
            }
        }
        None
    }

    pub(crate) fn string(&mut self) -> Option<&'static str> {
        let length = usize::try_from(self.number()?).ok()?;
        if length > self.bytes.len() {
            return None;
        }
        let (string, rest) = self.bytes.split_at(length);
        self.bytes = rest;
        std::str::from_utf8(string).ok()
    }
}

/// Writes the blob's numbers and strings: the other half of what the tables read.
pub mod write {
    /// Appends a number.
    pub fn number(out: &mut Vec<u8>, mut value: u64) {
        while value >= 0x80 {
            out.push((value & 0x7f) as u8 | 0x80);
            value >>= 7;
        }
        out.push(value as u8);
    }

    /// Appends a string.
    pub fn string(out: &mut Vec<u8>, text: &str) {
        number(out, text.len() as u64);
        out.extend_from_slice(text.as_bytes());
    }

    /// Joins the sections into a blob.
    pub fn blob(sections: [Vec<u8>; super::SECTIONS]) -> Vec<u8> {
        let mut out = super::MAGIC.to_vec();
        out.extend_from_slice(&(super::SECTIONS as u32).to_le_bytes());
        let mut start = out.len() + 8 * super::SECTIONS;
        for section in &sections {
            out.extend_from_slice(&(start as u32).to_le_bytes());
            start += section.len();
            out.extend_from_slice(&(start as u32).to_le_bytes());
        }
        sections.iter().for_each(|section| out.extend_from_slice(section));
        out
    }
}
