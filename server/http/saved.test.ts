import { expect, test } from "vitest";
import { createTestApp } from "./testing/testApp.ts";

const question = { metrics: ["paid"], by: ["plan"] };

test("a question is saved, renamed, read by version, withdrawn and brought back", async () => {
  const { ask } = createTestApp();
  const post = (body: object) => ask("admin", "/api/saved/question", { method: "POST", body: JSON.stringify(body) });
  const saved = await (await post({ name: "Paid by plan", content: question })).json();
  expect(saved).toMatchObject({ id: "paid-by-plan", version: 1, owner: "pat", withdrawn: false });
  const renamed = await (await post({ id: saved.id, name: "Paid, plan by plan" })).json();
  expect(renamed).toMatchObject({ id: "paid-by-plan", version: 2, name: "Paid, plan by plan", content: question });
  const first = await ask("admin", "/api/saved/question/paid-by-plan?version=1");
  expect(await first.json()).toMatchObject({ name: "Paid by plan", version: 1 });

  const gone = await ask("admin", "/api/saved/question/paid-by-plan", { method: "DELETE" });
  expect(await gone.json()).toMatchObject({ version: 3, withdrawn: true });
  expect((await ask("admin", "/api/saved/question/paid-by-plan")).status).toBe(404);
  expect((await (await ask("admin", "/api/saved/question")).json()).saved).toEqual([]);
  const all = await (await ask("admin", "/api/saved/question?withdrawn=true")).json();
  expect(all.saved).toHaveLength(1);
  const back = await ask("admin", "/api/saved/question/paid-by-plan/restore", { method: "POST" });
  expect(await back.json()).toMatchObject({ version: 4, withdrawn: false });
});

test("what cannot be is refused by name, with what can", async () => {
  const { ask } = createTestApp();
  const post = (kind: string, content: object) =>
    ask("admin", `/api/saved/${kind}`, { method: "POST", body: JSON.stringify({ name: "x", content }) });
  for (const [kind, content, words] of [
    ["question", { metrics: ["happiness"] }, 'There is no metric "happiness". There are: charge'],
    ["cohort", { period: "2025" }, "a cohort needs a condition at least"],
    ["annotation", { month: "March", text: "New plan" }, "a month is written 2025-03"],
  ] as const) {
    const response = await post(kind, content);
    expect(response.status).toBe(400);
    expect((await response.json()).error.message).toContain(words);
  }
});

test("the closed lists say what each figure stands on and what knows each dimension", async () => {
  const { ask } = createTestApp();
  const { metrics, dimensions } = await (await ask("admin", "/api/builder")).json();
  expect(metrics.find(({ name }: { name: string }) => name === "paid_pmpm").standsOn).toEqual(["cost", "member"]);
  expect(dimensions.find(({ name }: { name: string }) => name === "code").knownOf).not.toContain("member");
  expect([...metrics, ...dimensions].every(({ definition }: { definition: string }) => definition.length > 5)).toBe(
    true,
  );
  const sql = await ask("admin", "/api/ask/method", { method: "POST", body: JSON.stringify(question) });
  expect((await sql.json()).sql).toContain("group by grouping sets");
});

test("what people saved is for plan administration alone, packets of their own too", async () => {
  const { ask } = createTestApp();
  const content = { title: "Care of one person", parts: [{ report: "claim-lines", params: { person: "p1" } }] };
  const body = JSON.stringify({ name: "Care of one person", content });
  expect((await ask("admin", "/api/saved/packet", { method: "POST", body })).status).toBe(200);
  for (const kind of ["question", "cohort", "view", "annotation", "packet", "norm"]) {
    expect((await ask("committee", `/api/saved/${kind}`)).status, kind).toBe(403);
    expect((await ask("committee", `/api/saved/${kind}/x`)).status, kind).toBe(403);
    expect((await ask("committee", `/api/saved/${kind}`, { method: "POST", body })).status, kind).toBe(403);
  }
  expect(await (await ask("admin", "/api/packets")).text()).toContain("own-care-of-one-person");
  expect(await (await ask("committee", "/api/packets")).text()).not.toContain("one-person");
  expect((await ask("committee", "/api/packets/own-care-of-one-person")).status).toBe(404);
});
