//! A value that opens something: handed on, never printed.

use std::fmt;

#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    pub fn new(value: impl Into<String>) -> Secret {
        Secret(value.into())
    }

    /// The value itself, for the one place that needs it.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Of a URL what helps an operator to recognise it: no password, and no parameter, where passwords may hide too.
impl fmt::Display for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some((scheme, rest)) = self.0.split_once("://") else {
            return f.write_str("***");
        };
        let (address, parameters) = rest
            .split_once('?')
            .map_or((rest, ""), |(address, _)| (address, "?***"));
        match address.rsplit_once('@') {
            Some((who, host)) => match who.split_once(':') {
                Some((user, _)) => write!(f, "{scheme}://{user}:***@{host}{parameters}"),
                None => write!(f, "{scheme}://{who}@{host}{parameters}"),
            },
            None => write!(f, "{scheme}://{address}{parameters}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_secret_is_printed() {
        for (secret, shown) in [
            ("smtp://me:p@ss:word@host:25", "smtp://me:***@host:25"),
            ("postgresql:///d?host=/run&user=u&password=p", "postgresql:///d?***"),
            ("host=/run user=u password=p", "***"),
            ("-----BEGIN PRIVATE KEY-----", "***"),
        ] {
            assert_eq!(Secret::new(secret).to_string(), shown);
            assert_eq!(format!("{:?}", Secret::new(secret)), shown);
        }
    }
}
