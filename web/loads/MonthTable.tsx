import type { LoadProfile } from "../api/types.ts";
import { ScrollRegion } from "../components/ScrollRegion.tsx";
import { formatDecimal } from "../format/decimal.ts";
import { formatMonth } from "../format/month.ts";
import { formatFigure } from "./controlWords.ts";
import { mainAmount } from "./mainAmount.ts";
import { columnTitle } from "./tableTitles.ts";

type Month = LoadProfile["tables"][string]["months"][number];

/** Rows and dollars by month beside those of the load before, newest month first. */
export function MonthTable({ months, title }: { months: readonly Month[]; title: string }) {
  const amount = mainAmount([...new Set(months.flatMap(({ amounts }) => Object.keys(amounts)))]);
  const withPrior = months.some(({ prior }) => prior !== null);
  const shown = [...months].sort((a, b) => (a.month < b.month ? 1 : -1));
  const size = (month: Month) => Math.abs(Number(amount ? (month.amounts[amount] ?? 0) : month.rows));
  const largest = Math.max(1, ...shown.map(size));
  return (
    <ScrollRegion label={`${title} by month`} className={shown.length > 14 ? "month-region" : undefined}>
      <table className="plain-table month-table">
        <caption className="visually-hidden">
          {title} by month{withPrior ? ", beside the load before" : ""}
        </caption>
        <thead>
          <tr>
            <th scope="col">Month</th>
            <th scope="col" className="number">
              Rows
            </th>
            {withPrior ? (
              <th scope="col" className="number">
                Load before
              </th>
            ) : null}
            {amount ? (
              <th scope="col" className="number">
                {columnTitle(amount)}
              </th>
            ) : null}
            {amount && withPrior ? (
              <th scope="col" className="number">
                Load before
              </th>
            ) : null}
            <td aria-hidden="true" />
          </tr>
        </thead>
        <tbody>
          {shown.map((month) => (
            <tr key={month.month}>
              <th scope="row">{formatMonth(month.month)}</th>
              <td className="number">{formatDecimal(month.rows, 0)}</td>
              {withPrior ? (
                <td className="number prior">{month.prior ? formatDecimal(month.prior.rows, 0) : "none"}</td>
              ) : null}
              {amount ? <td className="number">{formatFigure(amount, month.amounts[amount] ?? "0")}</td> : null}
              {amount && withPrior ? (
                <td className="number prior">
                  {month.prior ? formatFigure(amount, month.prior.amounts[amount] ?? "0") : "none"}
                </td>
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
