//! In which order States are named: by the stored keys of protocol order, or by their names in a language. Member States
//! come first in every order.

use crate::site::asked::known;
use crate::site::asking::language_of;
use crate::site::commitments::Select;
use crate::site::{Asked, Choice, words_of};
use schema::Language;
use schema::directory::Participant;
use schema::text::Problems;
use std::cmp::Ordering;
use words::Words;

/// An order of names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NameOrder {
    /// The English alphabetical order of the United Nations, as stored.
    #[default]
    En,
    /// The French alphabetical order.
    Fr,
    /// The alphabetical order of the page's language.
    Ui,
}

impl NameOrder {
    const ALL: [Self; 3] = [Self::Ui, Self::En, Self::Fr];

    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Fr => "fr",
            Self::Ui => "ui",
        }
    }

    /// What the address asks for under `order`.
    pub fn asked(asked: &Asked, problems: &mut Problems) -> Self {
        let Some(code) = asked.first("order") else {
            return Self::default();
        };
        let found = Self::ALL.into_iter().find(|order| order.code() == code);
        known(problems, "order", found).unwrap_or_default()
    }

    /// Puts what stands for States in this order.
    pub fn sort<T>(self, words: Words, all: &mut [T], state: impl Fn(&T) -> &Participant) {
        let language = match self {
            Self::En => return all.sort_by(|one, other| stored(state(one), state(other))),
            Self::Fr => Language::Fr,
            Self::Ui => language_of(words),
        };
        let names = words_of(language);
        all.sort_by(|one, other| {
            let (one, other) = (state(one), state(other));
            // A key begins with the place of the kind.
            let rank = |participant: &Participant| participant.sort_key.chars().next();
            rank(one)
                .cmp(&rank(other))
                .then_with(|| names.order(one.name(language), other.name(language)))
                .then_with(|| stored(one, other))
        });
    }

    /// What pages and prints say of it.
    pub fn said(self, words: Words) -> String {
        words.with("names-order-now", &[("order", words.name("names-order", self.code()))])
    }

    /// The name of a file in this order.
    pub fn file(self, name: &str) -> String {
        match self {
            Self::En => name.to_owned(),
            other => format!("{name}-order-{}", other.code()),
        }
    }

    pub fn select(self, words: Words) -> Select {
        Select {
            name: "order",
            label: words.text("names-order"),
            choices: Self::ALL
                .map(|order| Choice {
                    value: order.code().to_owned(),
                    text: words.name("names-order", order.code()),
                    is_chosen: order == self,
                })
                .into(),
        }
    }
}

fn stored(one: &Participant, other: &Participant) -> Ordering {
    (&one.sort_key, one.id).cmp(&(&other.sort_key, other.id))
}
