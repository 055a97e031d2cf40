//! What a fresh server lacks: the two roles and the database that Para29 lives in.

use super::Error;
use tokio_postgres::{Client, NoTls};

/// Owns the database and every table: runs migrations, and is never what requests run as.
pub const OWNER: &str = "para29_owner";
/// What the application signs in as. It has no right of its own; each unit of work takes on a role that has.
pub const LOGIN: &str = "para29_login";
pub const DATABASE: &str = "para29";

/// Any number that only this code uses, so that two processes do not prepare at once.
const LOCK: i64 = 292_929;

const ROLES: [(&str, &str); 2] = [
    (OWNER, "LOGIN CREATEROLE NOSUPERUSER NOCREATEDB"),
    (LOGIN, "LOGIN NOINHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE"),
];

/// Makes what is missing; run at every start, since a killed first start may have got only half way.
pub async fn prepare(superuser_url: &str) -> Result<(), Error> {
    let (client, connection) = tokio_postgres::connect(superuser_url, NoTls).await?;
    let talk = tokio::spawn(connection);
    let done = prepare_as(&client).await;
    drop(client);
    talk.await.ok();
    done
}

async fn prepare_as(client: &Client) -> Result<(), Error> {
    client.execute("select pg_advisory_lock($1)", &[&LOCK]).await?;
    for (role, rights) in ROLES {
        let known = client
            .query_opt("select from pg_roles where rolname = $1", &[&role])
            .await?;
        let verb = if known.is_some() { "alter" } else { "create" };
        client.batch_execute(&format!("{verb} role {role} {rights}")).await?;
    }
    if client
        .query_opt("select from pg_database where datname = $1", &[&DATABASE])
        .await?
        .is_none()
    {
        create_database(client).await?;
    }
    Ok(())
}

/// Sorts by code point and knows the letters of every script; a system without that locale still gets a database.
async fn create_database(client: &Client) -> Result<(), Error> {
    let version: i32 = client
        .query_one("select current_setting('server_version_num')::int", &[])
        .await?
        .get(0);
    let builtin = "locale_provider builtin builtin_locale 'C.UTF-8' lc_collate 'C' lc_ctype 'C'";
    let system = "lc_collate 'C.UTF-8' lc_ctype 'C.UTF-8'";
    let first = if version >= 170_000 { builtin } else { system };
    let create =
        |locale: &str| format!("create database {DATABASE} owner {OWNER} template template0 encoding 'UTF8' {locale}");
    if client.batch_execute(&create(first)).await.is_err() {
        client.batch_execute(&create("lc_collate 'C' lc_ctype 'C'")).await?;
    }
    // whoever is let in may make temporary tables, which imports do
    client
        .batch_execute(&format!(
            "revoke connect on database {DATABASE} from public; grant connect on database {DATABASE} to {LOGIN}"
        ))
        .await?;
    Ok(())
}
