//! The mailer, as the settings describe it.

use crate::settings::{Secret, Settings};
use anyhow::Context;
use workers::mail::{DkimSettings, MailSettings, Mailer, Patience};

pub fn mailer(settings: &Settings) -> anyhow::Result<Mailer> {
    let dkim = settings.dkim.as_ref().map(|dkim| {
        let key = std::fs::read_to_string(&dkim.key_file)
            .with_context(|| format!("DKIM_KEY_FILE: {} cannot be read", dkim.key_file.display()))?;
        anyhow::Ok(DkimSettings {
            domain: dkim.domain.clone(),
            selector: dkim.selector.clone(),
            key,
        })
    });
    Ok(Mailer::new(&MailSettings {
        smtp_url: settings.smtp_url.as_ref().map(Secret::reveal).map(str::to_owned),
        from: settings.mail_from.clone(),
        reply_to: settings.mail_reply_to.clone(),
        ca_file: settings.smtp_ca_file.clone(),
        dkim: dkim.transpose()?,
        patience: Patience::default(),
    })?)
}
