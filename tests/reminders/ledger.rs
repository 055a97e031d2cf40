//! Letters about signing in, the ledger they leave, and letters kept where no mail server is set.

use super::*;
use schema::directory::{SendPasswordCode, SendSignInCode};
use schema::jobs;

#[tokio::test]
async fn an_invitation_reaches_the_person_once_and_its_link_leaves_the_database() {
    let (platform, server) = (Platform::start().await, SmtpServer::start().await);
    let env = env(&platform, Some(&server));
    let administrator = platform.secretariat(Role::Administrator).await;
    let input = json!({
        "email": "salma@example.org", "name": "Salma", "language": "FR", "role": "FOCAL_POINT",
        "participantId": platform.participant("SEN").await.to_string(),
    });
    platform
        .done(&administrator, "accountInvite", input, "account { id }")
        .await;
    workers::run_due(&env).await.unwrap();
    let letters = server.received();
    assert_eq!(
        (letters.len(), letters[0].to.clone()),
        (1, vec!["salma@example.org".to_owned()])
    );
    assert_eq!(
        letters[0].header("List-Unsubscribe"),
        None,
        "it cannot be unsubscribed from"
    );
    let text = letters[0].text();
    assert!(text.contains("Sénégal"), "{text}");
    let link = text
        .lines()
        .map(str::trim)
        .find(|line| line.starts_with("https://para29.example/"))
        .unwrap();
    let (_, token) = link.split_once("token=").unwrap();
    assert!(token.len() > 20, "{link}");
    let holders = "from letters where content::text like '%' || '{}' || '%'".replace("{}", token);
    assert_eq!(count(&platform, &holders).await, 0, "blanked once it was sent");
    assert_eq!(ledger(&platform, "invitation").await, ["sent"]);

    // The job is done once more, as after a crash between letter and queue: no second letter, and the link still works.
    platform
        .as_owner(
            "update jobs set finished_at = null, run_at = now() - interval '1 year' where kind = 'send_invitation'",
        )
        .await;
    workers::run_due(&env).await.unwrap();
    assert_eq!(server.received().len(), 1);
    let (token, now) = (token.to_owned(), platform.now());
    let invitation = schema::directory::invitation(&platform.db, &token, now).await.unwrap();
    assert_eq!(invitation.account.email, "salma@example.org");
}

#[tokio::test]
async fn a_code_that_came_too_late_to_be_of_use_is_not_sent() {
    let (platform, mut server) = (Platform::start().await, SmtpServer::start().await);
    let env = env(&platform, Some(&server));
    let (someone, now) = (platform.someone().await, platform.now());
    let account = someone.account;
    server.go_away().await;
    as_platform(&platform, async move |conn: &mut Connection| {
        jobs::enqueue(conn, &SendSignInCode { account, at: now }, now).await?;
        jobs::enqueue(
            conn,
            &SendPasswordCode {
                account: AccountId::new(),
                at: now,
            },
            now,
        )
        .await
    })
    .await
    .unwrap();
    workers::run_due(&env).await.unwrap();
    assert_eq!(ledger(&platform, "sign_in_code").await, ["queued"]);
    assert_eq!(
        count(&platform, "from letters").await,
        1,
        "nobody is written to whom nobody knows"
    );
    server.come_back().await;
    platform.clock.set(now + TimeDelta::minutes(11));
    workers::run_due(&env).await.unwrap();
    assert_eq!(ledger(&platform, "sign_in_code").await, ["given_up"]);
    assert_eq!(platform.fact("select content from letters").await, json!({}));
    assert_eq!(server.received().len(), 0);
}

#[tokio::test]
async fn without_a_mail_server_letters_are_kept_whole_and_read_on_the_development_page() {
    let platform = Platform::start().await;
    let env = env(&platform, None);
    let (someone, now) = (platform.someone().await, platform.now());
    let account = someone.account;
    as_platform(&platform, async move |conn: &mut Connection| {
        jobs::enqueue(conn, &SendSignInCode { account, at: now }, now).await
    })
    .await
    .unwrap();
    workers::run_due(&env).await.unwrap();
    assert_eq!(ledger(&platform, "sign_in_code").await, ["kept"]);
    let web = platform.serve().await;
    let list = reqwest::get(format!("{}/dev/letters", web.base_url)).await.unwrap();
    assert_eq!(list.headers()["cache-control"], "private, no-store");
    let list = list.text().await.unwrap();
    assert!(list.contains(&someone.email), "{list}");
    let href = first_kept(&list);
    let letter = reqwest::get(format!("{}/dev/letters/{href}", web.base_url))
        .await
        .unwrap()
        .text()
        .await
        .unwrap();
    let code = letter
        .split(|c: char| !c.is_ascii_digit())
        .find(|digits| digits.len() == 8);
    assert!(code.is_some(), "{letter}");
    let html = reqwest::get(format!("{}/dev/letters/{href}/html", web.base_url))
        .await
        .unwrap();
    assert!(
        html.headers()["content-security-policy"]
            .to_str()
            .unwrap()
            .contains("sandbox")
    );

    let public = platform.serve_with(|web| web.is_development = false).await;
    for path in ["/dev/letters".to_owned(), format!("/dev/letters/{href}")] {
        let answer = reqwest::get(format!("{}{path}", public.base_url)).await.unwrap();
        assert_eq!(answer.status(), 404, "{path}");
    }
    // Nobody reads it through the API, not even an administrator.
    let administrator = platform.secretariat(Role::Administrator).await;
    let ledger = platform
        .ask(
            &administrator,
            "{ letters { nodes { kind status subject } } }",
            json!({}),
        )
        .await;
    assert!(!ledger.to_string().contains(code.unwrap()));
}

#[tokio::test]
async fn what_letters_say_is_behind_the_wall_of_the_database_as_well() {
    let platform = Platform::start().await;
    let administrator = platform.secretariat(Role::Administrator).await;
    let actor = platform.actor(&administrator).await;
    let read = platform.db.read(&actor, async |conn: &mut Connection| {
        schema::letters::letter_with_content(conn, LetterId::new()).await
    });
    let refused = read.await.unwrap_err().to_string();
    assert!(refused.contains("permission denied"), "{refused}");
}
