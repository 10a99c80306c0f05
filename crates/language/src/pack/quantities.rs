use serde::{Deserialize, Serialize};

/// Numbers, units and counted nouns.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct QuantitiesPack {}
