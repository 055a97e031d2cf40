//! The colours of the style sheet: contrast by WCAG, and how far apart statuses stay for those who see colours otherwise.

use std::collections::HashMap;

/// Linear red, green, blue from 0 to 1.
type Colour = [f64; 3];
type Tokens = HashMap<String, Colour>;

fn colour(text: &str) -> Option<Colour> {
    let hex = text.strip_prefix('#')?;
    let hex = match hex.len() {
        3 => hex.chars().flat_map(|digit| [digit, digit]).collect(),
        _ => hex.to_owned(),
    };
    let part = |at: usize| {
        let value = f64::from(u8::from_str_radix(hex.get(at..at + 2)?, 16).ok()?) / 255.0;
        Some(if value <= 0.04045 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        })
    };
    Some([part(0)?, part(2)?, part(4)?])
}

/// The tokens by light and, over those, in the dark.
fn tokens() -> [(&'static str, Tokens); 2] {
    let css = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/api/assets/css/site.css")).unwrap();
    let block = |after: &str| -> Tokens {
        let rest = &css[css.find(after).unwrap_or_else(|| panic!("no {after}"))..];
        let rest = &rest[rest.find(":root").unwrap()..];
        let lines = rest.split('}').next().unwrap().split([';', '{']);
        lines
            .filter_map(|line| line.trim().strip_prefix("--")?.split_once(": "))
            .filter_map(|(name, value)| Some((name.to_owned(), colour(value)?)))
            .collect()
    };
    let light = block("@layer base {");
    let mut dark = light.clone();
    dark.extend(block("prefers-color-scheme: dark"));
    [("light", light), ("dark", dark)]
}

fn luminance([red, green, blue]: Colour) -> f64 {
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

fn contrast(one: Colour, other: Colour) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// How these see: Machado, Oliveira and Fernandes (2009), complete.
const SIGHT: [(&str, [[f64; 3]; 3]); 4] = [
    ("all colours", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    (
        "protanopia",
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ],
    ),
    (
        "deuteranopia",
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ],
    ),
    (
        "tritanopia",
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ],
    ),
];

fn seen(by: [[f64; 3]; 3], colour: Colour) -> Colour {
    by.map(|row| {
        row.iter()
            .zip(colour)
            .map(|(part, value)| part * value)
            .sum::<f64>()
            .clamp(0.0, 1.0)
    })
}

