//! Sessions: renewed, ended, and what ends with them.

use super::desk::{self, Client, TOKENS, act, bearer, keys, problem, visit};
use crate::harness::Platform;
use chrono::TimeDelta;
use schema::actor::*;
use schema::directory;
use serde_json::{Value, json};

async fn refresh(platform: &Platform, token: &str) -> Value {
    visit(platform, "sessionRefresh", json!({ "refreshToken": token }), TOKENS).await
}

#[tokio::test]
async fn a_session_is_renewed_again_and_again() {
    let platform = Platform::start().await;
    let someone = platform.someone().await;
    let mut client = desk::sign_in(&platform, &someone).await;
    let session = client.session.clone();
    for _ in 0..5 {
        platform.clock.set(platform.now() + TimeDelta::minutes(5));
        assert_eq!(bearer(&platform, &client.access).await.err(), Some(401), "run out");
        let next = Client::of(&refresh(&platform, &client.refresh).await);
        assert_ne!(next.refresh, client.refresh);
        assert_eq!(next.session, session);
        assert!(bearer(&platform, &next.access).await.is_ok());
        client = next;
    }
    assert_eq!(
        platform
            .fact("select count(*) from refresh_tokens where used_at is null")
            .await,
        1
    );
}

#[tokio::test]
async fn a_refresh_token_used_again_later_ends_the_session_and_its_owner_is_told() {
    let platform = Platform::start().await;
    let someone = platform.someone().await;
    let stolen = desk::sign_in(&platform, &someone).await;
    let honest = Client::of(&refresh(&platform, &stolen.refresh).await);
    platform
        .clock
        .set(platform.now() + directory::GRACE + TimeDelta::seconds(1));
    assert!(bearer(&platform, &honest.access).await.is_ok());
    assert_eq!(problem(&refresh(&platform, &stolen.refresh).await), "CODE_WRONG");
    assert_eq!(
        bearer(&platform, &honest.access).await.err(),
        Some(401),
        "over at once, for both"
    );
    assert_eq!(problem(&refresh(&platform, &honest.refresh).await), "CODE_WRONG");
    assert_eq!(
        platform.fact("select ended_reason from sessions").await,
        "refresh_token_reused"
    );
    assert_eq!(desk::queued(&platform, "send_session_ended").await, 1);
}

#[tokio::test]
async fn twenty_renewals_at_once_give_the_same_next_token_and_lock_nobody_out() {
    let platform = Platform::start().await;
    let someone = platform.someone().await;
    let client = desk::sign_in(&platform, &someone).await;
    let answers = futures_util::future::join_all((0..20).map(|_| refresh(&platform, &client.refresh))).await;
    let next: Vec<Client> = answers.iter().map(Client::of).collect();
    assert!(
        next.iter().all(|given| given.refresh == next[0].refresh),
        "one successor for all"
    );
    assert_eq!(platform.fact("select count(*) from refresh_tokens").await, 2);
    for given in &next {
        assert!(bearer(&platform, &given.access).await.is_ok());
    }
    platform.clock.set(platform.now() + TimeDelta::minutes(5));
    Client::of(&refresh(&platform, &next[7].refresh).await);
}

#[tokio::test]
async fn a_lost_answer_may_be_asked_for_again_at_once_but_not_behind_its_successor() {
    let platform = Platform::start().await;
    let someone = platform.someone().await;
    let client = desk::sign_in(&platform, &someone).await;
    let lost = Client::of(&refresh(&platform, &client.refresh).await);
    platform.clock.set(platform.now() + directory::GRACE);
    let again = Client::of(&refresh(&platform, &client.refresh).await);
    assert_eq!(again.refresh, lost.refresh);
    let third = Client::of(&refresh(&platform, &again.refresh).await);
    // A straggler of the first request, still within its ten seconds: the successor is in use, so it gets nothing.
    assert_eq!(problem(&refresh(&platform, &client.refresh).await), "CODE_WRONG");
    assert!(
        bearer(&platform, &third.access).await.is_ok(),
        "and nobody is signed out for it"
    );
    Client::of(&refresh(&platform, &third.refresh).await);
}

