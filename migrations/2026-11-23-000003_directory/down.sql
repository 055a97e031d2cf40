drop policy colleagues on accounts;
drop table sign_in_attempts, api_tokens, one_time_tokens, refresh_tokens, sessions, appointments, accounts,
  memberships, participant_groups, participant_names, participants;
drop function account_of_address(text);
drop function forget_person(uuid);
