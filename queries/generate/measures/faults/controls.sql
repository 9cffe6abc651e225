/*
faults: controls
why: Every extract beside its control report, to the row and to the cent.
*/
with control as (
  select file, rows, charge_amount::DECIMAL(18, 2), allowed_amount::DECIMAL(18, 2), deductible_amount::DECIMAL(18, 2),
    copayment_amount::DECIMAL(18, 2), coinsurance_amount::DECIMAL(18, 2), cob_amount::DECIMAL(18, 2), paid_amount::DECIMAL(18, 2)
  from read_csv([getvariable('folder') || '/*_medical_*.control.csv', getvariable('folder') || '/pharmacy_claim_*.control.csv'],
    header = true)
), extract as (
  select parse_filename(filename) as file, count(*) as rows, sum(charge_amount::DECIMAL(18, 2)) as charge_amount,
    sum(allowed_amount::DECIMAL(18, 2)) as allowed_amount, sum(deductible_amount::DECIMAL(18, 2)) as deductible_amount,
    sum(copayment_amount::DECIMAL(18, 2)) as copayment_amount, sum(coinsurance_amount::DECIMAL(18, 2)) as coinsurance_amount,
    sum(cob_amount::DECIMAL(18, 2)) as cob_amount, sum(paid_amount::DECIMAL(18, 2)) as paid_amount
  from read_csv([getvariable('folder') || '/*_medical_????-??.csv', getvariable('folder') || '/pharmacy_claim_????-??.csv'],
    all_varchar = true, header = true, filename = true)
  group by filename
), rebate as (
  select file, rows, rebate_amount::DECIMAL(18, 2) as amount
  from read_csv(getvariable('folder') || '/pharmacy_rebate_*.control.csv', header = true)
  except all
  select parse_filename(filename), count(*), sum(rebate_amount::DECIMAL(18, 2))
  from read_csv(getvariable('folder') || '/pharmacy_rebate_????-Q?.csv', header = true, filename = true) group by filename
), fund as (
  select file, rows, amount::DECIMAL(18, 2) as amount from read_csv(getvariable('folder') || '/fund_transaction_*.control.csv', header = true)
  except all
  select parse_filename(filename), count(*), sum(amount::DECIMAL(18, 2))
  from read_csv(getvariable('folder') || '/fund_transaction_????-??.csv', header = true, filename = true) group by filename
)
select 'a claim file that is not as its control report says' as fault, count(*) as count
  from ((from control except all from extract) union all (from extract except all from control))
union all select 'a rebate file that is not as its control report says', count(*) from rebate
union all select 'a fund file that is not as its control report says', count(*) from fund
