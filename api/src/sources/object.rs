//! Instruments, provisions and themes, as the API shows them.

use super::loader::*;
use crate::commitments::object::{load, load_all};
use crate::directory::object::Participant;
use crate::graphql::ApiError;
use crate::graphql::context::Ask;
use crate::graphql::localized::LocalizedText;
use crate::graphql::scalars::Date;
use async_graphql::{Context, Object};
use schema::Language;
use schema::actor::*;
use schema::sources::{self as model, ProvisionRelation};
use std::sync::Arc;

/// A subject of the dialogue.
#[derive(Clone)]
pub struct Theme(pub Arc<model::Theme>);

/// A subject of the dialogue, such as points of contact.
#[Object]
impl Theme {
    /// Stable code, such as `points_of_contact`.
    async fn code(&self) -> &str {
        &self.0.code
    }

    /// Its name.
    async fn name(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Language wanted; that of the request where empty.")] language: Option<Language>,
    ) -> LocalizedText {
        LocalizedText::required(&self.0.name, language.unwrap_or_else(|| ctx.language()), Language::En)
    }

    /// What it is about.
    async fn description(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Language wanted; that of the request where empty.")] language: Option<Language>,
    ) -> Option<LocalizedText> {
        LocalizedText::of(
            &self.0.description,
            language.unwrap_or_else(|| ctx.language()),
            Language::En,
        )
    }
}

/// A document, by its symbol.
#[derive(Clone)]
pub struct Instrument(pub Arc<model::Instrument>);

/// A document that States or bodies agreed, adopted, proposed or noted.
#[Object]
impl Instrument {
    /// Opaque, typed id.
    pub async fn id(&self) -> InstrumentId {
        self.0.id
    }

    /// Its symbol, such as `A/68/98`.
    async fn symbol(&self) -> &str {
        &self.0.symbol
    }

    /// The body it comes from.
    async fn body(&self) -> &str {
        &self.0.body
    }

    /// Its year.
    async fn year(&self) -> i32 {
        self.0.year
    }

    /// `agreed`, `adopted`, `proposed` or `noted`.
    async fn status(&self) -> &str {
        &self.0.status
    }

    /// Its title.
    async fn title(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Language wanted; that of the request where empty.")] language: Option<Language>,
    ) -> LocalizedText {
        LocalizedText::required(&self.0.title, language.unwrap_or_else(|| ctx.language()), Language::En)
    }

    /// Its provisions, in the order of the document: a short, closed list.
    async fn provisions(&self, ctx: &Context<'_>) -> Result<Vec<Provision>, ApiError> {
        let rows = load(ctx, ClausesOf(self.0.id)).await?.unwrap_or_default();
        Ok(rows.into_iter().map(Provision).collect())
    }

    /// Day of the document or of its adoption; empty where only the year is known.
    async fn dated_on(&self) -> Option<Date> {
        self.0.dated_on.map(Date)
    }

    /// What is to be known of it beside its text.
    async fn note(&self) -> Option<&str> {
        Some(self.0.note.as_str()).filter(|note| !note.is_empty())
    }

    /// Participants that put it forward, in protocol order.
    async fn sponsors(&self, ctx: &Context<'_>) -> Result<Vec<Participant>, ApiError> {
        let ids = load(ctx, SponsorsOf(self.0.id)).await?.unwrap_or_default();
        Ok(load_all(ctx, &ids).await?.into_iter().map(Participant).collect())
    }

    /// Documents that it names, clause by clause.
    async fn cites(&self, ctx: &Context<'_>) -> Result<Vec<InstrumentCitation>, ApiError> {
        let rows = load(ctx, CitationsBy(self.0.id)).await?.unwrap_or_default();
        Ok(rows.into_iter().map(InstrumentCitation).collect())
    }

    /// Where other documents name it.
    async fn cited_by(&self, ctx: &Context<'_>) -> Result<Vec<InstrumentCitation>, ApiError> {
        let rows = load(ctx, CitationsOf(self.0.id)).await?.unwrap_or_default();
        Ok(rows.into_iter().map(InstrumentCitation).collect())
    }

    /// Whether it came with the sample register.
    async fn is_sample(&self) -> bool {
        self.0.is_sample
    }
}

/// One document names another.
#[derive(Clone)]
pub struct InstrumentCitation(pub model::Citation);

