//! How fast the API is, measured against its own SQL: each request's statements are taken from the server's log and given
//! to pgbench, and the two are run by turns, so that whatever else the machine does falls on both.
//!
//! `cargo bench --bench bench -- [--records 2000,200000] [--seconds 5] [--rounds 5] [--plans]`; see docs/performance.md.

mod api_side;
mod database;
mod pages;
mod pgbench_side;
mod questions;
mod statements;

use anyhow::{Context, Result};
use api_side::ApiSide;
use clap::Parser;
use database::Database;
use questions::Operation;
use std::time::Duration;

/// Two on each side, as many as the smallest server has processors.
pub const CONNECTIONS: usize = 2;

#[derive(Parser)]
struct Arguments {
    /// Sizes of the register, each measured by itself.
    #[arg(long, value_delimiter = ',', default_values_t = [2_000, 200_000])]
    records: Vec<u64>,
    /// Length of one turn.
    #[arg(long, default_value_t = 5)]
    seconds: u64,
    /// Turns of each side.
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// Only these operations, by name.
    #[arg(long, value_delimiter = ',')]
    only: Vec<String>,
    /// Makes each commit wait so many milliseconds before it is on disk, as on a disk that is slower than this one.
    #[arg(long, default_value_t = 0)]
    commit_delay: u64,
    /// Print the statements of each request.
    #[arg(long)]
    statements: bool,
    /// Print how the database goes about the lists, as a visitor and as a signed-in person.
    #[arg(long)]
    plans: bool,
    /// Measure what pages cost, and nothing else.
    #[arg(long)]
    pages: bool,
    /// Given by `cargo bench`.
    #[arg(long, hide = true)]
    bench: bool,
}

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() -> Result<()> {
    let arguments = Arguments::parse();
    for records in &arguments.records {
        measure(&arguments, *records).await?;
    }
    Ok(())
}

async fn measure(arguments: &Arguments, records: u64) -> Result<()> {
    let database = Database::filled(records).await?;
    database.delay_commits(arguments.commit_delay).await?;
    println!("\n## {records} commitments\n");
    if arguments.pages {
        pages::measure(&database, Duration::from_secs(arguments.seconds)).await?;
        database.stop().await;
        return Ok(());
    }
    let api = ApiSide::start(&database, records).await?;
    let mut rows = Vec::new();
    for operation in Operation::ALL {
        if !arguments.only.is_empty() && !arguments.only.iter().any(|name| name == operation.name()) {
            continue;
        }
        let sent = statements::of_one_request(&database, &api, operation).await?;
        if arguments.statements {
            for one in &sent {
                let how = if one.is_prepared { "prepared" } else { "as text" };
                println!("-- {}, {how}: {}\n   {:?}", one.role, one.sql, one.parameters);
            }
        }
        if arguments.plans && operation.is_list() {
            database.print_plans(operation.name(), &sent).await?;
        }
        let script = pgbench_side::Script::of(&database, operation, &sent, records)?;
        let counted = api.count_queries(operation).await?;
        rows.push((operation, script, sent.len(), counted, Vec::new()));
    }
    // What the first of a kind costs is not what the thousandth does.
    for (operation, script, ..) in &mut rows {
        api.run(*operation, Duration::from_secs(1)).await?;
        script.run(&database, 1).await?;
    }
    for _ in 0..arguments.rounds {
        for (operation, script, _, _, turns) in &mut rows {
            let ours = api.run(*operation, Duration::from_secs(arguments.seconds)).await?;
            let theirs = script.run(&database, arguments.seconds).await?;
            turns.push((ours, theirs));
        }
    }
    println!(
        "| operation | API, requests/s | pgbench, transactions/s | ratio (median) | lowest–highest | statements, begin and commit counted | of them questions |"
    );
    println!("|---|---|---|---|---|---|---|");
    for (operation, _, sent, counted, turns) in &rows {
        let (ours, theirs) = (median(turns.iter().map(|t| t.0)), median(turns.iter().map(|t| t.1)));
        let mut ratios: Vec<f64> = turns.iter().map(|turn| turn.0 / turn.1).collect();
        ratios.sort_by(f64::total_cmp);
        let (low, high) = ratios.first().zip(ratios.last()).context("no rounds")?;
        let middle = median(ratios.iter().copied());
        println!(
            "| {} | {ours:.0} | {theirs:.0} | {middle:.2} | {low:.2}–{high:.2} | {sent} | {counted} |",
            operation.title()
        );
    }
    if let Some((_, script, ..)) = rows.iter_mut().find(|row| row.0 == Operation::List) {
        price_of_policies(&database, script, arguments).await?;
    }
    drop(api);
    database.stop().await;
    Ok(())
}

/// The same list by turns as a visitor, as a signed-in person, and as the superuser, for whom no policy holds.
async fn price_of_policies(
    database: &Database,
    script: &mut pgbench_side::Script,
    arguments: &Arguments,
) -> Result<()> {
    let mut rates = [const { Vec::new() }; 3];
    for _ in 0..arguments.rounds {
        for (role, rates) in pgbench_side::READERS.into_iter().zip(&mut rates) {
            rates.push(script.run_as(database, role, arguments.seconds).await?);
        }
    }
    let [visitor, person, nobody] = rates.map(|rates| median(rates.into_iter()));
    println!(
        "\nThe list under pgbench: {visitor:.0}/s as a visitor, {person:.0}/s as a signed-in person, {nobody:.0}/s without policies."
    );
    Ok(())
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    match values.len() {
        0 => f64::NAN,
        odd if odd % 2 == 1 => values[odd / 2],
        even => (values[even / 2 - 1] + values[even / 2]) / 2.0,
    }
}
