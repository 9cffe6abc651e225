import { LIST, listValue, VARCHAR } from "@duckdb/node-api";
import { isPlanlensError, PlanlensError } from "../errors.ts";
import type { HomePlan } from "../homePlan.ts";
import type { CohortCondition, CohortContent } from "../saved/cohort.ts";
import type { Warehouse } from "../warehouse/warehouse.ts";
import { dimensions } from "./dimensions.ts";

interface Asked {
  /** What is named: "chronic condition". */
  noun: string;
  values: string[];
  /** A query that gives the words there are as `word`, and how to list them. */
  known: string;
  /** Of the words, those that a message lists; all of them where it is left out. */
  listed?: string;
}

/**
 * Refuses words that this plan's data and lists do not have: nobody would meet them.
 * @throws PlanlensError `invalid-parameter` that names the word and what there is.
 */
export async function refuseUnknownWords(
  warehouse: Warehouse,
  { all, any, none }: CohortContent,
  signal?: AbortSignal,
): Promise<void> {
  for (const { noun, values, known, listed = known } of [...all, ...any, ...none].flatMap(wordsOf)) {
    const { rows } = await warehouse.query(
      `select given.word
from (select unnest($given) as word) as given
where given.word not in (select word from (${known}) where word is not null)
limit 1`,
      { given: { value: listValue(values), type: LIST(VARCHAR) } },
      { signal },
    );
    const [unknown] = rows[0] ?? [];
    if (unknown === undefined) continue;
    const there = await warehouse.query(
      `select distinct cast(word as varchar) as word from (${listed}) where word is not null order by word limit 60`,
      {},
      { signal },
    );
    throw new PlanlensError(
      "invalid-parameter",
      `There is no ${noun} "${String(unknown).slice(0, 60)}". Known: ${there.rows.map(([word]) => String(word)).join(", ")}.`,
      { detail: { parameter: "content" } },
    );
  }
}

/** The same before a cohort is kept; where no data are there yet, any word may come with them. */
export async function refuseUnknownCohort(plan: Pick<HomePlan, "read">, content: CohortContent): Promise<void> {
  try {
    await plan.read((warehouse) => refuseUnknownWords(warehouse, content));
  } catch (error) {
    if (!isPlanlensError(error) || (error.code !== "no-data" && error.code !== "not-built")) throw error;
  }
}

function wordsOf(condition: CohortCondition): Asked[] {
  switch (condition.has) {
    case "condition":
      return [
        {
          noun: "chronic condition",
          values: condition.conditions.map((each) => each.toLowerCase()),
          known:
            "select lower(condition) as word from marts.condition union all select lower(label) from marts.condition",
          listed: "select label as word from marts.condition",
        },
      ];
    case "care":
      return [
        ...asked(
          "category",
          condition.categories,
          "select cast(category as varchar) as word from core.service_category",
        ),
        ...asked("service", condition.services, "select cast(service as varchar) as word from core.service_category"),
      ];
    case "drug": {
      const listed = "select distinct cast(drug_class as varchar) as word from marts.pharmacy_month";
      const known = ["class_code", "class_name", "name"].map((column) => `select ${column} as word from marts.drug`);
      return asked("drug class", condition.classes, [listed, ...known].join(" union all "), listed);
    }
    case "member": {
      const column = dimensions.get(condition.dimension)?.on.member ?? "null";
      const noun = dimensions.get(condition.dimension)?.label.toLowerCase() ?? condition.dimension;
      return asked(
        noun,
        condition.values,
        `select distinct cast(${column} as varchar) as word from marts.member_month as m`,
      );
    }
    default:
      return [];
  }
}

function asked(noun: string, values: string[] | undefined, known: string, listed?: string): Asked[] {
  return values ? [{ noun, values, known, listed }] : [];
}
