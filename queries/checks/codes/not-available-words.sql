/*
check: not-available-words
title: A spreadsheet's error among the values
severity: warn
kind: value
tables: [medical_claim]
columns: [plan, network_tier, in_network_flag, benefit_code, hcpcs_code, revenue_center_code, place_of_service_code, bill_type_code, drg_code, claim_status, "diagnosis_code_{1..25}"]
message: "{rows} of {of} {of: value|values} {rows: is an error|are errors} of a spreadsheet: {what}."
remedy: "Such a value is not given, and neither nothing nor zero. Ask for the file as the system writes it."
source: "Planlens, from files as they arrive"
*/
value in ('#N/A', '#REF!', '#VALUE!', '#NAME?', '#NUM!', '#NULL!', '#DIV/0!')
