//! The mappings that come with the program, and the files they name.

macro_rules! mappings {
    ($($name:literal),+ $(,)?) => {
        /// Their names, as commands take them.
        pub const NAMES: &[&str] = &[$($name),+];

        /// The mapping of this name.
        pub fn text(name: &str) -> Option<&'static str> {
            match name {
                $($name => Some(include_str!(concat!("../../data/mappings/", $name, ".toml"))),)+
                _ => None,
            }
        }
    };
}

mappings!["ndc", "para29", "paris-call", "paris-call-sample"];

/// A file that one of them names.
pub(super) fn file(name: &str) -> std::io::Result<Vec<u8>> {
    let bytes: &[u8] = match name {
        "../sample/instruments.csv" => include_bytes!("../../data/sample/instruments.csv"),
        "../sample/provisions.csv" => include_bytes!("../../data/sample/provisions.csv"),
        "ndc/states.csv" => include_bytes!("../../data/mappings/ndc/states.csv"),
        "ndc/themes.csv" => include_bytes!("../../data/mappings/ndc/themes.csv"),
        "ndc/instruments.csv" => include_bytes!("../../data/mappings/ndc/instruments.csv"),
        "ndc/provisions.csv" => include_bytes!("../../data/mappings/ndc/provisions.csv"),
        _ => return Err(std::io::ErrorKind::NotFound.into()),
    };
    Ok(bytes.to_vec())
}
