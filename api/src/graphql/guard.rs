//! The doorkeeper of the GraphQL endpoint: it looks over a document before any parser does and turns away what
//! would cost more to understand than it is worth.
//!
//! The parser and the rules behind it call themselves for every level of nesting and for every spread of a fragment;
//! a few kilobytes written for the purpose overflow their stack or keep them busy for years. So the document is read
//! here once, from left to right, without recursion, and only its shape is kept.

use std::collections::HashMap;

use super::refusal::Refusal;

/// How large a document may be in every direction in which it can grow.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    pub document_bytes: usize,
    pub tokens: usize,
    pub brackets: usize,
    /// Selection sets within each other, a fragment's counted where it is spread.
    pub selection_depth: usize,
    /// Selections after all fragments are spread out.
    pub selections: u64,
    pub aliases: usize,
    pub operations: usize,
    pub directives: usize,
}

impl Default for Limits {
    /// Wide enough for the full introspection query and for documents made by client generators.
    fn default() -> Self {
        Self {
            document_bytes: 20 * 1024,
            tokens: 2_000,
            brackets: 32,
            selection_depth: 25,
            selections: 5_000,
            aliases: 15,
            operations: 10,
            directives: 50,
        }
    }
}

/// What was found in a document that may pass.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shape {
    pub tokens: usize,
    pub brackets: usize,
    pub aliases: usize,
    pub operations: usize,
    pub directives: usize,
    pub fragments: usize,
    pub selections: u64,
    pub selection_depth: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token<'a> {
    Name(&'a str),
    Open(u8),
    Close(u8),
    Spread,
    Colon,
    At,
    /// Numbers, strings, and the marks that shape nothing.
    Other,
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
    /// Where the token handed out last began.
    start: usize,
}

impl<'a> Lexer<'a> {
    fn rest(&self) -> &'a [u8] {
        &self.text.as_bytes()[self.at..]
    }

    fn skip_ignored(&mut self) {
        loop {
            match self.rest() {
                [b' ' | b'\t' | b'\r' | b'\n' | b',', ..] => self.at += 1,
                [0xef, 0xbb, 0xbf, ..] => self.at += 3,
                [b'#', rest @ ..] => {
                    let end = rest.iter().position(|byte| matches!(byte, b'\r' | b'\n'));
                    self.at += 1 + end.unwrap_or(rest.len());
                }
                _ => return,
            }
        }
    }

    fn next(&mut self) -> Result<Option<Token<'a>>, Refusal> {
        self.skip_ignored();
        self.start = self.at;
        let rest = self.rest();
        let Some(&first) = rest.first() else { return Ok(None) };
        let (length, token) = match first {
            b'{' | b'(' | b'[' => (1, Token::Open(first)),
            b'}' | b')' | b']' => (1, Token::Close(first)),
            b':' => (1, Token::Colon),
            b'@' => (1, Token::At),
            b'!' | b'$' | b'&' | b'=' | b'|' => (1, Token::Other),
            b'.' if rest.starts_with(b"...") => (3, Token::Spread),
            b'_' | b'a'..=b'z' | b'A'..=b'Z' => {
                let length = span(rest, |byte| byte == b'_' || byte.is_ascii_alphanumeric());
                (length, Token::Name(&self.text[self.at..self.at + length]))
            }
            b'-' | b'0'..=b'9' => {
                let length = 1 + span(&rest[1..], |byte| {
                    matches!(byte, b'.' | b'+' | b'-' | b'e' | b'E' | b'0'..=b'9')
                });
                if matches!(rest.get(length), Some(b'_' | b'a'..=b'z' | b'A'..=b'Z')) {
                    return Err(self.syntax("a number runs into a name"));
                }
                (length, Token::Other)
            }
            b'"' => (self.string()?, Token::Other),
            0 => return Err(nul()),
            _ => return Err(self.syntax("this character has no place here")),
        };
        self.at += length;
        Ok(Some(token))
    }

    /// The length of the string that begins here, its quotes included.
    fn string(&self) -> Result<usize, Refusal> {
        let rest = self.rest();
        let block = rest.starts_with(b"\"\"\"");
        let mut at = if block { 3 } else { 1 };
        loop {
            match &rest[at..] {
                [b'"', b'"', b'"', ..] if block => return Ok(at + 3),
                [b'\\', b'"', b'"', b'"', ..] if block => at += 4,
                [b'"', ..] if !block => return Ok(at + 1),
                [b'\\', b'u', b'0', b'0', b'0', b'0', ..] if !block => return Err(nul()),
                [b'\\', b'u', b'{', ..] if !block => return Err(self.syntax("write four digits after \\u")),
                [b'\\', byte, ..] if !block && byte.is_ascii() && !matches!(byte, b'\r' | b'\n') => at += 2,
                [b'\r' | b'\n', ..] if !block => return Err(self.syntax("a string is not closed on its line")),
                [0, ..] => return Err(nul()),
                [] => return Err(self.syntax("a string is not closed")),
                _ => at += 1,
            }
        }
    }

    fn syntax(&self, what: &str) -> Refusal {
        let before = &self.text[..self.start.min(self.text.len())];
        let line = before.bytes().filter(|&byte| byte == b'\n').count() + 1;
        let column = before.chars().rev().take_while(|&letter| letter != '\n').count() + 1;
        Refusal::syntax(
            format!("The document cannot be read: {what} (line {line}, column {column})."),
            line,
            column,
        )
    }
}

