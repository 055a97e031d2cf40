//! Letters, and how they leave the house.
//!
//! A [`Letter`] is what one reader is to receive: words already composed, an address, a Message-ID made by the caller
//! from its job's kind and key. The [`Mailer`] hands it to the operator's mail server and says what came of it as a
//! [`Delivery`]; without a mail server it gives back the letter as it would have gone out, for keeping. What is and is
//! not guaranteed stands in `docs/letters.md`.

pub mod composing;
mod connection;
mod delivery;
mod dkim;
mod letter;
mod mailer;
mod settings;
mod text;

pub use delivery::{Delivery, Whose};
pub use letter::{Letter, Unfit, isolated, message_id};
pub use mailer::Mailer;
pub use settings::{BadSetting, DkimSettings, MailSettings, Patience};
