import { Popover } from "@mantine/core";
import { useState } from "react";

export interface PickChoice {
  name: string;
  label: string;
  group: string;
  definition: string;
  /** Why it cannot be taken; null where it can. */
  barred?: string | null;
}

interface ChoicePickerProps {
  title: string;
  add: string;
  choices: readonly PickChoice[];
  chosen: readonly string[];
  most: number;
  onChange: (names: string[]) => void;
}

/** What was chosen, in its order, and a list to choose more from: searched by name or definition, by group. */
export function ChoicePicker({ title, add, choices, chosen, most, onChange }: ChoicePickerProps) {
  const [opened, setOpened] = useState(false);
  const known = new Map(choices.map((choice) => [choice.name, choice]));
  const move = (from: number) => {
    const next = [...chosen];
    const [name] = next.splice(from, 1);
    next.splice(from - 1, 0, name ?? "");
    onChange(next);
  };
  return (
    <fieldset className="picker">
      <legend>{title}</legend>
      <ol>
        {chosen.map((name, i) => (
          <li key={name} title={known.get(name)?.definition}>
            <span>{known.get(name)?.label ?? name}</span>
            {i > 0 ? (
              <button type="button" aria-label={`Move ${known.get(name)?.label ?? name} up`} onClick={() => move(i)}>
                <span aria-hidden="true">↑</span>
              </button>
            ) : null}
            <button
              type="button"
              aria-label={`Remove ${known.get(name)?.label ?? name}`}
              onClick={() => onChange(chosen.filter((each) => each !== name))}
            >
              <span aria-hidden="true">×</span>
            </button>
          </li>
        ))}
      </ol>
      {chosen.length < most ? (
        <Popover
          opened={opened}
          onChange={setOpened}
          position="bottom-start"
          trapFocus
          returnFocus
          shadow="md"
          withinPortal={false}
          transitionProps={{ duration: 0 }}
        >
          <Popover.Target>
            <button
              type="button"
              className="button picker-add"
              aria-expanded={opened}
              onClick={() => setOpened(!opened)}
            >
              {add}
            </button>
          </Popover.Target>
          <Popover.Dropdown className="picker-list" aria-label={add}>
            <PickList
              choices={choices.filter(({ name }) => !chosen.includes(name))}
              onPick={(name) => {
                onChange([...chosen, name]);
                setOpened(false);
              }}
            />
          </Popover.Dropdown>
        </Popover>
      ) : null}
    </fieldset>
  );
}

function PickList({ choices, onPick }: { choices: readonly PickChoice[]; onPick: (name: string) => void }) {
  const [text, setText] = useState("");
  const word = text.trim().toLowerCase();
  const found = choices.filter(({ label, definition }) => `${label} ${definition}`.toLowerCase().includes(word));
  const groups = [...new Set(found.map(({ group }) => group))];
  return (
    <>
      <input
        className="text-input"
        type="search"
        data-autofocus
        placeholder="Find"
        aria-label="Find"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="picker-groups">
        {groups.map((group) => (
          <section key={group} aria-label={group}>
            <h3>{group}</h3>
            {found
              .filter((choice) => choice.group === group)
              .map(({ name, label, definition, barred }) => (
                <button key={name} type="button" disabled={!!barred} onClick={() => onPick(name)}>
                  {label}
                  <span className="choice-note">{barred || definition}</span>
                </button>
              ))}
          </section>
        ))}
        {found.length === 0 ? <p className="soft">Nothing has “{text.trim()}”.</p> : null}
      </div>
    </>
  );
}
