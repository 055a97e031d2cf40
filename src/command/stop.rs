//! How a run ends: Ctrl-C, SIGTERM, or a terminal that is closed ask it to; a second Ctrl-C does not wait.

use super::talk;
use anyhow::Context;
use std::process::exit;
use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;

/// A token that is cancelled when somebody asks this process to stop.
pub fn on_signals() -> anyhow::Result<CancellationToken> {
    let heard = |kind| signal(kind).context("cannot listen for signals");
    let mut interrupt = heard(SignalKind::interrupt())?;
    let mut terminate = heard(SignalKind::terminate())?;
    let mut hang_up = heard(SignalKind::hangup())?;
    let stop = CancellationToken::new();
    let asked = stop.clone();
    tokio::spawn(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
            _ = hang_up.recv() => {}
        }
        talk::say("Stopping; Ctrl-C again does not wait.");
        asked.cancel();
        interrupt.recv().await;
        // the next start finds and stops what this leaves behind
        exit(130);
    });
    Ok(stop)
}
