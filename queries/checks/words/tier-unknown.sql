/*
check: tier-unknown
title: A coverage tier that is not known
severity: warn
kind: value
tables: [eligibility, premium_rate]
columns: [coverage_tier]
message: "{rows} of {of} {of: row|rows} {rows: has|have} a coverage tier that names nobody who is covered: {what}."
remedy: "Translate it in the mapping to employee, with spouse, with children or family: premiums are found by it."
source: "X12 834 coverage levels, codes only; words of public plans"
*/
not regexp_matches(lower(value), 'employee|subscriber|member|single|self|individual|retiree|spouse|partner|child|family|depend|two|survivor')
and lower(value) not in (
  'ee', 'es', 'ec', 'ef', 'ees', 'eec', 'eef', 'ee+sp', 'ee+ch', 'ee+1', 'ee only', 'fam', 'emp', 'esp', 'ech', 'ind', 'chd',
  'dep', 'spc', 'spo', 'e1d', 'e2d', 'e3d', 'e5d', 'e6d', 'e7d', 'e8d', 'e9d', 'tp', 's', 'f', 'i', '1', '2', '3', '4'
)
