//! The very statements that a request sends, read from the server's own log.

use crate::api_side::ApiSide;
use crate::database::Database;
use crate::questions::Operation;
use anyhow::{Result, ensure};
use std::time::Duration;

/// One statement, as the server was sent it.
#[derive(Clone, Debug)]
pub struct Sent {
    /// The role it was sent as.
    pub role: String,
    /// Whether it was kept prepared from before.
    pub is_prepared: bool,
    pub sql: String,
    /// None: null.
    pub parameters: Vec<Option<String>>,
}

/// Which number the calibrating request asks for; no other value of any statement is like its id.
pub fn calibrating(operation: Operation, records: u64) -> u64 {
    let (from, to, step) = operation.numbers(records);
    (from + to) / 2 * step
}

/// What the server is sent for one request, once the connections know their statements.
pub async fn of_one_request(database: &Database, api: &ApiSide, operation: Operation) -> Result<Vec<Sent>> {
    let number = calibrating(operation, api.records());
    for _ in 0..16 {
        api.ask(operation, number).await?;
    }
    let client = database.as_superuser().await?;
    let speak = ["log_line_prefix = '@@%p %a@'", "log_statement = 'all'"];
    for setting in speak {
        client.batch_execute(&format!("alter system set {setting}")).await?;
    }
    client.batch_execute("select pg_reload_conf()").await?;
    tokio::time::sleep(Duration::from_millis(300)).await;
    let before = database.log()?.len();
    let answer = api.ask(operation, number).await?;
    ensure!(!answer.contains("null,\"problems\":[{"), "{answer}");
    tokio::time::sleep(Duration::from_millis(300)).await;
    let log = database.log()?[before..].to_owned();
    client.batch_execute("alter system reset log_statement").await?;
    client.batch_execute("select pg_reload_conf()").await?;
    let sent = read(&log);
    ensure!(!sent.is_empty(), "the log says nothing:\n{log}");
    Ok(sent)
}

fn read(log: &str) -> Vec<Sent> {
    let mut sent: Vec<Sent> = Vec::new();
    for entry in log.split("@@").skip(1) {
        let Some((who, said)) = entry.split_once('@') else {
            continue;
        };
        let role = who.split_once(' ').map_or("", |(_, role)| role).to_owned();
        let said = said.trim_start().trim_end_matches('\n').replace("\n\t", "\n");
        if !role.starts_with("para29_") {
            continue;
        }
        if let Some(sql) = said.strip_prefix("LOG:  statement: ") {
            sent.push(Sent {
                role,
                is_prepared: false,
                sql: sql.to_owned(),
                parameters: Vec::new(),
            });
        } else if let Some((name, sql)) = said
            .strip_prefix("LOG:  execute ")
            .and_then(|rest| rest.split_once(": "))
        {
            sent.push(Sent {
                role,
                is_prepared: name != "<unnamed>",
                sql: sql.to_owned(),
                parameters: Vec::new(),
            });
        } else if let Some(values) = said.strip_prefix("DETAIL:  ")
            && let Some((_, values)) = values.split_once("arameters: ")
            && let Some(last) = sent.last_mut()
        {
            last.parameters = parameters(values);
        }
    }
    sent
}

/// `$1 = 'it''s', $2 = NULL`
fn parameters(mut text: &str) -> Vec<Option<String>> {
    let mut values = Vec::new();
    while let Some((_, rest)) = text.split_once(" = ") {
        let Some(mut quoted) = rest.strip_prefix('\'') else {
            values.push(None);
            text = rest.strip_prefix("NULL").unwrap_or(rest);
            continue;
        };
        let mut value = String::new();
        while let Some((part, rest)) = quoted.split_once('\'') {
            value.push_str(part);
            quoted = rest;
            match rest.strip_prefix('\'') {
                Some(more) => {
                    value.push('\'');
                    quoted = more;
                }
                None => break,
            }
        }
        values.push(Some(value));
        text = quoted;
    }
    values
}
