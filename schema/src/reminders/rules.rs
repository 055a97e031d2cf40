//! When people are told, by date alone: nothing here asks the database or the clock.

use super::{ReminderCadence, ReminderReason};
use crate::commitments::Cycle;
use chrono::{DateTime, Datelike, Days, Months, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

/// So many days before a day due people are told of it; the last time on the day itself.
const NOTICE: [u64; 3] = [30, 7, 0];
/// An invitation is repeated so many days before it ends.
const LAST_WEEK: u64 = 7;
/// So far ahead reminders are planned: beyond the longest time between two digests and the longest notice.
pub(super) const HORIZON: Days = Days::new(62);
/// Of a day that has passed untold, people are still told within this time.
pub(super) const GRACE: Days = Days::new(31);

/// Days on which people are told of something due on `due_on`: the notice that holds `today`, and those to come.
///
/// `known_on` is the day since which the date has stood in the record: nobody is told of what they have just set.
pub fn notices(due_on: NaiveDate, known_on: NaiveDate, today: NaiveDate) -> Vec<NaiveDate> {
    if due_on < today {
        return vec![];
    }
    let days = NOTICE
        .iter()
        .filter_map(|days| due_on.checked_sub_days(Days::new(*days)));
    present_and_coming(days.filter(|day| *day >= known_on), today, |day| *day)
}

/// Of things told one after the other, the one that holds `today`, and those that come within the horizon.
fn present_and_coming<T>(told: impl IntoIterator<Item = T>, today: NaiveDate, day: impl Fn(&T) -> NaiveDate) -> Vec<T> {
    let told: Vec<T> = told.into_iter().collect();
    let present = told.iter().rposition(|one| day(one) <= today).unwrap_or(0);
    let horizon = today + HORIZON;
    told.into_iter()
        .skip(present)
        .filter(|one| day(one) <= horizon)
        .collect()
}

/// A span that updates report on, and the day until which they are invited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    pub code: String,
    pub from_on: NaiveDate,
    pub to_on: NaiveDate,
    pub due_on: NaiveDate,
}

/// An update is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    pub reason: ReminderReason,
    /// The day until which it is invited.
    pub due_on: NaiveDate,
    pub remind_on: NaiveDate,
    /// The reporting period that asks; else the reporting light does.
    pub period: Option<String>,
}

/// What asks a commitment for an update, as seen from `today`. `since` is the day of its newest update, else that of its
/// publication: the same day by which its reporting light goes.
///
/// The light asks once the time of its cycle has passed, and until the commitment is inactive. A reporting period asks
/// when it is over and nothing was reported since it began; it is silent while the light's own invitation runs, so that
/// nobody is given two days for one thing.
pub fn asks(since: NaiveDate, cycle: Cycle, periods: &[Period], today: NaiveDate) -> Vec<Ask> {
    use ReminderReason::{NoUpdateReceived, UpdateInvited, UpdateLastWeek};
    let after = |months: i32| {
        let months = Months::new(u32::try_from(months).unwrap_or(0));
        since.checked_add_months(months).unwrap_or(NaiveDate::MAX)
    };
    let (invited, until, inactive) = (
        after(cycle.invited_after_months),
        after(cycle.no_update_after_months),
        after(cycle.inactive_after_months),
    );
    let ask = |reason, due_on, remind_on, period: Option<&Period>| Ask {
        reason,
        due_on,
        remind_on,
        period: period.map(|period| period.code.clone()),
    };
    let last_week = |until: NaiveDate| until.checked_sub_days(Days::new(LAST_WEEK)).unwrap_or(until);
    let mut asks = vec![];
    if today < inactive {
        let own = [
            ask(UpdateInvited, until, invited, None),
            ask(UpdateLastWeek, until, last_week(until).max(invited), None),
            ask(NoUpdateReceived, until, until, None),
        ];
        asks.extend(present_and_coming(own, today, |ask| ask.remind_on));
    }
    for period in periods {
        let begins = period.to_on.checked_add_days(Days::new(1)).unwrap_or(period.to_on);
        if since >= period.from_on || period.due_on < today {
            continue;
        }
        let own = [
            ask(UpdateInvited, period.due_on, begins, Some(period)),
            ask(
                UpdateLastWeek,
                period.due_on,
                last_week(period.due_on).max(begins),
                Some(period),
            ),
        ];
        let own = present_and_coming(own, today, |ask| ask.remind_on);
        asks.extend(own.into_iter().filter(|ask| !(invited..until).contains(&ask.remind_on)));
    }
    asks
}

