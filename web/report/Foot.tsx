import { Link } from "@tanstack/react-router";
import type { Envelope } from "../../server/reports/envelope.ts";
import { reportAddress } from "../api/useReport.ts";
import { carriedSearch } from "../filters/params.ts";
import { profileNames } from "../filters/profileNames.ts";
import { usePageSearch } from "../filters/usePageSearch.ts";
import { counted, numberRanges } from "../format/list.ts";
import { formatDate } from "../format/month.ts";
import { lineDefinition, lineNamed } from "./envelopeCells.ts";

/** How it is made, from what, what is not in it, and what can be opened. */
export function Foot({ envelope }: { envelope: Envelope }) {
  const { meta } = envelope;
  const search = usePageSearch();
  const sentences = made(envelope);
  const here = { to: "/reports/$reportId", params: { reportId: meta.report } } as const;
  return (
    <footer className="report-foot">
      {sentences.length > 0 ? (
        <section>
          <h2>How it is made</h2>
          {sentences.map((text) => (
            <p key={text}>{text}</p>
          ))}
        </section>
      ) : null}
      <section>
        <h2>From</h2>
        <p>
          <Link to="/loads" search={carriedSearch(search)}>
            {meta.loads.length === 1 ? "Load" : "Loads"} {numberRanges(meta.loads)}
          </Link>
          {meta.serviceThrough ? `, services through ${formatDate(meta.serviceThrough)}` : ""}
          {meta.paidThrough ? `, paid through ${formatDate(meta.paidThrough)}` : ""}.
        </p>
      </section>
      <section>
        <h2>Notes, and what is not in it</h2>
        {meta.footnotes.map((note) => (
          <p key={note}>{note}</p>
        ))}
        {meta.suppressed.cells.length > 0 ? (
          <p>{counted(meta.suppressed.cells.length, "figure")} withheld to protect people.</p>
        ) : null}
        {meta.footnotes.length + meta.suppressed.cells.length === 0 ? <p>Nothing is left out.</p> : null}
      </section>
      <section className="foot-open">
        <h2>Open</h2>
        <p>
          <Link {...here} search={{ ...search, show: "sql" }} resetScroll={false}>
            SQL
          </Link>
          {" · "}
          <Link {...here} search={{ ...search, show: "method" }} resetScroll={false}>
            definitions
          </Link>
          {" · "}
          <a href={reportAddress(meta.report, meta.params, "json")}>data as JSON</a>
        </p>
      </section>
      <p
        className="foot-versions"
        title="They name the data and the query exactly, for whoever has to make this report again"
      >
        Data <code title={meta.digest}>{meta.digest.slice(0, 12)}</code>, report <code>{meta.version}</code>
      </p>
      <p className="print-only profile-line">{profileNames[meta.profile].footer}</p>
    </footer>
  );
}

/** The definitions of what is set large or drawn, a few of them, as sentences. */
function made(envelope: Envelope): string[] {
  const { meta, columns } = envelope;
  const ofLines = meta.figures.flatMap(({ row, label }) => {
    const line = row === null ? -1 : lineNamed(envelope, row);
    const definition = lineDefinition(envelope, envelope.rows[line] ?? []);
    return definition ? [`${label}: ${definition}`] : [];
  });
  const names = [...new Set([...meta.chart.y, ...meta.figures.map((figure) => figure.column)])];
  const ofColumns = names
    .flatMap((name) => columns.find((column) => column.name === name) ?? [])
    .filter((column) => column.definition && !column.unitColumn)
    .map((column) => `${column.label}: ${column.definition}`);
  return [...ofLines, ...ofColumns].slice(0, 4);
}
