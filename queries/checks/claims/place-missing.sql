/*
check: place-missing
title: A professional line without a place of service
severity: warn
kind: row
tables: [medical_claim]
columns: [claim_type, place_of_service_code]
amount: paid_amount
message: "{rows} of {of} {of: row|rows} {rows: is a professional line|are professional lines} without a place of service ({amount})."
remedy: "Ask the vendor for it; office and hospital cannot be told apart."
source: "Tuva Project 0.18, data quality checks"
*/
claim_type = 'professional'
and place_of_service_code is null
