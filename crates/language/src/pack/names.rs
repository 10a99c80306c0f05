use serde::{Deserialize, Serialize};

/// How names are written, inflected and introduced.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NamesPack {}
