drop table settings, imports, reminders, letter_links, letters, reminder_preferences, worker_heartbeats, schedule, jobs;
drop trigger keep_since_insert on commitments;
drop trigger keep_since on commitments;
drop trigger keep_since_insert on progress_updates;
drop trigger keep_since on progress_updates;
drop function jobs_wake(), keep_status_since();
alter table commitments drop column status_since;
alter table progress_updates drop column status_since;
