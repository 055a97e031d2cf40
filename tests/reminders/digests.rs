//! What a reader gets, in which language, at which hour, and what never reaches them.

use super::*;
use crate::commitments::scenes::step;

#[tokio::test]
async fn a_day_that_comes_up_is_told_in_arabic_at_the_readers_own_hour() {
    let (platform, server) = (Platform::start().await, SmtpServer::start().await);
    let env = env(&platform, Some(&server));
    let cast = Cast::of(&platform, "JOR").await;
    let reader = reader(&platform, "JOR", Role::FocalPoint, "ar", "Asia/Amman").await;
    let mut content = content("Name a point of contact");
    content["title"] = json!([
        { "language": "EN", "text": "Name a point of contact" },
        { "language": "AR", "text": "تسمية جهة اتصال" },
    ]);
    content["indicativeOn"] = "2026-12-30".into();
    let commitment = cast.published(&platform, content).await;

    at(&platform, &env, "2026-11-23T10:00:00Z").await;
    let preferences = preferences(&platform, &reader).await;
    // Next Monday, eight o'clock in Amman.
    assert_eq!(preferences["nextDigestAt"], "2026-11-30T05:00:00+00:00");
    at(&platform, &env, "2026-11-30T04:59:59Z").await;
    assert_eq!(server.received().len(), 0, "not before the hour");
    at(&platform, &env, "2026-11-30T05:00:00Z").await;

    let letters = letters_to(&server, &reader);
    assert_eq!((letters.len(), server.received().len()), (1, 1));
    let letter = &letters[0];
    assert_eq!(letter.header("Content-Language").unwrap(), "ar");
    assert!(
        letter.text().contains("تسمية جهة اتصال") && letter.text().contains(reference(&commitment)),
        "{}",
        letter.text()
    );
    assert!(letter.text().contains("30 كانون الأول/ديسمبر 2026"), "{}", letter.text());
    assert!(letter.html().contains("<body lang=\"ar\" dir=\"rtl\""));
    assert!(letter.html().contains(&format!(
        "https://para29.example/ar/commitments/{}",
        reference(&commitment)
    )));
    let (name, calendar) = letter.attachments().pop().unwrap();
    let calendar = String::from_utf8(calendar).unwrap();
    assert_eq!(name, "dates.ics");
    assert!(calendar.contains("DTSTART;VALUE=DATE:20261230"), "{calendar}");
    assert_eq!(
        letter.header("List-Unsubscribe-Post").unwrap(),
        "List-Unsubscribe=One-Click"
    );

    let mine = platform
        .ask(
            &reader,
            "{ myLetters { nodes { kind status address language why messageId response } } }",
            json!({}),
        )
        .await;
    let mine = &mine["data"]["myLetters"]["nodes"];
    assert_eq!(mine.as_array().unwrap().len(), 1);
    assert_eq!(
        (&mine[0]["status"], &mine[0]["kind"], &mine[0]["language"]),
        (&json!("SENT"), &json!("digest"), &json!("AR"))
    );
    assert_eq!(mine[0]["messageId"], letter.message_id());
    assert!(mine[0]["why"][0].as_str().unwrap().contains("الأردن"), "{mine}");

    // Neither again the same day, nor on a Monday with nothing to say; the week's notice comes before its day, not after.
    for (when, so_far) in [
        ("2026-11-30T05:10:00Z", 1),
        ("2026-12-07T05:00:00Z", 1),
        ("2026-12-14T05:00:00Z", 1),
        ("2026-12-21T05:00:00Z", 2),
        ("2026-12-28T05:00:00Z", 3),
        ("2027-01-04T05:00:00Z", 3),
    ] {
        at(&platform, &env, when).await;
        assert_eq!(letters_to(&server, &reader).len(), so_far, "{when}");
    }
    assert_eq!(count(&platform, "from reminders where status = 'told'").await, 3);
    assert_eq!(
        count(&platform, "from jobs where given_up_at is not null or attempt <> 1").await,
        0
    );
}

