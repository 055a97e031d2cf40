//! What the body that runs the register calls it.

use crate::{Language, Words};

/// A name in each of the six languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Names([String; 6]);

impl Names {
    pub fn new(name: impl FnMut(Language) -> String) -> Self {
        Self(Language::ALL.map(name))
    }

    pub fn of(&self, language: Language) -> &str {
        let place = Language::ALL.iter().position(|one| *one == language);
        &self.0[place.unwrap_or_default()]
    }
}

/// As the words have it.
impl Default for Names {
    fn default() -> Self {
        Self::new(|language| Words::of(language).text("site-name"))
    }
}

/// The same in all languages.
impl From<&str> for Names {
    fn from(name: &str) -> Self {
        Self::new(|_| name.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_has_its_own_name() {
        let names = Names::new(|language| language.code().to_owned());
        assert!(
            Language::ALL
                .iter()
                .all(|language| names.of(*language) == language.code())
        );
    }
}
