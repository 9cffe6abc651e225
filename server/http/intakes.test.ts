import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { HomePlan } from "../homePlan.ts";
import type { Restatement } from "../intake/restatement.ts";
import type { Scorecard } from "../load/checks/scorecard.ts";
import { medicalCsv, medicalRow } from "../load/testing.ts";
import { homeDesk } from "./loading/homeDesk.ts";
import type { Intake } from "./loading/intakeSchema.ts";
import type { CheckRows, LoadChecks } from "./loading/loadSchemas.ts";
import type { Tried } from "./loading/triedSchema.ts";
import { createTestApp } from "./testing/testApp.ts";

const dir = mkdtempSync(join(tmpdir(), "planlens-intakes-"));
const plan = new HomePlan(dir, { threads: 2 });

afterAll(async () => {
  await plan.close();
  rmSync(dir, { recursive: true, force: true });
});

/** The app over a real home. */
function open() {
  const context = createTestApp({ plan, desk: homeDesk(plan) });
  const { app, ask, jobs, signInAs } = context;
  const cookie = signInAs("plan-administration", "robin");
  const send = async (id: string, name: string, body: BodyInit, headers: Record<string, string> = {}) =>
    app.request(`/api/intakes/${id}/files/${encodeURIComponent(name)}`, {
      method: "PUT",
      headers: { Cookie: cookie, "Content-Type": "application/octet-stream", ...headers },
      body,
      duplex: "half",
    } as RequestInit);
  const json = async <T = Intake>(path: string, method = "GET", body?: unknown): Promise<T> => {
    const response = await ask("admin", path, { method, ...(body !== undefined && { body: JSON.stringify(body) }) });
    expect(response.status, await response.clone().text()).toBeLessThan(300);
    return (await response.json()) as T;
  };
  /** Starts a job and waits until it has ended. */
  const run = async (path: string, body?: unknown) => {
    const { id } = await json<{ id: string }>(path, "POST", body);
    await jobs.until(id, 60_000, ({ state }) => state !== "running");
    return jobs.find(id, "everyone");
  };
  return { ...context, send, json, run };
}

describe("files on their way in", () => {
  test("arrive in pieces under their base name, are listed, replaced and taken out", async () => {
    const { send, json, ask } = open();
    const { id } = await json("/api/intakes", "POST");
    const pieces = new ReadableStream({
      start(controller) {
        for (const piece of ["a,b\n", "1,2\n"]) controller.enqueue(new TextEncoder().encode(piece));
        controller.close();
      },
    });
    expect((await send(id, "../../etc/claims.csv", pieces)).status).toBe(200);
    await send(id, "C:\\extracts\\june.csv", "a\n1\n");
    await send(id, ".hidden", "x");
    const { files } = await json(`/api/intakes/${id}`);
    expect(files).toEqual([
      { name: "claims.csv", size: 8 },
      { name: "hidden", size: 1 },
      { name: "june.csv", size: 4 },
    ]);
    expect(readdirSync(plan.home.paths.intakes)).toEqual([id]);
    await send(id, "claims.csv", "a\n");
    await json(`/api/intakes/${id}/files/june.csv`, "DELETE");
    expect((await json(`/api/intakes/${id}`)).files.map(({ size }) => size)).toEqual([2, 1]);
    expect((await ask("admin", `/api/intakes/${id}/files/june.csv`, { method: "DELETE" })).status).toBe(404);
    expect((await ask("admin", `/api/intakes/${id}`, { method: "DELETE" })).status).toBe(204);
    expect(readdirSync(plan.home.paths.intakes)).toEqual([]);
  });

  test("from another site's page, or under another host, are refused", async () => {
    const { send, json } = open();
    const { id } = await json("/api/intakes", "POST");
    expect((await send(id, "a.csv", "a", { Origin: "https://evil.example" })).status).toBe(403);
    expect((await send(id, "a.csv", "a", { Host: "evil.example" })).status).toBe(403);
    expect((await json(`/api/intakes/${id}`)).files).toEqual([]);
  });

  test("larger than the setting are refused, and leave nothing behind", async () => {
    const small = mkdtempSync(join(tmpdir(), "planlens-small-"));
    writeFileSync(join(small, "settings.json"), JSON.stringify({ uploadGigabytes: 0.000001 }));
    const other = new HomePlan(small);
    const { ask, app, signInAs } = createTestApp({ plan: other, desk: homeDesk(other) });
    const { id } = await (await ask("admin", "/api/intakes", { method: "POST" })).json();
    const put = (body: BodyInit, headers: Record<string, string>) =>
      app.request(`/api/intakes/${id}/files/big.csv`, {
        method: "PUT",
        headers: { Cookie: signInAs("plan-administration"), ...headers },
        body,
        duplex: "half",
      } as RequestInit);
    const bytes = "1".repeat(5_000);
    const announced: Record<string, string>[] = [{ "Content-Length": "5000" }, {}];
    for (const headers of announced) {
      const response = await put(new Blob([bytes]).stream(), headers);
      expect(response.status).toBe(413);
      expect((await response.json()).error).toMatchObject({ code: "too-large", detail: { limit: 1000 } });
    }
    expect(readdirSync(join(other.home.paths.intakes, id, "files"))).toEqual([]);
    rmSync(small, { recursive: true, force: true });
  });

  test("that nobody goes on with are thrown away after some days", async () => {
    const { desk, json } = open();
    const { id } = await json("/api/intakes", "POST");
    expect(desk.intakes.clean(7)).toBe(0);
    const long = new Date(Date.now() - 30 * 86_400_000);
    const path = join(plan.home.paths.intakes, id, "intake.json");
    utimesSync(path, long, long);
    const now = homeDesk(plan);
    expect(now.intakes.clean(7)).toBe(1);
    expect(readdirSync(plan.home.paths.intakes)).not.toContain(id);
  });
});

