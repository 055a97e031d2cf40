//! What is said to whoever sits at the terminal: on stderr, with colour only where it is welcome.

use api::graphql::payload::Problem;
use indicatif::{ProgressBar, ProgressStyle};
use schema::Language;
use std::env;
use std::io::{IsTerminal, Write, stderr, stdout};
use std::time::Duration;

/// See no-color.org.
pub fn may_colour() -> bool {
    stderr().is_terminal() && env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

pub fn say(text: &str) {
    // nobody may be listening any more
    writeln!(stderr(), "{text}").ok();
}

pub fn error(error: &anyhow::Error) {
    let (red, plain) = if may_colour() {
        ("\x1b[1;31m", "\x1b[0m")
    } else {
        ("", "")
    };
    say(&format!("{red}error{plain}: {}", in_full(error)));
}

/// An error with its causes, except where it has said them already.
pub fn in_full(error: &anyhow::Error) -> String {
    let mut causes: Vec<String> = error.chain().map(in_words).collect();
    causes.dedup_by(|cause, above| above.contains(cause.as_str()));
    causes.join(": ")
}

/// What can be put right is told as the pages tell it.
fn in_words(cause: &(dyn std::error::Error + 'static)) -> String {
    let Some(schema::Error::Rejected(problems)) = cause.downcast_ref() else {
        return cause.to_string();
    };
    let told = problems.iter().map(|problem| {
        let Problem { field, message, .. } = Problem::of(problem, Language::En);
        format!("{field}: {message}")
    });
    told.collect::<Vec<_>>().join("; ")
}

/// Data, for a person or a program. A reader that has gone away (`| head`) is no failure.
pub fn print(text: &str) {
    writeln!(stdout(), "{text}").ok();
}

pub fn print_json(value: &impl serde::Serialize) -> anyhow::Result<()> {
    print(&serde_json::to_string_pretty(value)?);
    Ok(())
}

/// Says what is being done while it is done: a spinner on a terminal, one line elsewhere.
pub async fn step<T>(what: &str, work: impl Future<Output = T>) -> T {
    if !stderr().is_terminal() {
        say(&format!("{what} …"));
        return work.await;
    }
    let spinner = ProgressBar::new_spinner().with_message(what.to_owned());
    spinner.enable_steady_tick(Duration::from_millis(120));
    let done = work.await;
    spinner.set_style(
        ProgressStyle::with_template("{prefix} {msg} ({elapsed})").unwrap_or_else(|_| ProgressStyle::default_spinner()),
    );
    spinner.set_prefix("·");
    spinner.finish();
    done
}

/// A bar for long work, on a terminal only.
pub fn bar() -> ProgressBar {
    if !stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::no_length();
    if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len} {elapsed}") {
        bar.set_style(style);
    }
    bar
}