#[tokio::test]
async fn who_may_not_read_a_record_is_not_told_of_it() {
    let (platform, server) = (Platform::start().await, SmtpServer::start().await);
    let env = env(&platform, Some(&server));
    let cast = Cast::of(&platform, "SEN").await;
    let own = reader(&platform, "SEN", Role::FocalPoint, "fr", "Africa/Dakar").await;
    let joint = reader(&platform, "KEN", Role::FocalPoint, "en", "UTC").await;
    let without_second_factor = platform.person("SEN", Role::FocalPoint).await;
    let mut content = content("A step taken in confidence");
    content["indicativeOn"] = "2026-12-10".into();
    content["jointParticipantIds"] = json!([platform.participant("KEN").await.to_string()]);
    content["audience"] = json!({ "audience": "OWN" });
    let secret = cast.draft(&platform, content).await;
    platform
        .as_owner(&format!(
            "update commitments set status = 'published', published_at = '2026-10-01', joined_ids = joint_ids where id = '{}'",
            uuid_of(&secret)
        ))
        .await;

    at(&platform, &env, "2026-11-23T10:00:00Z").await;
    let planned = count(
        &platform,
        "from reminders where status = 'planned' and reason = 'commitment_due'",
    )
    .await;
    assert!(planned >= 3, "planned for all whom it concerns");
    let seen = platform
        .ask(&joint, "{ myReminders { nodes { reason } } }", json!({}))
        .await;
    assert_eq!(
        seen["data"]["myReminders"]["nodes"],
        json!([]),
        "and not even counted for who may not read it"
    );

    at(&platform, &env, "2026-11-30T08:00:00Z").await;
    assert_eq!(letters_to(&server, &own).len(), 1);
    assert!(
        letters_to(&server, &own)[0]
            .text()
            .contains("A step taken in confidence")
    );
    assert_eq!(letters_to(&server, &joint).len(), 0);
    assert_eq!(letters_to(&server, &without_second_factor).len(), 0);
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn a_right_that_ends_before_the_letter_goes_out_ends_for_the_letter() {
    let (platform, mut server) = (Platform::start().await, SmtpServer::start().await);
    let env = env(&platform, Some(&server));
    let cast = Cast::of(&platform, "SEN").await;
    let joint = reader(&platform, "KEN", Role::FocalPoint, "en", "UTC").await;
    let kenya = json!([platform.participant("KEN").await.to_string()]);
    let mut told = content("A step that stays public");
    told["indicativeOn"] = "2026-12-10".into();
    told["jointParticipantIds"] = kenya;
    let mut hidden = told.clone();
    hidden["title"][0]["text"] = "A step that is withdrawn from view".into();
    let told = cast.published(&platform, told).await;
    step(&platform, &joint, "commitmentJoin", &told).await;
    let hidden = cast.published(&platform, hidden).await;
    let hidden = step(&platform, &joint, "commitmentJoin", &hidden).await;
    at(&platform, &env, "2026-11-23T10:00:00Z").await;

    server.go_away().await;
    at(&platform, &env, "2026-11-30T08:00:00Z").await;
    assert!(
        ledger(&platform, "digest")
            .await
            .iter()
            .all(|status| status == "queued")
    );
    act_on(
        &platform,
        &cast.approver,
        "commitmentSetAudience",
        &hidden,
        json!({ "audience": { "audience": "OWN" } }),
    )
    .await;
    server.come_back().await;
    later(&platform, &env, 10).await;

    let letters = letters_to(&server, &joint);
    assert_eq!(letters.len(), 1);
    assert!(letters[0].text().contains("A step that stays public"));
    assert!(
        !letters[0].text().contains("withdrawn from view"),
        "{}",
        letters[0].text()
    );
    assert!(!letters[0].text().contains(reference(&hidden)));
    assert!(letters[0].subject().contains('1'), "{}", letters[0].subject());
}

#[tokio::test]
async fn what_is_done_is_not_told_any_more() {
    let (platform, server) = (Platform::start().await, SmtpServer::start().await);
    let env = env(&platform, Some(&server));
    let cast = Cast::of(&platform, "SEN").await;
    reader(&platform, "SEN", Role::FocalPoint, "en", "UTC").await;
    let commitment = due_on(&platform, &cast, "Name a point of contact", "2026-12-20").await;
    at(&platform, &env, "2026-11-23T10:00:00Z").await;
    let open = "from reminders where status = 'planned'";
    assert_eq!(
        count(&platform, open).await,
        2,
        "a week before and on the day; it was set within the month"
    );
    step(&platform, &cast.approver, "commitmentComplete", &commitment).await;
    at(&platform, &env, "2026-11-23T11:00:00Z").await;
    assert_eq!(count(&platform, open).await, 0);
    assert_eq!(count(&platform, "from reminders where status = 'dropped'").await, 2);
    at(&platform, &env, "2026-12-14T08:00:00Z").await;
    assert_eq!(server.received().len(), 0, "nothing to say, no letter");
    assert_eq!(count(&platform, "from letters").await, 0);
}

#[tokio::test]
async fn an_hour_that_is_skipped_or_comes_twice_brings_one_letter() {
    let (platform, server) = (Platform::start().await, SmtpServer::start().await);
    let env = env(&platform, Some(&server));
    let cast = Cast::of(&platform, "DEU").await;
    let reader = reader(&platform, "DEU", Role::FocalPoint, "en", "Europe/Berlin").await;
    choose(&platform, &reader, "DAILY", 2).await;
    // Clocks go forward over 2 o'clock on 28 March 2027, and show it twice on 31 October.
    due_on(&platform, &cast, "In spring", "2027-03-28").await;
    due_on(&platform, &cast, "In autumn", "2027-10-31").await;
    at(&platform, &env, "2027-03-27T01:00:00Z").await;
    let before = server.received().len();
    at(&platform, &env, "2027-03-28T00:59:00Z").await;
    assert_eq!(server.received().len(), before);
    for minutes in [0, 5, 60, 120] {
        platform
            .clock
            .set(moment("2027-03-28T01:00:00Z") + TimeDelta::minutes(minutes));
        work(&env).await;
        assert_eq!(server.received().len(), before + 1, "{minutes}");
    }
    at(&platform, &env, "2027-10-30T00:00:00Z").await;
    let before = server.received().len();
    at(&platform, &env, "2027-10-30T23:55:00Z").await;
    assert_eq!(server.received().len(), before);
    for minutes in [0, 5, 60, 65, 120] {
        platform
            .clock
            .set(moment("2027-10-31T00:00:00Z") + TimeDelta::minutes(minutes));
        work(&env).await;
        assert_eq!(server.received().len(), before + 1, "{minutes}");
    }
}

#[tokio::test]
async fn whoever_pauses_chooses_or_stops_is_left_in_peace() {
    let (platform, server) = (Platform::start().await, SmtpServer::start().await);
    let env = env(&platform, Some(&server));
    let cast = Cast::of(&platform, "SEN").await;
    let reader = reader(&platform, "SEN", Role::FocalPoint, "en", "UTC").await;
    for day in ["2026-12-30", "2027-01-15", "2027-03-01"] {
        due_on(&platform, &cast, &format!("By {day}"), day).await;
    }
    at(&platform, &env, "2026-11-23T10:00:00Z").await;
    let version = preferences(&platform, &reader).await["version"].clone();
    let pause = json!({ "version": version, "until": "2026-12-15" });
    let paused = platform
        .done(
            &reader,
            "remindersPause",
            pause,
            "preferences { version pausedUntil nextDigestAt }",
        )
        .await;
    assert_eq!(paused["preferences"]["nextDigestAt"], "2026-12-21T08:00:00+00:00");
    at(&platform, &env, "2026-11-30T08:00:00Z").await;
    at(&platform, &env, "2026-12-14T08:00:00Z").await;
    assert_eq!(server.received().len(), 0);

    let too_long = json!({ "version": paused["preferences"]["version"], "until": "2028-01-01" });
    let refused = platform
        .try_act(&reader, "remindersPause", too_long, "preferences { version }")
        .await;
    assert_eq!(refused["problems"][0]["code"], "OUT_OF_RANGE", "{refused}");
    let stale = platform
        .try_act(
            &reader,
            "remindersResume",
            json!({ "version": version }),
            "preferences { version }",
        )
        .await;
    assert_eq!(stale["problems"][0]["code"], "CONFLICT", "{stale}");

    at(&platform, &env, "2026-12-21T08:00:00Z").await;
    assert_eq!(server.received().len(), 1, "after the pause, what is still due");
    choose(&platform, &reader, "MONTHLY", 18).await;
    at(&platform, &env, "2026-12-28T08:00:00Z").await;
    assert_eq!(server.received().len(), 1);
    at(&platform, &env, "2027-01-01T17:55:00Z").await;
    assert_eq!(server.received().len(), 1);
    at(&platform, &env, "2027-01-01T18:00:00Z").await;
    let monthly = server.received().pop().unwrap();
    assert_eq!(server.received().len(), 2);
    assert!(
        monthly.text().contains("By 2027-01-15") && monthly.text().contains("By 2027-03-01"),
        "{}",
        monthly.text()
    );
    let version = preferences(&platform, &reader).await["version"].clone();
    platform
        .done(
            &reader,
            "remindersStop",
            json!({ "version": version }),
            "preferences { unsubscribedAt }",
        )
        .await;
    at(&platform, &env, "2027-02-01T18:00:00Z").await;
    at(&platform, &env, "2027-03-01T18:00:00Z").await;
    assert_eq!(server.received().len(), 2);
    assert_eq!(preferences(&platform, &reader).await["nextDigestAt"], Value::Null);
}

#[tokio::test]
async fn a_digest_that_was_missed_comes_late_and_not_at_night() {
    let (platform, server) = (Platform::start().await, SmtpServer::start().await);
    let env = env(&platform, Some(&server));
    let cast = Cast::of(&platform, "SEN").await;
    reader(&platform, "SEN", Role::FocalPoint, "en", "UTC").await;
    due_on(&platform, &cast, "Name a point of contact", "2026-12-30").await;
    at(&platform, &env, "2026-11-23T10:00:00Z").await;
    // No worker ran from Monday morning until the night of Tuesday.
    at(&platform, &env, "2026-12-01T03:00:00Z").await;
    assert_eq!(server.received().len(), 0);
    at(&platform, &env, "2026-12-01T08:00:00Z").await;
    assert_eq!(server.received().len(), 1);
    let queued = count(&platform, "from jobs where kind = 'plan_reminders'").await;
    assert_eq!(queued, 3, "what was missed is caught up once");
}

/// A milestone of a commitment; gives its id and version.
async fn milestone(platform: &Platform, cast: &Cast, commitment: &Value, title: &str, day: &str) -> Value {
    let input = json!({
        "commitmentId": commitment["id"], "title": [{ "language": "EN", "text": title }], "originalLanguage": "EN", "dueOn": day,
    });
    let done = platform
        .done(&cast.approver, "milestoneAdd", input, "milestone { id version }")
        .await;
    done["milestone"].clone()
}

/// The calendar that went with a letter, one event a time, unfolded: UID, day, sequence, status.
fn calendar(letter: &Received) -> Vec<[String; 4]> {
    let (_, file) = letter.attachments().pop().expect("a calendar");
    let file = String::from_utf8(file).unwrap().replace("\r\n ", "");
    let events = file.split("BEGIN:VEVENT").skip(1);
    let value = |event: &str, name: &str| {
        let lines = event.lines().filter_map(|line| line.strip_prefix(name));
        lines.map(str::to_owned).next().expect("a line of the event")
    };
    let event = |event| ["UID:", "DTSTART;VALUE=DATE:", "SEQUENCE:", "STATUS:"].map(|name| value(event, name));
    let mut events: Vec<_> = events.map(event).collect();
    events.sort();
    events
}

#[tokio::test]
async fn a_day_that_falls_away_is_taken_out_of_the_readers_calendar_and_one_that_moves_is_moved() {
    let (platform, server) = (Platform::start().await, SmtpServer::start().await);
    let env = env(&platform, Some(&server));
    let cast = Cast::of(&platform, "SEN").await;
    let reader = reader(&platform, "SEN", Role::FocalPoint, "en", "UTC").await;
    let kept = due_on(&platform, &cast, "Adopt a law", "2026-12-30").await;
    let moving = due_on(&platform, &cast, "Name a point of contact", "2026-12-30").await;
    let step_on_the_way = milestone(&platform, &cast, &moving, "A first meeting", "2026-12-31").await;
    at(&platform, &env, "2026-11-23T10:00:00Z").await;
    at(&platform, &env, "2026-12-07T08:00:00Z").await;
    let first = letters_to(&server, &reader).pop().unwrap();
    assert!(
        first
            .text()
            .contains("The date set for the milestone “A first meeting” is 31 December 2026"),
        "{}",
        first.text()
    );
    let before = calendar(&first);
    assert_eq!(before.len(), 3);
    assert!(before.iter().all(|[.., status]| status == "CONFIRMED"));

    step(&platform, &cast.approver, "commitmentComplete", &kept).await;
    let later_on =
        json!({ "date": "INDICATIVE_ON", "newOn": "2027-05-20", "reason": "Parliament resumes in January." });
    act_on(&platform, &cast.approver, "commitmentReviseDate", &moving, later_on).await;
    let dropped = json!({ "milestoneId": step_on_the_way["id"], "version": step_on_the_way["version"] });
    platform
        .done(&cast.approver, "milestoneDrop", dropped, "milestone { status }")
        .await;
    let other = due_on(&platform, &cast, "Another step", "2026-12-28").await;
    at(&platform, &env, "2026-12-21T08:00:00Z").await;
    let second = letters_to(&server, &reader).pop().unwrap();
    assert!(
        second.text().contains(reference(&other)) && !second.text().contains(reference(&kept)),
        "{}",
        second.text()
    );
    let after = calendar(&second);
    let of = |events: &[[String; 4]], id: &Value| {
        let found = events.iter().find(|[uid, ..]| uid.starts_with(id.as_str().unwrap()));
        found.expect("an event").clone()
    };
    for (id, day, status) in [
        (&kept["id"], "20261230", "CANCELLED"),
        (&moving["id"], "20270520", "CONFIRMED"),
        (&step_on_the_way["id"], "20261231", "CANCELLED"),
        (&other["id"], "20261228", "CONFIRMED"),
    ] {
        let [uid, on, sequence, is] = of(&after, id);
        assert_eq!((on.as_str(), is.as_str()), (day, status), "{uid}");
        if id != &other["id"] {
            let [same, _, earlier, _] = of(&before, id);
            assert_eq!(uid, same);
            assert!(
                sequence.parse::<u32>().unwrap() > earlier.parse::<u32>().unwrap(),
                "{uid}"
            );
        }
    }
    assert_eq!(after.len(), 4);
}

#[tokio::test]
async fn a_reporting_period_that_is_over_invites_an_update_in_the_letter() {
    let (platform, server) = (Platform::start().await, SmtpServer::start().await);
    let env = env(&platform, Some(&server));
    let cast = Cast::of(&platform, "SEN").await;
    let reader = reader(&platform, "SEN", Role::FocalPoint, "en", "UTC").await;
    let mut content = content("Name a point of contact");
    content["indicativeOn"] = "2030-06-30".into();
    let commitment = cast.published(&platform, content).await;
    // Reported last in the spring of 2027: the year 2028 passes without a word, and the light's own invitation is over.
    platform.clock.set(moment("2027-04-01T09:00:00Z"));
    let input = json!({ "commitmentId": commitment["id"] });
    platform
        .done(&cast.approver, "progressUpdateNoChange", input, "progressUpdate { id }")
        .await;
    at(&platform, &env, "2028-12-31T12:00:00Z").await;
    at(&platform, &env, "2029-01-01T08:00:00Z").await;
    let letter = letters_to(&server, &reader).pop().unwrap();
    assert!(
        letter.text().contains("An update is invited by 31 March 2029"),
        "{}",
        letter.text()
    );
    assert!(letter.text().contains(reference(&commitment)));
    let reasons =
        "select jsonb_agg(reason || ' ' || period) from reminders where period is not null and status = 'told'";
    assert_eq!(platform.fact(reasons).await, json!(["update_invited 2028"]));

    platform
        .done(
            &cast.approver,
            "progressUpdateNoChange",
            json!({ "commitmentId": commitment["id"] }),
            "progressUpdate { id }",
        )
        .await;
    let so_far = letters_to(&server, &reader).len();
    at(&platform, &env, "2029-03-25T12:00:00Z").await;
    at(&platform, &env, "2029-03-26T08:00:00Z").await;
    assert_eq!(letters_to(&server, &reader).len(), so_far, "it came");
}
