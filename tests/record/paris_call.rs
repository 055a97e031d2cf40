//! The Paris Call's list of supporters: 1,222 endorsers of nine principles, with the quirks of a list kept by hand.

use super::{can_be_read, dataset, everything, mapping, of, take_in, tally};
use crate::harness::Platform;
use schema::record::Input;
use serde_json::json;
use std::collections::HashMap;

#[tokio::test]
async fn everyone_who_endorsed_the_call_stands_behind_each_of_its_nine_principles() {
    let Some(file) = dataset("paris-call/supporters.csv") else {
        return;
    };
    let platform = Platform::start().await;
    let paris_call = of(&mapping("paris-call"), Input::Path(file.clone()));
    let report = take_in(&platform, &paris_call).await;
    assert_eq!((report.rows, report.rejected, &report.faults), (1_222, 0, &vec![]));
    assert_eq!(tally(&report), [10_998, 0, 0, 0, 0]);
    assert_eq!(report.unused_columns, ["website", "twitter"]);
    let fact = async |sql: &str| platform.fact(sql).await;

    // Who: 81 States and the European Union of the catalogue; all others are new, with their kinds.
    assert_eq!(report.participants.new, 1_222 - 81 - 1);
    assert_eq!(
        fact("select count(distinct participant_id) from commitments join participants p on p.id = participant_id where p.kind = 'member_state'").await,
        json!(81)
    );
    for (code, count) in [("ROU", 9), ("MNE", 9), ("SRB", 9), ("EU", 9), ("DEU", 9), ("BTN", 0)] {
        let sql = format!(
            "select count(*) from commitments join participants p on p.id = participant_id where p.code = '{code}'"
        );
        assert_eq!(fact(&sql).await, json!(count), "{code}");
    }
    let based = async |name: &str| {
        fact(&format!(
            "select jsonb_build_array(p.kind, c.code) from participants p left join participants c on c.id = p.country_id
             where p.name ->> 'en' = '{name}'"
        ))
        .await
    };
    assert_eq!(
        based("Antoniou McCollum & Co.").await,
        json!(["private_sector", "CYP"]),
        "Bhutan was a slip"
    );
    assert_eq!(based("INTERPOL").await, json!(["regional_organization", null]));
    assert_eq!(based("Smart Africa").await, json!(["regional_organization", null]));
    assert_eq!(based("CNIL").await, json!(["public_authority", "FRA"]));
    assert_eq!(
        based("Global Forum on Cyber Expertise").await,
        json!(["civil_society", "NLD"]),
        "no space behind the name"
    );
    assert_eq!(based("University of Sibiu").await, json!(["academia", "ROU"]));
    assert_eq!(
        fact("select count(*) from participants where name::text ~ '&[a-z]+;'").await,
        json!(0)
    );

    // What: the principle, under our titles in six languages; the endorser's own words beside it.
    let nec = fact(
        "select jsonb_build_array(c.title ->> 'fr', c.summary ->> 'en', c.status, c.provenance, c.source ->> 'paragraph')
           from commitments c where external_id = 'nec-private-sector-JPN:7'",
    )
    .await;
    let title = fact("select title ->> 'fr' from provisions where reference = 'PARIS-CALL-2018:7'").await;
    assert_eq!(
        (&nec[0], &nec[2], &nec[3], &nec[4]),
        (&title, &json!("published"), &json!("public_document"), &json!("7"))
    );
    assert!(
        nec[1].as_str().unwrap().contains(r#"vision, "NEC is committed"#),
        "{}",
        nec[1]
    );
    let language = async |slug: &str| {
        fact(&format!("select (select string_agg(key, ',') from jsonb_object_keys(summary) key) from commitments where external_id = '{slug}:1'")).await
    };
    assert_eq!(language("hexatrust-private-sector-FRA").await, json!("fr"));
    assert_eq!(language("rimac_seguros-private-sector-PER").await, json!("es"));
    assert_eq!(
        language("fundacja_onkocafe_razem_lepiej-civil-society-POL").await,
        json!(null)
    );
    assert_eq!(
        fact("select count(*) from (select 1 from commitment_provisions group by commitment_id having count(*) = 1) as one").await,
        json!(10_998)
    );

    // When: the day of signature, else the day of being put on the list, else not known.
    let expected = days_by_the_files(&file);
    let days =
        fact("select jsonb_object_agg(external_id, made_on) from commitments where external_id like '%:1'").await;
    let days: HashMap<String, Option<String>> = serde_json::from_value(days).unwrap();
    assert_eq!(days.len(), 1_222);
    for (slug, day) in &days {
        assert_eq!(day, &expected[slug.strip_suffix(":1").unwrap()], "{slug}");
    }

    can_be_read(&platform, 10_998, "nec-private-sector-JPN:7").await;

    // The same file again changes nothing at all.
    let before = everything(&platform).await;
    platform.days_pass(1);
    let again = take_in(&platform, &paris_call).await;
    assert_eq!(tally(&again), [0, 0, 0, 10_998, 0]);
    assert!(!again.has_effect());
    assert_eq!(everything(&platform).await, before);
}

/// As the dataset's description says, and read here by other means than the mapping.
fn days_by_the_files(supporters: &std::path::Path) -> HashMap<String, Option<String>> {
    let mut added: HashMap<String, String> = HashMap::new();
    for row in csv::Reader::from_path(supporters.with_file_name("supporters_history.csv"))
        .unwrap()
        .records()
    {
        let row = row.unwrap();
        if &row[1] == "added" {
            added.insert(row[2].to_owned(), row[0].to_owned());
        }
    }
    let mut reader = csv::Reader::from_path(supporters).unwrap();
    let signed = reader
        .headers()
        .unwrap()
        .iter()
        .position(|name| name == "date_signed")
        .unwrap();
    let days = reader.records().map(|row| {
        let row = row.unwrap();
        let day = Some(row[signed].to_owned()).filter(|day| !day.is_empty());
        (row[0].to_owned(), day.or_else(|| added.get(&row[0]).cloned()))
    });
    days.collect()
}

#[tokio::test]
async fn a_renamed_endorser_is_the_same_endorser() {
    let Some(file) = dataset("paris-call/supporters.csv") else {
        return;
    };
    let history = file.with_file_name("supporters_history.csv");
    let renames: HashMap<String, String> = csv::Reader::from_path(&history)
        .unwrap()
        .into_records()
        .map(Result::unwrap)
        .filter(|row| &row[1] == "renamed" && !row[3].contains('"'))
        .map(|row| (row[2].to_owned(), row[3].to_owned()))
        .collect();
    // Those who were renamed, and the first ten: under their old names, then under the new.
    let list = |is_old: bool| {
        let mut reader = csv::Reader::from_path(&file).unwrap();
        let mut writer = csv::Writer::from_writer(vec![]);
        writer.write_record(reader.headers().unwrap()).unwrap();
        for (place, row) in reader.records().map(Result::unwrap).enumerate() {
            let old = renames.get(&row[0]);
            if place < 10 || old.is_some() {
                let slug = old.filter(|_| is_old).map_or(&row[0], String::as_str).to_owned();
                writer
                    .write_record(std::iter::once(slug.as_str()).chain(row.iter().skip(1)))
                    .unwrap();
            }
        }
        String::from_utf8(writer.into_inner().unwrap()).unwrap()
    };
    let platform = Platform::start().await;
    let first = take_in(&platform, &of(&mapping("paris-call"), super::csv(&list(true)))).await;
    assert_eq!(
        (first.rows, first.rejected, renames.len()),
        (15, 0, 5),
        "{:?}",
        first.faults
    );
    let who = "select jsonb_object_agg(reference, participant_id) from commitments";
    let before = platform.fact(who).await;

    // The history lies beside the list, as it does where the list is kept.
    platform.days_pass(1);
    let folder = std::env::temp_dir().join(format!("para29-renames-{}", uuid::Uuid::new_v4().simple()));
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("supporters.csv"), list(false)).unwrap();
    std::fs::copy(&history, folder.join("supporters_history.csv")).unwrap();
    let second = take_in(
        &platform,
        &of(&mapping("paris-call"), Input::Path(folder.join("supporters.csv"))),
    )
    .await;
    std::fs::remove_dir_all(&folder).unwrap();
    assert_eq!(
        (second.commitments.new, second.missing, second.participants.new),
        (0, 0, 0),
        "{second:?}"
    );
    assert_eq!(platform.fact(who).await, before, "the same records of the same bodies");
    let lenovo = "select count(*) from commitments where external_id like 'lenovo-private-sector-CHN:%'";
    assert_eq!(platform.fact(lenovo).await, json!(9));
}
