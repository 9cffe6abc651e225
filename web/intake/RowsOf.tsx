import { useId } from "react";
import type { Condition, MappedTable } from "../../server/load/mapping/mapping.ts";
import { counted } from "../format/list.ts";
import type { FileColumn } from "./ColumnEditor.tsx";

interface RowsOfProps {
  mapped: MappedTable;
  options: readonly FileColumn[];
  samples: readonly (readonly (string | null)[])[];
  setAside: number;
  onChange: (mapped: MappedTable) => void;
}

/** Which rows of the file are rows of the table: all, or those with certain values in a column. */
export function RowsOf({ mapped, options, samples, setAside, onChange }: RowsOfProps) {
  const id = useId();
  const { where } = mapped;
  const simple = where && "column" in where && where.in ? { column: where.column, in: where.in } : null;
  const set = (condition: Condition | undefined) => {
    const { where: _, ...others } = mapped;
    onChange(condition ? { ...others, where: condition } : others);
  };
  if (where && !simple) {
    return (
      <p className="soft">
        Only some rows are taken, by a rule of the mapping file ({counted(setAside, "sample row")} set aside).{" "}
        <button type="button" className="link-button" onClick={() => set(undefined)}>
          Take all rows
        </button>
      </p>
    );
  }
  const place = simple ? options.findIndex(({ name }) => name === simple.column) : -1;
  const values = [...new Set(samples.flatMap((row) => row[place] ?? []))].slice(0, 12);
  return (
    <p className="rows-of">
      <label htmlFor={id}>Rows</label>
      <select
        id={id}
        className="text-input"
        value={simple?.column ?? ""}
        onChange={(event) => set(event.target.value ? { column: event.target.value, in: [] } : undefined)}
      >
        <option value="">all of the file</option>
        {options.map(({ name, header }) => (
          <option key={name} value={name}>
            only by {header}
          </option>
        ))}
      </select>
      {simple ? (
        <input
          className="text-input"
          aria-label="Values of the rows that are taken, separated by commas"
          placeholder={values.join(", ") || "values, separated by commas"}
          value={simple.in.join(", ")}
          onChange={(event) =>
            set({ column: simple.column, in: event.target.value.split(",").map((each) => each.trimStart()) })
          }
        />
      ) : null}
      {simple && setAside > 0 ? <span className="soft">{counted(setAside, "sample row")} set aside</span> : null}
    </p>
  );
}
