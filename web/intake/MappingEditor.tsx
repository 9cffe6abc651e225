import { useId } from "react";
import type { MappedFile, MappedTable } from "../../server/load/mapping/mapping.ts";
import { columnNames } from "../../server/load/mapping/names.ts";
import type { TargetTable } from "../api/types.ts";
import { inWords } from "../format/list.ts";
import { tableTitle } from "../loads/tableTitles.ts";
import { type FileGroup, unreadColumns } from "./mappingDraft.ts";
import { TableEditor } from "./TableEditor.tsx";
import { useTried } from "./useTried.ts";

interface MappingEditorProps {
  intakeId: string;
  group: FileGroup;
  draft: MappedFile;
  tables: readonly TargetTable[];
  onChange: (draft: MappedFile) => void;
}

/** What one kind of file fills, column by column, with its own values before and after. */
export function MappingEditor({ intakeId, group, draft, tables, onChange }: MappingEditorProps) {
  const id = useId();
  const { first, files } = group;
  const { tried, complaint } = useTried(intakeId, first.name, draft);
  const unread = unreadColumns(first.header, draft);
  const options = first.header.map((header, place) => ({
    name: columnNames(first.header)[place] ?? header,
    header: header.trim() || `Column ${place + 1}`,
  }));
  const change = (at: number, table: MappedTable | null) =>
    onChange({ ...draft, tables: draft.tables.flatMap((each, place) => (place === at ? (table ?? []) : each)) });
  const free = tables.filter(({ name }) => !draft.tables.some(({ table }) => table === name));
  return (
    <section className="mapping" aria-labelledby={id}>
      <h2 id={id} className="file-name">
        {inWords(files.map(({ name }) => name))}
      </h2>
      {complaint ? (
        <p className="refusal" role="status">
          {complaint}
        </p>
      ) : null}
      {draft.tables.map((table, place) => {
        const target = tables.find(({ name }) => name === table.table);
        return target ? (
          <TableEditor
            key={table.table}
            mapped={table}
            target={target}
            options={options}
            tried={tried?.tables.find((each) => each.table === table.table) ?? null}
            file={first}
            onChange={(changed) => change(place, changed)}
            onRemove={() => change(place, null)}
          />
        ) : null;
      })}
      <p className="field">
        <label htmlFor={`${id}-table`}>
          {draft.tables.length === 0 ? "What the rows of this file are" : "The rows also fill"}
        </label>
        <select
          id={`${id}-table`}
          className="text-input"
          value=""
          onChange={(event) =>
            onChange({ ...draft, tables: [...draft.tables, { table: event.target.value, columns: {} }] })
          }
        >
          <option value="">{draft.tables.length === 0 ? "Choose a table" : "Nothing else"}</option>
          {free.map(({ name }) => (
            <option key={name} value={name}>
              {tableTitle(name)}
            </option>
          ))}
        </select>
      </p>
      <p className="soft unread-columns">
        {unread.length === 0
          ? "Every column of the file is read."
          : `Not read: ${inWords(unread.map((name) => name.trim() || "a column without a name"))}.`}
      </p>
    </section>
  );
}
