//! Values such as the questions give: many languages, long names, and a few that mean harm.

use chrono::NaiveDate;
use words::{Arg, Language, Words};

use crate::alerts::page::SubscribePage;
use crate::reminders::acting::ActPage;
use crate::site::commitments::*;
use crate::site::diff::{Effort, pieces};
use crate::site::milestones::{Milestones, Planned, quarter};
use crate::site::pages::*;
use crate::site::parts::*;
use crate::site::{Operator, Sample, Section, Shell, Site};

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

pub fn site() -> Site {
    Site {
        operator: Operator::default(),
        base_url: "https://register.example.org".to_owned(),
        support: None,
        sample: Sample::from("Paris Call, EUPL-1.2"),
    }
}

fn shell(words: Words, section: Section, path: &str, query: &str) -> Shell {
    let moment = day(2026, 11, 23).and_hms_opt(9, 0, 0).unwrap().and_utc();
    Shell::new(words, &site(), section, path, query).with_as_of(Some(words.moment(moment, chrono_tz::Europe::Paris)))
}

/// A participant's own words, mostly in another language than the reader's.
fn title(words: Words, at: usize) -> Said {
    let (text, language) = [
        ("Protect individuals and infrastructure", Language::En),
        ("Protéger l’accès à Internet et son intégrité", Language::Fr),
        (
            "تعزيز قدرات فريق الاستجابة للطوارئ الحاسوبية <script>alert(1)</script>",
            Language::Ar,
        ),
        ("Создать национальный координационный центр", Language::Ru),
        ("建立关键信息基础设施保护联络机制", Language::Zh),
        (
            "Fortalecer la cooperación regional entre equipos de respuesta",
            Language::Es,
        ),
    ][at % 6];
    Said::new(words, text, language, language)
}

fn state(words: Words, at: usize) -> String {
    let states = match words.language() {
        Language::Ar => ["إستونيا", "كينيا", "جمهورية تنزانيا المتحدة", "فرنسا"],
        _ => ["Estonia", "Kenya", "United Republic of Tanzania", "France"],
    };
    states[at % 4].to_owned()
}

