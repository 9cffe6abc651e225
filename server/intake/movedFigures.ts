import type { Home } from "../home/home.ts";
import { listRecords } from "../home/records.ts";
import type { AskReport, HomePlan } from "../homePlan.ts";
import { type DataSpan, dataMonths } from "../reports/dataSpan.ts";
import { formatDecimal, parseDecimal, subtract } from "../reports/decimal.ts";
import { figuresOf, type ReportFigure } from "./figuresOf.ts";
import type { MovedFigure } from "./restatement.ts";

interface Asked {
  report: string;
  period: string;
  params: Record<string, string>;
  totalsOnly: boolean;
  published: string | null;
}

/** How far back years are compared, and how many published reports. */
const mostYears = 12;
const mostPublished = 20;

/** Compares the standing reports, a calendar year each, and what was published, in two warehouses. */
export async function movedFigures(
  plan: HomePlan,
  before: string,
  after: string,
): Promise<{ figures: MovedFigure[]; compared: number }> {
  return plan.withWarehouse(before, (askBefore, spanBefore) =>
    plan.withWarehouse(after, async (askAfter, spanAfter) => {
      const asked = [...standingReports(yearsOf([spanBefore, spanAfter])), ...publishedReports(plan.home)];
      const figures: MovedFigure[] = [];
      let compared = 0;
      for (const each of asked) {
        const [was, is] = await Promise.all([ask(askBefore, each), ask(askAfter, each)]);
        const keys = new Set([...was.keys(), ...is.keys()]);
        compared += keys.size;
        for (const key of keys) figures.push(...moved(each, was.get(key), is.get(key)));
      }
      return { figures, compared };
    }),
  );
}

function standingReports(years: string[]): Asked[] {
  const reports = ["plan-summary", "cost-by-category", "enrollment", "utilization"];
  return years.flatMap((period) =>
    reports.map((report) => ({
      report,
      period,
      params: { period, compare: "none" },
      totalsOnly: report === "enrollment",
      published: null,
    })),
  );
}

function publishedReports(home: Home): Asked[] {
  const records = listRecords(home, "published").sort((a, b) => (a.at < b.at ? 1 : -1));
  return records.slice(0, mostPublished).flatMap(({ id, body }) => {
    const { report, params } = body as { report?: string; params?: Record<string, string> };
    if (!report || !params || params.as_of !== undefined) return [];
    return [{ report, period: params.period ?? "", params, totalsOnly: false, published: id }];
  });
}

function yearsOf(spans: DataSpan[]): string[] {
  const months = spans.flatMap((span) => dataMonths(span) ?? []).sort();
  const [first, last] = [Number(months[0]?.slice(0, 4)), Number(months.at(-1)?.slice(0, 4))];
  if (months.length === 0) return [];
  const from = Math.max(first, last - mostYears + 1);
  return Array.from({ length: last - from + 1 }, (_, step) => String(from + step));
}

/** No figures where the warehouse cannot answer: it has no data, or was built before the report could be asked. */
async function ask(report: AskReport, { report: id, params, totalsOnly }: Asked): Promise<Map<string, ReportFigure>> {
  try {
    const figures = figuresOf(await report(id, params), totalsOnly);
    return new Map(figures.map((figure) => [figure.key, figure]));
  } catch {
    return new Map();
  }
}

function moved(asked: Asked, was: ReportFigure | undefined, is: ReportFigure | undefined): MovedFigure[] {
  const [before, after] = [was?.value ?? null, is?.value ?? null];
  if (before === after) return [];
  const { report, period, published } = asked;
  const either = is ?? was;
  const figure = { report, period, figure: either?.label ?? "", unit: either?.unit ?? "", published };
  return [{ ...figure, before, after, change: difference(before, after) }];
}

function difference(before: string | null, after: string | null): string | null {
  if (before === null || after === null) return null;
  try {
    return formatDecimal(subtract(parseDecimal(after), parseDecimal(before)));
  } catch {
    return null;
  }
}
