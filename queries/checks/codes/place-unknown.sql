/*
check: place-unknown
title: A place of service that is none
severity: warn
kind: value
tables: [medical_claim]
columns: [place_of_service_code]
message: "{rows} of {of} {of: row|rows} {rows: has|have} a place of service that there is not: {what}."
remedy: "Two digits of the federal list. Translate the vendor's own codes in the mapping."
source: "CMS place of service code set, codes only; Tuva Project 0.18, data quality checks"
*/
lpad(value, 2, '0') not in (
  '01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12', '13', '14', '15', '16', '17', '18', '19', '20',
  '21', '22', '23', '24', '25', '26', '27', '31', '32', '33', '34', '41', '42', '49', '50', '51', '52', '53', '54', '55',
  '56', '57', '58', '60', '61', '62', '65', '66', '71', '72', '81', '99'
)
