//! Words for people, in the six official languages of the United Nations: Arabic, Chinese, English, French, Russian
//! and Spanish. Pages and letters share them. The texts are Fluent files in `schema/locales/<language>/`; numbers,
//! dates, lists and alphabetical order follow the Unicode locale data that ICU4X carries.
//!
//! ```
//! use words::{Language, Words};
//! let words = Words::of(Language::Fr);
//! assert_eq!(words.text("commitments-heading"), "Engagements");
//! ```
//!
//! Values put into a text are wrapped in Unicode isolates (U+2068 … U+2069), so that a Latin reference inside an Arabic
//! sentence cannot turn its neighbours around. [`without_isolates`] takes them out where bytes are compared or copied.

pub mod calendar;
mod dates;
mod language;
mod lists;
mod names;
mod numbers;
mod texts;
mod words;

pub use language::{Direction, Language, UnknownLanguage};
pub use names::Names;
pub use numbers::Digits;
pub use texts::{Defect, FILES, defects, keys, without_isolates};
pub use words::{Arg, Arg as Value, Words, use_digits};
