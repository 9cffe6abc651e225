import { type DirtFile, delimited, type Row, rowsWhere, total } from "./dirtFile.ts";
import type { ExtractSample } from "./extractSample.ts";
import { madeUpMark, madeUpName } from "./madeUpNames.ts";

const vendorPlanNames: Record<string, string[]> = {
  PPO: ["Preferred Choice", "PPO - ACTIVES", "P.P.O."],
  HMO: ["Regional HMO", "HMO-STD"],
  HDHP: ["Consumer Plan w/HSA", "HDHP 1600"],
  "Medicare Supplement": ["Med Supp", "MEDICARE SUPP."],
};

/** A vendor's invoice with ids in part or missing, people of the same name, and plan names of the vendor's own. */
export function invoiceDirt({ enrollment }: ExtractSample): DirtFile[] {
  const opening = enrollment[0]?.file_date;
  const members = enrollment
    .filter((row) => row.file_date === opening && row.subscriber_relation === "self")
    .slice(0, 130);
  /* a hundred names for more people: from the hundred and first on each shares one */
  const roster = members.map((row, index): Row => ({ ...row, ...madeUpName(index), name_is: madeUpMark }));
  const rows = roster.map((row, index): Row => {
    const names = vendorPlanNames[row.plan ?? ""] ?? [row.plan ?? ""];
    const id = row.member_id ?? "";
    return {
      ...row,
      invoice_line: String(index + 1),
      member_id: index % 7 === 2 ? "" : index % 7 === 5 ? `...${id.slice(-6)}` : id,
      birth_date: index % 21 === 2 ? "" : (row.birth_date ?? ""),
      plan: names[index % names.length] ?? "",
      amount: `${35 + (index % 4) * 2}.${index % 2 ? "50" : "25"}`,
    };
  });
  const byId = (row: Row) => /^S\d{9}-\d+$/.test(row.member_id ?? "");
  const person = (row: Row) => [row.first_name, row.last_name, row.birth_date].join("|");
  const rosterPersons = roster.map(person);
  const byPerson = (row: Row) => !byId(row) && rosterPersons.filter((each) => each === person(row)).length === 1;
  const open = rows.filter((row) => !byId(row) && !byPerson(row));
  const names = rows.map((row) => `${row.first_name} ${row.last_name}`);
  const planOf = new Map(
    Object.entries(vendorPlanNames).flatMap(([plan, own]) => own.map((name) => [name, plan] as const)),
  );
  const ppo = rows.filter((row) => planOf.get(row.plan ?? "") === "PPO");
  const rule =
    "Match on the whole id, then on name with birth date; who is left is shown for a person to confirm. Plan names are " +
    "matched once and remembered. The names are made up.";
  const totals = {
    amount: total(rows, "amount"),
    matched_by_id: rows.filter(byId).length,
    matched_by_name_and_birth_date: rows.filter(byPerson).length,
    left_to_confirm: open.length,
    amount_left_to_confirm: total(open, "amount"),
    lines_of_the_PPO: ppo.length,
    amount_of_the_PPO: total(ppo, "amount"),
  };
  const kind = "an invoice with ids in part or missing, same names, other plan names";
  return [
    {
      file: "invoice.csv",
      kind,
      rule,
      rows: rows.length,
      wrong: [
        { what: "no id", rows: rowsWhere(rows, (row) => row.member_id === "") },
        { what: "the id's end only", rows: rowsWhere(rows, (row) => row.member_id?.startsWith("...") ?? false) },
        { what: "no birth date", rows: rowsWhere(rows, (row) => row.birth_date === "") },
        {
          what: "name of another line too",
          rows: rowsWhere(
            rows,
            (_, index) => names.indexOf(names[index] ?? "") !== names.lastIndexOf(names[index] ?? ""),
          ),
        },
      ],
      totals,
      bytes: Buffer.from(
        delimited(
          ["invoice_line", "last_name", "first_name", "name_is", "birth_date", "member_id", "plan", "amount"],
          rows,
        ),
      ),
    },
    {
      file: "invoice-roster.csv",
      kind,
      rule,
      rows: roster.length,
      wrong: [],
      totals,
      bytes: Buffer.from(delimited(["member_id", "last_name", "first_name", "name_is", "birth_date", "plan"], roster)),
    },
    {
      file: "invoice-plan-names.csv",
      kind,
      rule,
      rows: planOf.size,
      wrong: [],
      totals,
      bytes: Buffer.from(
        delimited(
          ["invoice_plan", "plan"],
          [...planOf].map(([invoice_plan, plan]) => ({ invoice_plan, plan })),
        ),
      ),
    },
  ];
}
