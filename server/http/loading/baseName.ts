/** The longest name that common file systems take, less what is put before it while it is written. */
const longest = 200;

/**
 * What is left of a name that somebody sent: no folder, no sign that a terminal or a path would follow, never hidden,
 * never empty. The ending survives where the name is cut.
 */
export function baseName(sent: string): string {
  const last = sent.normalize("NFC").split(/[/\\]/).at(-1) ?? "";
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  const plain = last.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069:*?"<>|]/g, "_").trim();
  const shown = plain.replace(/^\.+/, "").replace(/[. ]+$/, "");
  return shortened(shown) || "file";
}

function shortened(name: string): string {
  if (Buffer.byteLength(name) <= longest) return name;
  const ending = /\.[A-Za-z0-9]{1,10}(?:\.gz)?$/.exec(name)?.[0] ?? "";
  let stem = name.slice(0, name.length - ending.length);
  while (Buffer.byteLength(stem + ending) > longest) stem = [...stem].slice(0, -1).join("");
  return stem + ending;
}
