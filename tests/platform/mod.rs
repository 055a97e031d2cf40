//! What Para29 stands on when nothing is configured.

mod private_database;
