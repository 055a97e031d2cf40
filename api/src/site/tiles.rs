//! States as tiles of equal size on a schematic grid: one drawing, as a list of links on the page and as a picture of its
//! own. The tint is a step of a count, whose bounds are said in words; each step has its dots too.

use std::borrow::Borrow;

use askama::Template;
use words::Words;

/// Rows and columns of the grid; a tile outside it would be a fault of the catalogue, and a test looks for one.
pub const ROWS: i32 = 23;
pub const COLUMNS: i32 = 29;

/// A State, as the question has it.
pub struct Placed {
    pub code: String,
    pub name: String,
    pub href: String,
    /// Code of its regional group, or `none`.
    pub group: &'static str,
    pub row: i32,
    pub column: i32,
    pub count: i64,
}

/// The map, ready to be shown; in the order in which the States came.
#[derive(Clone, Debug, Default)]
pub struct TileMap {
    pub tiles: Vec<Tile>,
    /// Headings of the blocks in which the tiles flow where there is no room for the grid.
    pub groups: Vec<TileGroup>,
    pub steps: Vec<Step>,
}

#[derive(Clone, Debug)]
pub struct Tile {
    pub code: String,
    /// `Senegal, 2 public commitments`
    pub name: String,
    pub href: String,
    pub group: &'static str,
    pub row: i32,
    pub column: i32,
    pub step: Step,
}

#[derive(Clone, Debug)]
pub struct TileGroup {
    pub code: &'static str,
    pub name: String,
}

/// How many commitments, in steps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What the style sheet calls it: 0 to 3.
    pub at: usize,
    pub glyph: &'static str,
    /// `1 to 4 public commitments`
    pub word: String,
}

impl Step {
    const GLYPHS: [&'static str; 4] = ["–", "•", "••", "•••"];

    fn new(words: Words, at: usize) -> Self {
        Self {
            at,
            glyph: Self::GLYPHS[at],
            word: words.text(&format!("tile-step-{at}")),
        }
    }

    fn of(words: Words, count: i64) -> Self {
        Self::new(words, step(count))
    }
}

/// The step of a count; the words `tile-step-…` say these bounds.
pub const fn step(count: i64) -> usize {
    match count {
        ..=0 => 0,
        1..=4 => 1,
        5..=9 => 2,
        _ => 3,
    }
}

impl TileMap {
    pub fn new(words: Words, states: Vec<Placed>, groups: &[&'static str]) -> Self {
        let groups = groups
            .iter()
            .filter(|code| states.iter().any(|state| state.group == **code))
            .map(|code| TileGroup {
                code,
                name: words.name("regional-group", code),
            })
            .collect();
        let tile = |state: Placed| {
            let what = if state.count > 0 {
                words.with("tile-commitments", &[("n", state.count)])
            } else {
                words.text("tile-step-0")
            };
            Tile {
                name: words.with("tile-name", &[("name", state.name), ("what", what)]),
                code: state.code,
                href: state.href,
                group: state.group,
                row: state.row,
                column: state.column,
                step: Step::of(words, state.count),
            }
        };
        Self {
            tiles: states.into_iter().map(tile).collect(),
            groups,
            steps: (0..Step::GLYPHS.len()).map(|at| Step::new(words, at)).collect(),
        }
    }
}

/// The map as a picture that stands alone, with its heading above, the steps and lines of text below. It carries its
/// colours itself, since no style sheet comes with it.
#[derive(Template)]
#[template(path = "directory/tiles.svg")]
pub struct TilePicture {
    pub words: Words,
    pub heading: String,
    pub map: TileMap,
    pub lines: Vec<String>,
}

impl TilePicture {
    const SIDE: i32 = 40;
    const MARGIN: i32 = 20;
    const TOP: i32 = 64;
    const LINE: i32 = 28;

    fn width(&self) -> i32 {
        COLUMNS * Self::SIDE + 2 * Self::MARGIN
    }

    fn height(&self) -> i32 {
        let lines = i32::try_from(self.map.steps.len() + self.lines.len()).unwrap_or(0);
        self.line(0_usize) + lines * Self::LINE
    }

    fn is_from_the_right(&self) -> bool {
        self.words.dir() == "rtl"
    }

    /// Where a line of text begins that stands so far from the edge.
    fn start(&self, indent: i32) -> i32 {
        if self.is_from_the_right() {
            self.width() - Self::MARGIN - indent
        } else {
            Self::MARGIN + indent
        }
    }

    /// Where the square beside the words of a step begins.
    fn sample(&self) -> i32 {
        if self.is_from_the_right() {
            self.start(22)
        } else {
            self.start(0)
        }
    }

    /// The foot of a line of text below the grid.
    fn line(&self, at: impl Borrow<usize>) -> i32 {
        let at = i32::try_from(*at.borrow()).unwrap_or(0);
        Self::TOP + ROWS * Self::SIDE + (at + 1) * Self::LINE
    }

    fn x(tile: &Tile) -> i32 {
        Self::MARGIN + tile.column * Self::SIDE
    }

    fn y(tile: &Tile) -> i32 {
        Self::TOP + tile.row * Self::SIDE
    }
}

#[cfg(test)]
mod tests {
    use words::Language;

    use super::*;

    fn placed(code: &str, count: i64) -> Placed {
        Placed {
            code: code.to_owned(),
            name: format!("<{code}>"),
            href: format!("/en/states/{code}"),
            group: "african",
            row: 1,
            column: 2,
            count,
        }
    }

    #[test]
    fn the_tint_is_a_step_and_no_commitment_is_a_step_of_its_own() {
        let steps: Vec<usize> = [0, 1, 4, 5, 9, 10, 400].map(step).into();
        assert_eq!(steps, [0, 1, 1, 2, 2, 3, 3]);
        let map = TileMap::new(
            Words::of(Language::En),
            vec![placed("KEN", 0), placed("SEN", 2)],
            &["african", "weog"],
        );
        assert_eq!(
            words::without_isolates(&map.tiles[1].name),
            "<SEN>, 2 public commitments"
        );
        assert_eq!(
            words::without_isolates(&map.tiles[0].name),
            "<KEN>, No public commitment"
        );
        assert_eq!(map.groups.len(), 1, "a group without a State has no heading");
        assert_eq!(map.steps.len(), 4);
    }

    #[test]
    fn the_picture_says_what_the_page_says_and_takes_nothing_for_markup() {
        for language in Language::ALL {
            let words = Words::of(language);
            let map = TileMap::new(words, vec![placed("SEN", 2)], &["african"]);
            let picture = TilePicture {
                words,
                heading: "A & B".to_owned(),
                map: map.clone(),
                lines: vec!["<notice>".to_owned()],
            };
            let svg = picture.render().unwrap();
            assert!(svg.contains("&#60;SEN&#62;") && svg.contains("A &#38; B") && svg.contains("&#60;notice&#62;"));
            assert!(!svg.contains("style=") && !svg.contains("<script") && svg.ends_with("</svg>"));
            assert_eq!(svg.contains("direction=\"rtl\""), words.dir() == "rtl");
            assert!(
                map.steps
                    .iter()
                    .all(|step| svg.contains(&step.word.replace('\'', "&#39;")))
            );
        }
    }
}
