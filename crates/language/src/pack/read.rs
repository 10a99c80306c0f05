use serde::{Deserialize, Serialize};

/// Furniture of pages: what is not the article.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ReadPack {}