/// The day on which people are told that something has waited since `since`: at once, and again every so many days.
pub fn waiting_notice(reason: ReminderReason, since: NaiveDate, today: NaiveDate) -> NaiveDate {
    let every = match reason {
        ReminderReason::AwaitingClearance | ReminderReason::AwaitingReview => 7,
        ReminderReason::AwaitingConfirmation => 30,
        _ => return since,
    };
    let waited = (today - since).num_days().max(0);
    since + TimeDelta::days(waited / every * every)
}

/// The moment at which the clocks of a zone show a full hour on a day: the first one, where they show it twice; where
/// they leap over it, the first moment after the leap.
pub fn moment(day: NaiveDate, hour: u32, zone: Tz) -> DateTime<Utc> {
    let start = day.and_time(NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default());
    // Leaps are of quarters of an hour, up to a whole day where a country changed sides of the date line.
    (0..=200)
        .map(|quarters| start + TimeDelta::minutes(15 * quarters))
        .find_map(|local| zone.from_local_datetime(&local).earliest())
        .map_or(start.and_utc(), |moment| moment.with_timezone(&Utc))
}

/// The first day of a cadence after `day`.
pub fn day_after(cadence: ReminderCadence, day: NaiveDate) -> NaiveDate {
    let days = match cadence {
        ReminderCadence::Daily => 1,
        ReminderCadence::Weekly => 7 - u64::from(day.weekday().num_days_from_monday()),
        ReminderCadence::Monthly => {
            let first = day.with_day(1).unwrap_or(day);
            return first.checked_add_months(Months::new(1)).unwrap_or(NaiveDate::MAX);
        }
    };
    day.checked_add_days(Days::new(days)).unwrap_or(NaiveDate::MAX)
}