/// CIELAB under D65.
fn lab([red, green, blue]: Colour) -> [f64; 3] {
    let f = |t: f64| {
        if t > 216.0 / 24389.0 {
            t.cbrt()
        } else {
            (24389.0 / 27.0 * t + 16.0) / 116.0
        }
    };
    let x = f((0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047);
    let y = f(0.2126729 * red + 0.7151522 * green + 0.0721750 * blue);
    let z = f((0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883);
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// The difference of two colours as people judge it: CIEDE2000.
fn difference([l1, a1, b1]: [f64; 3], [l2, a2, b2]: [f64; 3]) -> f64 {
    let seventh = |c: f64| (c.powi(7) / (c.powi(7) + 25f64.powi(7))).sqrt();
    let g = 0.5 * (1.0 - seventh((a1.hypot(b1) + a2.hypot(b2)) / 2.0));
    let (a1, a2) = (a1 * (1.0 + g), a2 * (1.0 + g));
    let (c1, c2) = (a1.hypot(b1), a2.hypot(b2));
    let hue = |a: f64, b: f64| b.atan2(a).to_degrees().rem_euclid(360.0);
    let (h1, h2) = (hue(a1, b1), hue(a2, b2));
    let is_grey = c1 * c2 == 0.0;
    let turn = match h2 - h1 {
        _ if is_grey => 0.0,
        turn if turn > 180.0 => turn - 360.0,
        turn if turn < -180.0 => turn + 360.0,
        turn => turn,
    };
    let (light, chroma) = (l2 - l1, c2 - c1);
    let hues = 2.0 * (c1 * c2).sqrt() * (turn / 2.0).to_radians().sin();
    let (l, c) = ((l1 + l2) / 2.0, (c1 + c2) / 2.0);
    let h = match h1 + h2 {
        sum if is_grey => sum,
        sum if (h1 - h2).abs() <= 180.0 => sum / 2.0,
        sum if sum < 360.0 => (sum + 360.0) / 2.0,
        sum => (sum - 360.0) / 2.0,
    };
    let cos = |degrees: f64| degrees.to_radians().cos();
    let t = 1.0 - 0.17 * cos(h - 30.0) + 0.24 * cos(2.0 * h) + 0.32 * cos(3.0 * h + 6.0) - 0.2 * cos(4.0 * h - 63.0);
    let s_l = 1.0 + 0.015 * (l - 50.0).powi(2) / (20.0 + (l - 50.0).powi(2)).sqrt();
    let (s_c, s_h) = (1.0 + 0.045 * c, 1.0 + 0.015 * c * t);
    let r = -2.0 * seventh(c) * (60.0 * (-((h - 275.0) / 25.0).powi(2)).exp()).to_radians().sin();
    let (light, chroma, hues) = (light / s_l, chroma / s_c, hues / s_h);
    (light.powi(2) + chroma.powi(2) + hues.powi(2) + r * chroma * hues).sqrt()
}

#[test]
fn the_measure_of_differences_is_the_published_one() {
    // Sharma, Wu and Dalal (2005), pairs 1, 17 and 34 of their table.
    for (one, other, published) in [
        ([50.0, 2.6772, -79.7751], [50.0, 0.0, -82.7485], 2.0425),
        ([50.0, 2.5, 0.0], [73.0, 25.0, -18.0], 27.1492),
        ([2.0776, 0.0795, -1.1350], [0.9033, -0.0636, -0.5514], 0.9082),
    ] {
        let found = difference(one, other);
        assert!((found - published).abs() < 0.0001, "{found} for {published}");
    }
}

#[test]
fn what_is_read_stands_out_from_what_it_is_read_on() {
    for (scheme, tokens) in tokens() {
        let of = |name: &str| *tokens.get(name).unwrap_or_else(|| panic!("no --{name}"));
        let least = |one: &str, other: &str, light: f64, dark: f64| {
            let (found, wanted) = (
                contrast(of(one), of(other)),
                if scheme == "light" { light } else { dark },
            );
            assert!(
                found >= wanted - 0.05,
                "{scheme}: {one} on {other} is {found:.2}, not {wanted}"
            );
        };
        // text
        least("ink", "paper", 16.9, 14.8);
        least("muted", "paper", 7.0, 7.0);
        least("link", "paper", 8.5, 9.7);
        least("visited", "paper", 9.8, 7.0);
        least("error", "paper", 7.6, 7.0);
        least("ink", "quiet", 7.0, 7.0);
        least("muted", "quiet", 4.5, 4.5);
        least("link", "quiet", 4.5, 4.5);
        least("visited", "quiet", 4.5, 4.5);
        least("focus-ink", "focus", 11.9, 11.9);
        least("ink", "planned", 12.8, 4.5);
        // edges, marks and controls
        least("control", "paper", 4.0, 3.0);
        least("planned-edge", "paper", 5.1, 6.6);
        least("under-way", "paper", 5.0, 5.9);
        least("complete", "paper", 15.4, 14.2);
        least("revised", "paper", 5.2, 7.7);
        least("silent-edge", "paper", 5.4, 5.4);
        least("silent-edge", "withdrawn", 4.2, 3.0);
        // the way of a commitment, in greys too
        least("planned", "under-way", 3.8, 3.0);
        least("under-way", "complete", 3.1, 2.4);
    }
}

#[test]
fn statuses_stay_apart_however_colours_are_seen() {
    for (scheme, tokens) in tokens() {
        for (sight, by) in SIGHT {
            let statuses = ["planned", "under-way", "complete", "revised"];
            let seen: Vec<_> = statuses
                .iter()
                .map(|name| (name, lab(seen(by, tokens[*name]))))
                .collect();
            for (at, (one, here)) in seen.iter().enumerate() {
                for (other, there) in &seen[at + 1..] {
                    let apart = difference(*here, *there);
                    assert!(
                        apart >= 25.0,
                        "{scheme}, {sight}: {one} and {other} are {apart:.1} apart"
                    );
                }
            }
        }
    }
}
