import { describe, expect, test } from "vitest";
import { createTestApp } from "./testing/testApp.ts";

describe("packets", () => {
  test("are listed, for whoever is signed in", async () => {
    const { ask } = createTestApp();
    const { packets } = (await (await ask("committee", "/api/packets")).json()) as { packets: { id: string }[] };
    expect(packets.map(({ id }) => id)).toEqual(expect.arrayContaining(["dashboard", "exhibits", "committee-pack"]));
    expect((await ask("nobody", "/api/packets")).status).toBe(401);
  });

  test("are answered with the envelopes of their reports, and name what is left out", async () => {
    const { ask } = createTestApp();
    const packet = await (await ask("committee", "/api/packets/committee-pack?period=2024&compare=none")).json();
    const single = await (await ask("committee", "/api/reports/plan-summary?period=2024&compare=none")).json();
    expect(packet.parts[0].envelope).toEqual(single);
    expect(packet.left.map(({ report }: { report: string }) => report)).toContain("conditions");
  });

  test("come as a workbook to be saved, and are refused where there is none", async () => {
    const { ask } = createTestApp();
    const book = await ask("admin", "/api/packets/committee-pack?format=xlsx");
    expect(book.status).toBe(200);
    expect(book.headers.get("Content-Disposition")).toContain("committee-pack_");
    expect((await ask("admin", "/api/packets/none")).status).toBe(404);
    expect((await ask("admin", "/api/packets/exhibits?format=docx")).status).toBe(400);
    expect((await ask("committee", "/api/packets/exhibits?profile=plan-administration")).status).toBe(403);
  });
});
