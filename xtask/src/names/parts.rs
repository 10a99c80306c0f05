//! Parts of persons' names: faker's lists say which are given names and surnames, rigour's groups give their forms in
//! other scripts and spellings.

use super::Gathered;
use anyhow::Result;
use std::collections::BTreeMap;
use std::path::Path;

pub(super) fn gather(_gathered: &Gathered, _sources: &Path) -> Result<BTreeMap<String, u64>> {
    Ok(BTreeMap::new())
}
