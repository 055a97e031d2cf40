//! Secrets that people and programs hold, of which the platform keeps only digests.

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

/// What a secret opens; its prefix lets scanners of leaked secrets, and people, see what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An API token.
    Api,
    /// Renews a session.
    Refresh,
    /// The secret part of a one-time link.
    Link,
    /// The secret part of a link that stands in a courtesy note.
    Letter,
}

const CHECK: usize = 8;

impl Kind {
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Api => "p29_",
            Self::Refresh => "p29r_",
            Self::Link => "p29i_",
            Self::Letter => "p29l_",
        }
    }

    /// 256 random bits in writing, with a check against slips.
    pub fn mint(self) -> String {
        self.write(&random())
    }

    pub fn write(self, bits: &[u8; 32]) -> String {
        let body = HEXLOWER.encode(bits);
        format!("{}{body}{}", self.prefix(), check(self, &body))
    }

    /// Whether this was ever minted as such, as far as its form tells; a slip or a stranger's token needs no look-up.
    pub fn is_well_formed(self, secret: &str) -> bool {
        secret
            .strip_prefix(self.prefix())
            .filter(|rest| rest.len() == 64 + CHECK && rest.is_ascii())
            .map(|rest| rest.split_at(64))
            .is_some_and(|(body, sum)| check(self, body) == sum)
    }
}

fn check(kind: Kind, body: &str) -> String {
    let mut sum = HEXLOWER.encode(&Sha256::digest(format!("{}{body}", kind.prefix())));
    sum.truncate(CHECK);
    sum
}

/// What is kept of a secret. No salt and no work: what is digested here is random and long.
pub fn digest(secret: &str) -> Vec<u8> {
    Sha256::digest(secret).to_vec()
}

pub fn random<const N: usize>() -> [u8; N] {
    std::array::from_fn(|_| rand::random())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_seen_and_kinds_are_told_apart() {
        let token = Kind::Api.mint();
        assert!(Kind::Api.is_well_formed(&token));
        assert!(!Kind::Refresh.is_well_formed(&token));
        let other_digit = if token.ends_with('0') { "1" } else { "0" };
        assert!(!Kind::Api.is_well_formed(&format!("{}{other_digit}", &token[..token.len() - 1])));
        for odd in ["", "p29_", "p29_é", &token.to_uppercase()] {
            assert!(!Kind::Api.is_well_formed(odd));
        }
        let as_link = token.replacen(Kind::Api.prefix(), Kind::Link.prefix(), 1);
        assert!(!Kind::Link.is_well_formed(&as_link));
    }
}
