/** A line of CSV; a field is quoted where it must be. */
export function csvLine(fields: string[], delimiter = ","): string {
  let line = "";
  for (const [place, field] of fields.entries()) {
    if (place > 0) line += delimiter;
    if (field !== "") line += csvField(field, delimiter);
  }
  return `${line}\n`;
}

function csvField(field: string, delimiter: string): string {
  if (!(field.includes(delimiter) || /["\r\n]|^\s|\s$/.test(field))) return field;
  return `"${field.replaceAll('"', '""')}"`;
}
