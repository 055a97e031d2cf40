//! People come by invitation.

use super::desk::{self, Client, TOKENS, account_of, problem, visit};
use crate::harness::{Platform, Someone};
use chrono::TimeDelta;
use schema::actor::*;
use schema::directory::{self, Invitation};
use schema::{Connection, Error};
use serde_json::{Value, json};

async fn invite(
    platform: &Platform,
    by: &Someone,
    email: &str,
    participant: Option<ParticipantId>,
    role: &str,
) -> Value {
    let input = json!({
        "email": email, "name": "Amina Diallo", "language": "FR", "role": role,
        "participantId": participant.map(|id| id.to_string()),
    });
    platform
        .try_act(
            by,
            "accountInvite",
            input,
            "account { id email name joinedAt appointments { role } }",
        )
        .await
}

/// The secret part of the link in the letter that a job is queued for.
async fn link_of_letter(platform: &Platform, someone: &Someone) -> String {
    let (account, now) = (someone.account, platform.now());
    let issued = platform
        .db
        .platform("test", async move |conn: &mut Connection| {
            directory::issue_invitation(conn, account, now).await
        })
        .await
        .unwrap();
    issued.unwrap().token
}

async fn shown(platform: &Platform, token: &str) -> Result<Invitation, Error> {
    directory::invitation(&platform.db, token, platform.now()).await
}

