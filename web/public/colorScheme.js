// Runs before the first paint, so that a page in the dark does not flash white.
(() => {
  const stored = localStorage.getItem("planlens-color-scheme");
  const dark = stored === "dark" || (stored !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.setAttribute("data-mantine-color-scheme", dark ? "dark" : "light");
})();
