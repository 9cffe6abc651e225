import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from "@mantine/core";

const pine: MantineColorsTuple = [
  "#edf4f2",
  "#e3efec",
  "#b9dad4",
  "#8ccabf",
  "#5fc0b3",
  "#34988c",
  "#1c7d73",
  "#0f6b63",
  "#0c5751",
  "#08423d",
];

/** Mantine drawn with the page's own colours and letters. */
export const theme = createTheme({
  fontFamily: "var(--sans)",
  fontFamilyMonospace: "var(--mono)",
  headings: { fontFamily: "var(--serif)" },
  colors: { pine },
  primaryColor: "pine",
  primaryShade: { light: 7, dark: 4 },
  defaultRadius: 6,
  cursorType: "pointer",
  respectReducedMotion: true,
});

const variables = {
  "--mantine-color-body": "var(--raised)",
  "--mantine-color-text": "var(--ink)",
  "--mantine-color-dimmed": "var(--ink-soft)",
  "--mantine-color-placeholder": "var(--ink-soft)",
  "--mantine-color-default": "var(--raised)",
  "--mantine-color-default-color": "var(--ink)",
  "--mantine-color-default-border": "var(--hairline)",
};

/** Both schemes take the same variables; `styles/tokens.css` gives them their colours. */
export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: variables, dark: variables });
