//! Every page in every language, from values such as the questions give, looked at as a browser would.
//!
//! `PREVIEW=dir cargo test -p api site::tests` writes them there with the files they load.

mod fixtures;

use std::collections::BTreeSet;

use words::{Language, Words};

use self::fixtures::pages;
use super::assets;

fn each(mut look: impl FnMut(Words, &str, &str)) {
    for language in Language::ALL {
        let words = Words::of(language);
        for (name, html) in pages(words) {
            look(words, name, &html);
        }
    }
}

fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    html.split(start.as_str())
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .collect()
}

#[test]
fn every_word_on_every_page_is_there_in_every_language() {
    each(|words, name, html| {
        let page = format!("{name} in {}", words.code());
        assert!(!html.contains(" [en]"), "{page}");
        let gap = html
            .split('[')
            .skip(1)
            .find(|rest| rest.split(']').next().is_some_and(|key| key.contains('-')));
        assert_eq!(gap, None, "{page}");
        assert!(!html.contains("{$") && !html.contains("{ $"), "{page}");
    });
}

#[test]
fn every_page_says_its_language_and_runs_under_the_strictest_policy() {
    each(|words, name, html| {
        let page = format!("{name} in {}", words.code());
        assert!(
            html.starts_with(&format!(
                "<!doctype html>\n<html lang=\"{}\" dir=\"{}\">",
                words.code(),
                words.dir()
            )),
            "{page}"
        );
        assert!(
            !html.contains("<script") && !html.contains("<img src=x") && !html.contains(" style="),
            "{page}"
        );
        assert!(
            !values(html, "name").iter().any(|name| name.contains("onfocus")) && !html.contains(" onfocus=\""),
            "{page}"
        );
        assert!(
            values(html, "src").is_empty() && values(html, "onclick").is_empty(),
            "{page}"
        );
        let ids = values(html, "id");
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{page}: {ids:?}");
        for id in values(html, "aria-labelledby")
            .into_iter()
            .chain(values(html, "for"))
            .chain(values(html, "aria-describedby"))
        {
            let id = id.split(' ').next_back().unwrap();
            assert!(ids.contains(&id), "{page}: {id}");
        }
        for target in values(html, "href").iter().filter_map(|href| href.strip_prefix('#')) {
            assert!(ids.contains(&target), "{page}: #{target}");
        }
        assert_eq!(html.matches("<h1").count(), 1, "{page}");
        for asset in values(html, "href")
            .into_iter()
            .filter(|href| href.starts_with("/assets/"))
        {
            assert!(
                [assets::url("site.css"), assets::url("mark.svg")].contains(&asset),
                "{page}: {asset}"
            );
        }
    });
}

#[test]
fn every_tag_that_is_opened_is_closed() {
    let empty = ["meta", "link", "input", "br", "img"];
    each(|words, name, html| {
        let page = format!("{name} in {}", words.code());
        let mut open: Vec<&str> = Vec::new();
        for tag in html
            .split('<')
            .skip(1)
            .map(|rest| rest.split('>').next().unwrap())
            .filter(|tag| !tag.starts_with('!'))
        {
            let element = tag.trim_start_matches('/').split([' ', '\n', '/']).next().unwrap();
            if tag.starts_with('/') {
                assert_eq!(open.pop(), Some(element), "{page}: {tag}");
            } else if !tag.ends_with('/') && !empty.contains(&element) {
                open.push(element);
            }
        }
        assert!(open.is_empty(), "{page}: {open:?}");
    });
}

#[test]
fn personal_pages_and_errors_are_kept_out_of_search_engines_and_public_ones_name_their_translations() {
    each(|words, name, html| {
        let is_public = ["home", "list", "detail", "method"]
            .iter()
            .any(|public| name.starts_with(public));
        assert_eq!(html.contains("noindex"), !is_public, "{name} in {}", words.code());
        assert_eq!(
            html.matches("rel=\"alternate\" hreflang").count(),
            if is_public { 7 } else { 0 },
            "{name}"
        );
        assert!(
            html.contains("not affiliated") || words.language() != Language::En,
            "{name}"
        );
    });
}

#[test]
fn a_first_view_weighs_less_than_sixty_kilobytes() {
    let style = assets::compressed(include_bytes!("../../assets/css/site.css"))
        .unwrap()
        .len();
    each(|words, name, html| {
        // Arabic fonts are optional and kept for good; they are not waited for
        let page = assets::compressed(html.as_bytes()).unwrap().len();
        assert!(page + style < 60 * 1024, "{name} in {}: {page}", words.code());
    });
}

#[test]
fn pages_can_be_looked_at() {
    let Some(folder) = std::env::var_os("PREVIEW").map(std::path::PathBuf::from) else {
        return;
    };
    each(|words, name, html| {
        let place = folder.join(words.code());
        std::fs::create_dir_all(&place).unwrap();
        std::fs::write(place.join(format!("{name}.html")), html).unwrap();
    });
    assets::write_to(&folder);
}
