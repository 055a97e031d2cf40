//! Tokens in, an actor out. The token says who; what they may do is read afresh for each request.
//!
//! A session's access token is a JWT that lives five minutes, signed by a key that only this platform holds; it is renewed
//! by a refresh token. A program brings an API token. Both come in `Authorization: Bearer …`, never in an address.

mod access;
mod identify;
mod jwks;
mod keys;

pub use access::{ACCESS_LASTS, AccessToken, BadToken, Named, Tokens};
pub use identify::identify;
pub use jwks::answer as key_set;
pub use keys::{Key, KeyError, Keys, Rotation, removed_by_rotation, rotate};