#[tokio::test]
async fn a_session_ends_after_seven_days_unused_and_after_thirty_in_any_case() {
    let platform = Platform::start().await;
    let someone = platform.someone().await;
    let unused = desk::sign_in(&platform, &someone).await;
    platform.clock.set(platform.now() + directory::LASTS_UNUSED);
    assert_eq!(problem(&refresh(&platform, &unused.refresh).await), "CODE_WRONG");

    let mut used = desk::sign_in(&platform, &someone).await;
    for _ in 0..5 {
        platform.days_pass(6);
        let answer = refresh(&platform, &used.refresh).await;
        if answer["tokens"] == Value::Null {
            break;
        }
        used = Client::of(&answer);
    }
    assert_eq!(
        problem(&refresh(&platform, &used.refresh).await),
        "CODE_WRONG",
        "thirty days have passed"
    );
}

#[tokio::test]
async fn what_is_no_refresh_token_is_refused_without_a_look() {
    let platform = Platform::start().await;
    let someone = platform.someone().await;
    let client = desk::sign_in(&platform, &someone).await;
    for odd in [
        "",
        "p29r_",
        "§",
        &client.access,
        &client.refresh.to_uppercase(),
        &format!("{}0", client.refresh),
    ] {
        assert_eq!(problem(&refresh(&platform, odd).await), "CODE_WRONG");
    }
    assert_eq!(
        bearer(&platform, &client.refresh).await.err(),
        Some(401),
        "it renews, and opens nothing by itself"
    );
    Client::of(&refresh(&platform, &client.refresh).await);
}

#[tokio::test]
async fn signing_out_ends_access_at_once() {
    let platform = Platform::start().await;
    let someone = platform.someone().await;
    let (here, there) = (
        desk::sign_in(&platform, &someone).await,
        desk::sign_in(&platform, &someone).await,
    );
    let elsewhere = desk::sign_in(&platform, &platform.someone().await).await;
    let sessions = "{ viewer { sessions { id } } }";
    let listed = desk::ask(&platform, &here.access, sessions, json!({})).await;
    assert_eq!(
        listed["data"]["viewer"]["sessions"].as_array().unwrap().len(),
        2,
        "only one's own"
    );

    let others = act(
        &platform,
        &here.access,
        "sessionEnd",
        json!({ "sessionId": elsewhere.session }),
        "sessionId",
    )
    .await;
    assert_eq!(others["error"], "NOT_FOUND", "nobody else's");
    let ended = act(
        &platform,
        &here.access,
        "sessionEnd",
        json!({ "sessionId": there.session }),
        "sessionId",
    )
    .await;
    assert_eq!(ended["sessionId"], there.session);
    assert_eq!(bearer(&platform, &there.access).await.err(), Some(401));
    assert_eq!(problem(&refresh(&platform, &there.refresh).await), "CODE_WRONG");
    assert_eq!(
        act(&platform, &here.access, "sessionEnd", json!({}), "sessionId").await["sessionId"],
        here.session
    );
    assert_eq!(bearer(&platform, &here.access).await.err(), Some(401));
    assert!(bearer(&platform, &elsewhere.access).await.is_ok());

    let (one, other) = (
        desk::sign_in(&platform, &someone).await,
        desk::sign_in(&platform, &someone).await,
    );
    let all = "mutation { sessionEndAll { accountId problems { code } } }";
    desk::ask(&platform, &one.access, all, json!({})).await;
    for client in [one, other] {
        assert_eq!(bearer(&platform, &client.access).await.err(), Some(401));
    }
}

