//! The small language of mapping files: texts with `{column}` in them, and conditions on a row's cells.

use regex::Regex;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};

/// The cells of one row under the names that the mapping gives them.
pub(super) type Cells<'m> = HashMap<&'m str, String>;

pub(super) fn cell<'c>(cells: &'c Cells<'_>, name: &str) -> &'c str {
    cells.get(name).map_or("", String::as_str)
}

/// A text in which `{column}` stands for that cell of the row.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(super) struct Template(Vec<Part>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Text(String),
    Cell(String),
}

impl TryFrom<String> for Template {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let mut parts = vec![];
        let mut rest = text.as_str();
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) = after
                .split_once('}')
                .ok_or_else(|| format!("`{text}`: `{{` without `}}`"))?;
            if !before.is_empty() {
                parts.push(Part::Text(before.to_owned()));
            }
            parts.push(Part::Cell(name.trim().to_owned()));
            rest = after;
        }
        if !rest.is_empty() {
            parts.push(Part::Text(rest.to_owned()));
        }
        Ok(Self(parts))
    }
}

impl Template {
    /// The columns it names.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|part| match part {
            Part::Cell(name) => Some(name.as_str()),
            Part::Text(_) => None,
        })
    }

    /// The text for a row; empty where all cells it names are.
    pub fn fill(&self, cells: &Cells<'_>) -> String {
        let mut names = self.columns().peekable();
        if names.peek().is_some() && names.all(|name| cell(cells, name).is_empty()) {
            return String::new();
        }
        let parts = self.0.iter().map(|part| match part {
            Part::Text(text) => text.as_str(),
            Part::Cell(name) => cell(cells, name),
        });
        parts.collect()
    }

    /// The text for a row, or the first column it names that is empty: for identities, where half a name is none.
    pub fn fill_whole(&self, cells: &Cells<'_>) -> Result<String, &str> {
        match self.columns().find(|name| cell(cells, name).is_empty()) {
            Some(empty) => Err(empty),
            None => Ok(self.fill(cells)),
        }
    }
}

/// One template, or several of which the first that gives anything counts.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged, expecting = "a text, or a list of texts")]
pub(super) enum First {
    One(Template),
    Several(Vec<Template>),
}

impl Default for First {
    fn default() -> Self {
        Self::Several(vec![])
    }
}

impl First {
    pub fn templates(&self) -> &[Template] {
        match self {
            Self::One(template) => std::slice::from_ref(template),
            Self::Several(templates) => templates,
        }
    }

    pub fn fill(&self, cells: &Cells<'_>) -> String {
        self.templates()
            .iter()
            .map(|template| template.fill(cells))
            .find(|text| !text.is_empty())
            .unwrap_or_default()
    }

    /// The column to look at when the text is not as it should be.
    pub fn column(&self) -> &str {
        self.templates()
            .iter()
            .flat_map(Template::columns)
            .next()
            .unwrap_or_default()
    }
}

/// A regular expression; matched in time linear in the text, whatever it says.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "String")]
pub(super) struct Pattern(pub Regex);

impl TryFrom<String> for Pattern {
    type Error = regex::Error;

    fn try_from(text: String) -> Result<Self, regex::Error> {
        Regex::new(&text).map(Self)
    }
}

/// What a cell must be.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged, expecting = "a text, a list of texts, or one of { not, matches, empty }")]
enum Test {
    Is(String),
    OneOf(Vec<String>),
    Other(Other),
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Other {
    not: Option<OneOrMore>,
    matches: Option<Pattern>,
    empty: Option<bool>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

impl Test {
    fn holds(&self, value: &str) -> bool {
        match self {
            Self::Is(text) => text == value,
            Self::OneOf(texts) => texts.iter().any(|text| text == value),
            Self::Other(other) => {
                other.empty.is_none_or(|empty| empty == value.is_empty())
                    && other.matches.as_ref().is_none_or(|pattern| pattern.0.is_match(value))
                    && other.not.as_ref().is_none_or(|not| match not {
                        OneOrMore::One(text) => text != value,
                        OneOrMore::More(texts) => texts.iter().all(|text| text != value),
                    })
            }
        }
    }
}

/// Rows for which all tests hold; all rows, where there are no tests.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(transparent)]
pub(super) struct When(BTreeMap<String, Test>);

impl When {
    pub fn holds(&self, cells: &Cells<'_>) -> bool {
        self.0.iter().all(|(name, test)| test.holds(cell(cells, name)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn template(text: &str) -> Template {
        Template::try_from(text.to_owned()).unwrap()
    }

    #[test]
    fn a_template_with_nothing_to_say_is_empty() {
        let cells = Cells::from([("code", "SEN".to_owned()), ("day", String::new())]);
        assert_eq!(template("{code}:{day}").fill(&cells), "SEN:");
        assert_eq!(template("{code}:{day}").fill_whole(&cells), Err("day"));
        assert_eq!(template("on {day}").fill(&cells), "");
        assert_eq!(template("always").fill(&cells), "always");
        assert!(Template::try_from("{code".to_owned()).is_err());
    }

    #[test]
    fn conditions_are_texts_lists_or_shapes() {
        let when: When = toml::from_str(
            "kind = ['NDC', 'Archived']\ntitle = { matches = '(?i)^progress' }\nday = { empty = true }\ncode = { not = 'EUU' }",
        )
        .unwrap();
        let mut cells = Cells::from([
            ("kind", "NDC".into()),
            ("title", "Progress on".into()),
            ("code", "SEN".into()),
        ]);
        assert!(when.holds(&cells));
        cells.insert("code", "EUU".into());
        assert!(!when.holds(&cells));
        let wrong = toml::from_str::<When>("kind = { like = 'x' }").unwrap_err();
        assert!(wrong.to_string().contains("one of { not, matches, empty }"), "{wrong}");
    }
}
