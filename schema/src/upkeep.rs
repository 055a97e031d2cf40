//! The database as it should stand: its form is the one this program knows, and the application signs in as a role that
//! can do what it must and cannot get past row-level security.

use crate::db::{MIGRATIONS, connect};
use crate::{Connection, Db, Error, Result};
use diesel::migration::{Migration, MigrationSource};
use diesel::pg::Pg;
use diesel::sql_types::{Array, Bool, Nullable, Text};
use diesel::{QueryableByName, sql_query};
use diesel_async::{RunQueryDsl, SimpleAsyncConnection};
use std::collections::BTreeSet;
use std::str::FromStr;

/// The roles that units of work take on; the login is a member of each.
const ROLES: [&str; 3] = ["para29_visitor", "para29_app", "para29_system"];

/// What a login could do that the application must not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Excess {
    Superuser,
    BypassesRowSecurity,
    Owns,
}

/// How a login stands in its database.
#[derive(Clone, Debug)]
pub struct Standing {
    pub login: String,
    pub excess: Option<Excess>,
    /// Roles of units of work that it is no member of.
    pub lacks: Vec<String>,
    /// Names of migrations that have not run, of a login that is fit to look.
    pub pending: Vec<String>,
}

#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = Text)]
    login: String,
    #[diesel(sql_type = Nullable<Text>)]
    excess: Option<String>,
    #[diesel(sql_type = Array<Text>)]
    lacks: Vec<String>,
}

/// Looks at the database as the login of `url`; changes nothing.
pub async fn standing(url: &str) -> Result<Standing> {
    let mut conn = connect(url.to_owned(), None).await.map_err(Error::internal)?;
    // A role that may be taken on counts like the login's own.
    let found: Found = sql_query(
        "select session_user::text as login,
                case when exists (select from pg_roles where rolsuper and pg_has_role(session_user, oid, 'member'))
                       then 'superuser'
                     when exists (select from pg_roles where rolbypassrls and pg_has_role(session_user, oid, 'member'))
                       then 'bypasses'
                     when exists (select from pg_class where relnamespace = 'public'::regnamespace
                                    and relkind in ('r', 'p') and pg_has_role(session_user, relowner, 'member'))
                       or exists (select from pg_database where datname = current_database()
                                    and pg_has_role(session_user, datdba, 'member'))
                       then 'owns'
                end as excess,
                array(select name from unnest($1) as name
                       where not exists (select from pg_roles
                                          where rolname = name and pg_has_role(session_user, oid, 'member'))) as lacks",
    )
    .bind::<Array<Text>, _>(&ROLES[..])
    .get_result(&mut conn)
    .await?;
    // Who may do too much or too little is told so; what has run is asked under the role that may look.
    let is_fit = found.excess.is_none() && found.lacks.is_empty();
    let pending = if is_fit {
        conn.batch_execute("set role para29_system").await?;
        pending(&mut conn).await?
    } else {
        Vec::new()
    };
    Ok(Standing {
        login: found.login,
        excess: match found.excess.as_deref() {
            Some("superuser") => Some(Excess::Superuser),
            Some("bypasses") => Some(Excess::BypassesRowSecurity),
            Some(_) => Some(Excess::Owns),
            None => None,
        },
        lacks: found.lacks,
        pending,
    })
}

/// Names of migrations that have not run; asked as the owner or as the platform.
pub async fn pending(conn: &mut Connection) -> Result<Vec<String>> {
    #[derive(QueryableByName)]
    struct Is {
        #[diesel(sql_type = Bool)]
        there: bool,
    }
    #[derive(QueryableByName)]
    struct Ran {
        #[diesel(sql_type = Text)]
        version: String,
    }
    let Is { there } = sql_query("select to_regclass('__diesel_schema_migrations') is not null as there")
        .get_result(conn)
        .await?;
    let ran: Vec<Ran> = if there {
        sql_query("select version from __diesel_schema_migrations")
            .load(conn)
            .await?
    } else {
        Vec::new()
    };
    let ran: BTreeSet<String> = ran.into_iter().map(|ran| ran.version).collect();
    Ok(known()?
        .into_iter()
        .filter(|(version, _)| !ran.contains(version))
        .map(|(_, name)| name)
        .collect())
}

/// The same, asked by an address of the owner's; changes nothing.
pub async fn pending_at(owner_url: &str) -> Result<Vec<String>> {
    let mut conn = connect(owner_url.to_owned(), None).await.map_err(Error::internal)?;
    pending(&mut conn).await
}

/// Names of all migrations this program knows.
pub fn migrations() -> Result<Vec<String>> {
    Ok(known()?.into_iter().map(|(_, name)| name).collect())
}

/// Versions and names.
fn known() -> Result<Vec<(String, String)>> {
    let known: Vec<Box<dyn Migration<Pg>>> = MIGRATIONS.migrations().map_err(Error::Internal)?;
    let names = known.iter().map(|migration| migration.name());
    Ok(names
        .map(|name| (name.version().to_string(), name.to_string()))
        .collect())
}

/// Makes the login of `url` if there is none, and lets it take on the roles of units of work; asked of the owner.
pub async fn let_in(owner_url: &str, url: &str) -> Result<()> {
    #[derive(QueryableByName)]
    struct Said {
        #[diesel(sql_type = Text)]
        statement: String,
    }
    let parsed =
        tokio_postgres::Config::from_str(url).map_err(|cause| Error::internal(format!("DATABASE_URL: {cause}")))?;
    let Some(login) = parsed.get_user() else { return Ok(()) };
    let password = parsed
        .get_password()
        .map(|password| String::from_utf8_lossy(password).into_owned());
    let mut conn = connect(owner_url.to_owned(), None).await.map_err(Error::internal)?;
    // Quoted by the server itself. Nothing comes back for what is in order already.
    let statements: Vec<Said> = sql_query(
        "select format('create role %I login noinherit password %L', $1, $2) as statement
           where $1 <> current_user and not exists (select from pg_roles where rolname = $1)
         union all
         select format('grant %I to %I', name, $1) from unnest($3) as name
          where $1 <> current_user and not exists (
            select from pg_auth_members m join pg_roles r on r.oid = m.roleid join pg_roles l on l.oid = m.member
             where r.rolname = name and l.rolname = $1)
         order by statement",
    )
    .bind::<Text, _>(login)
    .bind::<Nullable<Text>, _>(password)
    .bind::<Array<Text>, _>(&ROLES[..])
    .load(&mut conn)
    .await?;
    for Said { statement } in statements {
        conn.batch_execute(&statement).await?;
    }
    Ok(())
}

/// What those who watch over the platform ask the database, in one unit of work.
#[derive(Clone, Debug)]
pub struct Health {
    /// How many migrations have not run.
    pub pending: usize,
    /// How long ago the liveliest worker gave a sign; nothing if there is none.
    pub worker_age: Option<chrono::TimeDelta>,
}

pub async fn health(db: &Db) -> Result<Health> {
    db.read(&crate::Actor::Platform("health"), async |conn: &mut Connection| {
        let pending = pending(conn).await?.len();
        // Before the first migration there is no worker to ask for.
        let worker_age = match pending {
            0 => {
                let now = crate::clockwork::time(conn).await?;
                crate::clockwork::worker_age(conn, now).await?
            }
            _ => None,
        };
        Ok(Health { pending, worker_age })
    })
    .await
}
