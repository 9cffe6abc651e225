import { Link } from "@tanstack/react-router";
import type { LoadSummary } from "../api/types.ts";
import { formatDecimal } from "../format/decimal.ts";
import { counted, inWords } from "../format/list.ts";
import { formatMoment } from "../format/moment.ts";
import { formatSpan } from "../format/month.ts";
import { formatNumber } from "../format/unit.ts";
import { controlWords, ties } from "./controlWords.ts";
import { modeWords } from "./modeWords.ts";
import { tableTitle } from "./tableTitles.ts";

type TableSummary = LoadSummary["tables"][string];

/** One load: a heading line that says what it is and how it stands, then a line for each table; `alone` on its own page. */
export function LoadGroup({ load, alone = false }: { load: LoadSummary; alone?: boolean }) {
  const { number, files, vendor, state, mode } = load;
  const names = [...new Set(files.map((file) => file.name))];
  const few = names.length <= 4;
  const unread = load.unread.map((file) => file.name);
  return (
    <tbody data-state={state}>
      <tr className="load-head">
        <th scope="rowgroup" colSpan={7}>
          {alone ? null : (
            <>
              <Link className="load-number" to="/loads/$number" params={{ number: String(number) }}>
                Load {number}
              </Link>
              {vendor ? <span className="load-vendor">{vendor}</span> : null}
              {state === "withdrawn" ? <span className="load-state">withdrawn</span> : null}
              <Standing load={load} />
            </>
          )}
          <span className="load-facts">
            {alone ? "" : `${formatMoment(load.acceptedAt)} by ${load.actor} · `}
            {alone || mode.kind === "append" ? "" : `${modeWords(mode)} · `}
            {few ? inWords(names) : counted(names.length, "file")}
          </span>
          {few ? null : <FileList files={files} />}
          {unread.length > 0 ? (
            <details className="load-files">
              <summary>{counted(unread.length, "file")} left unread</summary>
              <ul>
                {load.unread.map(({ name, why }) => (
                  <li key={`${name} ${why}`}>
                    {name} <span className="not-given">{why}</span>
                  </li>
                ))}
              </ul>
            </details>
          ) : null}
        </th>
      </tr>
      {Object.entries(load.tables).map(([name, table]) => (
        <tr key={name}>
          <th scope="row">{tableTitle(name)}</th>
          <td className="number">{formatDecimal(table.rows, 0)}</td>
          <td className="number">{formatDecimal(table.loaded, 0)}</td>
          <td className="number" data-worse={table.rejected > 0}>
            {formatDecimal(table.rejected, 0)}
          </td>
          <Sum total={table.totals.paid_amount} />
          <Sum total={table.totals.allowed_amount} />
          <td className="dates">{formatSpan(table.firstDate, table.lastDate)}</td>
        </tr>
      ))}
    </tbody>
  );
}

/** Control totals, findings and restated figures in a few words, each only where it is known. */
function Standing({ load: { number, control, findings, restated } }: { load: LoadSummary }) {
  const at = { to: "/loads/$number", params: { number: String(number) } } as const;
  const graver = findings ? findings.stop + findings.reject : 0;
  const wrong = control?.figures.some((figure) => !ties(figure)) ?? false;
  return (
    <span className="load-standing">
      {control ? (
        <span data-worse={wrong && !control.accepted}>
          {wrong && control.accepted ? "difference accepted: " : "control "}
          {wrong && control.accepted ? control.accepted.reason : controlWords(control.figures)}
        </span>
      ) : null}
      {findings ? (
        <span>
          {graver + findings.warn === 0 ? (
            "no findings"
          ) : (
            <Link {...at} hash="findings">
              {counted(graver + findings.warn, "finding")}
            </Link>
          )}
        </span>
      ) : null}
      {restated ? (
        <span>
          <Link {...at} hash="restatement">
            {counted(restated, "figure")} moved
          </Link>
        </span>
      ) : null}
    </span>
  );
}

/** Many files, shut until somebody wants to see them. */
function FileList({ files }: Pick<LoadSummary, "files">) {
  return (
    <details className="load-files">
      <summary>Show the files</summary>
      <ul>
        {files.map((file) => (
          <li key={`${file.name} ${file.table}`}>
            {file.name} <span className="not-given">{counted(file.rows, "row")}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Sum({ total }: { total: TableSummary["totals"][string] | undefined }) {
  if (!total) return <td className="number" />;
  const none = total.given === 0;
  return (
    <td className="number">
      {none ? <span className="not-given">not given</span> : formatNumber(total.sum, "usd", 2)}
      {!none && total.notGiven > 0 ? <span className="beneath">{counted(total.notGiven, "row")} not given</span> : null}
    </td>
  );
}
