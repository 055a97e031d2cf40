//! Appointments: granted and ended.

use super::object::Appointment;
use crate::graphql::ApiError;
use crate::graphql::context::Ask;
use crate::payload;
use async_graphql::{Context, InputObject, Object};
use schema::actor::*;
use schema::directory as model;
use schema::{Connection, Scope};

/// A new appointment.
#[derive(InputObject)]
pub struct AppointmentGrantInput {
    /// Who.
    pub account_id: AccountId,
    /// For whom; empty in the secretariat.
    pub participant_id: Option<ParticipantId>,
    /// As what.
    pub role: Role,
    /// The same key with the same input is one act.
    pub idempotency_key: Option<String>,
}

/// An appointment to be ended.
#[derive(InputObject)]
pub struct AppointmentEndInput {
    /// Which one.
    pub appointment_id: AppointmentId,
    /// The same key with the same input is one act.
    pub idempotency_key: Option<String>,
}

payload! {
    /// What an act on an appointment gives back.
    AppointmentPayload {
        /// The appointment as it is now.
        appointment: Appointment
    }
}

#[derive(Default)]
pub struct AppointmentsMutation;

#[Object]
impl AppointmentsMutation {
    /// Give a person a role. Administrators appoint anybody but themselves; focal points appoint drafters and approvers of
    /// their own participant.
    async fn appointment_grant(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Who, for whom, as what.")] input: AppointmentGrantInput,
    ) -> Result<AppointmentPayload, ApiError> {
        let occasion = ctx.occasion("appointmentGrant", Scope::Manage, &input.idempotency_key, &input);
        let AppointmentGrantInput {
            account_id,
            participant_id,
            role,
            ..
        } = input;
        let (actor, now) = (ctx.actor(), ctx.now());
        let (appointment, problems) = ctx
            .act_on(occasion, None, async |conn: &mut Connection| {
                model::appoint(conn, actor, now, account_id, participant_id, role).await
            })
            .await?;
        Ok(AppointmentPayload { appointment, problems })
    }

    /// End an appointment, at once. The last focal point of a participant stays until another is appointed.
    async fn appointment_end(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which one.")] input: AppointmentEndInput,
    ) -> Result<AppointmentPayload, ApiError> {
        let occasion = ctx.occasion("appointmentEnd", Scope::Manage, &input.idempotency_key, &input);
        let (actor, now, id) = (ctx.actor(), ctx.now(), input.appointment_id);
        let (appointment, problems) = ctx
            .act_on(occasion, Some(id), async |conn: &mut Connection| {
                model::end_appointment(conn, actor, now, id).await
            })
            .await?;
        Ok(AppointmentPayload { appointment, problems })
    }
}