#[tokio::test]
async fn a_barred_person_is_out_at_once_and_comes_back_by_signing_in() {
    let platform = Platform::start().await;
    let someone = platform.person("SEN", Role::Drafter).await;
    let administrator = platform.secretariat(Role::Administrator).await;
    let client = desk::sign_in(&platform, &someone).await;
    let whom = json!({ "accountId": someone.account.to_string() });
    platform
        .done(&administrator, "accountDisable", whom.clone(), "account { disabledAt }")
        .await;
    assert_eq!(bearer(&platform, &client.access).await.err(), Some(401));
    assert_eq!(problem(&refresh(&platform, &client.refresh).await), "CODE_WRONG");
    platform
        .done(&administrator, "accountEnable", whom, "account { disabledAt }")
        .await;
    assert_eq!(
        bearer(&platform, &client.access).await.err(),
        Some(401),
        "what was ended stays so"
    );
    let client = desk::sign_in(&platform, &someone).await;
    assert!(bearer(&platform, &client.access).await.is_ok());
}

#[tokio::test]
async fn a_role_given_or_ended_counts_at_the_next_request() {
    let platform = Platform::start().await;
    let administrator = platform.secretariat(Role::Administrator).await;
    let someone = platform.person("SEN", Role::Drafter).await;
    let senegal = platform.participant("SEN").await;
    let client = desk::sign_in(&platform, &someone).await;
    let own = format!("p:{}", senegal.0);
    assert!(keys(&platform, &client.access).await.contains(&own));
    let appointment = platform
        .fact(&format!(
            "select id from appointments where account_id = '{}'",
            someone.account.0
        ))
        .await;
    let id = AppointmentId(appointment.as_str().unwrap().parse().unwrap());
    platform
        .done(
            &administrator,
            "appointmentEnd",
            json!({ "appointmentId": id.to_string() }),
            "appointment { endedAt }",
        )
        .await;
    assert_eq!(
        keys(&platform, &client.access).await,
        ["public"],
        "the same token, other rights"
    );
    let grant = json!({ "accountId": someone.account.to_string(), "role": "REVIEWER" });
    platform
        .done(&administrator, "appointmentGrant", grant, "appointment { id }")
        .await;
    assert_eq!(
        keys(&platform, &client.access).await,
        ["public", "reviewer", "secretariat"]
    );
}

#[tokio::test]
async fn an_organization_left_is_not_read_any_more() {
    let platform = Platform::start().await;
    let someone = platform.person("SEN", Role::Drafter).await;
    let client = desk::sign_in(&platform, &someone).await;
    let union = format!("o:{}", platform.participant("AU").await.0);
    assert!(keys(&platform, &client.access).await.contains(&union));
    let senegal = platform.participant("SEN").await;
    let yesterday = platform.today().pred_opt().unwrap();
    platform
        .as_owner(&format!(
            "update memberships set to_on = '{yesterday}' where participant_id = '{}'",
            senegal.0
        ))
        .await;
    assert!(!keys(&platform, &client.access).await.contains(&union));
}

#[tokio::test]
async fn who_asks_is_one_question_to_the_database() {
    let platform = Platform::start().await;
    let someone = platform.person("SEN", Role::Drafter).await;
    platform
        .appoint(&someone, Some(platform.participant("KEN").await), Role::Approver)
        .await;
    let client = desk::sign_in(&platform, &someone).await;
    let (actor, count) = schema::db::counting_queries(bearer(&platform, &client.access)).await;
    assert_eq!(actor.unwrap().person().unwrap().appointments.len(), 2);
    assert_eq!(count, 1);
}

#[tokio::test]
async fn while_the_database_is_away_nobody_is_told_to_sign_in_again() {
    let platform = Platform::start().await;
    let someone = platform.someone().await;
    let client = desk::sign_in(&platform, &someone).await;
    let away = schema::Db::new(
        "postgresql://para29_login@127.0.0.1:9/away",
        schema::db::Sizes::default(),
    )
    .unwrap();
    let request = actix_web::test::TestRequest::get()
        .insert_header(("Authorization", format!("Bearer {}", client.access)))
        .to_http_request();
    let refusal = api::auth::identify(&request, &away, &platform.tokens, platform.now())
        .await
        .unwrap_err();
    assert_eq!((refusal.status.as_u16(), refusal.code), (503, "TRY_LATER"));
    assert!(refusal.retry_after.is_some());
}
