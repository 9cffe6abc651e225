/*
check: diagnosis-shape
title: A diagnosis code that is none
severity: warn
kind: value
tables: [medical_claim]
columns: ["diagnosis_code_{1..25}"]
message: "{rows} of {of} {of: diagnosis|diagnoses} cannot be {rows: a code|codes} of the ninth or tenth edition: {what}."
remedy: "A letter, two characters and up to four more; or of the ninth edition three to five digits. Look at the mapping, and for zeros lost in front."
source: "ICD-10-CM and ICD-9-CM, shape of the codes; Tuva Project 0.18, data quality checks"
*/
not regexp_full_match(upper(value), '[A-Z][0-9][0-9A-Z]([.]?[0-9A-Z]{1,4})?')
and not regexp_full_match(upper(value), '([0-9]{3}|V[0-9]{2}|E[0-9]{3})([.]?[0-9]{1,2})?')