/// When the next digest of a cadence is due, after a moment.
pub fn next_digest(cadence: ReminderCadence, hour: u32, zone: Tz, after: DateTime<Utc>) -> DateTime<Utc> {
    let mut day = after.with_timezone(&zone).date_naive();
    // The day itself counts where it is one of the cadence and its hour is still to come.
    if let Some(before) = day.pred_opt() {
        day = before;
    }
    loop {
        day = day_after(cadence, day);
        let at = moment(day, hour, zone);
        if at > after {
            return at;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commitments::{CommitmentStatus, ReportingLight, light};
    use ReminderCadence::{Daily, Monthly, Weekly};
    use ReminderReason::{
        AwaitingClearance, AwaitingConfirmation, NoUpdateReceived, Returned, UpdateInvited, UpdateLastWeek,
    };
    use chrono_tz::{Africa, America, Asia, Australia, Europe, Pacific};

    const STANDARD: Cycle = Cycle {
        invited_after_months: 12,
        no_update_after_months: 14,
        inactive_after_months: 24,
    };

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect("a moment")
    }

    fn year(number: i32) -> Period {
        let on = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).expect("a day");
        Period {
            code: number.to_string(),
            from_on: on(number, 1, 1),
            to_on: on(number, 12, 31),
            due_on: on(number + 1, 3, 31),
        }
    }

    #[test]
    fn a_date_is_told_a_month_and_a_week_before_and_on_the_day() {
        let told = |today| notices(day("2026-06-30"), day("2020-01-01"), day(today));
        let all = [day("2026-05-31"), day("2026-06-23"), day("2026-06-30")];
        assert_eq!(told("2026-04-29"), all);
        assert_eq!(told("2026-05-31"), all);
        assert_eq!(told("2026-06-22"), all, "what was not told in time is told late");
        assert_eq!(told("2026-06-23"), all[1..], "but not two notices at once");
        assert_eq!(told("2026-06-30"), all[2..]);
        assert_eq!(told("2026-07-01"), []);
        assert_eq!(told("2026-03-30"), all[..1], "only so far ahead");
        assert_eq!(told("2026-03-29"), []);
    }

    #[test]
    fn nobody_is_told_of_a_date_they_have_just_set() {
        let told = |known| notices(day("2026-06-30"), day(known), day(known));
        assert_eq!(told("2026-06-10"), [day("2026-06-23"), day("2026-06-30")]);
        assert_eq!(told("2026-06-29"), [day("2026-06-30")]);
    }

    #[test]
    fn an_update_is_asked_for_as_the_light_changes() {
        let since = day("2025-01-31");
        let asked = |today: &str| {
            let asks = asks(since, STANDARD, &[], day(today));
            asks.into_iter()
                .map(|ask| (ask.reason, ask.remind_on))
                .collect::<Vec<_>>()
        };
        let (invited, last, none) = (day("2026-01-31"), day("2026-03-24"), day("2026-03-31"));
        assert_eq!(asked("2025-11-29"), []);
        assert_eq!(asked("2025-12-15"), [(UpdateInvited, invited)]);
        assert_eq!(
            asked("2026-02-15"),
            [
                (UpdateInvited, invited),
                (UpdateLastWeek, last),
                (NoUpdateReceived, none)
            ]
        );
        assert_eq!(asked("2026-03-25"), [(UpdateLastWeek, last), (NoUpdateReceived, none)]);
        assert_eq!(asked("2026-05-01"), [(NoUpdateReceived, none)]);
        assert_eq!(asked("2027-01-31"), [], "what is inactive is left in peace");
        // The same days as those of the light that pages show.
        for (remind_on, expected) in [
            (invited, ReportingLight::UpdateInvited),
            (none, ReportingLight::NoUpdateReceived),
        ] {
            let shown = |today| light(CommitmentStatus::Published, Some(since), STANDARD, today);
            assert_eq!(shown(remind_on), Some(expected));
            assert_ne!(shown(remind_on - Days::new(1)), Some(expected));
        }
    }

    #[test]
    fn a_period_asks_when_it_is_over_and_nothing_was_reported_since_it_began() {
        let asked = |since: &str, today: &str| {
            let periods = [year(2025), year(2026), year(2027)];
            let asks = asks(day(since), STANDARD, &periods, day(today));
            let asks = asks.into_iter().filter(|ask| ask.period.is_some());
            asks.map(|ask| (ask.reason, ask.due_on, ask.remind_on))
                .collect::<Vec<_>>()
        };
        let until = day("2027-03-31");
        let (invited, last) = (
            (UpdateInvited, until, day("2027-01-01")),
            (UpdateLastWeek, until, day("2027-03-24")),
        );
        assert_eq!(asked("2025-03-01", "2027-01-01"), [invited]);
        assert_eq!(asked("2025-03-01", "2027-02-01"), [invited, last]);
        assert_eq!(asked("2025-03-01", "2027-03-24"), [last]);
        assert_eq!(asked("2025-03-01", "2027-04-01"), []);
        assert_eq!(asked("2026-01-01", "2027-02-01"), [], "reported within the period");
        // Published in December 2025: the light invites from December 2026 until 15 February 2027.
        assert_eq!(
            asked("2025-12-15", "2027-01-25"),
            [last],
            "no second day beside the light's"
        );
    }

    #[test]
    fn what_waits_is_told_at_once_and_again() {
        let (since, told) = (day("2026-11-01"), |reason, today| {
            waiting_notice(reason, day("2026-11-01"), day(today))
        });
        assert_eq!(told(AwaitingClearance, "2026-11-01"), since);
        assert_eq!(told(AwaitingClearance, "2026-11-07"), since);
        assert_eq!(told(AwaitingClearance, "2026-11-08"), day("2026-11-08"));
        assert_eq!(told(AwaitingClearance, "2026-11-20"), day("2026-11-15"));
        assert_eq!(told(AwaitingConfirmation, "2026-11-30"), since);
        assert_eq!(told(AwaitingConfirmation, "2026-12-01"), day("2026-12-01"));
        assert_eq!(told(Returned, "2027-11-30"), since);
    }

    #[test]
    fn the_hour_is_the_readers_own_in_winter_and_summer() {
        let berlin = |day_: &str| moment(day(day_), 8, Europe::Berlin);
        assert_eq!(berlin("2026-01-15"), at("2026-01-15T07:00:00Z"));
        assert_eq!(berlin("2026-07-15"), at("2026-07-15T06:00:00Z"));
        assert_eq!(
            moment(day("2026-01-15"), 8, Asia::Kathmandu),
            at("2026-01-15T02:15:00Z")
        );
    }

    #[test]
    fn an_hour_that_does_not_exist_is_the_first_moment_after() {
        // Clocks go from 2 to 3 on 29 March 2026 in Berlin, from 2:00 to 2:30 on 4 October 2026 on Lord Howe Island.
        assert_eq!(moment(day("2026-03-29"), 2, Europe::Berlin), at("2026-03-29T01:00:00Z"));
        assert_eq!(
            moment(day("2026-10-04"), 2, Australia::Lord_Howe),
            at("2026-10-03T15:30:00Z")
        );
        // Midnight is left out in Cairo on 24 April 2026, and the whole of 30 December 2011 in Samoa.
        assert_eq!(moment(day("2026-04-24"), 0, Africa::Cairo), at("2026-04-23T22:00:00Z"));
        assert_eq!(moment(day("2011-12-30"), 8, Pacific::Apia), at("2011-12-30T10:00:00Z"));
    }

    #[test]
    fn an_hour_that_comes_twice_is_told_once() {
        // Clocks go from 3 back to 2 on 25 October 2026 in Berlin.
        let first = at("2026-10-25T00:00:00Z");
        assert_eq!(moment(day("2026-10-25"), 2, Europe::Berlin), first);
        assert_eq!(next_digest(Daily, 2, Europe::Berlin, first), at("2026-10-26T01:00:00Z"));
        assert_eq!(
            next_digest(Daily, 2, Europe::Berlin, at("2026-10-25T00:30:00Z")),
            at("2026-10-26T01:00:00Z")
        );
    }

    #[test]
    fn the_next_digest_is_on_the_persons_own_monday_or_first() {
        let next = |cadence, after| next_digest(cadence, 8, Asia::Amman, at(after));
        // 23 November 2026 is a Monday; Amman is three hours ahead.
        assert_eq!(next(Daily, "2026-11-23T04:59:59Z"), at("2026-11-23T05:00:00Z"));
        assert_eq!(next(Daily, "2026-11-23T05:00:00Z"), at("2026-11-24T05:00:00Z"));
        assert_eq!(next(Weekly, "2026-11-23T04:59:59Z"), at("2026-11-23T05:00:00Z"));
        assert_eq!(next(Weekly, "2026-11-23T05:00:00Z"), at("2026-11-30T05:00:00Z"));
        assert_eq!(next(Monthly, "2026-11-23T05:00:00Z"), at("2026-12-01T05:00:00Z"));
        assert_eq!(next(Monthly, "2026-12-31T23:00:00Z"), at("2027-01-01T05:00:00Z"));
        // Already Monday in Kiritimati, still Sunday in Honolulu.
        let sunday_noon = at("2026-11-22T12:00:00Z");
        assert_eq!(
            next_digest(Weekly, 8, Pacific::Kiritimati, sunday_noon),
            at("2026-11-22T18:00:00Z")
        );
        assert_eq!(
            next_digest(Weekly, 8, Pacific::Honolulu, sunday_noon),
            at("2026-11-23T18:00:00Z")
        );
        assert_eq!(
            next_digest(Daily, 23, America::New_York, at("2026-11-23T03:59:00Z")),
            at("2026-11-23T04:00:00Z")
        );
    }
}
