//! The signature that lets a receiver check the letter came from us unchanged (DKIM: RFC 6376, RFC 8463).

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use ed25519_dalek::SigningKey;
use ed25519_dalek::pkcs8::DecodePrivateKey as _;
use lettre::message::dkim::{
    DkimCanonicalization, DkimCanonicalizationType, DkimConfig, DkimSigningAlgorithm, DkimSigningKey,
};
use lettre::message::{Mailbox, header::HeaderName};
use rsa::RsaPrivateKey;
use rsa::pkcs1::{DecodeRsaPrivateKey as _, EncodeRsaPrivateKey as _};
use rsa::pkcs8::DecodePrivateKey as _;
use rsa::traits::PublicKeyParts as _;

use super::settings::{BadSetting, DkimSettings};

const KEY: &str = "DKIM_KEY";

/// What the signature covers. A header that is not there is covered too: nobody can add it on the way. RFC 8058 §4
/// wants both List-Unsubscribe headers covered.
const SIGNED: [&str; 11] = [
    "From",
    "Reply-To",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "MIME-Version",
    "Content-Language",
    "Auto-Submitted",
    "List-Unsubscribe",
    "List-Unsubscribe-Post",
];

pub(super) fn read(settings: &DkimSettings, from: &Mailbox) -> Result<DkimConfig, BadSetting> {
    let DkimSettings { domain, selector, key } = settings;
    for (setting, name) in [("DKIM_DOMAIN", domain), ("DKIM_SELECTOR", selector)] {
        if name.is_empty()
            || !name
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_'))
        {
            return Err(BadSetting::new(setting, "letters, digits, dots and hyphens only"));
        }
    }
    // an unaligned signature counts for nothing with receivers (RFC 7489 §3.1.1), and looks as if it did to us
    let sender = from.email.domain().to_ascii_lowercase();
    let signing = domain.to_ascii_lowercase();
    if sender != signing && !sender.ends_with(&format!(".{signing}")) {
        return Err(BadSetting::new(
            "DKIM_DOMAIN",
            format!("is not the domain of MAIL_FROM ({sender})"),
        ));
    }
    let relaxed = DkimCanonicalizationType::Relaxed;
    let canonicalization = DkimCanonicalization {
        header: relaxed,
        body: relaxed,
    };
    let headers = SIGNED.map(HeaderName::new_from_ascii_str).to_vec();
    Ok(DkimConfig::new(
        selector.clone(),
        domain.clone(),
        signing_key(key)?,
        headers,
        canonicalization,
    ))
}

/// The key in whichever of the usual forms it comes: RSA (PKCS#1 or PKCS#8 PEM), Ed25519 (PKCS#8 PEM, or the bare 32
/// bytes in base64).
fn signing_key(text: &str) -> Result<DkimSigningKey, BadSetting> {
    let text = text.trim();
    let pem = text.starts_with("-----BEGIN");
    let ed25519 = SigningKey::from_pkcs8_pem(text)
        .ok()
        .map(|key| BASE64_STANDARD.encode(key.to_bytes()));
    if let Some(seed) = ed25519.or_else(|| (!pem).then(|| text.to_owned())) {
        let key = DkimSigningKey::new(&seed, DkimSigningAlgorithm::Ed25519);
        return key.map_err(|e| BadSetting::new(KEY, e.to_string()));
    }
    let unknown = || {
        BadSetting::new(
            KEY,
            "neither an RSA nor an Ed25519 private key (PEM, without a pass phrase)",
        )
    };
    let rsa = RsaPrivateKey::from_pkcs8_pem(text).or_else(|_| RsaPrivateKey::from_pkcs1_pem(text).map_err(Into::into));
    let rsa: RsaPrivateKey = rsa.map_err(|_: rsa::pkcs8::Error| unknown())?;
    if rsa.size() < 256 {
        return Err(BadSetting::new(KEY, "an RSA key has 2048 bits or more (RFC 8301)"));
    }
    let pem = rsa.to_pkcs1_pem(rsa::pkcs8::LineEnding::LF).map_err(|_| unknown())?;
    DkimSigningKey::new(&pem, DkimSigningAlgorithm::Rsa).map_err(|e| BadSetting::new(KEY, e.to_string()))
}

#[cfg(test)]
mod tests {
    //! The signature is checked here by a reading of RFC 6376 of our own, not by the code that made it.

    use rcgen::{KeyPair, PKCS_ED25519, PKCS_RSA_SHA256, RsaKeySize};
    use rsa::pkcs8::EncodePrivateKey as _;
    use rsa::{Pkcs1v15Sign, RsaPublicKey};
    use sha2::{Digest, Sha256};

    use super::*;
    use crate::mail::{Letter, MailSettings, Mailer, Patience, message_id};

    fn mailer(key: &str) -> Result<Mailer, BadSetting> {
        Mailer::new(&MailSettings {
            smtp_url: None,
            from: "Para29 <notes@mail.para29.example>".into(),
            reply_to: Some("desk@para29.example".into()),
            ca_file: None,
            dkim: Some(DkimSettings {
                domain: "para29.example".into(),
                selector: "s1".into(),
                key: key.to_owned(),
            }),
            patience: Patience::default(),
        })
    }

    fn signed(mailer: &Mailer) -> String {
        let letter = Letter {
            to: "focal.point@example.org".into(),
            reader: "Сальма".into(),
            language: "ru".into(),
            subject: "Напоминание о сроках ".repeat(5),
            text: "Текст  письма \n\n\n".into(),
            html: "<p>Текст</p>\n\n".into(),
            message_id: message_id("send_digest", "x", mailer.domain()),
            unsubscribe: Some("https://para29.example/letters/stop/abc".parse().unwrap()),
            calendar: None,
            date: chrono::DateTime::from_timestamp(1_777_777_777, 0).unwrap(),
        };
        String::from_utf8(mailer.raw(&letter).unwrap()).unwrap()
    }

