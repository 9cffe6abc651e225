/*
table: work.split_month
needs: [marts.member_stretch]
grain: one row per person and month in which what the person is known by is not the same on every day
why: claims of these few months are told apart by the day, all others by the month
*/
select distinct
  person_key,
  month
from marts.member_stretch
where is_part
