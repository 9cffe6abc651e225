import { useId, useState } from "react";
import type { Tried } from "../../server/http/loading/triedSchema.ts";
import type { MappedTable } from "../../server/load/mapping/mapping.ts";
import type { TargetColumn, TargetTable, UnmappedFile } from "../api/types.ts";
import { counted, inWords } from "../format/list.ts";
import { columnTitle, tableTitle } from "../loads/tableTitles.ts";
import { ColumnEditor, type FileColumn } from "./ColumnEditor.tsx";
import { type Field, fieldOf, madeOf } from "./mappingDraft.ts";
import { RowsOf } from "./RowsOf.tsx";
import { unmetColumns } from "./unmetColumns.ts";

interface TableEditorProps {
  mapped: MappedTable;
  target: TargetTable;
  options: readonly FileColumn[];
  tried: Tried["tables"][number] | null;
  file: UnmappedFile;
  onChange: (mapped: MappedTable) => void;
  onRemove: () => void;
}

/** The columns of one table: those that are needed and those that are filled first, the others on request. */
export function TableEditor({ mapped, target, options, tried, file, onChange, onRemove }: TableEditorProps) {
  const [all, setAll] = useState(false);
  const id = useId();
  const [shownFirst] = useState(
    () =>
      new Set(
        target.columns
          .filter(
            ({ name, needed, wanted }) =>
              needed ||
              wanted ||
              target.oneOf.some((group) => group.length <= 6 && group.includes(name)) ||
              mapped.columns[name] !== undefined,
          )
          .map(({ name }) => name),
      ),
  );
  const isShown = ({ name }: TargetColumn) => all || shownFirst.has(name) || mapped.columns[name] !== undefined;
  const { missing, oneOf: unmet } = unmetColumns(mapped, target);
  const gaps = target.columns.filter(
    ({ name, wanted, needed }) => wanted && !needed && mapped.columns[name] === undefined,
  );
  const hidden = target.columns.filter((column) => !isShown(column)).length;
  const kept = Object.keys(mapped.columns).filter((name) => name.startsWith("x_"));
  const proposedFor = (name: string) => {
    const { table, columns } = file.proposal;
    return (table === target.name && columns.find((each) => each.target === name)) || null;
  };
  const set = (name: string, field: Field) => {
    const { [name]: _, ...others } = mapped.columns;
    const value = madeOf(field);
    onChange({ ...mapped, columns: value === undefined ? others : { ...others, [name]: value } });
  };
  return (
    <section className="table-editor" aria-labelledby={id}>
      <div className="table-editor-head">
        <h3 id={id}>{tableTitle(target.name)}</h3>
        <button type="button" className="link-button" onClick={onRemove}>
          These are no {tableTitle(target.name).toLowerCase()}
        </button>
      </div>
      <p className="soft">{target.meaning}</p>
      <div role="status">
        {missing.length > 0 ? <p className="worse">Still missing: {named(missing)}.</p> : null}
        {unmet.map((group) => (
          <p key={group.join()} className="worse">
            Still missing: one of {inWords(group.map((name) => columnTitle(name).toLowerCase()))}.
          </p>
        ))}
        {missing.length + unmet.length === 0 ? <p className="soft">Every column that is needed is there.</p> : null}
        {gaps.length > 0 ? <p className="soft">Without these, reports have gaps: {named(gaps)}.</p> : null}
      </div>
      <RowsOf
        mapped={mapped}
        options={options}
        samples={file.samples}
        setAside={tried?.setAside ?? 0}
        onChange={onChange}
      />
      <div className="column-editors">
        <div className="column-heads" aria-hidden="true">
          <span>Column</span>
          <span>Taken from</span>
          <span>Before</span>
          <span>After</span>
        </div>
        {target.columns.filter(isShown).map((column) => (
          <ColumnEditor
            key={column.name}
            column={column}
            field={fieldOf(mapped.columns[column.name])}
            options={options}
            samples={file.samples}
            proposed={proposedFor(column.name)}
            tried={tried?.columns.find((each) => each.target === column.name) ?? null}
            onChange={(field) => set(column.name, field)}
          />
        ))}
      </div>
      <p className="editor-foot">
        {kept.length > 0 ? (
          <span className="soft">
            Kept as they are besides: {inWords(kept.map((name) => columnTitle(name).toLowerCase()))}.
          </span>
        ) : null}
        {hidden > 0 || all ? (
          <button type="button" className="link-button" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? "Show only what is filled" : `Show ${counted(hidden, "more column")}`}
          </button>
        ) : null}
      </p>
    </section>
  );
}

function named(columns: readonly TargetColumn[]): string {
  return inWords(columns.map(({ name }) => columnTitle(name).toLowerCase()));
}
