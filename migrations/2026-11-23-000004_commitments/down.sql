alter table commitments drop constraint commitments_latest_public_update;
drop table comments, assessments, indicator_values, indicators, evidence, progress_updates, date_revisions, milestones,
  commitment_provisions, commitment_participants, commitments cascade;
drop function comments_keep(), milestones_pass_on(), evidence_keep(), progress_updates_pass_on(), progress_updates_keep(),
  leave_commitment(uuid, uuid, timestamptz), commitments_pass_on(), commitments_keep(),
  record_readers(boolean, boolean, text, uuid, uuid[], uuid, uuid[]);
