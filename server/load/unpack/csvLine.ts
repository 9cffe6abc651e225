/** A line of CSV; a field is quoted where it must be. */
export function csvLine(fields: string[], delimiter = ","): string {
  return `${fields.map((field) => csvField(field, delimiter)).join(delimiter)}\n`;
}

function csvField(field: string, delimiter: string): string {
  if (!(field.includes(delimiter) || /["\r\n]|^\s|\s$/.test(field))) return field;
  return `"${field.replaceAll('"', '""')}"`;
}
