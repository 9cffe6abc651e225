/** Two digits mean a year up to the file's own, as its name has it, or else up to this one. */
export function latestYear(fileName: string): number {
  const [year] = /(?<!\d)20\d\d(?!\d{3})/.exec(fileName) ?? [];
  return year === undefined ? new Date().getFullYear() : Number(year);
}
