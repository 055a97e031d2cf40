//! The body that runs this site, as far as it says something of itself and of the data.

use words::Names;

#[derive(Clone, Debug, Default)]
pub struct Operator {
    /// What it calls the register.
    pub register: Names,
    /// Its own name, as it writes it.
    pub name: Option<String>,
    /// The licence under which it makes the data available.
    pub licence: Option<Licence>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Licence {
    pub name: String,
    pub url: String,
}
