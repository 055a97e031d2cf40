//! `/{lang}/data`: how to get it all; and the same as DCAT, for catalogues of other bodies.

use super::{DATASETS, Dataset, changed_at};
use crate::site::asking::moment;
use crate::site::{Link, Section, Shell, Site, Visit};
use actix_web::HttpResponse;
use askama::Template;
use chrono::{DateTime, Utc};
use schema::Error;
use serde_json::{Value, json};
use words::{Language, Words};

#[derive(Template)]
#[template(path = "about/data.html")]
struct DataPage {
    words: Words,
    shell: Shell,
    datasets: Vec<Listed>,
    /// The same for search engines: JSON that cannot end the element around it.
    structured: String,
}

/// A dataset with its files.
struct Listed {
    title: String,
    page: Option<String>,
    holds: String,
    files: Vec<Link>,
}

fn listed(words: Words, shell: &Shell, dataset: &Dataset) -> Listed {
    let file = |path: &&str| {
        let href = address(shell, path);
        Link {
            text: name_of(dataset, path),
            href,
        }
    };
    Listed {
        title: words.text(&format!("dataset-{}", dataset.code)),
        page: dataset.page.map(|page| shell.href(page)),
        holds: words.text(&format!("dataset-{}-holds", dataset.code)),
        files: dataset.files.iter().map(file).collect(),
    }
}

fn address(shell: &Shell, path: &str) -> String {
    path.strip_prefix('~')
        .map_or_else(|| path.to_owned(), |path| shell.href(path))
}

/// The name that the file comes with.
fn name_of(dataset: &Dataset, path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.strip_prefix("~.")
        .map_or_else(|| name.to_owned(), |suffix| format!("{}.{suffix}", dataset.code))
}

async fn newest(visit: &Visit) -> schema::Result<Option<DateTime<Utc>>> {
    let today = visit.today;
    visit.read(async |conn| changed_at(conn, today).await).await
}

pub async fn show(visit: Visit) -> HttpResponse {
    let words = visit.words;
    let changed = match newest(&visit).await {
        Ok(changed) => changed,
        Err(error) => return visit.failed(error),
    };
    let shell = visit
        .shell(Section::Other, "/data", "")
        .with_as_of(changed.map(|at| moment(words, at)));
    let page = DataPage {
        datasets: DATASETS.iter().map(|one| listed(words, &shell, one)).collect(),
        structured: inside_html(&for_search(&shell, changed)),
        words,
        shell,
    };
    visit.page(&page)
}

pub async fn json(visit: Visit) -> HttpResponse {
    let written = newest(&visit).await.and_then(|changed| {
        let catalogue = catalogue(visit.words, &visit.site, changed);
        serde_json::to_vec_pretty(&catalogue).map_err(Error::internal)
    });
    visit.file(("data.json", "application/ld+json"), written)
}

/// The datasets in the vocabulary of schema.org.
fn for_search(shell: &Shell, changed: Option<DateTime<Utc>>) -> Value {
    let words = shell.words;
    let dataset = |one: &Dataset| {
        let file = |path: &&str| {
            json!({
                "@type": "DataDownload",
                "contentUrl": shell.absolute(&address(shell, path)),
                "encodingFormat": media_type(path),
            })
        };
        json!({
            "@type": "Dataset",
            "identifier": one.code,
            "name": words.text(&format!("dataset-{}", one.code)),
            "description": words.text(&format!("dataset-{}-holds", one.code)),
            "url": shell.absolute(&shell.href(one.page.unwrap_or("/data"))),
            "dateModified": changed,
            "isAccessibleForFree": true,
            "license": shell.licence.as_ref().map(|licence| &licence.url),
            "usageInfo": shell.absolute(&format!("{}#licence", shell.href("/data"))),
            "distribution": one.files.iter().map(file).collect::<Vec<_>>(),
        })
    };
    let mut catalogue = json!({
        "@context": "https://schema.org",
        "@type": "DataCatalog",
        "name": shell.site,
        "description": words.text("site-description"),
        "url": shell.canonical(),
        "inLanguage": words.code(),
        "dataset": DATASETS.iter().map(dataset).collect::<Vec<_>>(),
    });
    without_nulls(&mut catalogue);
    catalogue
}

/// JSON as it may stand within an element for scripts, whose end no text inside may look like.
fn inside_html(value: &Value) -> String {
    value.to_string().replace('<', "\\u003c")
}

