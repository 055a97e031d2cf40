//! What undertakings refer to, and who may make them: the catalogue.

mod catalogue;
