use serde::{Deserialize, Serialize};

/// Reporting, denying, hedging; event words.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct StatementsPack {}
