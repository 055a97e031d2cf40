//! Names in a row, and names in order.

use icu::collator::options::CollatorOptions;
use icu::collator::{Collator, CollatorBorrowed};
use icu::list::ListFormatter;
use icu::list::options::ListFormatterOptions;
use icu::locale::Locale;

const COMPILED_IN: &str = "list data of the six languages is compiled in";

pub(crate) struct Lists {
    pub(crate) and: ListFormatter,
    pub(crate) or: ListFormatter,
    pub(crate) order: CollatorBorrowed<'static>,
}

impl Lists {
    pub(crate) fn of(locale: &Locale) -> Self {
        let wide = ListFormatterOptions::default();
        Self {
            and: ListFormatter::try_new_and(locale.into(), wide).expect(COMPILED_IN),
            or: ListFormatter::try_new_or(locale.into(), wide).expect(COMPILED_IN),
            order: Collator::try_new(locale.into(), CollatorOptions::default()).expect(COMPILED_IN),
        }
    }
}
