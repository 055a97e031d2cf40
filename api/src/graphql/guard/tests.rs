use async_graphql::parser::parse_query;
use proptest::prelude::*;

use super::*;

fn look(document: &str) -> Result<Shape, &'static str> {
    look_over(document, &Limits::default()).map_err(|refusal| refusal.code)
}

/// The query that introspection tools send, at its deepest and widest.
const INTROSPECTION: &str = r#"
query IntrospectionQuery {
  __schema {
    description
    queryType { name kind }
    mutationType { name kind }
    subscriptionType { name kind }
    types { ...FullType }
    directives {
      name
      description
      isRepeatable
      locations
      args(includeDeprecated: true) { ...InputValue }
    }
  }
}
fragment FullType on __Type {
  kind
  name
  description
  specifiedByURL
  isOneOf
  fields(includeDeprecated: true) {
    name
    description
    args(includeDeprecated: true) { ...InputValue }
    type { ...TypeRef }
    isDeprecated
    deprecationReason
  }
  inputFields(includeDeprecated: true) { ...InputValue }
  interfaces { ...TypeRef }
  enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }
  possibleTypes { ...TypeRef }
}
fragment InputValue on __InputValue {
  name
  description
  type { ...TypeRef }
  defaultValue
  isDeprecated
  deprecationReason
}
fragment TypeRef on __Type {
  kind name
  ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name
  ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } } } }
}"#;

#[test]
fn the_full_introspection_query_passes() {
    let shape = look(INTROSPECTION).unwrap();
    assert_eq!((shape.operations, shape.fragments, shape.aliases), (1, 3, 0));
    assert_eq!(shape.selection_depth, 18);
}

#[test]
fn a_literal_nested_two_thousand_deep_is_refused() {
    let document = format!("{{__type(name:{})", "[".repeat(2_000));
    assert_eq!(look(&document), Err("TOO_DEEP"));
}

#[test]
fn thirty_fragments_that_double_each_other_are_refused() {
    let mut document = "{...F0}".to_owned();
    for n in 0..30 {
        document += &format!("fragment F{n} on Query{{...F{next} ...F{next}}}", next = n + 1);
    }
    document += "fragment F30 on Query{__typename}";
    assert!(document.len() < 2_000);
    assert_eq!(look(&document), Err("TOO_DEEP"));
    // the same within the depth allowed, only wider
    let mut document = "{...F0}".to_owned();
    for n in 0..10 {
        document += &format!("fragment F{n} on Query{{{}}}", format!("...F{} ", n + 1).repeat(8));
    }
    document += "fragment F10 on Query{__typename}";
    assert_eq!(look(&document), Err("TOO_COSTLY"));
}

#[test]
fn fragments_that_contain_themselves_are_refused() {
    for document in [
        "{...A} fragment A on Q{...A}",
        "{...A} fragment A on Q{b{...B}} fragment B on Q{... on Q{...A}}",
        "{a} fragment A on Q{...B} fragment B on Q{...A}",
    ] {
        assert_eq!(look(document), Err("FRAGMENT_CYCLE"), "{document}");
    }
    assert!(look("{...A ...A} fragment A on Q{...B ...B} fragment B on Q{a}").is_ok());
}