fn span(bytes: &[u8], belongs: impl Fn(u8) -> bool) -> usize {
    bytes.iter().position(|&byte| !belongs(byte)).unwrap_or(bytes.len())
}

fn nul() -> Refusal {
    Refusal::malformed("NUL_IN_TEXT", "The character U+0000 cannot be part of a request.")
}

/// What is over its limit, by how much, and one way to put it right.
fn over(code: &'static str, what: &str, found: impl Into<u64>, limit: impl Into<u64>) -> Refusal {
    let (found, limit) = (found.into(), limit.into());
    let fix = match code {
        "DOCUMENT_TOO_LARGE" => "Send values as variables, and split the document into several requests.",
        "TOO_MANY_TOKENS" => "Ask for fewer fields at once, or split the document into several requests.",
        "TOO_DEEP" => "Ask for the inner records in a request of their own, by their ids.",
        "TOO_MANY_DIRECTIVES" => "Leave fields out of the document rather than skip them.",
        "TOO_MANY_ALIASES" => "Ask for many records by `nodes(ids:)` or by a filter.",
        "TOO_MANY_OPERATIONS" => "Send only the operation that is to be carried out.",
        _ => "Spread each fragment fewer times, or split the document into several requests.",
    };
    Refusal::bad_document(code, format!("The document {what}: {found}, of at most {limit}. {fix}"))
        .with("cost", found)
        .with("limit", limit)
}

/// An operation or a fragment, with what it says itself and what it spreads.
#[derive(Default)]
struct Definition<'a> {
    selections: u64,
    depth: usize,
    /// Each fragment spread and the depth at which it stands.
    spreads: Vec<(&'a str, usize)>,
}

enum Place {
    Between,
    AfterFragmentWord,
    AfterFragmentName,
    BeforeSelections,
    Within,
}

/// What one reading collects.
struct Reading<'a> {
    limits: &'a Limits,
    shape: Shape,
    definitions: Vec<Definition<'a>>,
    fragments: HashMap<&'a str, usize>,
    brackets: Vec<u8>,
    /// Open `(` and `[`: within them braces are values, not selections.
    values: usize,
    /// The last token was the `on` of an inline fragment.
    type_follows: bool,
    place: Place,
}

/// Looks a document over; what it returns may be parsed without danger.
pub fn look_over(document: &str, limits: &Limits) -> Result<Shape, Refusal> {
    if document.len() > limits.document_bytes {
        let refusal = over(
            "DOCUMENT_TOO_LARGE",
            "is too long in bytes",
            document.len() as u64,
            limits.document_bytes as u64,
        );
        return Err(refusal.status(413));
    }
    let mut lexer = Lexer {
        text: document,
        at: 0,
        start: 0,
    };
    let mut reading = Reading {
        limits,
        shape: Shape::default(),
        definitions: Vec::new(),
        fragments: HashMap::new(),
        brackets: Vec::new(),
        values: 0,
        type_follows: false,
        place: Place::Between,
    };
    let mut before = Token::Other;
    while let Some(token) = lexer.next()? {
        reading.count(token)?;
        reading.take(before, token).map_err(|what| lexer.syntax(what))?;
        before = token;
    }
    if !reading.brackets.is_empty() || !matches!(reading.place, Place::Between) || reading.definitions.is_empty() {
        lexer.start = lexer.at;
        return Err(lexer.syntax("it ends too early"));
    }
    reading.finish()
}

