/*
check: subscriber-too-young
title: A subscriber under fourteen
severity: warn
kind: row
tables: [eligibility]
columns: [subscriber_relation, birth_date, enrollment_start_date]
message: "{rows} of {of} {of: row|rows} {rows: calls|call} a child under fourteen the subscriber."
remedy: "Look at the words of the relationship and at the birth date. An orphan's own contract is rare."
source: "Planlens, from files as they arrive"
*/
is_subscriber(subscriber_relation)
and birth_date > enrollment_start_date - 14 * 365
