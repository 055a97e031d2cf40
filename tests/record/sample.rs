//! The sample register of a new installation.

use super::{dataset, everything, mapping, of, take_in};
use crate::harness::Platform;
use schema::record::{Input, load_sample};
use serde_json::json;

#[tokio::test]
async fn a_new_register_shows_a_sample_and_says_so() {
    let platform = Platform::start().await;
    let report = load_sample(&platform.db, platform.now())
        .await
        .unwrap()
        .expect("loaded");
    assert_eq!((report.rows, report.rejected, report.commitments.new), (80, 0, 720));
    assert_eq!(
        platform
            .fact("select jsonb_build_array(count(*), bool_and(is_sample), bool_and(is_public)) from commitments")
            .await,
        json!([720, true, true])
    );
    assert_eq!(
        platform.fact("select count(*) from participants where is_sample").await,
        json!(35)
    );
    assert_eq!(
        platform
            .fact("select jsonb_agg(symbol) from instruments where is_sample")
            .await,
        json!(["PARIS-CALL-2018"])
    );
    assert!(
        platform
            .fact("select value ->> 'credit' from settings where name = 'sample'")
            .await
            .as_str()
            .unwrap()
            .contains("EUPL")
    );
    // The next start finds it there.
    let before = everything(&platform).await;
    platform.days_pass(1);
    assert_eq!(load_sample(&platform.db, platform.now()).await.unwrap(), None);
    assert_eq!(everything(&platform).await, before);
}

#[tokio::test]
async fn the_whole_list_takes_the_sample_up() {
    let Some(file) = dataset("paris-call/supporters.csv") else {
        return;
    };
    let platform = Platform::start().await;
    load_sample(&platform.db, platform.now()).await.unwrap();
    let kinds = "select jsonb_object_agg(external_id, kind) from participants where external_source = 'paris-call' and external_id in (select external_id from participants where is_sample)";
    let before = platform.fact(kinds).await;
    let references = platform
        .fact("select jsonb_object_agg(external_id, reference) from commitments")
        .await;
    platform.days_pass(1);
    let report = take_in(&platform, &of(&mapping("paris-call"), Input::Path(file))).await;
    assert_eq!(
        (
            report.commitments.new,
            report.commitments.changed,
            report.commitments.kept
        ),
        (10_998 - 720, 720, 0)
    );
    assert_eq!(
        platform.fact("select count(*) from commitments where is_sample").await,
        json!(0)
    );
    assert_eq!(
        platform.fact("select count(*) from participants where is_sample").await,
        json!(0)
    );
    assert_eq!(
        platform
            .fact("select count(*) from settings where name = 'sample'")
            .await,
        json!(0),
        "pages no longer speak of sample data"
    );
    for (slug, reference) in references.as_object().unwrap() {
        let sql = format!("select reference from commitments where external_id = '{slug}'");
        assert_eq!(&platform.fact(&sql).await, reference, "permalinks stay");
    }
    for (slug, kind) in before.as_object().unwrap() {
        let sql =
            format!("select kind from participants where external_source = 'paris-call' and external_id = '{slug}'");
        assert_eq!(&platform.fact(&sql).await, kind, "{slug}");
    }
    assert_eq!(
        load_sample(&platform.db, platform.now()).await.unwrap(),
        None,
        "nor does it come back"
    );
}
