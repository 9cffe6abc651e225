import type { MovedFigure, Restatement } from "../intake/restatement.ts";
import { count, few, inWords } from "./rehearsalText.ts";
import { alignedTable } from "./text.ts";

const causes: Record<Restatement["cause"], string> = {
  accepted: "was loaded",
  withdrawn: "was withdrawn",
  reinstated: "was brought back",
  replayed: "was read anew",
};

/** What `restatement` prints: the figures that moved, and because of which rows. */
export function describeRestatement(restatement: Restatement): string {
  const { load, cause, figures, compared, rows, notes } = restatement;
  const lines = [`What moved when load ${load} ${causes[cause]}`, ""];
  if (rows.length > 0) {
    const cells = rows.map(({ table, added, takenBack, amount, amountOf }) => [
      inWords(table),
      count(added),
      count(takenBack),
      amount ?? "not given",
      amountOf ? inWords(amountOf) : "",
    ]);
    lines.push(alignedTable(["Because of rows of", "Added", "Taken back", "Dollars, net", "Of"], cells));
  }
  lines.push(...notes);
  if (notes.length === 0) {
    lines.push(`${count(figures.length)} of ${count(compared)} figures moved.`, "");
    if (figures.length > 0)
      lines.push(alignedTable(["Report", "Period", "Figure", "Before", "After", "Change"], figures.map(cellsOf)));
  }
  return `${lines.join("\n").trimEnd()}\n`;
}

/** The same in a few lines, below what a load took. */
export function restatementInShort({ load, figures, compared, notes }: Restatement): string[] {
  if (notes.length > 0) return notes;
  if (figures.length === 0) return [`No figure moved, of ${count(compared)} compared.`];
  const chief = figures.filter(
    ({ report, figure }) => report === "plan-summary" && /^(Plan paid|Members)$/.test(figure),
  );
  const told = chief.map(
    ({ figure, period, before, after }) =>
      `${figure} ${period}: ${before ?? "not given"} before, ${after ?? "not given"} now`,
  );
  return [
    `${count(figures.length)} of ${count(compared)} reported figures moved; planlens restatement ${load} lists them.`,
    ...few(told, 8),
  ];
}

function cellsOf({ report, period, figure, before, after, change, published }: MovedFigure): string[] {
  const cells = [before, after, change].map((value) => value ?? "not given");
  return [published === null ? report : `${report} as published`, period, figure, ...cells];
}
