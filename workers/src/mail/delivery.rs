//! What came of handing over a letter, and how a server's answer is read (RFC 5321 §4.2, RFC 3463).

use lettre::transport::smtp::Error;

/// What came of one attempt to hand over a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// No mail server is configured: the letter as it would have gone out, for the ledger to keep.
    Kept { raw: Vec<u8> },
    /// The server took it over, with these words.
    Accepted { response: String },
    /// Refused for good. `code` is the server's; none if the letter never reached a server.
    Refused {
        whose: Whose,
        code: Option<u16>,
        text: String,
    },
    /// Certainly not taken over; try again later.
    Retry { reason: String },
    /// The whole letter was sent and no answer came: it may or may not have been taken over.
    Unknown { reason: String },
}

/// Whose fault a refusal for good is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// Nothing can be delivered to this address: it is to be suspended.
    Address,
    /// This letter is refused; the next one to the same address may pass.
    Letter,
}

/// How far the conversation with the server had come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Phase {
    /// Greeting, EHLO, STARTTLS, AUTH.
    Opening,
    /// MAIL FROM.
    Sender,
    /// RCPT TO.
    Recipient,
    /// DATA, and the letter up to its last line.
    Content,
    /// After the final dot.
    Verdict,
}

impl Phase {
    fn name(self) -> &'static str {
        match self {
            Phase::Opening => "opening the connection",
            Phase::Sender => "naming the sender",
            Phase::Recipient => "naming the recipient",
            Phase::Content => "sending the letter",
            Phase::Verdict => "waiting for the server's answer to the letter",
        }
    }
}

/// Why a phase ended otherwise than it should.
#[derive(Debug)]
pub(super) enum Stop {
    Server(Error),
    Slow,
    Unexpected(String),
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Stop::Server(error)
    }
}

/// Reads what stopped us.
pub(super) fn judge(phase: Phase, stop: &Stop) -> Delivery {
    match stop {
        Stop::Slow => broken(phase, "no answer in time"),
        Stop::Unexpected(text) => broken(phase, text),
        Stop::Server(error) => match error.status() {
            None if phase == Phase::Verdict && was_never_written(error) => retry(
                Phase::Content,
                "the connection was gone before the letter's end could be sent",
            ),
            None => broken(phase, &error.to_string()),
            Some(code) => answered(phase, code.into(), &words_of(error)),
        },
    }
}

fn answered(phase: Phase, code: u16, text: &str) -> Delivery {
    let for_good = code >= 500;
    // 5xx before the recipient is named is about us (a password, a relay right, a closed server), and 530 and 535 are
    // wherever they come. Giving letters up for that would lose all of them to one wrong setting.
    if !for_good || phase < Phase::Recipient && !too_big(code, text) || matches!(code, 530 | 534 | 535 | 538) {
        return retry(phase, &format!("{code} {text}"));
    }
    let whose = if is_about_the_address(phase, code, text) {
        Whose::Address
    } else {
        Whose::Letter
    };
    Delivery::Refused {
        whose,
        code: Some(code),
        text: text.to_owned(),
    }
}

/// Whether the mailbox is named as unusable. The enhanced code decides where there is one; the plain one only in the
/// answer to RCPT, since after the letter itself `550` is as often about its content.
fn is_about_the_address(phase: Phase, code: u16, text: &str) -> bool {
    match enhanced(text) {
        // X.1.7 and X.1.8 are about the sender's address
        Some((5, 1, detail)) => !matches!(detail, 7 | 8),
        // "mailbox disabled, not accepting messages"
        Some((5, 2, 1)) => true,
        Some(_) => false,
        None => phase == Phase::Recipient && matches!(code, 550 | 551 | 553),
    }
}

fn too_big(code: u16, text: &str) -> bool {
    code == 552 || matches!(enhanced(text), Some((5, 3, 4)))
}

/// The enhanced status code a reply begins with, if it has one (RFC 2034).
fn enhanced(text: &str) -> Option<(u16, u16, u16)> {
    let mut parts = text.split_whitespace().next()?.splitn(3, '.').map(str::parse);
    Some((parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?))
}

/// A write that failed put nothing on the wire, so the final dot cannot have arrived. (A failing read says nothing.)
fn was_never_written(error: &Error) -> bool {
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        if let Some(io) = cause.downcast_ref::<std::io::Error>() {
            return io.kind() == std::io::ErrorKind::BrokenPipe;
        }
        source = cause.source();
    }
    false
}

fn broken(phase: Phase, text: &str) -> Delivery {
    match phase {
        Phase::Verdict => Delivery::Unknown {
            reason: format!("while {}: {}", phase.name(), tidy(text)),
        },
        _ => retry(phase, text),
    }
}

fn retry(phase: Phase, text: &str) -> Delivery {
    Delivery::Retry {
        reason: format!("while {}: {}", phase.name(), tidy(text)),
    }
}

fn words_of(error: &Error) -> String {
    let cause = std::error::Error::source(error).map(ToString::to_string);
    tidy(&cause.unwrap_or_default())
}

/// A server's words are shown in the ledger: one line, no controls, not endless.
pub(super) fn tidy(text: &str) -> String {
    let line: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .take(400)
        .collect();
    line.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whose(phase: Phase, code: u16, text: &str) -> Option<Whose> {
        match answered(phase, code, text) {
            Delivery::Refused { whose, .. } => Some(whose),
            _ => None,
        }
    }

    #[test]
    fn an_unknown_mailbox_is_the_address_and_a_policy_is_the_letter() {
        for text in [
            "5.1.1 no such user",
            "no such user here",
            "5.1.10 null MX",
            "5.2.1 disabled",
        ] {
            assert_eq!(whose(Phase::Recipient, 550, text), Some(Whose::Address), "{text}");
        }
        for text in ["5.7.1 relaying denied", "5.2.2 over quota", "5.1.8 bad sender"] {
            assert_eq!(whose(Phase::Recipient, 550, text), Some(Whose::Letter), "{text}");
        }
        assert_eq!(whose(Phase::Verdict, 550, "looks like spam"), Some(Whose::Letter));
        assert_eq!(whose(Phase::Verdict, 550, "5.1.1 no such user"), Some(Whose::Address));
        assert_eq!(whose(Phase::Recipient, 554, "5.1.1 no such user"), Some(Whose::Address));
        assert_eq!(whose(Phase::Recipient, 554, "no"), Some(Whose::Letter));
    }

    #[test]
    fn a_server_that_does_not_want_us_costs_no_letter() {
        for (phase, code) in [
            (Phase::Opening, 554),
            (Phase::Opening, 535),
            (Phase::Sender, 550),
            (Phase::Recipient, 530),
        ] {
            assert!(
                matches!(answered(phase, code, "5.7.0 no"), Delivery::Retry { .. }),
                "{phase:?} {code}"
            );
        }
        assert_eq!(whose(Phase::Sender, 552, "5.3.4 too big"), Some(Whose::Letter));
    }

    #[test]
    fn only_silence_after_the_end_of_the_letter_leaves_a_doubt() {
        for phase in [Phase::Opening, Phase::Sender, Phase::Recipient, Phase::Content] {
            assert!(matches!(judge(phase, &Stop::Slow), Delivery::Retry { .. }));
        }
        assert!(matches!(judge(Phase::Verdict, &Stop::Slow), Delivery::Unknown { .. }));
        assert!(matches!(answered(Phase::Verdict, 451, "busy"), Delivery::Retry { .. }));
    }
}
