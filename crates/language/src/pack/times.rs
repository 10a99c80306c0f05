use serde::{Deserialize, Serialize};

/// Words of time.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TimesPack {}
