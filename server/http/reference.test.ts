import { expect, test } from "vitest";
import { createTestApp } from "./testing/testApp.ts";

const csv = "npi,name\n1000000001,Hill Clinic\n";

test("code sets are listed, sent, replaced and taken out of use, by plan administration alone", async () => {
  const { ask } = createTestApp();
  const send = (as: "admin" | "committee", query: string, body: string) =>
    ask(as, `/api/reference?${query}`, {
      method: "POST",
      headers: { "Content-Type": "application/octet-stream" },
      body,
    });
  expect((await ask("committee", "/api/reference")).status).toBe(403);
  expect((await send("committee", "name=names.csv", csv)).status).toBe(403);
  const before = await (await ask("admin", "/api/reference")).json();
  expect(before.reference.map((each: { set: unknown }) => each.set)).not.toContainEqual(expect.anything());

  const sent = await send("admin", "name=..%2Fnames.csv", csv);
  expect(sent.status).toBe(202);
  const { reference, job } = await sent.json();
  expect(job?.kind).toBe("build");
  const provider = reference.find((each: { kind: string }) => each.kind === "provider-names");
  expect(provider.set).toMatchObject({ files: ["names.csv"], rows: 1, actor: "pat" });

  const refused = await send("admin", "name=x.csv", "a,b\n1,2\n");
  expect(refused.status).toBe(422);
  expect((await refused.json()).error).toMatchObject({ code: "unknown-layout" });
  expect((await send("admin", "name=x.csv&kind=none", csv)).status).toBe(400);

  expect((await ask("admin", "/api/reference/provider-names", { method: "DELETE" })).status).toBe(202);
  expect((await ask("admin", "/api/reference/provider-names", { method: "DELETE" })).status).toBe(404);
  expect((await ask("admin", "/api/reference/nothing", { method: "DELETE" })).status).toBe(400);
});