describe("from files to a load", () => {
  let id = "";

  beforeAll(async () => {
    const { send, json } = open();
    id = (await json("/api/intakes", "POST")).id;
    await send(id, "claims.csv", medicalCsv([medicalRow(), medicalRow({ claim_id: "C2", paid_amount: "20.00" })]));
  });

  test("settings are kept and validated", async () => {
    const { ask, json } = open();
    const settings = { vendor: "Harbor Health", mode: { kind: "append" }, control: [] };
    expect((await json(`/api/intakes/${id}/settings`, "PUT", settings)).settings).toEqual(settings);
    for (const wrong of [
      { ...settings, mode: { kind: "replace-period", from: "2025-03-01", to: "2025-01-31", by: "paid_date" } },
      { ...settings, mode: { kind: "replace-period", from: "2025-03-01", to: "x", by: "paid_date; drop" } },
      { ...settings, control: [{ file: "claims.csv", what: "paid_amount", vendor: "1,000" }] },
      { ...settings, other: 1 },
    ]) {
      const response = await ask("admin", `/api/intakes/${id}/settings`, {
        method: "PUT",
        body: JSON.stringify(wrong),
      });
      expect(response.status).toBe(400);
      expect((await response.json()).error.code).toBe("invalid-parameter");
    }
  });

  test("a dry run is a job whose findings are kept; nothing is loaded by it", async () => {
    const { json, run } = open();
    expect(await run(`/api/intakes/${id}/rehearse`)).toMatchObject({ kind: "rehearsal", subject: id, state: "done" });
    const intake = await json(`/api/intakes/${id}`);
    expect(intake).toMatchObject({ stale: false, job: null, failure: null, outcome: null });
    expect(intake.rehearsal?.manifest.tables.medical_claim).toMatchObject({ rows: 2, loaded: 2, rejected: 0 });
    expect((await plan.loads()).length).toBe(0);
    const changed = { ...intake.settings, vendor: "Harbor" };
    expect((await json(`/api/intakes/${id}/settings`, "PUT", changed)).stale).toBe(true);
    expect((await json(`/api/intakes/${id}/settings`, "PUT", intake.settings)).stale).toBe(false);
  });

  test("no answer and no log has a path of this computer", async () => {
    const { ask, logged, send, json, run } = open();
    const { id } = await json("/api/intakes", "POST");
    await send(id, "secret-claims.csv", "nothing\nknown\n");
    const job = await run(`/api/intakes/${id}/rehearse`);
    const text = await (await ask("admin", `/api/intakes/${id}`)).text();
    for (const said of [text, JSON.stringify(job), JSON.stringify(logged)]) {
      expect(said).not.toContain(tmpdir());
      expect(said).not.toContain(plan.dir);
    }
    await ask("admin", `/api/intakes/${id}`, { method: "DELETE" });
  });

  test("acceptance, undo and the way back are jobs that the list of loads follows", async () => {
    const { json, run, ask } = open();
    expect(await run(`/api/intakes/${id}/accept`, {})).toMatchObject({ kind: "load", state: "done" });
    const { outcome, files } = await json(`/api/intakes/${id}`);
    expect(outcome?.number).toBe(1);
    expect(files).toEqual([]);
    expect((await json<{ intakes: unknown[] }>("/api/intakes")).intakes).not.toContainEqual(
      expect.objectContaining({ id }),
    );
    const again = await ask("admin", `/api/intakes/${id}/accept`, { method: "POST", body: "{}" });
    expect((await again.json()).error).toMatchObject({ code: "already-loaded", detail: { number: 1 } });

    const states = async () =>
      (await json<{ loads: { number: number; state: string }[] }>("/api/loads")).loads.map(({ state }) => state);
    expect(await states()).toEqual(["active"]);
    expect(await run("/api/loads/1/undo")).toMatchObject({ kind: "undo", subject: "1", state: "done" });
    expect(await states()).toEqual(["withdrawn"]);
    expect((await ask("admin", "/api/loads/1/undo", { method: "POST" })).status).toBe(404);
    expect(await run("/api/loads/1/reinstate")).toMatchObject({ kind: "reinstate", state: "done" });
    expect(await states()).toEqual(["active"]);
    expect((await json<{ number: number }>("/api/loads/1/checks")).number).toBe(1);
  });

  test("what was found, rejected and moved can be read afterwards, formulas neutralized", async () => {
    const { json, run, send, ask } = open();
    const { id } = await json("/api/intakes", "POST");
    const good = Array.from({ length: 9 }, (_, i) => medicalRow({ claim_id: `R${i}`, person_id: `P${i}` }));
    const bad = medicalRow({ claim_id: "=cmd|'/c calc'!A1", paid_amount: "-12x" });
    await send(id, "march.csv", medicalCsv([...good, bad]));
    await json(`/api/intakes/${id}/settings`, "PUT", { vendor: "Harbor", mode: { kind: "append" }, control: [] });
    expect(await run(`/api/intakes/${id}/accept`, {})).toMatchObject({
      state: "failed",
      error: { code: "rejected-rows" },
    });
    expect((await json(`/api/intakes/${id}`)).failure).toMatchObject({ of: "load", code: "rejected-rows" });
    expect(await run(`/api/intakes/${id}/accept`, { force: true })).toMatchObject({ state: "done" });
    const number = (await json(`/api/intakes/${id}`)).outcome?.number;

    const rejects = await ask("admin", `/api/loads/${number}/rejects.csv`);
    expect(rejects.headers.get("Content-Disposition")).toBe(`attachment; filename="load-${number}-rejects.csv"`);
    const [head, row, end] = (await rejects.text()).split("\r\n");
    expect(head).toMatch(/^rejected_from,rejected_line,rejected_because,claim_id,/);
    expect(row).toMatch(/^march\.csv,11,/);
    expect(row).toContain("'=cmd|'/c calc'!A1");
    expect(row).toContain("'-12x");
    expect(end).toBe("");

    const { checks } = await json<LoadChecks>(`/api/loads/${number}/checks`);
    const found = checks.find((check) => check.found && check.rows > 0);
    expect(found).toBeDefined();
    const path = `/api/loads/${number}/checks/${found?.check}/rows?table=${found?.table}`;
    const { rows } = await json<CheckRows>(`${path}&limit=3`);
    expect(rows.every(({ file, table }) => file === "march.csv" && table === found?.table)).toBe(true);
    expect(rows.length).toBeGreaterThan(0);
    expect((await ask("admin", path.replace(/checks\/[^/]+/, "checks/no-such-check"))).status).toBe(404);
    expect((await json<Restatement>(`/api/loads/${number}/restatement`)).load).toBe(number);
    const { vendors } = await json<Scorecard>("/api/scorecard");
    expect(vendors.find(({ vendor }) => vendor === "Harbor")?.loads).toMatchObject([{ number, rows: 10, rejected: 1 }]);
  });

  test("a file that nobody knows comes back with rows and a proposal, is tried, mapped and read", async () => {
    const { json, run, send, ask } = open();
    const { id } = await json("/api/intakes", "POST");
    const odd = "CLM_NBR,LN_NO,PATIENT_ID,SVC_FROM,PLAN_PD\nX1,1,S1,01/05/2025,120.00\nX2,1,S2,01/17/2025,220.00\n";
    await send(id, "odd.csv", odd);
    expect(await run(`/api/intakes/${id}/rehearse`)).toMatchObject({ state: "done" });
    const [file] = (await json(`/api/intakes/${id}`)).rehearsal?.unmapped ?? [];
    expect(file).toMatchObject({ name: "odd.csv", header: ["CLM_NBR", "LN_NO", "PATIENT_ID", "SVC_FROM", "PLAN_PD"] });

    const columns = {
      claim_id: "clm_nbr",
      claim_line_number: "ln_no",
      person_id: "patient_id",
      claim_start_date: { from: "svc_from", date: "MM/DD/YYYY" },
      paid_amount: "plan_pd",
    };
    const mapped = { when: { columns: ["clm_nbr"] }, tables: [{ table: "medical_claim", columns }] };
    const tried = await json<Tried>(`/api/intakes/${id}/try`, "POST", { name: "odd.csv", mapped });
    const dates = tried.tables[0]?.columns.find(({ target }) => target === "claim_start_date");
    expect(dates).toMatchObject({ before: ["01/05/2025", "01/17/2025"], after: ["2025-01-05", "2025-01-17"] });

    const refused = await ask("admin", `/api/intakes/${id}/mapping`, {
      method: "PUT",
      body: JSON.stringify({
        name: "odd",
        vendor: "Odd",
        files: [{ ...mapped, tables: [{ table: "nothing", columns }] }],
      }),
    });
    expect(refused.status).toBe(400);
    await json(`/api/intakes/${id}/mapping`, "PUT", { name: "odd", vendor: "Odd", files: [mapped] });
    expect(await run(`/api/intakes/${id}/rehearse`)).toMatchObject({ state: "done" });
    const { rehearsal } = await json(`/api/intakes/${id}`);
    expect(rehearsal?.manifest.tables.medical_claim).toMatchObject({ rows: 2, loaded: 2 });
    expect(rehearsal?.mapped.map(({ name }) => name)).toEqual(["odd.csv"]);
    expect((await json<{ vendor: string }>(`/api/intakes/${id}/mapping`)).vendor).toBe("Odd");
    await ask("admin", `/api/intakes/${id}`, { method: "DELETE" });
  });

  test("while it is read, it cannot be changed; a cancelled dry run leaves it as it was", async () => {
    const { json, send, ask, jobs } = open();
    const { id } = await json("/api/intakes", "POST");
    const rows = Array.from({ length: 20_000 }, (_, i) => medicalRow({ claim_id: `C${i}` }));
    expect((await send(id, "claims.csv", medicalCsv(rows))).status).toBe(200);
    const { id: job } = await json<{ id: string }>(`/api/intakes/${id}/rehearse`, "POST");
    expect((await send(id, "more.csv", "a")).status).toBe(409);
    expect((await ask("admin", `/api/intakes/${id}`, { method: "DELETE" })).status).toBe(409);
    expect((await ask("admin", `/api/intakes/${id}/rehearse`, { method: "POST" })).status).toBe(409);
    await ask("admin", `/api/jobs/${job}`, { method: "DELETE" });
    await jobs.until(job, 10_000, ({ state }) => state !== "running");
    const intake = await json(`/api/intakes/${id}`);
    expect(intake).toMatchObject({ job: null, failure: null });
    await ask("admin", `/api/intakes/${id}`, { method: "DELETE" });
  });
});
