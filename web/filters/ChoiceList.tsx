import { type KeyboardEvent, useRef } from "react";

export interface Choice {
  value: string;
  label: string;
  /** A line beneath, where the label does not say enough. */
  note?: string;
}

interface ChoiceListProps {
  label: string;
  choices: readonly Choice[];
  current: string | undefined;
  onChoose: (value: string) => void;
}

/** A few choices of which one holds; arrow keys move among them. */
export function ChoiceList({ label, choices, current, onChoose }: ChoiceListProps) {
  const list = useRef<HTMLFieldSetElement>(null);
  const move = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const buttons = [...(list.current?.querySelectorAll("button") ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    buttons[(at + step + buttons.length) % buttons.length]?.focus();
    event.preventDefault();
  };
  return (
    <fieldset className="choice-list" ref={list} onKeyDown={move}>
      <legend className="visually-hidden">{label}</legend>
      {choices.map(({ value, label: text, note }) => (
        <button
          key={value}
          type="button"
          aria-pressed={value === current}
          data-autofocus={value === current || undefined}
          onClick={() => onChoose(value)}
        >
          {text}
          {note ? <span className="choice-note">{note}</span> : null}
        </button>
      ))}
    </fieldset>
  );
}
