//! Stories about the running platform.

mod api;
