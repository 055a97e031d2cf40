//! Instruments, provisions and themes, as the API shows them.

use crate::commitments::object::load;
use crate::graphql::ApiError;
use crate::graphql::context::Ask;
use crate::graphql::localized::LocalizedText;
use async_graphql::{Context, Object};
use schema::Language;
use schema::actor::*;
use schema::sources as model;
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
    async fn id(&self) -> InstrumentId {
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
        let id = self.0.id;
        let rows = ctx
            .read(async |conn: &mut schema::Connection| model::provisions(conn, Some(id)).await)
            .await?;
        Ok(rows.into_iter().map(|row| Provision(Arc::new(row))).collect())
    }
}

/// One recommendation, or clause of one.
#[derive(Clone)]
pub struct Provision(pub Arc<model::Provision>);

/// One recommendation of an instrument, or a clause of one.
#[Object]
impl Provision {
    /// Opaque, typed id.
    async fn id(&self) -> ProvisionId {
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