impl<'a> Reading<'a> {
    fn count(&mut self, token: Token<'a>) -> Result<(), Refusal> {
        let Limits {
            tokens,
            brackets,
            directives,
            ..
        } = *self.limits;
        self.shape.tokens += 1;
        if self.shape.tokens > tokens {
            return Err(over(
                "TOO_MANY_TOKENS",
                "has too many words and marks",
                self.shape.tokens as u64,
                tokens as u64,
            ));
        }
        if matches!(token, Token::Open(_)) {
            self.shape.brackets = self.shape.brackets.max(self.brackets.len() + 1);
            if self.shape.brackets > brackets {
                let found = self.shape.brackets as u64;
                return Err(over("TOO_DEEP", "nests its brackets too deep", found, brackets as u64));
            }
        }
        if token == Token::At {
            self.shape.directives += 1;
            if self.shape.directives > directives {
                let found = self.shape.directives as u64;
                return Err(over(
                    "TOO_MANY_DIRECTIVES",
                    "has too many directives",
                    found,
                    directives as u64,
                ));
            }
        }
        Ok(())
    }

    /// One token further; an error says what is wrong with it.
    fn take(&mut self, before: Token<'a>, token: Token<'a>) -> Result<(), &'static str> {
        match token {
            Token::Open(mark) => {
                self.brackets.push(mark);
                if mark != b'{' {
                    self.values += 1;
                }
            }
            Token::Close(mark) => {
                let opened = self.brackets.pop().ok_or("a bracket is closed that was not opened")?;
                if !matches!((opened, mark), (b'{', b'}') | (b'(', b')') | (b'[', b']')) {
                    return Err("a bracket is closed by another kind of bracket");
                }
                if mark != b'}' {
                    self.values -= 1;
                }
            }
            _ => {}
        }
        match self.place {
            Place::Between => self.begin(token),
            Place::AfterFragmentWord => match token {
                Token::Name(name) if name != "on" => {
                    self.fragments.entry(name).or_insert(self.definitions.len() - 1);
                    self.place = Place::AfterFragmentName;
                    Ok(())
                }
                _ => Err("a fragment needs a name"),
            },
            Place::AfterFragmentName if token == Token::Name("on") => {
                self.place = Place::BeforeSelections;
                Ok(())
            }
            Place::AfterFragmentName => Err("`on` is missing after the name of a fragment"),
            Place::BeforeSelections => {
                if token == Token::Open(b'{') && self.values == 0 {
                    self.place = Place::Within;
                    self.deepen();
                } else if token == Token::Spread {
                    return Err("a spread stands outside of a selection");
                }
                Ok(())
            }
            Place::Within => {
                self.within(before, token);
                Ok(())
            }
        }
    }

    fn begin(&mut self, token: Token<'a>) -> Result<(), &'static str> {
        self.definitions.push(Definition::default());
        match token {
            Token::Open(b'{') => {
                self.shape.operations += 1;
                self.place = Place::Within;
                self.deepen();
                Ok(())
            }
            Token::Name("query" | "mutation" | "subscription") => {
                self.shape.operations += 1;
                self.place = Place::BeforeSelections;
                Ok(())
            }
            Token::Name("fragment") => {
                self.shape.fragments += 1;
                self.place = Place::AfterFragmentWord;
                Ok(())
            }
            // the parser behind would read `fragmentA` as the fragment `A`
            _ => Err("a query, mutation or fragment should begin here"),
        }
    }

    fn within(&mut self, before: Token<'a>, token: Token<'a>) {
        if self.brackets.is_empty() {
            self.place = Place::Between;
            return;
        }
        // a `)` has just left the values again, but selects nothing
        if self.values > 0 || matches!(token, Token::Close(_)) {
            return;
        }
        let level = self.brackets.len();
        let names_a_type = std::mem::take(&mut self.type_follows);
        match token {
            Token::Open(b'{') => self.deepen(),
            Token::Colon => self.shape.aliases += 1,
            Token::Spread => self.select(),
            Token::Name("on") if before == Token::Spread => self.type_follows = true,
            Token::Name(name) if before == Token::Spread => {
                if let Some(last) = self.definitions.last_mut() {
                    last.spreads.push((name, level));
                }
            }
            // the field behind an alias was counted with its alias
            Token::Name(_) if names_a_type || matches!(before, Token::At | Token::Colon) => {}
            Token::Name(_) => self.select(),
            _ => {}
        }
    }

    fn select(&mut self) {
        if let Some(last) = self.definitions.last_mut() {
            last.selections += 1;
        }
    }

    fn deepen(&mut self) {
        let level = self.brackets.len();
        if let Some(last) = self.definitions.last_mut() {
            last.depth = last.depth.max(level);
        }
    }

    fn finish(mut self) -> Result<Shape, Refusal> {
        let limits = self.limits;
        if self.shape.aliases > limits.aliases {
            let found = self.shape.aliases as u64;
            return Err(over(
                "TOO_MANY_ALIASES",
                "has too many aliases",
                found,
                limits.aliases as u64,
            ));
        }
        if self.shape.operations > limits.operations {
            let found = self.shape.operations as u64;
            return Err(over(
                "TOO_MANY_OPERATIONS",
                "has too many operations",
                found,
                limits.operations as u64,
            ));
        }
        for (selections, depth) in self.spread_out()? {
            self.shape.selections = self.shape.selections.max(selections);
            self.shape.selection_depth = self.shape.selection_depth.max(depth);
        }
        if self.shape.selection_depth > limits.selection_depth {
            let found = self.shape.selection_depth as u64;
            return Err(over(
                "TOO_DEEP",
                "nests its selections too deep",
                found,
                limits.selection_depth as u64,
            ));
        }
        if self.shape.selections > limits.selections {
            let found = self.shape.selections;
            return Err(over(
                "TOO_COSTLY",
                "selects too much once its fragments are spread out",
                found,
                limits.selections,
            ));
        }
        Ok(self.shape)
    }

    /// For each definition how many selections it makes, and how deep, with its fragments spread out. Every
    /// definition is worked out once, however often it is spread.
    fn spread_out(&self) -> Result<Vec<(u64, usize)>, Refusal> {
        #[derive(Clone, Copy, PartialEq)]
        enum Known {
            No,
            Begun,
            Yes,
        }
        let mut known = vec![Known::No; self.definitions.len()];
        let mut totals: Vec<(u64, usize)> = self.definitions.iter().map(|own| (own.selections, own.depth)).collect();
        for root in 0..self.definitions.len() {
            if known[root] != Known::No {
                continue;
            }
            known[root] = Known::Begun;
            let mut path = vec![(root, 0)];
            while let Some((definition, next)) = path.last_mut() {
                let (from, spread) = (*definition, self.definitions[*definition].spreads.get(*next));
                let Some(&(name, level)) = spread else {
                    known[from] = Known::Yes;
                    path.pop();
                    continue;
                };
                let Some(&to) = self.fragments.get(name) else {
                    *next += 1; // an unknown fragment: validation will say so
                    continue;
                };
                match known[to] {
                    Known::Yes => {
                        *next += 1;
                        let (selections, depth) = totals[to];
                        totals[from].0 = totals[from].0.saturating_add(selections);
                        totals[from].1 = totals[from].1.max(level + depth);
                    }
                    Known::No => {
                        known[to] = Known::Begun;
                        path.push((to, 0));
                    }
                    Known::Begun => {
                        let message = format!("The fragment `{name}` contains itself.");
                        return Err(Refusal::bad_document("FRAGMENT_CYCLE", message));
                    }
                }
            }
        }
        Ok(totals)
    }
}

#[cfg(test)]
mod tests;