#[tokio::test]
async fn an_invitation_may_be_looked_at_often_and_accepted_once() {
    let platform = Platform::start().await;
    let administrator = platform.secretariat(Role::Administrator).await;
    let senegal = platform.participant("SEN").await;
    let invited = invite(
        &platform,
        &administrator,
        "Amina@MFA.example",
        Some(senegal),
        "FOCAL_POINT",
    )
    .await;
    assert_eq!(invited["account"]["email"], "amina@mfa.example");
    assert_eq!(invited["account"]["joinedAt"], Value::Null);
    let amina = account_of(&platform, "amina@mfa.example").await;
    let job = platform
        .fact("select payload from jobs where kind = 'send_invitation'")
        .await;
    assert_eq!(job["account"], amina.account.to_string());
    assert_eq!(job.as_object().unwrap().len(), 2, "ids and dates, no secret: {job}");

    let token = link_of_letter(&platform, &amina).await;
    let kept = "select jsonb_agg(to_jsonb(t)) from one_time_tokens t";
    let before = (
        platform.fact(kept).await,
        platform.fact("select count(*) from changes").await,
    );
    for _ in 0..3 {
        let invitation = shown(&platform, &token).await.unwrap();
        assert_eq!(invitation.account.name, "Amina Diallo");
        assert_eq!(invitation.appointments.len(), 1);
    }
    assert_eq!(
        (
            platform.fact(kept).await,
            platform.fact("select count(*) from changes").await
        ),
        before
    );
    assert!(!before.0.to_string().contains(&token), "only its digest is kept");

    let input = json!({ "token": token, "name": "Amina D.", "timeZone": "Africa/Dakar", "password": desk::PASSWORD });
    let client = Client::of(&visit(&platform, "invitationAccept", input.clone(), TOKENS).await);
    let viewer = "{ viewer { needsSecondFactor account { name timeZone language joinedAt } appointments { role } sessions { method isThis } } }";
    let answer = desk::ask(&platform, &client.access, viewer, json!({})).await;
    insta::assert_json_snapshot!(answer["data"]["viewer"], @r#"
    {
      "account": {
        "joinedAt": "2026-11-23T09:00:00+00:00",
        "language": "FR",
        "name": "Amina D.",
        "timeZone": "Africa/Dakar"
      },
      "appointments": [
        {
          "role": "FOCAL_POINT"
        }
      ],
      "needsSecondFactor": true,
      "sessions": [
        {
          "isThis": true,
          "method": "INVITATION"
        }
      ]
    }
    "#);

    let again = visit(&platform, "invitationAccept", input, TOKENS).await;
    assert_eq!((problem(&again), &again["tokens"]), ("CODE_WRONG", &Value::Null));
    assert!(matches!(shown(&platform, &token).await, Err(Error::NotFound)));
}

#[tokio::test]
async fn of_twenty_who_accept_at_once_one_is_let_in() {
    let platform = Platform::start().await;
    let administrator = platform.secretariat(Role::Administrator).await;
    invite(&platform, &administrator, "one@example.org", None, "EDITOR").await;
    let someone = account_of(&platform, "one@example.org").await;
    let token = link_of_letter(&platform, &someone).await;
    let all = (0..20).map(|_| visit(&platform, "invitationAccept", json!({ "token": token }), TOKENS));
    let answers = futures_util::future::join_all(all).await;
    assert_eq!(
        answers.iter().filter(|answer| answer["tokens"] != Value::Null).count(),
        1
    );
    assert!(
        answers
            .iter()
            .filter(|answer| answer["tokens"] == Value::Null)
            .all(|answer| problem(answer) == "CODE_WRONG")
    );
    assert_eq!(platform.fact("select count(*) from sessions").await, 1);
}

#[tokio::test]
async fn a_link_ends_after_two_weeks_when_a_new_one_is_sent_and_when_the_person_is_barred() {
    let platform = Platform::start().await;
    let administrator = platform.secretariat(Role::Administrator).await;
    invite(&platform, &administrator, "one@example.org", None, "EDITOR").await;
    let someone = account_of(&platform, "one@example.org").await;

    let first = link_of_letter(&platform, &someone).await;
    platform
        .clock
        .set(platform.now() + directory::INVITATION_LASTS - TimeDelta::seconds(1));
    assert!(shown(&platform, &first).await.is_ok());
    platform.clock.set(platform.now() + TimeDelta::seconds(1));
    assert!(matches!(shown(&platform, &first).await, Err(Error::NotFound)));

    let again = json!({ "accountId": someone.account.to_string() });
    platform
        .done(&administrator, "accountInviteAgain", again.clone(), "account { id }")
        .await;
    let second = link_of_letter(&platform, &someone).await;
    let third = link_of_letter(&platform, &someone).await;
    assert!(matches!(shown(&platform, &second).await, Err(Error::NotFound)));
    assert!(shown(&platform, &third).await.is_ok());

    platform
        .done(&administrator, "accountDisable", again, "account { disabledAt }")
        .await;
    assert!(matches!(shown(&platform, &third).await, Err(Error::NotFound)));
    let refused = visit(&platform, "invitationAccept", json!({ "token": third }), TOKENS).await;
    assert_eq!(problem(&refused), "CODE_WRONG");
}

#[tokio::test]
async fn what_the_person_writes_is_checked_before_the_link_is_spent() {
    let platform = Platform::start().await;
    let administrator = platform.secretariat(Role::Administrator).await;
    invite(&platform, &administrator, "one@example.org", None, "EDITOR").await;
    let someone = account_of(&platform, "one@example.org").await;
    let token = link_of_letter(&platform, &someone).await;
    for (field, value, code) in [
        ("password", "password1234", "PASSWORD_GUESSABLE"),
        ("password", "short", "TOO_SHORT"),
        ("name", "a\u{202e}b", "FORBIDDEN_CHARACTER"),
        ("name", "   ", "REQUIRED"),
        ("timeZone", "Mars/Olympus", "UNKNOWN"),
    ] {
        let answer = visit(
            &platform,
            "invitationAccept",
            json!({ "token": token, (field): value }),
            TOKENS,
        )
        .await;
        assert_eq!(
            (problem(&answer), answer["problems"][0]["field"].as_str()),
            (code, Some(field)),
            "{answer}"
        );
    }
    for odd in ["", "p29i_", "§", &token.to_uppercase(), &token[1..]] {
        let answer = visit(&platform, "invitationAccept", json!({ "token": odd }), TOKENS).await;
        assert_eq!(problem(&answer), "CODE_WRONG");
    }
    Client::of(&visit(&platform, "invitationAccept", json!({ "token": token }), TOKENS).await);
}

#[tokio::test]
async fn the_first_administrator_comes_by_a_link_that_each_start_prints_anew_until_it_was_used() {
    let platform = Platform::start().await;
    let start = async || {
        directory::first_administrator(&platform.db, platform.now(), "administrator@localhost")
            .await
            .unwrap()
    };
    let first = start().await.unwrap();
    let second = start().await.unwrap();
    assert!(
        matches!(shown(&platform, &first.token).await, Err(Error::NotFound)),
        "the earlier link ends"
    );
    assert_eq!(platform.fact("select count(*) from accounts").await, 1);
    let client = Client::of(&visit(&platform, "invitationAccept", json!({ "token": second.token }), TOKENS).await);
    assert!(start().await.is_none(), "somebody administers");
    desk::set_up_device(&platform, &client).await;
    assert!(
        desk::keys(&platform, &client.access)
            .await
            .contains(&"administrator".to_owned())
    );
}

#[tokio::test]
async fn two_first_starts_at_once_make_one_administrator() {
    let platform = Platform::start().await;
    let start = || directory::first_administrator(&platform.db, platform.now(), "administrator@localhost");
    let (one, other) = tokio::join!(start(), start());
    assert!(one.unwrap().is_some() && other.unwrap().is_some());
    assert_eq!(platform.fact("select count(*) from accounts").await, 1);
    assert_eq!(platform.fact("select count(*) from appointments").await, 1);
}

#[tokio::test]
async fn a_focal_point_invites_drafters_and_approvers_of_the_own_participant_only() {
    let platform = Platform::start().await;
    let focal_point = platform.person("SEN", Role::FocalPoint).await;
    let (senegal, kenya) = (platform.participant("SEN").await, platform.participant("KEN").await);
    let invited = invite(&platform, &focal_point, "new@mfa.example", Some(senegal), "DRAFTER").await;
    assert_eq!(invited["account"]["appointments"][0]["role"], "DRAFTER", "{invited}");
    for (participant, role) in [
        (Some(senegal), "FOCAL_POINT"),
        (Some(kenya), "DRAFTER"),
        (None, "EDITOR"),
        (None, "DRAFTER"),
        (None, "ADMINISTRATOR"),
    ] {
        let refused = invite(&platform, &focal_point, "other@mfa.example", participant, role).await;
        assert_eq!(refused["error"], "FORBIDDEN", "{role}");
    }
    let drafter = platform.person("SEN", Role::Drafter).await;
    assert_eq!(
        invite(&platform, &drafter, "x@mfa.example", Some(senegal), "DRAFTER").await["error"],
        "FORBIDDEN"
    );
    assert_eq!(
        platform
            .fact("select count(*) from accounts where email like '%mfa.example'")
            .await,
        1
    );
}

#[tokio::test]
async fn who_has_an_account_already_is_appointed_at_once_and_not_twice() {
    let platform = Platform::start().await;
    let administrator = platform.secretariat(Role::Administrator).await;
    let drafter = platform.person("SEN", Role::Drafter).await;
    let kenya = platform.participant("KEN").await;
    let invited = invite(&platform, &administrator, &drafter.email, Some(kenya), "APPROVER").await;
    assert_eq!(invited["account"]["id"], drafter.account.to_string());
    assert_eq!(
        invited["account"]["name"], "A person",
        "somebody else's name is not changed"
    );
    assert_eq!(desk::queued(&platform, "send_invitation").await, 0);
    let again = invite(&platform, &administrator, &drafter.email, Some(kenya), "APPROVER").await;
    assert_eq!(problem(&again), "TAKEN");
    let elsewhere = platform.person("GHA", Role::FocalPoint).await;
    let ghana = platform.participant("GHA").await;
    let invited = invite(&platform, &elsewhere, &drafter.email, Some(ghana), "DRAFTER").await;
    let roles = invited["account"]["appointments"].as_array().unwrap();
    assert_eq!(
        roles.len(),
        1,
        "a focal point learns nothing of what a person does for others: {invited}"
    );
}