/// The datasets in the vocabulary of DCAT (W3C), as JSON-LD.
pub fn catalogue(words: Words, site: &Site, changed: Option<DateTime<Utc>>) -> Value {
    let shell = Shell::new(words, site, Section::Other, "/data", "");
    let said = |text: String| json!({ "@value": words::without_isolates(&text), "@language": words.code() });
    let at = |moment: DateTime<Utc>| json!({ "@value": moment, "@type": "xsd:dateTime" });
    let operator = &site.operator;
    let licence = operator.licence.as_ref().map(|licence| json!({ "@id": licence.url }));
    let publisher = operator
        .name
        .as_ref()
        .map(|name| json!({ "@type": "foaf:Agent", "foaf:name": name }));
    let rights = json!({ "@type": "dct:RightsStatement", "rdfs:label": said(words.text("data-licence-1")) });
    let contact = site
        .support
        .as_ref()
        .map(|address| json!({ "@type": "vcard:Kind", "vcard:hasEmail": { "@id": format!("mailto:{address}") } }));
    let dataset = |one: &Dataset| {
        let file = |path: &&str| {
            let href = shell.absolute(&address(&shell, path));
            json!({
                "@type": "dcat:Distribution",
                "dct:title": name_of(one, path),
                "dcat:downloadURL": { "@id": href },
                "dcat:accessURL": { "@id": href },
                "dcat:mediaType": { "@id": format!("https://www.iana.org/assignments/media-types/{}", media_type(path)) },
                "dct:rights": rights,
                "dct:license": licence,
            })
        };
        json!({
            "@type": "dcat:Dataset",
            "@id": shell.absolute(&format!("{}#{}", shell.href("/data"), one.code)),
            "dct:identifier": one.code,
            "dct:title": said(words.text(&format!("dataset-{}", one.code))),
            "dct:description": said(words.text(&format!("dataset-{}-holds", one.code))),
            "dct:modified": changed.map(at),
            "dct:rights": rights,
            "dct:license": licence,
            "dcat:contactPoint": contact,
            "dcat:landingPage": one.page.map(|page| json!({ "@id": shell.absolute(&shell.href(page)) })),
            "dcat:distribution": one.files.iter().map(file).collect::<Vec<_>>(),
        })
    };
    let mut catalogue = json!({
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
            "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
            "vcard": "http://www.w3.org/2006/vcard/ns#",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@type": "dcat:Catalog",
        "@id": shell.absolute(&shell.href("/data.json")),
        "dct:title": said(site.name(words.language()).to_owned()),
        "dct:description": said(words.text("site-description")),
        "dct:language": Language::ALL.map(Language::code),
        "dct:modified": changed.map(at),
        "dct:rights": rights,
        "dct:license": licence,
        "dct:publisher": publisher,
        "dcat:contactPoint": contact,
        "foaf:homepage": { "@id": shell.absolute(&shell.href("/")) },
        "dcat:dataset": DATASETS.iter().map(dataset).collect::<Vec<_>>(),
        "dcat:service": {
            "@type": "dcat:DataService",
            "dct:title": "GraphQL",
            "dcat:endpointURL": { "@id": shell.absolute("/graphql") },
            "dcat:endpointDescription": { "@id": shell.absolute("/schema.graphql") },
        },
    });
    without_nulls(&mut catalogue);
    catalogue
}

/// In JSON-LD, what is not known is left out.
fn without_nulls(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.retain(|_, value| !value.is_null());
            fields.values_mut().for_each(without_nulls);
        }
        Value::Array(values) => values.iter_mut().for_each(without_nulls),
        _ => {}
    }
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("csv") => "text/csv",
        Some("xlsx") => crate::site::files::XLSX,
        Some("atom") => crate::site::files::ATOM,
        Some("ics") => "text/calendar",
        Some("zip") => "application/zip",
        _ => "application/json",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::Operator;

    #[test]
    fn no_name_ends_the_element_around_it() {
        let site = Site {
            operator: Operator {
                register: "A </script><script>alert(1)</script> & more".into(),
                ..Operator::default()
            },
            ..Site::default()
        };
        let shell = Shell::new(Words::of(Language::En), &site, Section::Other, "/data", "");
        let written = inside_html(&for_search(&shell, None));
        assert!(!written.contains('<'), "{written}");
        let read: Value = serde_json::from_str(&written).unwrap();
        assert_eq!(read["name"], site.name(Language::En));
    }

    #[test]
    fn a_file_is_called_as_it_comes() {
        let dataset = &DATASETS[1];
        assert_eq!(name_of(dataset, "~.csv"), "figures.csv");
        assert_eq!(name_of(dataset, "~/commitments.xlsx"), "commitments.xlsx");
        assert_eq!(name_of(dataset, "/data.zip"), "data.zip");
    }
}
