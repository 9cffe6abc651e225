import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import type { MappedFile } from "../../server/load/mapping/mapping.ts";
import { tablesQuery } from "../api/loadQueries.ts";
import type { Intake, TargetTable } from "../api/types.ts";
import { useKept } from "../components/useKept.ts";
import { counted, inWords } from "../format/list.ts";
import { columnTitle, tableTitle } from "../loads/tableTitles.ts";
import { downloadMapping } from "./downloadMapping.ts";
import { KnownVendors } from "./KnownVendors.tsx";
import { MappingEditor } from "./MappingEditor.tsx";
import { draftOf, type FileGroup, groupsOf, mappingOf } from "./mappingDraft.ts";
import { StaleNote } from "./StaleNote.tsx";
import type { StepId } from "./steps.ts";
import { unmetColumns } from "./unmetColumns.ts";
import type { IntakeHandle } from "./useIntake.ts";

interface ColumnsStepProps {
  handle: IntakeHandle;
  intake: Intake;
  onGo: (step: StepId) => void;
}

/** What each file was taken for, and the mapping of those that nothing recognizes. */
export function ColumnsStep({ handle, intake, onGo }: ColumnsStepProps) {
  const { rehearsal, settings } = intake;
  const { data: tables } = useQuery(tablesQuery);
  const unmapped = rehearsal?.unmapped ?? [];
  const groups = groupsOf([...unmapped, ...(rehearsal?.mapped ?? [])]);
  const [changing, setChanging] = useKept<string[]>(`changing ${intake.id}`, []);
  const isOpen = ({ files, first }: FileGroup) =>
    changing.includes(first.name) || files.some((file) => unmapped.includes(file));
  const [edited, setEdited] = useKept<Record<string, MappedFile>>(`columns ${intake.id}`, {});
  const drafts = groups.map((group) => edited[group.key] ?? draftOf(group, intake.mapping));
  const [typed, setTyped] = useKept<string | null>(`vendor ${intake.id}`, null);
  const vendor = typed ?? settings.vendor ?? intake.mapping?.vendor ?? "";
  const id = useId();
  if (!rehearsal) return null;
  const said = drafts.filter((draft, place) => {
    const group = groups[place];
    return (
      group &&
      (isOpen(group) || group.first.proposal.mapping.name === intake.mapping?.name) &&
      (draft.tables.length > 0 || draft.why)
    );
  });
  const mapping = mappingOf(vendor.trim(), said, intake.mapping);
  const named = vendor.trim() !== "";
  const open = groups.flatMap((group, place) => {
    const draft = drafts[place];
    return isOpen(group) && draft ? [{ file: group.first.name, draft }] : [];
  });
  const why = whyNot(open, tables ?? [], named);
  const recognized = rehearsal.manifest.files;
  const closedGroupOf = (name: string) =>
    groups.find((group) => !isOpen(group) && group.files.some((file) => file.name === name));
  return (
    <>
      <StaleNote intake={intake} handle={handle} />
      {recognized.length > 0 ? (
        <section className="part">
          <h2>Recognized</h2>
          <ul className="plain-list known-files">
            {recognized.map((file) => (
              <li key={`${file.name} ${file.table}`}>
                <span className="file-name">{file.name}</span>: {tableTitle(file.table).toLowerCase()},{" "}
                {file.mapping
                  ? `by the mapping of ${file.mapping.id}, version ${file.mapping.version}`
                  : `by the layout ${file.layout}`}
                {file.unreadColumns.length > 0 ? (
                  <span className="soft">. Not read: {inWords(file.unreadColumns.slice(0, 12))}</span>
                ) : null}
                <ChangeButton group={closedGroupOf(file.name)} onChange={(name) => setChanging([...changing, name])} />
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {groups.some(isOpen) && tables ? (
        <>
          <p className="page-lead">
            {unmapped.length > 0
              ? `${counted(unmapped.length, "file has", "files have")} columns that are not known. Say once what they are; it is kept`
              : "What you change is kept"}{" "}
            under the vendor’s name and used by itself next month.
          </p>
          {groups.map((group, place) =>
            isOpen(group) ? (
              <MappingEditor
                key={group.first.name}
                intakeId={intake.id}
                group={group}
                draft={drafts[place] ?? draftOf(group, intake.mapping)}
                tables={tables}
                onChange={(draft) => setEdited({ ...edited, [group.key]: draft })}
              />
            ) : null,
          )}
          <p className="field">
            <label htmlFor={id}>Keep it under the name of</label>
            <input
              id={id}
              className="text-input"
              list={`${id}-known`}
              value={vendor}
              maxLength={120}
              autoComplete="off"
              onChange={(event) => setTyped(event.target.value)}
            />
            <KnownVendors id={`${id}-known`} />
            <span className="soft">
              The administrator or vendor who sent the files. It is kept once the load is accepted.
            </span>
          </p>
          <div className="step-actions">
            <button
              type="button"
              className="button"
              data-primary
              disabled={handle.busy || why !== null || mapping.files.length === 0}
              aria-describedby={why ? `${id}-why` : undefined}
              onClick={() => void handle.rehearse({ ...settings, vendor: vendor.trim() }, mapping)}
            >
              Read the files by this mapping
            </button>
            <button
              type="button"
              className="button"
              disabled={!named || mapping.files.length === 0}
              onClick={() => downloadMapping(mapping)}
            >
              Download the mapping
            </button>
            {why ? (
              <span id={`${id}-why`} className="worse" role="status">
                {why}
              </span>
            ) : null}
          </div>
        </>
      ) : (
        <div className="step-actions">
          <button type="button" className="button" data-primary onClick={() => onGo("check")}>
            Go on to the dry run
          </button>
        </div>
      )}
      {rehearsal.unread.length > 0 ? (
        <section className="part">
          <h2>Left unread</h2>
          <ul className="plain-list">
            {rehearsal.unread.map(({ name, why }) => (
              <li key={`${name} ${why}`}>
                <span className="file-name">{name}</span>: {why}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}

/** Why the files cannot be read by what has been said so far, or null. */
function whyNot(
  open: readonly { file: string; draft: MappedFile }[],
  tables: readonly TargetTable[],
  named: boolean,
): string | null {
  for (const { file, draft } of open) {
    for (const mapped of draft.tables) {
      const target = tables.find(({ name }) => name === mapped.table);
      if (!target) continue;
      const { missing, oneOf } = unmetColumns(mapped, target);
      const words = (names: string[]) => names.map((name) => columnTitle(name).toLowerCase());
      const needs = [
        ...words(missing.map(({ name }) => name)),
        ...oneOf.map((group) => `one of ${inWords(words(group.slice(0, 4)))}`),
      ];
      if (needs.length > 0)
        return `Still missing for ${file}, ${tableTitle(target.name).toLowerCase()}: ${needs.join("; ")}.`;
    }
  }
  if (open.every(({ draft }) => draft.tables.length === 0 && !draft.why)) return "Say first what the rows are.";
  return named ? null : "Say first under which name it is kept.";
}

interface ChangeButtonProps {
  /** The files that a mapping of the plan's own reads; none where a file is read otherwise. */
  group: FileGroup | undefined;
  onChange: (name: string) => void;
}

function ChangeButton({ group, onChange }: ChangeButtonProps) {
  if (!group) return null;
  return (
    <>
      {" "}
      <button type="button" className="link-button" onClick={() => onChange(group.first.name)}>
        Change the mapping
      </button>
    </>
  );
}
