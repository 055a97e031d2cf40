//! Passwords: which are taken, and how they are kept.
//!
//! Length counts, composition does not. What is easily guessed is refused: words, names, keyboard rows and passwords known
//! from breaches, also in disguise, by the estimate of zxcvbn, which is told the person's own name and address.

use crate::{Error, Problem, ProblemCode, Result};
use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use std::cmp::Reverse;
use std::sync::LazyLock;
use tokio::sync::Semaphore;
use unicode_normalization::UnicodeNormalization;

pub const LENGTH_MIN: usize = 12;
pub const LENGTH_MAX: usize = 128;

/// A check takes 19 MiB and a core; those above this number wait.
static AT_ONCE: Semaphore = Semaphore::const_new(4);

/// The same key press may arrive composed or decomposed, wide or narrow.
fn normal(password: &str) -> String {
    password.nfkc().collect()
}

/// Whether a new password will do; `about` holds the person's address and name.
pub fn check(field: &str, password: &str, about: &[&str]) -> Result<(), Problem> {
    if password.len() > 8 * LENGTH_MAX {
        return Err(Problem::new(field, ProblemCode::TooLong).with("max", LENGTH_MAX));
    }
    let password = normal(password);
    if let Some(c) = password.chars().find(|c| c.is_control()) {
        let character = format!("U+{:04X}", c as u32);
        return Err(Problem::new(field, ProblemCode::ForbiddenCharacter).with("character", character));
    }
    match password.chars().count() {
        0..LENGTH_MIN => return Err(Problem::new(field, ProblemCode::TooShort).with("min", LENGTH_MIN)),
        LENGTH_MIN..=LENGTH_MAX => {}
        _ => return Err(Problem::new(field, ProblemCode::TooLong).with("max", LENGTH_MAX)),
    }
    let mut about: Vec<String> = about
        .iter()
        .flat_map(|text| text.split(|c: char| !c.is_alphanumeric()).chain([*text]))
        .filter(|part| part.chars().count() > 2)
        .chain(["para29"])
        .map(|part| normal(part).to_lowercase())
        .collect();
    about.sort_by_key(|part| Reverse(part.len()));
    let known: Vec<&str> = about.iter().map(String::as_str).collect();
    // Signs between words count for much in the estimate and for little in a guess; and whoever knows the person tries
    // their names first, and guesses only the rest.
    let bare = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let rest = known
        .iter()
        .fold(password.to_lowercase(), |rest, part| rest.replace(part, " "));
    // Three of four: beyond what is worth trying against a slow digest.
    let is_guessable = |password: &str| zxcvbn::zxcvbn(password, &known).score() < zxcvbn::Score::Three;
    if [password.as_str(), &bare(&password), &bare(&rest)]
        .into_iter()
        .any(is_guessable)
    {
        return Err(Problem::new(field, ProblemCode::PasswordGuessable));
    }
    Ok(())
}

/// OWASP's first choice of parameters for argon2id.
fn argon2() -> Result<Argon2<'static>> {
    let params = Params::new(19 * 1024, 2, 1, Some(32)).map_err(|wrong| Error::internal(wrong.to_string()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// Runs work that takes a core for a while beside the threads that answer requests.
async fn aside<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    let _permit = AT_ONCE.acquire().await.map_err(Error::internal)?;
    tokio::task::spawn_blocking(work).await.map_err(Error::internal)?
}

/// What is kept of a password.
pub async fn hash(password: &str) -> Result<String> {
    let password = normal(password);
    aside(move || {
        let hash = argon2()?.hash_password(password.as_bytes());
        Ok(hash.map_err(|wrong| Error::internal(wrong.to_string()))?.to_string())
    })
    .await
}

/// Whether the password is the one that was kept. Where there is none, as much work is done for the answer no.
pub async fn matches(password: &str, kept: Option<&str>) -> Result<bool> {
    static NOBODYS: LazyLock<Option<String>> = LazyLock::new(|| {
        let password = super::secrets::random::<16>();
        Some(argon2().ok()?.hash_password(&password).ok()?.to_string())
    });
    let password = normal(password);
    let kept = kept.map(str::to_owned);
    aside(move || {
        let is_there = kept.is_some();
        let Some(kept) = kept.or_else(|| NOBODYS.clone()) else {
            return Err(Error::internal("argon2 makes no hash"));
        };
        let hash = PasswordHash::new(&kept).map_err(|wrong| Error::internal(wrong.to_string()))?;
        Ok(argon2()?.verify_password(password.as_bytes(), &hash).is_ok() && is_there)
    })
    .await
}

/// What is kept of a short code: slow, so that a copy of the table does not give it away while it lives.
pub async fn hash_code(code: &str, salt: [u8; 16]) -> Result<Vec<u8>> {
    let code = code.to_owned();
    aside(move || {
        let mut digest = [0; 32];
        argon2()?
            .hash_password_into(code.as_bytes(), &salt, &mut digest)
            .map_err(|wrong| Error::internal(wrong.to_string()))?;
        Ok(digest.to_vec())
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_counts_and_what_is_guessed_at_once_is_refused() {
        let code = |password: &str| {
            check("password", password, &["amina.diallo@mfa.example.sn", "Amina Diallo"])
                .map_err(|problem| problem.code)
                .err()
        };
        assert_eq!(code("Tr0ub4dor&3"), Some(ProblemCode::TooShort));
        assert_eq!(code(&"é".repeat(129)), Some(ProblemCode::TooLong));
        for guessed in [
            "password1234",
            "qwertyuiop123",
            "aaaaaaaaaaaaaa",
            "P@ssw0rd2024!",
            "amina.diallo29",
            "AminaDiallo2026",
            "amina.diallo@mfa.example.sn",
            "123456789012345",
            "iloveyouiloveyou",
            "letmein!letmein!",
            "password password",
        ] {
            assert_eq!(code(guessed), Some(ProblemCode::PasswordGuessable), "{guessed}");
        }
        for fine in [
            "correct horse battery staple",
            "qevoj-tuzib-lanop",
            "three lanterns for Amina by the harbour",
            "سماء زرقاء فوق البحر",
            "滄海月明珠有淚藍田日暖玉生煙",
        ] {
            assert_eq!(code(fine), None, "{fine}");
        }
        assert_eq!(
            code("with\u{7}a bell in the middle"),
            Some(ProblemCode::ForbiddenCharacter)
        );
    }

    #[tokio::test]
    async fn what_is_kept_says_its_parameters_and_matches_only_its_password() {
        let kept = hash("cafe\u{301} in the morning").await.unwrap();
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{kept}");
        assert!(
            matches("caf\u{e9} in the morning", Some(&kept)).await.unwrap(),
            "the same, composed"
        );
        assert!(!matches("cafe in the morning", Some(&kept)).await.unwrap());
        assert!(!matches("anything", None).await.unwrap());
    }
}
