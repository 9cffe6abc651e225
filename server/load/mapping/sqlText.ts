/** A text as it stands in SQL. */
export function sqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

export function sqlTexts(texts: string[]): string {
  return texts.map(sqlText).join(", ");
}
