import type { LoadProfile } from "../api/types.ts";
import { ScrollRegion } from "../components/ScrollRegion.tsx";
import { formatDecimal } from "../format/decimal.ts";
import { formatMonth } from "../format/month.ts";
import { formatFigure } from "./controlWords.ts";
import { mainAmount } from "./mainAmount.ts";
import { columnTitle } from "./tableTitles.ts";

type Month = LoadProfile["tables"][string]["months"][number];

interface MonthTableProps {
  months: readonly Month[];
  /** The date by which the months go. */
  by?: string | null | undefined;
  priorLoad?: number | null | undefined;
  title: string;
}

/** Rows and dollars by month beside those of the load before, newest month first. */
export function MonthTable({ months, by = null, priorLoad = null, title }: MonthTableProps) {
  const amount = mainAmount([...new Set(months.flatMap(({ amounts }) => Object.keys(amounts)))]);
  const withPrior = months.some(({ prior }) => prior !== null);
  const before = priorLoad === null ? "Load before" : `Load ${priorLoad}`;
  const date = by ? columnTitle(by) : "Month";
  const shown = [...months].sort((a, b) => (a.month < b.month ? 1 : -1));
  const size = (month: Month) => Math.abs(Number(amount ? (month.amounts[amount] ?? 0) : month.rows));
  const largest = Math.max(1, ...shown.map(size));
  return (
    <ScrollRegion label={`${title} by month`} className={shown.length > 14 ? "month-region" : undefined}>
      <table className="plain-table month-table">
        <caption className="visually-hidden">
          {title} by month{by ? ` of ${date.toLowerCase()}` : ""}
          {withPrior ? `, beside ${before.charAt(0).toLowerCase()}${before.slice(1)}` : ""}
        </caption>
        <thead>
          <tr>
            <th scope="col">{by ? `Month of ${date.toLowerCase()}` : "Month"}</th>
            <th scope="col" className="number">
              Rows
            </th>
            {withPrior ? (
              <th scope="col" className="number">
                {before}
              </th>
            ) : null}
            {amount ? (
              <th scope="col" className="number">
                {columnTitle(amount)}
              </th>
            ) : null}
            {amount && withPrior ? (
              <th scope="col" className="number">
                {before}
              </th>
            ) : null}
            <td aria-hidden="true" />
          </tr>
        </thead>
        <tbody>
          {shown.map((month) => (
            <tr key={month.month}>
              <th scope="row">
                {month.month === "" ? `(no ${by ? date.toLowerCase() : "date"})` : formatMonth(month.month)}
              </th>
              <td className="number">{formatDecimal(month.rows, 0)}</td>
              {withPrior ? (
                <td className="number prior">{month.prior ? formatDecimal(month.prior.rows, 0) : "none"}</td>
              ) : null}
              {amount ? <td className="number">{givenOf(amount, month)}</td> : null}
              {amount && withPrior ? (
                <td className="number prior">{month.prior ? givenOf(amount, month.prior) : "none"}</td>
              ) : null}
              <td className="bar-cell" aria-hidden="true">
                <span className="bar" style={{ width: `${(size(month) / largest) * 100}%` }} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

/** Dollars that no row gives are no zero; where there is no row, there are none. */
function givenOf(amount: string, { rows, amounts }: Pick<Month, "rows" | "amounts">): string {
  const sum = amounts[amount];
  return sum === undefined && rows > 0 ? "not given" : formatFigure(amount, sum ?? "0");
}
