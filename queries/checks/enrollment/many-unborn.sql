/*
check: many-unborn
title: Many who are covered before they are born
severity: stop
kind: row
tables: [eligibility]
columns: [birth_date, enrollment_start_date]
threshold: 0.2
message: "{share} of the spans begin before the person is born: the birth dates cannot be right."
remedy: "Years of two digits are taken for the wrong century, or the dates are mapped to each other. Say in the mapping how they are written."
source: "Planlens, from files as they arrive"
*/
enrollment_start_date < birth_date - 31