/// One document names another: as its source, its predecessor, something it recalls or revises.
#[Object]
impl InstrumentCitation {
    /// The document that names the other.
    async fn citing(&self, ctx: &Context<'_>) -> Result<Option<Instrument>, ApiError> {
        Ok(load(ctx, self.0.cited_by_id).await?.map(Instrument))
    }

    /// The document that is named.
    async fn cited(&self, ctx: &Context<'_>) -> Result<Option<Instrument>, ApiError> {
        Ok(load(ctx, self.0.instrument_id).await?.map(Instrument))
    }

    /// As what it is named, such as `builds_on` or `mandated_by`.
    async fn relation(&self) -> &str {
        &self.0.relation
    }

    /// Clause of the citing document; empty where the whole of it does.
    async fn at(&self) -> Option<&str> {
        Some(self.0.at.as_str()).filter(|at| !at.is_empty())
    }

    /// Year of the edition that is named, where the document has several.
    async fn edition(&self) -> Option<&str> {
        Some(self.0.edition.as_str()).filter(|edition| !edition.is_empty())
    }

    /// Whether the citing proposal strikes the reference out.
    async fn is_struck(&self) -> bool {
        self.0.is_struck
    }

    /// What is to be known of it.
    async fn note(&self) -> Option<&str> {
        Some(self.0.note.as_str()).filter(|note| !note.is_empty())
    }
}

/// How one provision stands to another.
#[derive(Clone, Copy)]
pub struct ProvisionLink(pub model::ProvisionLink);

/// How one provision stands to another.
#[Object]
impl ProvisionLink {
    /// How it stands to the other.
    async fn relation(&self) -> ProvisionRelation {
        self.0.relation
    }

    /// The other provision.
    async fn provision(&self, ctx: &Context<'_>) -> Result<Option<Provision>, ApiError> {
        Ok(load(ctx, self.0.to_id).await?.map(Provision))
    }
}

/// One recommendation, or clause of one.
#[derive(Clone)]
pub struct Provision(pub Arc<model::Provision>);

/// One recommendation of an instrument, or a clause of one.
#[Object]
impl Provision {
    /// Opaque, typed id.
    pub async fn id(&self) -> ProvisionId {
        self.0.id
    }

    /// Stable reference, such as `A/68/98:26(c)`.
    async fn reference(&self) -> &str {
        &self.0.reference
    }

    /// The document it stands in.
    async fn instrument(&self, ctx: &Context<'_>) -> Result<Option<Instrument>, ApiError> {
        Ok(load(ctx, self.0.instrument_id).await?.map(Instrument))
    }

    /// The paragraph of which it is a clause.
    async fn parent(&self, ctx: &Context<'_>) -> Result<Option<Provision>, ApiError> {
        match self.0.parent_id {
            Some(id) => Ok(load(ctx, id).await?.map(Provision)),
            None => Ok(None),
        }
    }

    /// How it stands to other provisions: which came before, which took it up, which speak of the same.
    async fn links(&self, ctx: &Context<'_>) -> Result<Vec<ProvisionLink>, ApiError> {
        let rows = load(ctx, LinksOf(self.0.id)).await?.unwrap_or_default();
        Ok(rows.into_iter().map(ProvisionLink).collect())
    }

    /// Whether it came with the sample register.
    async fn is_sample(&self) -> bool {
        self.0.is_sample
    }

    /// Section of the document.
    async fn section(&self) -> &str {
        &self.0.section
    }

    /// Paragraph, as the document numbers it.
    async fn paragraph(&self) -> &str {
        &self.0.paragraph
    }

    /// Who is asked to do it.
    async fn addressee(&self) -> &str {
        &self.0.addressee
    }

    /// What kind of provision, such as `norm`.
    async fn kind(&self) -> &str {
        &self.0.kind
    }

    /// Its theme.
    async fn theme(&self, ctx: &Context<'_>) -> Result<Option<Theme>, ApiError> {
        Ok(load(ctx, self.0.theme.clone()).await?.map(Theme))
    }

    /// Its title, in words of ours; the document's own are authoritative.
    async fn title(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Language wanted; that of the request where empty.")] language: Option<Language>,
    ) -> LocalizedText {
        LocalizedText::required(&self.0.title, language.unwrap_or_else(|| ctx.language()), Language::En)
    }

    /// What it says, in one sentence of ours.
    async fn summary(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Language wanted; that of the request where empty.")] language: Option<Language>,
    ) -> Option<LocalizedText> {
        LocalizedText::of(
            &self.0.summary,
            language.unwrap_or_else(|| ctx.language()),
            Language::En,
        )
    }
}
