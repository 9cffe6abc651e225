import { type SubmitEvent, useEffect, useRef, useState } from "react";
import type { ListFilter } from "../api/types.ts";

interface ValueEditorProps {
  filter: ListFilter;
  chosen: readonly string[];
  onApply: (values: string[]) => void;
  /** What the button says, where it does not show the values but does something else with them. */
  action?: string;
  onCancel?: () => void;
}

/** As many as are drawn at once; the rest is reached by typing. */
const drawn = 200;

/** Several of a filter's values, with a search where there are many. Nothing changes until they are applied. */
export function ValueEditor({ filter, chosen, onApply, action, onCancel }: ValueEditorProps) {
  const [draft, setDraft] = useState<readonly string[]>(chosen);
  const [text, setText] = useState("");
  const word = text.trim().toLowerCase();
  const found = filter.values.filter(({ label }) => label.toLowerCase().includes(word));
  const toggle = (value: string) =>
    setDraft((values) => (values.includes(value) ? values.filter((each) => each !== value) : [...values, value]));
  const apply = (event: SubmitEvent) => {
    event.preventDefault();
    const only = word && draft.length === 0 && found.length === 1 ? found.map((each) => each.value) : draft;
    onApply(filter.values.map((each) => each.value).filter((value) => only.includes(value)));
  };
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector("input")?.focus(), []);
  return (
    <form className="value-editor" onSubmit={apply} ref={form}>
      <p className="editor-title">{filter.label}</p>
      {filter.values.length > 8 ? (
        <input
          className="text-input"
          type="search"
          placeholder={`Find in ${filter.values.length}`}
          aria-label={`Find ${filter.label.toLowerCase()}`}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      ) : null}
      <fieldset className="value-list">
        <legend className="visually-hidden">{filter.label}</legend>
        {found.slice(0, drawn).map(({ value, label }) => (
          <label key={value}>
            <input type="checkbox" checked={draft.includes(value)} onChange={() => toggle(value)} />
            {label}
          </label>
        ))}
        {found.length > drawn ? <p className="soft">{found.length - drawn} more. Type to narrow them.</p> : null}
        {found.length === 0 ? <p className="soft">Nothing has “{text.trim()}”.</p> : null}
      </fieldset>
      <div className="editor-actions">
        <button type="button" className="link-button" disabled={draft.length === 0} onClick={() => setDraft([])}>
          Clear
        </button>
        {onCancel ? (
          <button type="button" className="link-button" onClick={onCancel}>
            Cancel
          </button>
        ) : null}
        <button type="submit" className="button" data-primary disabled={action !== undefined && draft.length === 0}>
          {action ?? (draft.length > 0 ? `Show ${draft.length}` : "Show all")}
        </button>
      </div>
    </form>
  );
}