#[test]
fn each_limit_holds_where_it_stands() {
    let many = |count: usize, part: &dyn Fn(usize) -> String| (0..count).map(part).collect::<String>();
    let aliases = |count| format!("{{{}}}", many(count, &|n| format!("a{n}:hello ")));
    let directives = |count| format!("{{{}}}", many(count, &|_| "a@skip(if:false) ".to_owned()));
    let operations = |count| many(count, &|n| format!("query Q{n}{{a}}"));
    let tokens = |count: usize| format!("{{{}}}", "a ".repeat(count - 2));
    let deep = |count: usize| format!("{}a{}", "{a".repeat(count - 1) + "{", "}".repeat(count));
    let brackets = |count: usize| format!("{{a(b:{}{})}}", "[".repeat(count - 2), "]".repeat(count - 2));
    let bytes = |count: usize| format!("{{a}}#{}", "x".repeat(count - 4));
    for (within, beyond, code) in [
        (aliases(15), aliases(16), "TOO_MANY_ALIASES"),
        (directives(50), directives(51), "TOO_MANY_DIRECTIVES"),
        (operations(10), operations(11), "TOO_MANY_OPERATIONS"),
        (tokens(2_000), tokens(2_001), "TOO_MANY_TOKENS"),
        (deep(25), deep(26), "TOO_DEEP"),
        (brackets(32), brackets(33), "TOO_DEEP"),
        (bytes(20 * 1024), bytes(20 * 1024 + 1), "DOCUMENT_TOO_LARGE"),
    ] {
        assert!(look(&within).is_ok(), "{code}: {:?}", look(&within));
        assert_eq!(look(&beyond), Err(code));
    }
    assert_eq!(look(&aliases(50)), Err("TOO_MANY_ALIASES"));
}

#[test]
fn what_looks_like_structure_inside_strings_and_comments_is_none() {
    let shape = look(concat!(
        "\u{feff}# ignored { { { ...A \"\n",
        "query Q($a: [Int!] = [1, 2] @x, $b: I = {c: \"}\"}) @y(z: {w: 1}) {\r\n",
        "  one: a(text: \"a \\\" } ...B \\u00e9 \u{1f3c3} : \", block: \"\"\"raw \" \\\"\"\" } : ...C\"\"\") {,, b }\n",
        "  ... on Q { on } ... @include(if: true) { c } ...F\n",
        "}\n",
        "fragment F on Q { query fragment mutation }"
    ));
    let shape = shape.unwrap();
    assert_eq!(
        (shape.aliases, shape.operations, shape.fragments, shape.directives),
        (1, 1, 1, 3)
    );
    // a, b; inline, on; inline, c; the spread and the three fields behind it
    assert_eq!(shape.selections, 2 + 2 + 2 + 1 + 3);
    assert_eq!(shape.selection_depth, 2);
}

#[test]
fn what_cannot_be_read_says_where() {
    for document in [
        "",
        " # nothing",
        "{",
        "}",
        "{a",
        "{a}}",
        "{a(b:[}]",
        "{a(b:\"open)}",
        "{a(b:\"\"\"open)}",
        "{a(b:\"line\nbreak\")}",
        "{a(b:\"\\\")}",
        "{ 8f31403dfe404bccbb0e835f2629c6a7 }",
        "{a..b}",
        "{a;}",
        "{\u{1f3c3}}",
        "fragmentA on Q{a}",
        "fragment on on Q{a}",
        "fragment A Q{a}",
        "queryQ{a}",
        "type Q{a:Int}",
        "query Q ...A",
        "\"text\"",
        "{a(b:\"\\u{41}\")}",
    ] {
        let refusal = look_over(document, &Limits::default()).unwrap_err();
        assert_eq!(refusal.code, "GRAPHQL_PARSE_FAILED", "{document}");
        assert!(refusal.location.is_some());
    }
    let refusal = look_over("{\n  é: a\n}", &Limits::default()).unwrap_err();
    let place = refusal.location.unwrap();
    assert_eq!((place.line, place.column), (2, 3));
    for document in ["{a\0}", "{a(b:\"\0\")}", "{a(b:\"\\u0000\")}", "{a(b:\"\"\"\0\"\"\")}"] {
        assert_eq!(look(document), Err("NUL_IN_TEXT"));
    }
}

