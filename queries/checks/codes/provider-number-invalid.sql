/*
check: provider-number-invalid
title: A national provider number that fails its check
severity: warn
kind: value
tables: [medical_claim]
columns: [rendering_npi, billing_npi, facility_npi]
threshold: 0.01
message: "{rows} of {of} provider {of: number|numbers} ({share}) {rows: is not a national one: it has|are not national ones: they have} not ten digits, or {rows: fails|fail} the check digit."
remedy: "Providers cannot be looked up by them. Ask the vendor which number it sends; its own belongs in a column of its own."
source: "45 CFR 162.406, ISO 7812 check digit; Tuva Project 0.18, data quality checks"
*/
-- Ten digits, the first 1 or 2; the last is a check digit over the number with 80840 before it. Ten digits that begin with
-- 9 are given to nobody, and mark numbers that are made up.
not regexp_full_match(value, '[129][0-9]{9}')
or not starts_with(value, '9')
and (
  24 + list_sum(
    list_transform(
      range(1, 11),
      lambda place: case
        when place % 2 = 0 then try_cast(value[place] as integer)
        else try_cast(value[place] as integer) * 2 - case when try_cast(value[place] as integer) > 4 then 9 else 0 end
      end
    )
  )
) % 10 <> 0
