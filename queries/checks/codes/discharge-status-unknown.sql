/*
check: discharge-status-unknown
title: A discharge status that is none
severity: warn
kind: value
tables: [medical_claim]
columns: [discharge_disposition_code]
message: "{rows} of {of} {of: row|rows} {rows: has|have} a discharge status that there is not: {what}."
remedy: "Two digits of the uniform bill. Translate the vendor's own in the mapping."
source: "Uniform bill, codes only; Tuva Project 0.18, data quality checks"
*/
lpad(value, 2, '0') not in (
  '01', '02', '03', '04', '05', '06', '07', '08', '09', '20', '21', '30', '40', '41', '42', '43', '50', '51', '61', '62',
  '63', '64', '65', '66', '69', '70', '71', '72', '81', '82', '83', '84', '85', '86', '87', '88', '89', '90', '91', '92',
  '93', '94', '95'
)