/// Documents of the right words in any order.
fn jumble() -> impl Strategy<Value = String> {
    let words = [
        "{",
        "}",
        "(",
        ")",
        "[",
        "]",
        "...",
        ":",
        "@",
        "!",
        "$",
        "=",
        "|",
        "&",
        ",",
        "\"",
        "\"\"\"",
        "\\",
        "\\u",
        "#",
        "\n",
        "\u{feff}",
        "query",
        "mutation",
        "fragment",
        "on",
        "A",
        "B",
        "a",
        "é",
        "\u{1f3c3}",
        "1",
        "-1.5e3",
        "\"text\"",
        " ",
    ];
    prop::collection::vec(prop::sample::select(words.to_vec()), 0..200).prop_map(|words| words.concat())
}

/// Documents that are right: fragments that spread later ones, and selections of all kinds.
fn sound() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(vec![
        "a",
        "b:a",
        "on",
        "a(x:[1,{y:$z}])",
        "a@skip(if:true)",
        "fragment",
        "...L",
    ]);
    let leaf = leaf.prop_map(str::to_owned);
    let selection = leaf.prop_recursive(6, 60, 4, |inner| {
        let wrap = prop::sample::select(vec!["a", "b:a", "...on Q", "...", "...@include(if:true)", "a(x:\"}\")"]);
        (wrap, prop::collection::vec(inner, 1..4))
            .prop_map(|(before, inner)| format!("{before}{{{}}}", inner.join(" ")))
    });
    (selection.clone(), selection)
        .prop_map(|(one, two)| format!("query Q{{{one} ...M}} fragment M on Q{{{two}}} fragment L on Q{{a}}"))
}

/// What the guard counts, counted again by recursion over the parsed document.
fn spread_out(
    document: &async_graphql::parser::types::ExecutableDocument,
    set: &async_graphql::parser::types::SelectionSet,
) -> (u64, usize) {
    use async_graphql::parser::types::Selection;
    let mut total = (0, 0);
    for item in &set.items {
        let below = match &item.node {
            Selection::Field(field) if field.node.selection_set.node.items.is_empty() => (0, 0),
            Selection::Field(field) => spread_out(document, &field.node.selection_set.node),
            Selection::InlineFragment(fragment) => spread_out(document, &fragment.node.selection_set.node),
            Selection::FragmentSpread(spread) => {
                let fragment = &document.fragments[&spread.node.fragment_name.node];
                spread_out(document, &fragment.node.selection_set.node)
            }
        };
        total = (total.0 + 1 + below.0, total.1.max(below.1));
    }
    (total.0, total.1 + 1)
}

proptest! {
    #[test]
    fn it_never_panics(text in any::<String>(), words in jumble()) {
        let _ = look(&text);
        let _ = look(&words);
    }

    #[test]
    fn it_reads_each_byte_once(words in jumble()) {
        let mut lexer = Lexer { text: &words, at: 0, start: 0 };
        let mut before = 0;
        while let Ok(Some(_)) = lexer.next() {
            prop_assert!(lexer.start >= before && lexer.at > lexer.start, "no token is read twice or is empty");
            before = lexer.at;
        }
    }

    #[test]
    fn it_lets_pass_what_is_sound_and_counts_as_a_parser_would(document in sound()) {
        let wide = Limits { aliases: 10_000, directives: 10_000, selections: u64::MAX, ..Limits::default() };
        let shape = look_over(&document, &wide).map_err(|refusal| TestCaseError::fail(refusal.message.clone()))?;
        let parsed = parse_query(&document).map_err(|error| TestCaseError::fail(error.to_string()))?;
        let mut counted = (0, 0);
        for set in parsed.operations.iter().map(|(_, operation)| &operation.node.selection_set.node)
            .chain(parsed.fragments.values().map(|fragment| &fragment.node.selection_set.node))
        {
            let (selections, depth) = spread_out(&parsed, set);
            counted = (counted.0.max(selections), counted.1.max(depth));
        }
        prop_assert_eq!((shape.selections, shape.selection_depth), counted);
    }

    #[test]
    fn whatever_passes_is_no_more_than_the_parser_can_take(words in jumble()) {
        if look(&words).is_ok() {
            let _ = parse_query(&words);
        }
    }
}
