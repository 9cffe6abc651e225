import { type MantineColorScheme, useMantineColorScheme } from "@mantine/core";

const schemes: [MantineColorScheme, string][] = [
  ["auto", "System"],
  ["light", "Light"],
  ["dark", "Dark"],
];

/** Light, dark, or as the system has it; remembered on this computer. */
export function SchemeToggle() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <fieldset className="scheme-toggle">
      <legend className="visually-hidden">Colours</legend>
      {schemes.map(([value, label]) => (
        <button key={value} type="button" aria-pressed={colorScheme === value} onClick={() => setColorScheme(value)}>
          {label}
        </button>
      ))}
    </fieldset>
  );
}
