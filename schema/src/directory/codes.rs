//! Eight digits sent to a person's address, to be typed within ten minutes. They work once, and five slips void them.

use super::second_factor::{self, Factor};
use super::{accounts::Account, passwords};
use crate::ids::{AccountId, OneTimeTokenId};
use crate::tables::{accounts, one_time_tokens};
use crate::{Connection, Db, Error, ProblemCode, Result, values};
use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use subtle::ConstantTimeEq;

pub const CODE_LASTS: TimeDelta = TimeDelta::minutes(10);
const TRIES: i32 = 5;

values! {
    /// What a one-time link or code is for; it is good for nothing else.
    pub enum Purpose {
        /// To join.
        Invitation = "invitation",
        /// To sign in.
        SignInCode = "sign_in_code",
        /// To choose a new password.
        PasswordReset = "password_reset",
    }
}

/// A code on its way to a person.
#[derive(Debug)]
pub struct IssuedCode {
    pub account: Account,
    pub code: String,
    pub expires_at: DateTime<Utc>,
}

/// Makes a code for the letter that is being written, in its transaction; earlier ones for the same purpose are void.
/// Nothing for an account that is not there, or may not sign in.
pub async fn issue_code(
    conn: &mut Connection,
    purpose: Purpose,
    account: AccountId,
    now: DateTime<Utc>,
) -> Result<Option<IssuedCode>> {
    let account: Option<Account> = accounts::table
        .find(account)
        .filter(accounts::disabled_at.is_null().and(accounts::joined_at.is_not_null()))
        .select(Account::as_select())
        .first(conn)
        .await
        .optional()?;
    let Some(account) = account else { return Ok(None) };
    void(conn, purpose, account.id, now).await?;
    let code = format!("{:08}", rand::random_range(0..100_000_000_u32));
    let id = OneTimeTokenId::new();
    let token_hash = passwords::hash_code(&code, id.0.into_bytes()).await?;
    let expires_at = now + CODE_LASTS;
    insert(conn, id, purpose, account.id, &token_hash, now, expires_at).await?;
    Ok(Some(IssuedCode {
        account,
        code,
        expires_at,
    }))
}

pub(super) async fn insert(
    conn: &mut Connection,
    id: OneTimeTokenId,
    purpose: Purpose,
    account: AccountId,
    token_hash: &[u8],
    now: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> Result<()> {
    diesel::insert_into(one_time_tokens::table)
        .values((
            one_time_tokens::id.eq(id),
            one_time_tokens::purpose.eq(purpose),
            one_time_tokens::account_id.eq(account),
            one_time_tokens::token_hash.eq(token_hash),
            one_time_tokens::created_at.eq(now),
            one_time_tokens::expires_at.eq(expires_at),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

/// Ends what was sent before for the same purpose and not used.
pub(super) async fn void(
    conn: &mut Connection,
    purpose: Purpose,
    account: AccountId,
    now: DateTime<Utc>,
) -> Result<()> {
    diesel::update(one_time_tokens::table)
        .filter(one_time_tokens::account_id.eq(account))
        .filter(one_time_tokens::purpose.eq(purpose))
        .filter(
            one_time_tokens::used_at
                .is_null()
                .and(one_time_tokens::expires_at.gt(now)),
        )
        .set(one_time_tokens::expires_at.eq(now))
        .execute(conn)
        .await?;
    Ok(())
}

/// The account to write to; or one that does not exist, so that as much is done for an address nobody has.
pub(super) async fn account_or_nobody(conn: &mut Connection, email: &str) -> Result<AccountId> {
    let account = accounts::table
        .filter(accounts::email.eq(email))
        .select(accounts::id)
        .first(conn)
        .await
        .optional()?;
    Ok(account.unwrap_or_else(AccountId::new))
}

/// A code was right; it still has to be spent.
#[derive(Debug)]
pub(super) struct RightCode {
    id: OneTimeTokenId,
    pub account: AccountId,
}

/// Tries a code, which costs one of its five tries and takes as long whether there is one or not.
pub(super) async fn try_code(
    db: &Db,
    now: DateTime<Utc>,
    purpose: Purpose,
    email: &str,
    code: &str,
) -> Result<RightCode> {
    let live: Option<(OneTimeTokenId, AccountId, Vec<u8>)> = db
        .platform("code.try", async |conn: &mut Connection| {
            let newest: Option<OneTimeTokenId> = one_time_tokens::table
                .inner_join(accounts::table)
                .filter(accounts::email.eq(email).and(one_time_tokens::purpose.eq(purpose)))
                .filter(
                    one_time_tokens::used_at
                        .is_null()
                        .and(one_time_tokens::expires_at.gt(now)),
                )
                .order(one_time_tokens::created_at.desc())
                .select(one_time_tokens::id)
                .first(conn)
                .await
                .optional()?;
            Ok(diesel::update(one_time_tokens::table)
                .filter(one_time_tokens::id.nullable().eq(newest))
                .filter(one_time_tokens::attempt_count.lt(TRIES))
                .set(one_time_tokens::attempt_count.eq(one_time_tokens::attempt_count + 1))
                .returning((
                    one_time_tokens::id,
                    one_time_tokens::account_id,
                    one_time_tokens::token_hash,
                ))
                .get_result(conn)
                .await
                .optional()?)
        })
        .await?;
    let salt = live.as_ref().map_or([0; 16], |(id, ..)| id.0.into_bytes());
    let given = passwords::hash_code(&second_factor::digits(code), salt).await?;
    match live {
        Some((id, account, hash)) if bool::from(hash.ct_eq(&given)) => Ok(RightCode { id, account }),
        _ => Err(Error::problem("code", ProblemCode::CodeWrong)),
    }
}

impl RightCode {
    /// Spends it, and locks the account; gives what the account has of a second factor.
    pub async fn spend(&self, conn: &mut Connection, now: DateTime<Utc>) -> Result<Factor> {
        let wrong = || Error::problem("code", ProblemCode::CodeWrong);
        let spent = diesel::update(one_time_tokens::table.find(self.id))
            .filter(
                one_time_tokens::used_at
                    .is_null()
                    .and(one_time_tokens::expires_at.gt(now)),
            )
            .set(one_time_tokens::used_at.eq(now))
            .execute(conn)
            .await?;
        if spent != 1 {
            return Err(wrong());
        }
        accounts::table
            .find(self.account)
            .filter(accounts::disabled_at.is_null().and(accounts::joined_at.is_not_null()))
            .select(Factor::as_select())
            .for_update()
            .first(conn)
            .await
            .optional()?
            .ok_or_else(wrong)
    }
}