    fn relaxed(header: &str) -> String {
        let (name, value) = header.split_once(':').unwrap();
        let value: Vec<&str> = value
            .split([' ', '\t', '\r', '\n'])
            .filter(|word| !word.is_empty())
            .collect();
        format!("{}:{}", name.trim().to_lowercase(), value.join(" "))
    }

    /// Body hash as claimed, body hash as found, digest of the signed headers, signature.
    fn taken_apart(raw: &str) -> (String, String, [u8; 32], Vec<u8>) {
        let (head, body) = raw.split_once("\r\n\r\n").unwrap();
        let mut headers: Vec<String> = Vec::new();
        for line in head.split("\r\n") {
            match headers.last_mut() {
                Some(last) if line.starts_with([' ', '\t']) => *last += &format!("\r\n{line}"),
                _ => headers.push(line.to_owned()),
            }
        }
        let signature = headers
            .iter()
            .find(|header| header.starts_with("DKIM-Signature:"))
            .unwrap()
            .clone();
        let tags = signature.split_once(':').unwrap().1.to_owned();
        let tag = |name: &str| {
            let tag = tags
                .split(';')
                .find_map(|tag| tag.trim().strip_prefix(&format!("{name}=")).map(str::to_owned));
            tag.unwrap().split_whitespace().collect::<String>()
        };
        assert_eq!(
            (tag("d"), tag("s"), tag("c")),
            ("para29.example".into(), "s1".into(), "relaxed/relaxed".into())
        );
        let lines = body.trim_end_matches("\r\n").split("\r\n");
        let squeezed = |line: &str| {
            let mut words = line.split([' ', '\t']).collect::<Vec<_>>();
            words.dedup_by(|a, b| a.is_empty() && b.is_empty());
            words.join(" ").trim_end().to_owned()
        };
        let body: String = lines.map(|line| squeezed(line) + "\r\n").collect();
        let mut digest = Sha256::new();
        for name in tag("h").split(':') {
            let mut found = headers
                .iter()
                .filter(|header| header.split(':').next().unwrap().eq_ignore_ascii_case(name));
            if let Some(header) = found.next() {
                digest.update(relaxed(header) + "\r\n");
            }
            assert!(found.next().is_none());
        }
        let value = tag("b");
        let own = relaxed(&signature);
        digest.update(&own[..own.find("; b=").unwrap() + 4]);
        let body_hash = BASE64_STANDARD.encode(Sha256::digest(body));
        (
            tag("bh"),
            body_hash,
            digest.finalize().into(),
            BASE64_STANDARD.decode(value).unwrap(),
        )
    }

    #[test]
    fn an_rsa_signature_holds_and_covers_the_unsubscribe_headers() {
        let pair = KeyPair::generate_rsa_for(&PKCS_RSA_SHA256, RsaKeySize::_2048).unwrap();
        let pem = pair.serialize_pem();
        let private = RsaPrivateKey::from_pkcs8_pem(&pem).unwrap();
        let pkcs1 = private.to_pkcs1_pem(Default::default()).unwrap();
        for pem in [pem.as_str(), pkcs1.as_str()] {
            let raw = signed(&mailer(pem).unwrap());
            let (claimed, found, digest, signature) = taken_apart(&raw);
            assert_eq!(claimed, found);
            // DigestInfo of SHA-256, RFC 8017 §9.2
            let prefix = [
                0x30, 0x31, 0x30, 0x0d, 6, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 1, 5, 0, 4, 0x20,
            ];
            let scheme = || Pkcs1v15Sign {
                hash_len: Some(32),
                prefix: prefix.into(),
            };
            let public = RsaPublicKey::from(&private);
            public.verify(scheme(), &digest, &signature).unwrap();
            let (.., digest, signature) = taken_apart(&raw.replace("letters/stop/abc", "letters/stop/abd"));
            assert!(public.verify(scheme(), &digest, &signature).is_err());
        }
    }

    #[test]
    fn an_ed25519_signature_holds() {
        let pem = KeyPair::generate_for(&PKCS_ED25519).unwrap().serialize_pem();
        let key = SigningKey::from_pkcs8_pem(&pem).unwrap();
        let seed = BASE64_STANDARD.encode(key.to_bytes());
        for text in [&pem, &seed] {
            let (claimed, found, digest, signature) = taken_apart(&signed(&mailer(text).unwrap()));
            assert_eq!(claimed, found);
            let signature = ed25519_dalek::Signature::from_slice(&signature).unwrap();
            key.verifying_key().verify_strict(&digest, &signature).unwrap();
        }
    }

    #[test]
    fn a_weak_or_foreign_key_and_an_unaligned_domain_stop_the_start() {
        let weak = RsaPrivateKey::from_components(
            rsa::BigUint::from(3233u32),
            rsa::BigUint::from(17u32),
            rsa::BigUint::from(2753u32),
            vec![rsa::BigUint::from(61u32), rsa::BigUint::from(53u32)],
        );
        let weak = weak.unwrap().to_pkcs8_pem(Default::default()).unwrap();
        for text in [weak.as_str(), "-----BEGIN NOTHING-----", ""] {
            let error = mailer(text).err().unwrap();
            assert_eq!(error.setting, "DKIM_KEY", "{error}");
        }
        let foreign = DkimSettings {
            domain: "other.example".into(),
            selector: "s".into(),
            key: String::new(),
        };
        let error = read(&foreign, &"a@para29.example".parse().unwrap()).err().unwrap();
        assert_eq!(error.setting, "DKIM_DOMAIN");
    }
}
