//! The second factor: six digits that a person's device makes from a shared secret and the time (RFC 6238).
//!
//! A device's clock may be half a minute off, and no digits work twice. Administrators and focal points need one: until it
//! is set up and used, a session of theirs opens nothing but their own account.

use crate::ids::AccountId;
use crate::tables::accounts;
use crate::{Connection, Error, Problem, ProblemCode, Result, Role};
use chrono::{DateTime, Utc};
use data_encoding::BASE32_NOPAD;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use subtle::ConstantTimeEq;

const STEP_SECONDS: i64 = 30;

/// Roles that are held only by those who signed in with a second factor.
pub const fn is_needed_for(role: Role) -> bool {
    matches!(role, Role::Administrator | Role::FocalPoint)
}

/// What a device is told once, as text and as an address that it can read from a picture.
#[derive(Clone, Debug)]
pub struct Enrolment {
    pub secret: String,
    pub url: String,
}

impl Enrolment {
    pub fn new(secret: &[u8; 20], issuer: &str, email: &str) -> Self {
        let secret = BASE32_NOPAD.encode(secret);
        let issuer = escape(issuer);
        let url = format!(
            "otpauth://totp/{issuer}:{}?secret={secret}&issuer={issuer}",
            escape(email)
        );
        Self { secret, url }
    }
}

fn escape(text: &str) -> String {
    let escaped = text.bytes().map(|byte| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    });
    escaped.collect()
}

fn code_at(secret: &[u8], step: i64) -> Option<String> {
    let mut mac = Hmac::<Sha1>::new_from_slice(secret).ok()?;
    mac.update(&step.to_be_bytes());
    let sum = mac.finalize().into_bytes();
    let offset = usize::from(sum[19] & 0xf);
    let number = u32::from_be_bytes(sum[offset..offset + 4].try_into().ok()?) & 0x7fff_ffff;
    Some(format!("{:06}", number % 1_000_000))
}

/// The step whose code was given: this one, or the one before or after.
fn step_of(secret: &[u8], given: &str, now: DateTime<Utc>) -> Option<i64> {
    let given = digits(given);
    let step = now.timestamp() / STEP_SECONDS;
    [step, step - 1, step + 1]
        .into_iter()
        .find(|step| code_at(secret, *step).is_some_and(|code| code.as_bytes().ct_eq(given.as_bytes()).into()))
}

/// The code of a secret as a device shows it, for tests and for trying out.
pub fn code(secret: &str, now: DateTime<Utc>) -> Option<String> {
    code_at(
        &BASE32_NOPAD.decode(secret.as_bytes()).ok()?,
        now.timestamp() / STEP_SECONDS,
    )
}

/// Digits as typed on any keyboard of the six languages, without what stands between them.
pub fn digits(typed: &str) -> String {
    let digit = |c: char| match c {
        '0'..='9' => Some(c),
        '\u{660}'..='\u{669}' => char::from_digit(c as u32 - 0x660, 10),
        '\u{6f0}'..='\u{6f9}' => char::from_digit(c as u32 - 0x6f0, 10),
        '\u{ff10}'..='\u{ff19}' => char::from_digit(c as u32 - 0xff10, 10),
        ' ' | '-' | '\u{a0}' | '\u{200e}' | '\u{200f}' => None,
        other => Some(other),
    };
    typed.chars().take(64).filter_map(digit).collect()
}

/// What an account has of a second factor.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = accounts, check_for_backend(diesel::pg::Pg))]
pub(super) struct Factor {
    pub second_factor_secret: Option<Vec<u8>>,
    pub second_factor_confirmed_at: Option<DateTime<Utc>>,
}

impl Factor {
    pub fn is_set_up(&self) -> bool {
        self.second_factor_secret.is_some() && self.second_factor_confirmed_at.is_some()
    }
}

/// Asks for the second factor, if the account has one, and spends its code; says whether it was given.
pub(super) async fn ask(
    conn: &mut Connection,
    account: AccountId,
    factor: &Factor,
    given: Option<&str>,
    now: DateTime<Utc>,
) -> Result<bool> {
    let (Some(secret), true) = (&factor.second_factor_secret, factor.is_set_up()) else {
        return Ok(false);
    };
    let Some(given) = given.filter(|given| !given.trim().is_empty()) else {
        return Err(Error::problem("secondFactorCode", ProblemCode::SecondFactorCodeNeeded));
    };
    spend(conn, account, secret, given, now, "secondFactorCode").await?;
    Ok(true)
}

/// Takes a code, once.
pub(super) async fn spend(
    conn: &mut Connection,
    account: AccountId,
    secret: &[u8],
    given: &str,
    now: DateTime<Utc>,
    field: &str,
) -> Result<()> {
    let wrong = || Error::from(Problem::new(field, ProblemCode::CodeWrong));
    let step = step_of(secret, given, now).ok_or_else(wrong)?;
    let last = accounts::second_factor_last_step;
    let spent = diesel::update(accounts::table.find(account))
        .filter(last.is_null().or(last.lt(step)))
        .set(last.eq(step))
        .execute(conn)
        .await?;
    if spent == 1 { Ok(()) } else { Err(wrong()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238, appendix B (SHA-1), the last six of its eight digits.
    #[test]
    fn codes_are_those_of_the_standard() {
        let secret = b"12345678901234567890";
        for (seconds, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_234_567_890, "005924"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(code_at(secret, seconds / STEP_SECONDS).as_deref(), Some(code));
        }
    }

    #[test]
    fn a_clock_may_be_half_a_minute_off_and_digits_typed_in_any_script() {
        let secret = b"12345678901234567890";
        let at = |seconds| DateTime::from_timestamp(seconds, 0).unwrap();
        for seconds in [29, 59, 89] {
            assert_eq!(step_of(secret, "287082", at(seconds)), Some(1), "{seconds}");
        }
        assert_eq!(step_of(secret, "287082", at(90)), None);
        assert_eq!(step_of(secret, "٢٨٧ ٠٨٢", at(59)), Some(1));
        assert_eq!(step_of(secret, "２８７０８２", at(59)), Some(1));
        assert_eq!(step_of(secret, "", at(59)), None);
        assert_eq!(step_of(secret, "1287082", at(59)), None);
    }

    #[test]
    fn an_address_for_a_device_holds_nothing_unescaped() {
        let enrolment = Enrolment::new(&[0; 20], "Para 29", "a+b@example.org");
        assert_eq!(
            enrolment.url,
            format!(
                "otpauth://totp/Para%2029:a%2Bb%40example.org?secret={}&issuer=Para%2029",
                "A".repeat(32)
            )
        );
    }
}
