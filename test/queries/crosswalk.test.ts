import { afterAll, describe, expect, it } from "vitest";
import { fill, professional, span } from "./rows.ts";
import { type Extracts, type Row, TinyPlan } from "./tinyPlan.ts";

const plans: TinyPlan[] = [];
afterAll(async () => {
  for (const plan of plans) await plan.close();
});

async function build(extracts: Extracts | Extracts[], crosswalk: object[] = []): Promise<TinyPlan> {
  const plan = await TinyPlan.build(extracts, { crosswalk });
  plans.push(plan);
  return plan;
}

const pair = (old_id: string, new_id: string, id_kind: string | null = "person", over: Row = {}): Row => ({
  old_id,
  new_id,
  id_kind,
  data_source: "second administrator",
  ...over,
});

/** A visit under a member's number alone. */
const card = (claim: string, member_id: string, over: Row = {}): Row => {
  const { person_id: _, ...rest } = professional(claim, "", "2024-02-05", { member_id, ...over });
  return rest;
};

const half = (person: string, first: boolean, over: Row = {}) =>
  first ? span(person, "2024-01-01", "2024-06-30", over) : span(person, "2024-07-01", "2024-12-31", over);

const people =
  "select person_id, string_agg(distinct coalesce(source_person_id, '-'), ' ' order by coalesce(source_person_id, '-')), count(*), sum(paid_amount) from core.medical_claim group by 1 order by 1";
const states = "select old_id, new_id, state from core.id_crosswalk order by all";

describe("a crosswalk", () => {
  it("makes one person of two numbers and keeps what the sources wrote", async () => {
    const plan = await build([
      { eligibility: [half("P1", true)], medical_claim: [professional("A", "P1", "2024-03-01")] },
      { eligibility: [half("P2", false)], medical_claim: [professional("B", "P2", "2024-09-01")] },
      { pharmacy_claim: [fill("F", "P2", "2024-10-01")], id_crosswalk: [pair("P1", "P2")] },
    ]);
    expect(await plan.query(people)).toEqual([["P1", "P1 P2", "2", "160.00"]]);
    expect(await plan.query("select person_id, source_person_id from core.pharmacy_claim")).toEqual([["P1", "P2"]]);
    expect(
      await plan.query(
        "select person_id, sum(member_months) from marts.member_month join marts.person using (person_key) where is_principal group by 1",
      ),
    ).toEqual([["P1", "12.000000"]]);
    expect(await plan.query("select source_person_id, person_id from core.eligibility order by 1")).toEqual([
      ["P1", "P1"],
      ["P2", "P1"],
    ]);
    expect(await plan.query("select * exclude (effective_from) from core.id_crosswalk")).toEqual([
      ["person", "P1", "P2", "second administrator", "3", null, "joined"],
    ]);
    expect(await plan.query("select count(*) from core.unmatched_number")).toEqual([["0"]]);
    expect(await plan.query("select member_status, sum(paid) from marts.cost_month group by 1")).toEqual([
      ["(not given)", "200.00"],
    ]);
  });

  it("is followed through chains and rings, in whatever order it is told", async () => {
    const ids = ["C1", "C2", "C3", "C4", "R1", "R2", "R3"];
    const plan = await build({
      eligibility: [half("C2", true), half("R3", true)],
      medical_claim: ids.map((id) => professional(id, id, "2024-02-01")),
      id_crosswalk: [
        pair("C3", "C4"),
        pair("C1", "C2"),
        pair("C2", "C3", null),
        pair("R3", "R1"),
        pair("R1", "R2"),
        pair("R2", "R3"),
        pair("R2", "R2"),
      ],
    });
    expect(await plan.query(people)).toEqual([
      ["C1", "C1 C2 C3 C4", "4", "320.00"],
      ["R1", "R1 R2 R3", "3", "240.00"],
    ]);
    expect(await plan.query("select count(*) from core.unmatched_number")).toEqual([["0"]]);
  });

  it("does not make one person of two who were born on different days", async () => {
    const plan = await build({
      eligibility: [
        half("D1", true),
        half("D2", false, { birth_date: "1985-02-03" }),
        half("E1", true),
        half("E3", false, { birth_date: "1985-02-03" }),
      ],
      medical_claim: ["D1", "D2", "E1", "E2", "E3"].map((id) => professional(id, id, "2024-02-01")),
      // E2, of whom nothing is known, stands between the other two.
      id_crosswalk: [pair("D1", "D2"), pair("E1", "E2"), pair("E2", "E3")],
    });
    expect(await plan.query(states)).toEqual([
      ["D1", "D2", "born on different days"],
      ["E1", "E2", "born on different days"],
      ["E2", "E3", "born on different days"],
    ]);
    expect((await plan.query(people)).map(([person]) => person)).toEqual(["D1", "D2", "E1", "E2", "E3"]);
  });

  it("does not join by a number that stands for anybody", async () => {
    const ids = Array.from({ length: 30 }, (_, at) => `W${at + 10}`);
    const plan = await build({
      medical_claim: [...ids, "X1", "X2"].map((id) => professional(id, id, "2024-02-01")),
      id_crosswalk: [...ids.map((id) => pair(id, "999999999")), pair("X1", "X2")],
    });
    expect(await plan.query("select state, count(*) from core.id_crosswalk group by 1 order by 1")).toEqual([
      ["joined", "1"],
      ["paired with many", "30"],
    ]);
    expect(await plan.query("select count(distinct person_id) from core.medical_claim")).toEqual([["31"]]);
  });

  it("joins on a decision, and what was decided apart stays apart", async () => {
    const extracts = {
      eligibility: [half("G1", true), half("H1", true)],
      medical_claim: ["G1", "G2", "H1", "H2"].map((id) => professional(id, id, "2024-02-01")),
      id_crosswalk: [pair("H1", "H2")],
    };
    const plan = await build(extracts, [
      { oldId: "G1", newId: "G2", idKind: "person", source: "benefits office", decision: "same" },
      { oldId: "H2", newId: "H1", idKind: "person", decision: "apart" },
    ]);
    expect((await plan.query(people)).map(([person, ids]) => [person, ids])).toEqual([
      ["G1", "G1 G2"],
      ["H1", "H1"],
      ["H2", "H2"],
    ]);
    expect(await plan.query("select old_id, record_id, data_source, state from core.id_crosswalk order by 1")).toEqual([
      ["G1", "pair-0", "benefits office", "joined"],
      ["H1", null, "second administrator", "decided apart"],
      ["H2", "pair-1", "(decided)", "decided apart"],
    ]);
  });

  it("of contracts joins the contract and the members whose numbers follow it", async () => {
    const plan = await build({
      eligibility: [
        half("p1", true, { subscriber_id: "S1", member_id: "S1-01" }),
        half("p2", true, { subscriber_id: "S1", member_id: "S1-02", birth_date: "2010-01-01" }),
        half("q1", false, { subscriber_id: "T9", member_id: "T9-01" }),
        // Another child stands under the number of the first one.
        half("q2", false, { subscriber_id: "T9", member_id: "T9-02", birth_date: "2012-01-01" }),
      ],
      id_crosswalk: [pair("S1", "T9", "subscriber")],
      pharmacy_claim: [fill("end", "p1", "2024-12-31")],
    });
    expect(await plan.query("select distinct contract_id from core.eligibility")).toEqual([["S1"]]);
    expect(
      await plan.query(
        "select person_id, sum(member_months) from marts.member_month join marts.person using (person_key) where is_principal group by 1 order by 1",
      ),
    ).toEqual([
      ["p1", "12.000000"],
      ["p2", "6.000000"],
      ["q2", "6.000000"],
    ]);
    expect(await plan.query("select max(contracts), min(contracts) from marts.member_total")).toEqual([["1", "1"]]);
  });
});

