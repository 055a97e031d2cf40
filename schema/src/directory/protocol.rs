//! Protocol order: in which order participants stand in lists.

use crate::directory::ParticipantKind;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Place in protocol order: member States, other States, organizations, entities, networks and initiatives, then all
/// others; within each by English name, in capitals, without accents and punctuation.
pub fn sort_key(kind: ParticipantKind, english_name: &str) -> String {
    let rank = match kind {
        ParticipantKind::MemberState => 1,
        ParticipantKind::ObserverState | ParticipantKind::NonMemberState => 2,
        ParticipantKind::RegionalOrganization => 3,
        ParticipantKind::UnEntity => 4,
        ParticipantKind::TechnicalNetwork | ParticipantKind::Initiative => 5,
        ParticipantKind::PublicAuthority
        | ParticipantKind::CivilSociety
        | ParticipantKind::PrivateSector
        | ParticipantKind::Academia => 6,
    };
    let plain: String = english_name
        .nfd()
        .filter(|c| !is_combining_mark(*c) && *c != '\'')
        .collect();
    let words: Vec<String> = plain
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_uppercase)
        .collect();
    format!("{rank} {}", words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn observers_follow_members_and_accents_do_not_count() {
        let place = |kind, name| sort_key(kind, name);
        assert_eq!(place(ParticipantKind::MemberState, "Côte d'Ivoire"), "1 COTE DIVOIRE");
        assert!(place(ParticipantKind::MemberState, "Zimbabwe") < place(ParticipantKind::ObserverState, "Holy See"));
        assert!(place(ParticipantKind::MemberState, "Türkiye") < place(ParticipantKind::MemberState, "Tuvalu"));
    }
}
