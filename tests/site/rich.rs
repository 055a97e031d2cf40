//! A register rich in data: the sample of a new installation, and beside it one State's commitment on points of contact of
//! which all has been said that can be said of one, in several languages, with a letter about it.

use super::Scene;
use crate::commitments::scenes::{COMMITMENT, Cast, content, step};
use crate::harness::Platform;
use crate::reminders::{at, env, reader};
use schema::actor::*;
use schema::record::load_sample;
use serde_json::{Value, json};

/// The clause of which the commitment speaks.
pub(super) const CLAUSE: &str = "A/68/98:26(c)";
pub(super) const TITLE_AR: &str = "إنشاء جهة اتصال وطنية تعمل على مدار الساعة";
pub(super) const TITLE_ZH: &str = "设立全天候国家联络点";
pub(super) const LAST_UPDATE_AR: &str = "باشرت جهة الاتصال عملها، ودُرِّب عليها خمسة وأربعون محققا.";
pub(super) const LAST_UPDATE_ZH: &str = "联络点已开始运作，四十五名调查员接受了培训。";
pub(super) const LAST_UPDATE_FR: &str = "Le point de contact est en service ; quarante-cinq enquêteurs ont été formés.";

fn said(texts: &[(&str, &str)]) -> Value {
    texts
        .iter()
        .map(|(language, text)| json!({ "language": language, "text": text }))
        .collect()
}

fn undertaking(clause: ProvisionId, partner: ParticipantId) -> Value {
    json!({
        "title": said(&[
            ("FR", "Établir un point de contact national joignable à toute heure"),
            ("EN", "Set up a national point of contact that answers day and night"),
            ("AR", TITLE_AR),
            ("ZH", TITLE_ZH),
        ]),
        "summary": said(&[
            ("FR", "Une équipe permanente répond en français et en anglais.\nElle est jointe par l’annuaire mondial des points de contact."),
            ("AR", "يجيب فريق دائم بالفرنسية والإنكليزية، ويُتصل به عن طريق الدليل العالمي لجهات الاتصال (A/AC.292/2023)."),
        ]),
        "originalLanguage": "FR",
        "madeOn": "2026-01-15",
        "indicativeOn": "2026-11-30",
        "provisionIds": [clause],
        "jointParticipantIds": [partner.to_string()],
        "legalForce": "VOLUNTARY_NON_BINDING",
        "readiness": "READY",
        "source": { "symbol": "A/68/98", "url": "https://example.org/declaration", "on": "2026-01-15", "paragraph": "3",
            "language": "FR", "quote": "Nous établirons un point de contact." },
    })
}

impl Scene {
    /// The register of this module, served.
    pub(super) async fn rich() -> Self {
        let platform = Platform::start().await;
        load_sample(&platform.db, platform.now())
            .await
            .unwrap()
            .expect("a new register takes the sample");
        let cast = Cast::of(&platform, "SEN").await;
        for (language, role) in [("ar", Role::FocalPoint), ("en", Role::Approver)] {
            reader(&platform, "SEN", role, language, "UTC").await;
        }
        let clause = platform
            .fact(&format!("select id from provisions where reference = '{CLAUSE}'"))
            .await;
        let clause = ProvisionId(clause.as_str().unwrap().parse().unwrap());
        let partner = platform.participant("KEN").await;
        let shown = cast.published(&platform, undertaking(clause, partner)).await;
        let shown = step(&platform, &cast.approver, "commitmentStart", &shown).await;
        joined_and_revised(&platform, &shown, &cast).await;
        milestones(&platform, &shown, &cast).await;
        measures(&platform, &shown, &cast).await;
        updates(&platform, &shown, &cast).await;
        comment(&platform, &shown, &cast).await;
        let mut secret = content("Known to States alone");
        secret["audience"] = json!({ "audience": "STATES" });
        let hidden = cast.published(&platform, secret).await;
        // Letters about the coming date are written and, without a mail server, kept.
        let worker = env(&platform, None);
        at(&platform, &worker, "2026-11-23T10:00:00Z").await;
        at(&platform, &worker, "2026-11-30T08:00:00Z").await;
        let served = platform.serve().await;
        Self {
            platform,
            served,
            shown,
            hidden,
        }
    }

    /// The paths of the links in the letters that are kept, each purpose in each language once.
    pub(super) async fn links_of_letters(&self) -> Vec<String> {
        let link = regex::Regex::new(r"/(?:ar|en)/letters/([a-z-]+)/[\w.~-]+").unwrap();
        let letter = regex::Regex::new("href=\"(/dev/letters/[^\"/]+)\"").unwrap();
        let mut links: Vec<String> = Vec::new();
        for found in letter.captures_iter(&self.text("/dev/letters").await) {
            for path in link.find_iter(&self.text(&found[1]).await) {
                let purpose = |path: &str| path.rsplit_once('/').map(|(purpose, _)| purpose.to_owned());
                if !links.iter().any(|known| purpose(known) == purpose(path.as_str())) {
                    links.push(path.as_str().to_owned());
                }
            }
        }
        links
    }
}

