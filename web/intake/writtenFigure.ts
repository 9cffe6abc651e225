/** A figure as people type it (`$1,234.50`, `(1,234.50)`, `1234.5-`) in the form that is sent, or null. */
export function writtenFigure(text: string): string | null {
  const bare = text.trim().replaceAll(/[\s$]/g, "");
  const negative = /^\(.*\)$/.test(bare) || /^[-−]/.test(bare) || /-$/.test(bare);
  const digits = bare.replaceAll(/[()−-]/g, "");
  if (!/^(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d{1,2})?$/.test(digits)) return null;
  const plain = digits.replaceAll(",", "");
  return negative && /[1-9]/.test(plain) ? `-${plain}` : plain;
}