describe("a claim under a member's number alone", () => {
  const extracts: Extracts = {
    eligibility: [
      half("P1", true, { member_id: "M1" }),
      half("P1", false, { member_id: "M1" }),
      half("mother", true, { member_id: "F" }),
      half("child", true, { member_id: "F" }),
    ],
    medical_claim: [
      card("A", "M1"),
      card("B", "M2"),
      card("C", "M3", { data_source: "new administrator" }),
      card("D", "F"),
      professional("E", "P1", "2024-02-05", { member_id: "M1" }),
      card("N", "", { member_id: null }),
    ],
  };

  it("finds its person by the enrollment, or stays visible with where it comes from", async () => {
    const plan = await build([extracts, { id_crosswalk: [pair("M1", "M2", "member")] }]);
    expect(await plan.query("select claim_id, person_id, source_person_id from core.medical_claim order by 1")).toEqual(
      [
        ["A", "P1", null],
        ["B", "P1", null],
        ["C", "M3", null],
        ["D", "F", null],
        ["E", "P1", "P1"],
        ["N", null, null],
      ],
    );
    expect(
      await plan.query(
        "select data_source, id_kind, number, lines, paid, first_load from core.unmatched_number order by number nulls last",
      ),
    ).toEqual([
      [null, "member", "F", "1", "80.00", "1"],
      ["new administrator", "member", "M3", "1", "80.00", "1"],
      [null, "(not given)", null, "1", "80.00", "1"],
    ]);
    expect(await plan.query("select sum(paid) from marts.cost_month")).toEqual([["480.00"]]);
    expect(await plan.query("select number_key, matched_by from core.person_number order by all")).toEqual([
      ["(member) F", "none"],
      ["(member) M1", "member number"],
      ["(member) M2", "crosswalk"],
      ["(member) M3", "none"],
      ["(not given)", "none"],
      ["P1", "enrollment"],
      ["child", "enrollment"],
      ["mother", "enrollment"],
    ]);
  });

  it("needs no crosswalk where the number is in the enrollment", async () => {
    const plan = await build(extracts);
    expect(
      await plan.query(
        "select person_id, count(*) from core.medical_claim where person_id in ('P1', 'M2') group by 1 order by 1",
      ),
    ).toEqual([
      ["M2", "1"],
      ["P1", "2"],
    ]);
  });
});
