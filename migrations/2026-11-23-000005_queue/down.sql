drop table settings, imports, reminders, letters, reminder_preferences, worker_heartbeats, schedule, jobs;
drop function jobs_wake();
