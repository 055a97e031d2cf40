//! The mailer, as the settings describe it.

use crate::settings::{Secret, Settings};
use workers::mail::{BadSetting, DkimSettings, MailSettings, Mailer, Patience};

pub fn mailer(settings: &Settings) -> Result<Mailer, BadSetting> {
    Mailer::new(&MailSettings {
        smtp_url: settings.smtp_url.as_ref().map(Secret::reveal).map(str::to_owned),
        from: settings.mail_from.clone(),
        reply_to: settings.mail_reply_to.clone(),
        ca_file: settings.smtp_ca_file.clone(),
        dkim: settings.dkim.as_ref().map(|dkim| DkimSettings {
            domain: dkim.domain.clone(),
            selector: dkim.selector.clone(),
            key_file: dkim.key_file.clone(),
        }),
        patience: Patience::default(),
    })
}
