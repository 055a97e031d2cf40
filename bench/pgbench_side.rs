//! The same statements under pgbench: prepared, under the same role, with as many connections.
//!
//! The values of a statement stay its parameters, so that the server plans it as it does for the API. Only what differs
//! from request to request is put differently: the commitment's id and a new update's id are made of a number, in an
//! expression that costs the server less than a microsecond.

use crate::CONNECTIONS;
use crate::database::Database;
use crate::questions::{Operation, id, id_in_sql};
use crate::statements::{Sent, calibrating};
use anyhow::{Context, Result, ensure};
use para29::pgboot::programs;
use std::path::PathBuf;
use tokio::process::Command;
use uuid::Uuid;

/// As whom the list is read to see what policies cost; none: as the superuser, for whom none hold.
pub const READERS: [Option<&str>; 3] = [Some("para29_visitor"), Some("para29_app"), None];

pub struct Script {
    path: PathBuf,
    role: String,
    /// What pgbench is told beside the script: values it cannot hold itself.
    values: Vec<(String, String)>,
    keys: String,
    turn: u64,
}

impl Script {
    pub fn of(database: &Database, operation: Operation, sent: &[Sent], records: u64) -> Result<Self> {
        let (from, to, step) = operation.numbers(records);
        let asked = id(calibrating(operation, records)).to_string();
        let known = [
            database.filer.account.0,
            database.filer.session.0,
            database.filer.participant.0,
        ];
        let mut script = Self {
            path: database.scripts().join(format!("{}.sql", operation.name())),
            role: sent.first().context("no statement")?.role.clone(),
            values: Vec::new(),
            keys: format!("public,p:{},states", database.filer.participant.0),
            turn: 0,
        };
        let mut text = format!("\\set n random({from}, {to}) * {step}\n\\set i :i + 1\n");
        text += "\\set new :turn * 1000000000000 + :client_id * 100000000000 + :i\n";
        for one in sent {
            if let Some((begin, settings)) = one.sql.split_once("; ") {
                // One round trip, as in the API. pgbench has one connection where the API has one for each role, so the
                // role is one setting more; it holds until the transaction ends.
                // A colon would begin a variable.
                let settings = settings.replace(':', "' || chr(58) || '");
                let settings = format!("{settings}, set_config('role', '{}', true)", one.role);
                text += &format!("\\startpipeline\n{begin};\n{settings};\n\\endpipeline\n");
                continue;
            }
            text += &script.with_values(&one.sql.replace('\n', " "), &one.parameters, &asked, &known);
            text += ";\n";
        }
        std::fs::create_dir_all(database.scripts())?;
        std::fs::write(&script.path, text)?;
        Ok(script)
    }

    fn with_values(&mut self, sql: &str, values: &[Option<String>], asked: &str, known: &[Uuid]) -> String {
        let mut parts = sql.split('$');
        let mut text = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let digits = part.len() - part.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let (place, rest) = part.split_at(digits);
            let value = place.parse::<usize>().ok().and_then(|place| values.get(place - 1));
            match value {
                Some(Some(value)) if value == asked => text += &id_in_sql(":n"),
                // a list of this one, as loaders ask
                Some(Some(value)) if value.trim_matches(['{', '}']) == asked => {
                    text += &format!("array[{}]", id_in_sql(":n"));
                }
                Some(Some(value))
                    if Uuid::try_parse(value).is_ok_and(|id| !known.contains(&id)) && !value.starts_with('{') =>
                {
                    text += "('ff' || lpad(to_hex(:new::bigint), 30, '0'))::uuid";
                }
                Some(Some(value)) => {
                    let known = self.values.iter().find(|(_, other)| other == value);
                    let name = known.map_or_else(|| format!("v{}", self.values.len()), |(name, _)| name.clone());
                    if known.is_none() {
                        self.values.push((name.clone(), value.clone()));
                    }
                    text += &format!(":{name}");
                }
                Some(None) => text += "null",
                None => text += &format!("${place}"),
            }
            text += rest;
        }
        text
    }

    /// Transactions a second, as who sent them in the API.
    pub async fn run(&mut self, database: &Database, seconds: u64) -> Result<f64> {
        let role = self.role.clone();
        self.run_as(database, Some(&role), seconds).await
    }

    pub async fn run_as(&mut self, database: &Database, role: Option<&str>, seconds: u64) -> Result<f64> {
        self.turn += 1;
        let mut pgbench = Command::new(programs::find_tool("pgbench").context("no pgbench; it comes with PostgreSQL")?);
        let count = CONNECTIONS.to_string();
        pgbench.args([
            "-n",
            "-M",
            "prepared",
            "-c",
            &count,
            "-j",
            &count,
            "-T",
            &seconds.to_string(),
        ]);
        pgbench.args(["-D", "i=0", "-D", &format!("turn={}", self.turn)]);
        for (name, value) in &self.values {
            pgbench.arg("-D").arg(format!("{name}={value}"));
        }
        pgbench.arg("-f").arg(&self.path).arg("-h").arg(database.socket_dir()?);
        let user = if role.is_some() { "para29_login" } else { "postgres" };
        pgbench.args(["-U", user, "para29"]);
        let role = role.map(|role| format!(" -c role={role}")).unwrap_or_default();
        pgbench.env("PGOPTIONS", format!("-c timezone=UTC -c app.keys={}{role}", self.keys));
        let done = pgbench.output().await?;
        let said = String::from_utf8_lossy(&done.stdout);
        let wrong = String::from_utf8_lossy(&done.stderr);
        ensure!(done.status.success() && !wrong.contains("ERROR"), "pgbench: {wrong}");
        let rate = said
            .lines()
            .find_map(|line| line.strip_prefix("tps = "))
            .context("pgbench says nothing")?;
        Ok(rate.split(' ').next().unwrap_or_default().parse()?)
    }
}
