//! Few facts about this register that pages show beside its records: where a sample came from, when files were taken in.

use crate::tables::settings;
use crate::{Connection, Result};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde_json::Value;

/// Where the sample data come from that this register holds; nothing once there are none.
pub async fn sample(conn: &mut Connection) -> Result<Option<String>> {
    let found: Option<Value> = settings::table
        .filter(settings::name.eq("sample"))
        .select(settings::value)
        .first(conn)
        .await
        .optional()?;
    Ok(found.as_ref().and_then(source_of))
}

/// Its credit, else its title.
fn source_of(sample: &Value) -> Option<String> {
    let said = |name: &str| {
        sample
            .get(name)
            .and_then(Value::as_str)
            .map(str::trim)
            .filter(|text| !text.is_empty())
    };
    said("credit").or_else(|| said("title")).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_sample_is_named_by_its_credit() {
        let both = json!({ "title": "Paris Call", "credit": "Paris Call, endorsers of 2021 (EUPL-1.2)" });
        assert_eq!(
            source_of(&both).as_deref(),
            Some("Paris Call, endorsers of 2021 (EUPL-1.2)")
        );
        assert_eq!(
            source_of(&json!({ "title": "Paris Call", "credit": null })).as_deref(),
            Some("Paris Call")
        );
        assert_eq!(source_of(&json!({})), None);
    }
}
