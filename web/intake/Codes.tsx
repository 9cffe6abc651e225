import { useId, useState } from "react";
import type { TargetColumn } from "../api/types.ts";

interface CodesProps {
  column: TargetColumn;
  title: string;
  codes: Readonly<Record<string, string>>;
  /** What stands in the file's first rows. */
  found: readonly string[];
  onChange: (codes: Record<string, string>) => void;
}

/** The file's own values, each with ours beside it; one that is left alone is kept as it stands. */
export function Codes({ column, title, codes, found, onChange }: CodesProps) {
  const [added, setAdded] = useState<string[]>([]);
  const [typed, setTyped] = useState("");
  const id = useId();
  const theirs = [...new Set([...found, ...Object.keys(codes), ...added])];
  const set = (value: string, ours: string) => {
    const { [value]: _, ...others } = codes;
    onChange(ours === "" ? others : { ...others, [value]: ours });
  };
  const add = () => {
    if (typed.trim() !== "") setAdded([...added, typed.trim()]);
    setTyped("");
  };
  const isTranslated = Object.keys(codes).length > 0;
  return (
    <details className="codes" open={isTranslated ? true : undefined}>
      <summary>{isTranslated ? "Values are translated" : "Translate values"}</summary>
      {theirs.map((value, at) => (
        <p className="code-line" key={value}>
          <label htmlFor={`${id}-${at}`}>{value}</label>
          {column.values.length > 0 ? (
            <select
              id={`${id}-${at}`}
              className="text-input"
              value={codes[value] ?? ""}
              onChange={(event) => set(value, event.target.value)}
            >
              <option value="">as it is</option>
              {column.values.map((ours) => (
                <option key={ours}>{ours}</option>
              ))}
            </select>
          ) : (
            <input
              id={`${id}-${at}`}
              className="text-input"
              placeholder="as it is"
              value={codes[value] ?? ""}
              onChange={(event) => set(value, event.target.value)}
            />
          )}
        </p>
      ))}
      <p className="code-line">
        <input
          className="text-input"
          aria-label={`${title}: another value of theirs`}
          placeholder="another value"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={add}
        />
      </p>
    </details>
  );
}
