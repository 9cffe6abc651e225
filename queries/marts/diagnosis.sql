/*
table: marts.diagnosis
needs: [marts.code_set, reference.diagnosis_category, reference.diagnosis_chapter, reference.diagnosis_name, work.diagnosis_code]
grain: one row per diagnosis code on a paid line, in whatever place
why: what a code is called and belongs to, by the categories that the plan dropped in, else by the chapter of ICD-10-CM in our own words
is_mapped: found in the categories dropped in or, where there are none, in a chapter
*/
with dropped_in as (
  select count(*) > 0 as has_categories
  from marts.code_set
  where kind = 'diagnosis-categories'
),

-- AHRQ gives some codes no category as a first diagnosis; they keep the first one they have.
category as (
  select
    code,
    name,
    case when starts_with(category, 'XXX') then first_category else category end as category,
    case when starts_with(category, 'XXX') then first_category_name else category_name end as category_name
  from reference.diagnosis_category
)

select
  diagnosis_code.code as diagnosis_code,
  coalesce(diagnosis_name.name, category.name) as name,
  case
    when dropped_in.has_categories then coalesce(category.category_name, '(not mapped)')
    else coalesce(chapter.chapter, '(not mapped)')
  end as diagnosis_group,
  category.category as category_code,
  coalesce(chapter.chapter, '(not mapped)') as chapter,
  cast(coalesce(chapter.chapter_order, '99') as smallint) as chapter_order,
  starts_with(diagnosis_code.code, 'F1') as is_substance,
  starts_with(diagnosis_code.code, 'F') as is_behavioral,
  coalesce(case when dropped_in.has_categories then category.category else chapter.chapter end is not null, false) as is_mapped
from work.diagnosis_code
cross join dropped_in
left join category
  on category.code = diagnosis_code.code
left join reference.diagnosis_name
  on diagnosis_name.code = diagnosis_code.code
left join reference.diagnosis_chapter as chapter
  on left(diagnosis_code.code, 3) between chapter.code_from and chapter.code_to
order by diagnosis_code.code
