/*
check: drug-code-of-ten-digits
title: Drug codes of ten digits
severity: warn
kind: value
tables: [pharmacy_claim]
columns: [ndc_code]
message: "{rows} of {of} {of: fill|fills} {rows: has|have} a drug code of ten digits; one drug may stand under two codes."
remedy: "With dashes, a zero is put into the short part by the mapping. Without dashes where it belongs is not known: ask for eleven digits."
source: "FDA, national drug code"
*/
regexp_full_match(value, '[0-9]{10}|[0-9]{4}-[0-9]{4}-[0-9]{2}|[0-9]{5}-[0-9]{3}-[0-9]{2}|[0-9]{5}-[0-9]{4}-[0-9]')
