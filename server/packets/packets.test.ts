import { describe, expect, it } from "vitest";
import { packetXlsxBytes } from "../exports/packetXlsx.ts";
import { packetPdfBytes } from "../exports/pdf/packetPdf.ts";
import { awkwardEnvelope } from "../exports/testing/envelopes.ts";
import { readPdf } from "../exports/testing/readPdf.ts";
import { readXlsx } from "../exports/testing/readXlsx.ts";
import { createMemoryPlan } from "../http/testing/memoryPlan.ts";
import { readCatalogue } from "../reports/catalogue.ts";
import { standardParameters } from "../reports/spec.ts";
import { answerPacket } from "./answerPacket.ts";
import type { Packet } from "./packet.ts";
import { packetBody, packetNamed } from "./packetList.ts";
import { type PacketSpec, readPacketFiles } from "./packetSpec.ts";

const shipped = readPacketFiles();
const { reports } = readCatalogue();

function spec(change: Partial<PacketSpec> = {}): PacketSpec {
  const body = packetBody({
    title: "Two and one",
    defaults: { compare: "prior-year" },
    parts: [
      { report: "plan-summary" },
      { report: "cost-by-category", params: { basis: "paid" } },
      { report: "claimants" },
    ],
  });
  return { ...body, id: "two", own: false, ...change };
}

describe("the packets that are shipped", () => {
  it.each(shipped.map((packet) => [packet.id, packet] as const))(
    "%s names reports, columns and parameters that there are",
    (_, packet) => {
      for (const part of packet.parts) {
        const report = reports.get(part.report);
        expect(report, part.report).toBeDefined();
        const columns = report?.spec.columns.map(({ name }) => name) ?? [];
        for (const name of part.columns ?? []) expect(columns, part.report).toContain(name);
        const takes = [...standardParameters, ...Object.keys(report?.spec.own ?? {})] as string[];
        for (const name of Object.keys(part.params)) expect(takes, part.report).toContain(name);
      }
      const exhibits = packet.parts.flatMap(({ exhibit }) => exhibit ?? []);
      expect(new Set(exhibits).size).toBe(exhibits.length);
    },
  );
});

describe("a packet", () => {
  it("asks every report with the same, what a part fixes before what is asked, and leaves out what a profile may not see", async () => {
    const plan = createMemoryPlan();
    const asked = { period: "2024", basis: "incurred", plan: "PPO" };
    const packet = await answerPacket(plan, spec(), asked, { profile: "committee" });
    expect(plan.state.asked).toEqual([
      { id: "plan-summary", params: { ...asked, compare: "prior-year" }, profile: "committee" },
      { id: "cost-by-category", params: { ...asked, compare: "prior-year", basis: "paid" }, profile: "committee" },
    ]);
    expect(packet.parts.map(({ exhibit }) => exhibit)).toEqual(["1", "2"]);
    expect(packet.left).toMatchObject([
      { exhibit: "3", report: "claimants", why: expect.stringContaining("plan administration") },
    ]);
  });

  it("has the very envelopes of the single reports, and says which filter one does not take", async () => {
    const plan = createMemoryPlan();
    const params = { period: "2024", compare: "prior-year", region: "North" };
    const packet = await answerPacket(plan, spec(), params, { profile: "plan-administration" });
    const single = await plan.report(
      "plan-summary",
      { period: "2024", compare: "prior-year" },
      { profile: "plan-administration" },
    );
    expect(packet.parts[0]?.envelope).toEqual(single);
    expect(packet.parts[0]?.notes).toEqual(["Not filtered by region: this exhibit shows all."]);
  });

  it("refuses a parameter that no report has, and a packet that is none", async () => {
    const plan = createMemoryPlan();
    const wrong = answerPacket(plan, spec(), { colour: "red" }, { profile: "committee" });
    await expect(wrong).rejects.toMatchObject({ code: "invalid-parameter" });
    expect(() => packetBody({ title: "x", parts: [] })).toThrow("This is no packet");
    expect(() => packetNamed(shipped, "none")).toThrow("dashboard");
  });
});

describe("its files", () => {
  const part = (exhibit: string, title: string) => ({
    exhibit,
    title,
    show: ["answer", "figures", "table"] as const,
    notes: ["Not filtered by region: this exhibit shows all."],
    envelope: awkwardEnvelope(),
  });
  const packet: Packet = {
    id: "two",
    title: "Two exhibits",
    question: "What is in it?",
    planName: "Plan of the test",
    layout: "exhibits",
    params: { period: "2025", profile: "committee" },
    parts: [part("1", "Cost by category"), part("2", "Cost: by [category]/again")].map((each) => ({
      ...each,
      show: [...each.show],
    })),
    left: [{ exhibit: "3", title: "Claimants", report: "claimants", why: "It is for plan administration only." }],
  };

  it("are a PDF whose contents say the right pages, the same each time", async () => {
    const bytes = await packetPdfBytes(packet);
    const { pages, title } = await readPdf(bytes);
    expect(title).toBe("Two exhibits");
    for (const [text, kept] of [
      ["Exhibit 1. Cost by category", "Exhibit 1. Cost by category"],
      ["Exhibit 2. Cost: by [category]/again", "Exhibit 2. Cost: by [category]/again"],
      ["Definitions, dates and versions", "Definitions, dates and versions"],
    ] as const) {
      const at = pages.findIndex((page, i) => i > 0 && page.includes(kept));
      expect(pages[0]).toContain(`${text} ${at + 1}`);
    }
    expect(pages[0]).toContain("Claimants: It is for plan administration only.");
    expect(pages.join(" ")).toContain("this exhibit shows all");
    expect(Buffer.compare(await packetPdfBytes(packet), bytes)).toBe(0);
  });

  it("are one workbook: contents that lead to the sheets, a sheet an exhibit, notes", async () => {
    const bytes = await packetXlsxBytes(packet);
    const { sheets } = readXlsx(bytes);
    expect([...sheets.keys()]).toEqual(["Contents", "1 Cost by category", "2 Cost by category again", "Notes"]);
    expect(sheets.get("Contents")?.xml).toContain(`<f>HYPERLINK("#'1 Cost by category'!A1","Cost by category")</f>`);
    expect([...(sheets.get("1 Cost by category")?.cells.values() ?? [])].map(({ value }) => value)).toContain(
      "11401000.56",
    );
    expect(sheets.get("Contents")?.xml).not.toContain("external");
    expect(Buffer.compare(await packetXlsxBytes(packet), bytes)).toBe(0);
  });
});