async fn joined_and_revised(platform: &Platform, shown: &Value, cast: &Cast) {
    let kenyan = platform.person("KEN", Role::Approver).await;
    let joined = step(platform, &kenyan, "commitmentJoin", shown).await;
    let input = json!({ "commitmentId": shown["id"], "version": joined["version"], "date": "INDICATIVE_ON", "newOn": "2026-12-30",
        "reason": "Le décret a été signé en octobre.", "language": "FR" });
    platform
        .done(&cast.approver, "commitmentReviseDate", input, COMMITMENT)
        .await;
}

/// One reached, one moved, one no longer pursued, one to come.
async fn milestones(platform: &Platform, shown: &Value, cast: &Cast) {
    for (fr, ar, due, act) in [
        (
            "Un décret",
            "مرسوم",
            "2026-06-30",
            Some(("milestoneReach", json!({ "reachedOn": "2026-06-12" }))),
        ),
        (
            "Une équipe de permanence",
            "فريق مناوبة",
            "2026-09-30",
            Some((
                "milestoneRevise",
                json!({ "dueOn": "2026-12-15", "reason": "Recrutement en cours.", "language": "FR" }),
            )),
        ),
        (
            "Une ligne par satellite",
            "خط عبر السواتل",
            "2027-03-31",
            Some(("milestoneDrop", json!({}))),
        ),
        (
            "Un exercice avec les États voisins",
            "تمرين مع الدول المجاورة",
            "2027-05-31",
            None,
        ),
    ] {
        let input = json!({ "commitmentId": shown["id"], "title": said(&[("FR", fr), ("AR", ar)]), "originalLanguage": "FR", "dueOn": due });
        let fields = "milestone { id version }";
        let made = platform.done(&cast.approver, "milestoneAdd", input, fields).await["milestone"].clone();
        if let Some((act, mut input)) = act {
            input["milestoneId"] = made["id"].clone();
            input["version"] = made["version"].clone();
            platform.done(&cast.approver, act, input, fields).await;
        }
    }
}

async fn measures(platform: &Platform, shown: &Value, cast: &Cast) {
    let definition = json!({ "name": said(&[("FR", "Enquêteurs formés"), ("AR", "المحققون المدرَّبون")]), "originalLanguage": "FR",
        "unit": "personnes", "baseline": 0.0, "baselineOn": "2026-01-15", "target": 200.0, "targetOn": "2027-06-30" });
    let input = json!({ "commitmentId": shown["id"], "content": definition });
    let made = platform
        .done(&cast.approver, "indicatorDefine", input, "indicator { id }")
        .await;
    let input = json!({ "indicatorId": made["indicator"]["id"], "value": 45.0, "measuredOn": "2026-10-01" });
    platform
        .done(&cast.approver, "indicatorRecord", input, "indicator { id }")
        .await;
    let input = json!({ "commitmentId": shown["id"], "rating": "SUBSTANTIAL", "language": "EN",
        "method": "Reading of the decree and of the updates.", "note": "The decree is in force." });
    platform
        .done(&cast.reviewer, "assessmentRecord", input, "commitment { id }")
        .await;
    let input = json!({ "commitmentId": shown["id"], "title": "Décret n° 2026-812", "url": "https://example.org/decret", "language": "FR" });
    platform
        .done(&cast.approver, "evidenceLink", input, "evidence { id }")
        .await;
}

async fn updates(platform: &Platform, shown: &Value, cast: &Cast) {
    let first = said(&[
        ("FR", "Le décret est signé."),
        ("AR", "وُقِّع المرسوم."),
        ("ZH", "法令已签署。"),
    ]);
    let last = said(&[("FR", LAST_UPDATE_FR), ("AR", LAST_UPDATE_AR), ("ZH", LAST_UPDATE_ZH)]);
    for (state, on, narrative) in [
        ("UNDER_WAY", "2026-06-15", first),
        ("SUBSTANTIALLY_COMPLETE", "2026-11-20", last),
    ] {
        let content =
            json!({ "reportedState": state, "originalLanguage": "FR", "reportedOn": on, "narrative": narrative });
        let update = cast.reported(platform, shown, content).await;
        let input = json!({ "commitmentId": shown["id"], "progressUpdateId": update["id"], "title": "Journal officiel",
            "url": "https://example.org/journal", "language": "FR" });
        platform
            .done(&cast.approver, "evidenceLink", input, "evidence { id }")
            .await;
    }
}

async fn comment(platform: &Platform, shown: &Value, cast: &Cast) {
    let company = platform.new_participant("private_sector", "Acme Networks").await;
    let author = platform.person_of(company, Role::Stakeholder).await;
    let input = json!({ "commitmentId": shown["id"], "text": "We would gladly lend trainers.", "language": "EN" });
    let fields = "comment { id version }";
    let made = platform.done(&author, "commentSubmit", input, fields).await["comment"].clone();
    let input = json!({ "commentId": made["id"], "version": made["version"] });
    platform.done(&cast.reviewer, "commentPublish", input, fields).await;
}
