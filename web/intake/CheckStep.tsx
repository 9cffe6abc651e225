import type { Intake } from "../api/types.ts";
import { formatDecimal } from "../format/decimal.ts";
import { counted } from "../format/list.ts";
import { formatDate } from "../format/month.ts";
import { formatNumber } from "../format/unit.ts";
import { ControlFigures } from "../loads/ControlFigures.tsx";
import { formatFigure } from "../loads/controlWords.ts";
import { Findings } from "../loads/Findings.tsx";
import { MonthTable } from "../loads/MonthTable.tsx";
import { ProfileTable } from "../loads/ProfileTable.tsx";
import { columnTitle, tableTitle } from "../loads/tableTitles.ts";
import { ControlForm } from "./ControlForm.tsx";
import { GivesWay } from "./GivesWay.tsx";
import { ReadFiles } from "./ReadFiles.tsx";
import { RejectKinds } from "./RejectKinds.tsx";
import { StaleNote } from "./StaleNote.tsx";
import { StopItem } from "./StopItem.tsx";
import type { StepId } from "./steps.ts";
import type { IntakeHandle } from "./useIntake.ts";

interface CheckStepProps {
  handle: IntakeHandle;
  intake: Intake;
  onGo: (step: StepId) => void;
}

/** What the files hold, what would be rejected, and whether it equals what the vendor says. */
export function CheckStep({ handle, intake, onGo }: CheckStepProps) {
  const { rehearsal } = intake;
  if (!rehearsal) return null;
  const { manifest, stops, control, rejects, checks, profile, unmapped } = rehearsal;
  const tables = Object.entries(profile.tables);
  return (
    <>
      <h2 className="answer dry-answer">{answerOf(rehearsal)}</h2>
      <StaleNote intake={intake} handle={handle} />
      {unmapped.length > 0 ? (
        <p className="stale-note">
          {counted(unmapped.length, "file")} {unmapped.length === 1 ? "is" : "are"} not recognized and not counted here.{" "}
          <button type="button" className="link-button" onClick={() => onGo("columns")}>
            Say what their columns are
          </button>
        </p>
      ) : null}
      {stops.length > 0 ? (
        <section aria-label="What stands in the way" className="stops">
          <h2>Before it can be accepted</h2>
          <ul>
            {stops.map((stop) => (
              <StopItem key={`${stop.code} ${stop.what}`} stop={stop} />
            ))}
          </ul>
        </section>
      ) : null}
      <GivesWay mode={intake.settings.mode} rehearsal={rehearsal} />
      <section className="part">
        <h2>Files</h2>
        <ReadFiles rehearsal={rehearsal} />
      </section>
      <section className="part">
        <h2>Control totals</h2>
        {control.length > 0 ? (
          <ControlFigures figures={control} />
        ) : (
          <p className="soft">
            No control report came with the files. Type what the vendor says, and it is compared to the cent.
          </p>
        )}
        <ControlForm handle={handle} intake={intake} rehearsal={rehearsal} />
      </section>
      {rejects.length > 0 ? (
        <section className="part">
          <h2>Rejected rows</h2>
          <RejectKinds kinds={rejects} />
        </section>
      ) : null}
      <section className="part">
        <h2>Findings</h2>
        <Findings checks={checks} />
      </section>
      <Recognized rehearsal={rehearsal} />
      {tables.map(([table, { months, by, priorLoad, columns, matched }]) => (
        <section className="part" key={table}>
          <h2>{tableTitle(table)}</h2>
          {matched ? (
            <p className="soft">
              {formatDecimal(matched.rows, 0)} of {counted(matched.of, "person", "people")} (
              {formatNumber(matched.share, "ratio", 1)}, by {columnTitle(matched.id).toLowerCase()}){" "}
              {matched.rows === 1 ? "is" : "are"} known from enrollment.
            </p>
          ) : null}
          {months.length > 0 ? <MonthTable {...{ months, by, priorLoad }} title={tableTitle(table)} /> : null}
          {columns.length > 0 ? (
            <details className="part-details">
              <summary>What stands in each column</summary>
              <ProfileTable columns={columns} title={tableTitle(table)} />
            </details>
          ) : null}
        </section>
      ))}
      {Object.keys(manifest.tables).length > 0 ? (
        <div className="step-actions">
          <button type="button" className="button" data-primary disabled={handle.busy} onClick={() => onGo("accept")}>
            Go on to accept
          </button>
          <button type="button" className="button" disabled={handle.busy} onClick={() => onGo("files")}>
            Change the files
          </button>
        </div>
      ) : null}
    </>
  );
}

/** The dry run in one sentence. */
function answerOf({ manifest, overlap }: NonNullable<Intake["rehearsal"]>): string {
  const again = overlap.reduce((total, { rows }) => total + rows, 0);
  const tables = Object.values(manifest.tables);
  const sum = (of: "loaded" | "rejected") => tables.reduce((total, table) => total + table[of], 0);
  const first = tables.flatMap(({ firstDate }) => firstDate ?? []).sort()[0];
  const last = tables
    .flatMap(({ lastDate }) => lastDate ?? [])
    .sort()
    .at(-1);
  const paid =
    manifest.tables.medical_claim?.totals.paid_amount ?? tables.find((t) => t.totals.paid_amount)?.totals.paid_amount;
  const rejected = sum("rejected");
  const parts = [
    `${counted(sum("loaded"), "row")} would be loaded`,
    rejected > 0 ? `${formatDecimal(rejected, 0)} rejected` : "none rejected",
    ...(paid && paid.given > 0 && tables.length === 1 ? [`${formatFigure("paid", paid.sum)} paid`] : []),
    ...(first && last ? [first === last ? formatDate(first) : `${formatDate(first)} to ${formatDate(last)}`] : []),
    ...(again > 0 ? [`${formatDecimal(again, 0)} of them there already and counted once`] : []),
  ];
  return tables.length === 0 ? "Nothing could be read yet." : `${parts.join(", ")}.`;
}

/** What was noticed and counted once: overlaps, repeated amounts. */
function Recognized({ rehearsal: { overlap, repeatedAmounts } }: { rehearsal: NonNullable<Intake["rehearsal"]> }) {
  if (overlap.length + repeatedAmounts.length === 0) return null;
  return (
    <section className="part">
      <h2>Counted once</h2>
      <ul className="plain-list">
        {overlap.map(({ table, file, rows, amount, load, withFile }) => (
          <li key={`${table} ${file} ${load} ${withFile}`}>
            {counted(rows, "row")} of {file}
            {amount ? ` (${formatFigure("amount", amount)})` : ""} stand already in {withFile}
            {load === null ? " of these files" : ` of load ${load}`}; they are counted once.
          </li>
        ))}
        {repeatedAmounts.map(({ file, column, asWritten, counted: once, claims }) => (
          <li key={`${file} ${column}`}>
            {file}: {columnTitle(column).toLowerCase()} stands on every line of {counted(claims, "claim")}.{" "}
            {formatFigure("amount", once)} is counted, not the {formatFigure("amount", asWritten)} that the lines add up
            to.
          </li>
        ))}
      </ul>
    </section>
  );
}