fn themes(words: Words) -> Vec<ThemeFigures> {
    let names = match words.language() {
        Language::Ar => ["القواعد", "تدابير بناء الثقة", "بناء القدرات", "البنية التحتية الحيوية"],
        _ => [
            "Norms",
            "Confidence-building measures",
            "Capacity-building",
            "Critical infrastructure",
        ],
    };
    let counts: [&[(&'static str, u64)]; 4] = [
        &[
            ("published", 61),
            ("in_progress", 28),
            ("completed", 9),
            ("withdrawn", 3),
        ],
        &[
            ("published", 12),
            ("in_progress", 33),
            ("completed", 21),
            ("unconfirmed", 4),
        ],
        &[("published", 5), ("in_progress", 12), ("suspended", 2)],
        &[("published", 1_204), ("completed", 2), ("superseded", 1)],
    ];
    let theme = |(name, counts): (&str, &[(&'static str, u64)])| ThemeFigures {
        theme: name.to_owned(),
        href: format!("/{}/commitments?theme=norms", words.code()),
        counts: counts.to_vec(),
    };
    names.into_iter().zip(counts).map(theme).collect()
}

fn counts(words: Words) -> Vec<String> {
    [
        ("commitments-count", 1_395),
        ("commitments-shared-by", 42),
        ("commitments-reported-complete", 32),
    ]
    .map(|(key, n)| words.with(key, &[("n", n)]))
    .into()
}

fn downloads(words: Words) -> Vec<Link> {
    let here = format!("/{}/commitments", words.code());
    vec![
        Link {
            text: csv_label(words, 1_395),
            href: format!("{here}.csv"),
        },
        Link {
            text: words.text("download-json"),
            href: format!("{here}.json"),
        },
        Link {
            text: words.text("download-ics"),
            href: format!("{here}.ics"),
        },
    ]
}

fn home(words: Words) -> HomePage {
    let reported = [
        "under_way",
        "complete",
        "no_change",
        "not_started",
        "substantially_complete",
    ];
    HomePage {
        growth: vec![],
        growth_picture: String::new(),
        words,
        shell: shell(words, Section::Home, "/", ""),
        counts: counts(words),
        bars: StatusBars::new(words, &themes(words)),
        latest: (0..6)
            .map(|at| LatestUpdate {
                day: Day::new(words, day(2026, 11, 20 - at as u32)),
                participant: state(words, at),
                title: title(words, at),
                href: format!("/{}/commitments/CMT-2026-004{at}", words.code()),
                reported: Mark::new(words, "reported-state", reported[at % 5]),
            })
            .collect(),
        next: (0..4)
            .map(|at| NextDate {
                day: Day::new(words, day(2026, 12, 4 + 3 * at as u32)),
                participant: state(words, at),
                title: title(words, at + 1).without_note(),
                href: format!("/{}/commitments/CMT-2026-005{at}", words.code()),
                what: if at % 2 == 0 {
                    title(words, at)
                } else {
                    Said::ours(words, words.name("date-kind", "definitive_on"))
                },
            })
            .collect(),
        downloads: downloads(words),
    }
}

fn list(words: Words) -> ListPage {
    let choice = |value: &str, text: String, is_chosen| Choice {
        value: value.to_owned(),
        text,
        is_chosen,
    };
    let select = |name: &'static str, key: &str, choices| Select {
        name,
        label: words.text(key),
        choices,
    };
    let statuses = PUBLIC_STATUSES
        .map(|code| choice(code, words.name("commitment-status", code), code == "in_progress"))
        .into();
    let lights = ["current", "update_invited", "no_update_received", "inactive"]
        .map(|code| choice(code, words.name("light", code), false))
        .into();
    let states = (0..4).map(|at| choice("EST", state(words, at), false)).collect();
    let action = format!("/{}/commitments", words.code());
    let label = words.text("filter-status");
    let value = words.name("commitment-status", "in_progress");
    let all = [
        "published",
        "in_progress",
        "completed",
        "withdrawn",
        "unconfirmed",
        "suspended",
        "declined",
        "superseded",
    ];
    ListPage {
        words,
        shell: shell(
            words,
            Section::Commitments,
            "/commitments",
            "status=in_progress&theme=norms",
        ),
        counts: counts(words),
        bars: StatusBars::new(words, &themes(words)),
        is_first_page: true,
        picture: None,
        filters: Filters {
            selects: vec![
                select("state", "filter-state", states),
                select("status", "filter-status", statuses),
                select("light", "filter-light", lights),
            ],
            year: String::new(),
            text: "\"><img src=x>".to_owned(),
            chosen: vec![Chosen::new(words, &label, &value, action.clone())],
            action,
        },
        subscribe: Link {
            text: words.text("subscribe-link"),
            href: format!("/{}/subscribe?theme=norms", words.code()),
        },
        problems: vec![],
        rows: (0..8)
            .map(|at| ListRow {
                reference: format!("CMT-2026-00{}", 42 + at),
                href: format!("/{}/commitments/CMT-2026-00{}", words.code(), 42 + at),
                participant: if at == 3 {
                    words.and(&[state(words, 0), state(words, 1)])
                } else {
                    state(words, at)
                },
                participant_href: (at == 0).then(|| format!("/{}/states/EST", words.code())),
                title: title(words, at),
                theme: themes(words)[at % 4].theme.clone(),
                status: Mark::commitment(words, all[at]),
                next_date: (at % 3 != 2).then(|| Day::new(words, day(2027, 6, 30))),
                last_update: (at % 2 == 0).then(|| Day::new(words, day(2026, 2, 1 + at as u32))),
                light: words.name(
                    "light",
                    ["current", "update_invited", "no_update_received", "inactive"][at % 4],
                ),
                is_sample: at < 5,
            })
            .collect(),
        first: None,
        next: Some(format!("/{}/commitments?after=b2s&status=in_progress", words.code())),
        downloads: downloads(words),
    }
}

fn detail(words: Words) -> DetailPage {
    let planned = |at, status, due, first: Option<NaiveDate>| Planned {
        title: title(words, at),
        status,
        due_on: Some(due),
        first_on: first,
        revision_count: usize::from(first.is_some()),
    };
    let milestones = vec![
        planned(0, "reached", day(2026, 2, 1), None),
        planned(1, "planned", day(2027, 2, 1), Some(day(2026, 5, 1))),
        planned(4, "planned", day(2027, 11, 1), None),
        planned(5, "dropped", day(2026, 8, 1), None),
    ];
    let fact = |key: &str, value: String| Fact::new(words.text(key), value);
    let provision = Link {
        text: "A/68/98:26(c)".to_owned(),
        href: format!("/{}/commitments?provision=x", words.code()),
    };
    let by = |at| {
        words.with(
            "update-by",
            &[
                ("participant", state(words, at)),
                ("date", words.date(day(2026, 11, 3))),
            ],
        )
    };
    let reference = "CMT-2026-0042";
    let cite = [
        ("participant", state(words, 1)),
        ("reference", reference.to_owned()),
        ("site", site().name(words.language()).to_owned()),
        ("date", words.date(day(2026, 11, 23))),
    ];
    DetailPage {
        words,
        shell: shell(words, Section::Commitments, "/commitments/CMT-2026-0042", "")
            .of_record(reference, "\"><img src=x>")
            .with_citation(words.with("commitment-cite", &cite)),
        reference: reference.to_owned(),
        title: title(words, 1),
        summary: Some(Said::new(
            words,
            "Travailler à prévenir les activités qui portent atteinte à la disponibilité ou à l’intégrité du cœur \
             public d’Internet.\n\nSecond alinéa.",
            Language::Fr,
            Language::Fr,
        )),
        status: Mark::commitment(words, "in_progress"),
        status_note: Some(title(words, 3).text),
        is_unconfirmed: true,
        light: words.name("light", "update_invited"),
        invited: Some(words.with("commitment-invited-by", &[("date", words.date(day(2027, 6, 30)))])),
        is_sample: true,
        facts: vec![
            fact("commitment-by", state(words, 1)),
            fact("commitment-joint", words.and(&[state(words, 0), state(words, 2)])),
            Fact::links(words.text("commitment-provisions"), vec![provision.clone(), provision]).unwrap(),
            fact("column-theme", themes(words)[0].theme.clone()),
            fact("date-kind-made_on", words.date(day(2018, 11, 12))),
            fact("date-kind-indicative_on", words.date(day(2027, 11, 30))),
            fact(
                "commitment-legal-force",
                words.name("legal-force", "voluntary_non_binding"),
            ),
            fact(
                "commitment-readiness",
                words.name("readiness", "needs_time_and_support"),
            ),
        ],
        milestones: Milestones::new(words, milestones, day(2026, 11, 23)),
        revisions: vec![Revision {
            day: Day::new(words, day(2026, 3, 3)),
            what: Said::ours(words, words.name("date-kind", "indicative_on")),
            before: quarter(words, day(2026, 5, 1)),
            after: quarter(words, day(2027, 2, 1)),
            reason: Some(title(words, 5)),
        }],
        updates: vec![
            Update {
                anchor: "update-2".to_owned(),
                reported: Mark::new(words, "reported-state", "no_change"),
                is_withdrawn: false,
                by: by(1),
                period: Some(words.with("update-period", &[("period", "2026")])),
                no_change_since: Some(words.with("update-no-change-since", &[("date", words.date(day(2026, 2, 1)))])),
                text: None,
                evidence: vec![],
                provenance: words.name("provenance", "as_submitted"),
                compared: Some(Compared {
                    heading: words.with("update-compare", &[("date", words.date(day(2026, 5, 4)))]),
                    states: (
                        Mark::new(words, "reported-state", "not_started"),
                        Mark::new(words, "reported-state", "under_way"),
                    ),
                    dates: vec![],
                    text: ComparedText::Changed {
                        code: "en",
                        dir: "ltr",
                        pieces: pieces(
                            "The first course was held",
                            "The second course was held",
                            &mut Effort::of_a_page(),
                        ),
                    },
                }),
            },
            Update {
                anchor: "update-1".to_owned(),
                reported: Mark::new(words, "reported-state", "under_way"),
                is_withdrawn: false,
                by: by(1),
                period: None,
                no_change_since: None,
                text: Some(title(words, 2)),
                evidence: vec![Proof {
                    title: Said::new(words, "Rapport annuel", Language::Fr, Language::Fr),
                    href: "https://example.org/a".to_owned(),
                    size: Some("12 kB".to_owned()),
                }],
                provenance: words.name("provenance", "as_submitted"),
                compared: None,
            },
        ],
        indicators: vec![Indicator {
            name: title(words, 0),
            unit: Some(Said::in_some_language("%")),
            baseline: words.decimal("12.5"),
            target: words.decimal("80"),
            latest: words.decimal("1234.75"),
        }],
        assessments: vec![Assessment {
            rating: words.name("assessment-rating", "substantial"),
            by: words.with(
                "assessment-by",
                &[("author", "Org"), ("date", &words.date(day(2026, 9, 1)))],
            ),
            text: Some(title(words, 5)),
            method: "Desk review".to_owned(),
        }],
        source: Source {
            provenance: words.name("provenance", "public_document"),
            document: Some("A/68/98".to_owned()),
            href: Some("https://undocs.org/A/68/98".to_owned()),
            details: vec![
                words.with("source-paragraph", &[("paragraph", "26 (c)")]),
                words.date(day(2013, 6, 24)),
            ],
            quote: Some(title(words, 1)),
        },
        evidence: vec![Proof {
            title: Said::in_some_language("Act <No.> 812"),
            href: "https://example.org/act".to_owned(),
            size: None,
        }],
        comments: vec![Comment {
            by: by(3),
            text: title(words, 4),
        }],
        downloads: downloads(words),
        past: None,
        action: format!("/{}/commitments/CMT-2026-0042", words.code()),
        as_of: "2026-11-23".to_owned(),
    }
}

fn trouble(words: Words, field: &str) -> Vec<Trouble> {
    let message = words.with("problem-too-long", &[("max", Arg::from("200"))]);
    vec![Trouble {
        field: field.to_owned(),
        message,
    }]
}

/// Name and content of every page there is.
pub fn pages(words: Words) -> Vec<(&'static str, String)> {
    let own = |path: &str| shell(words, Section::Personal, path, "");
    let html = |page: &dyn askama::DynTemplate| page.dyn_render().unwrap();
    let letter = KeptLetter {
        href: "/dev/letters/1".to_owned(),
        subject: "مذكرة تذكير ودّية: بندان".to_owned(),
        code: "ar",
        dir: "rtl",
        to: "focal.point@example.org".to_owned(),
        when: words.date(day(2026, 11, 23)),
        status: words.name("letter-status", "kept"),
    };
    let empty_list = ListPage {
        rows: vec![],
        problems: trouble(words, "q"),
        ..list(words)
    };
    let bare_detail = DetailPage {
        summary: None,
        status_note: None,
        milestones: Milestones::default(),
        revisions: vec![],
        updates: vec![],
        indicators: vec![],
        assessments: vec![],
        comments: vec![],
        ..detail(words)
    };
    let mut pages = vec![
        ("home", html(&home(words))),
        (
            "home-empty",
            html(&HomePage {
                bars: StatusBars::default(),
                latest: vec![],
                next: vec![],
                ..home(words)
            }),
        ),
        ("list", html(&list(words))),
        ("list-empty", html(&empty_list)),
        ("detail", html(&detail(words))),
        ("detail-bare", html(&bare_detail)),
        (
            "method",
            html(&MethodPage::new(
                words,
                shell(words, Section::Method, "/about/method", ""),
            )),
        ),
        (
            "invitation",
            html(&InvitationPage {
                words,
                shell: own("/invitation/abc"),
                problems: trouble(words, "name"),
                invitation: invitation(words, "focal_point", Some(&state(words, 1))),
                address: "focal.point@example.org".to_owned(),
                expires: words.date(day(2026, 11, 30)),
                action: format!("/{}/invitation/abc", words.code()),
                hidden: vec![("token".to_owned(), "abc".to_owned())],
                name: "\" onfocus=\"alert(1)".to_owned(),
            }),
        ),
        (
            "subscribe",
            html(&SubscribePage {
                words,
                shell: shell(words, Section::Personal, "/subscribe", "theme=norms"),
                problems: trouble(words, "email"),
                conditions: vec!["\"><img src=x>".to_owned()],
                can_be_followed: true,
                list: format!("/{}/commitments?theme=norms", words.code()),
                files: downloads(words),
                action: format!("/{}/subscribe?theme=norms", words.code()),
                email: "\" onfocus=\"alert(1)".to_owned(),
            }),
        ),
        (
            "preferences",
            html(&PreferencesPage {
                words,
                shell: own("/letters/choose/abc"),
                problems: trouble(words, "paused_until"),
                action: format!("/{}/letters/choose/abc", words.code()),
                hidden: vec![],
                cadences: PreferencesPage::cadences(words, "weekly"),
                hours: PreferencesPage::hours(words, 8),
                paused_until: String::new(),
            }),
        ),
        (
            "act",
            html(&ActPage {
                words,
                shell: own("/letters/no-change/abc"),
                problems: trouble(words, "secondFactorCode"),
                heading: words.text("by-letter-no-change-heading"),
                body: words.with("by-letter-no-change-body", &[("date", words.date(day(2026, 11, 23)))]),
                reference: "CMT-2026-0042".to_owned(),
                record: format!("/{}/commitments/CMT-2026-0042", words.code()),
                title: Some(title(words, 0)),
                reported: Some(words.name("reported-state", "under_way")),
                text: Some(title(words, 2)),
                action: format!("/{}/letters/no-change/abc", words.code()),
                button: words.text("by-letter-no-change-button"),
                version: 3,
                needs_code: true,
            }),
        ),
        (
            "letters",
            html(&LettersPage {
                words,
                shell: own("/dev/letters"),
                letters: vec![letter],
                next: None,
            }),
        ),
        (
            "letter",
            html(&LetterPage {
                words,
                shell: own("/dev/letters/1"),
                back: "/dev/letters".to_owned(),
                subject: "مذكرة تذكير ودّية: بندان".to_owned(),
                code: "ar",
                dir: "rtl",
                facts: vec![(words.text("letters-to"), "focal.point@example.org".to_owned())],
                links: vec![Link {
                    text: words.text("letter-pause"),
                    href: "/en/letters/pause/abc".to_owned(),
                }],
                text: "تحية طيبة،\n\nتتضمن هذه المذكرة بندين.\nCMT-2026-0042".to_owned(),
                html: Some("/dev/letters/1/html".to_owned()),
                calendar: Some("/dev/letters/1/dates.ics".to_owned()),
            }),
        ),
    ];
    let address = "focal.point@example.org";
    let messages = [
        (
            "unsubscribe",
            MessagePage::unsubscribe(words, own("/letters/stop/abc"), "/letters/stop/abc".to_owned()),
        ),
        (
            "unsubscribed",
            MessagePage::unsubscribed(words, own("/letters/stop/abc"), "/x".to_owned()),
        ),
        (
            "preferences-saved",
            MessagePage::preferences_saved(words, own("/letters/choose/abc"), "weekly", None),
        ),
        (
            "paused",
            MessagePage::preferences_saved(words, own("/letters/choose/abc"), "weekly", Some("1")),
        ),
        (
            "acted",
            MessagePage::acted(words, own("/letters/clear/abc"), true, "CMT-2026-0042", "/x".to_owned()),
        ),
        (
            "over",
            MessagePage::acted(
                words,
                own("/letters/clear/abc"),
                false,
                "CMT-2026-0042",
                "/x".to_owned(),
            ),
        ),
        (
            "alert-asked",
            MessagePage::said(words, own("/subscribe"), "subscribe-asked"),
        ),
        (
            "alert-confirm",
            MessagePage::asks(
                words,
                own("/letters/alert-confirm/abc"),
                "alert-confirm",
                "/x".to_owned(),
            )
            .about("\"><img src=x>"),
        ),
        (
            "alert-confirmed",
            MessagePage::said(words, own("/letters/alert-confirm/abc"), "alert-confirmed"),
        ),
        (
            "alert-stop",
            MessagePage::asks(words, own("/letters/alert-stop/abc"), "alert-stop", "/x".to_owned()),
        ),
        (
            "alert-stopped",
            MessagePage::said(words, own("/letters/alert-stop/abc"), "alert-stopped"),
        ),
        (
            "accepted",
            MessagePage::invitation_accepted(words, own("/invitation/abc"), address),
        ),
    ];
    pages.extend(messages.iter().map(|(name, page)| (*name, html(page))));
    let refusals = [
        ("error-400", Refusal::BadRequest(trouble(words, "year"))),
        ("error-403", Refusal::Forbidden),
        ("error-404", Refusal::NotFound),
        ("error-410", Refusal::Gone),
        ("error-429", Refusal::TooManyRequests { seconds: 30 }),
        (
            "error-500",
            Refusal::OurFault {
                reference: "0b6c7e0e".to_owned(),
            },
        ),
        ("error-503", Refusal::NotReady),
    ];
    pages.extend(
        refusals
            .into_iter()
            .map(|(name, refusal)| (name, html(&refusal.page(words, &site())))),
    );
    pages
}
