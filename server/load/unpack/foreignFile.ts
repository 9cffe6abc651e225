/** Kinds of files that are told by their first bytes and are no tables. */
const kinds: [first: Buffer, why: string][] = [
  [
    Buffer.from("d0cf11e0a1b11ae1", "hex"),
    "this is an old Excel workbook (.xls) or one with a password. Save it as .xlsx without a password, or as CSV UTF-8.",
  ],
  [Buffer.from("%PDF"), "this is a PDF. Ask for the figures as a file of rows."],
  [Buffer.from("377abcaf271c", "hex"), "this is a 7-Zip archive. Unpack it, or pack it as ZIP."],
  [Buffer.from("Rar!"), "this is a RAR archive. Unpack it, or pack it as ZIP."],
  [Buffer.from("BZh"), "this is packed with bzip2. Unpack it, or pack it with gzip."],
  [Buffer.from("fd377a585a00", "hex"), "this is packed with xz. Unpack it, or pack it with gzip."],
  [Buffer.from("28b52ffd", "hex"), "this is packed with zstd. Unpack it, or pack it with gzip."],
  [Buffer.from("\u0089PNG", "latin1"), "this is a picture."],
  [Buffer.from("ffd8ff", "hex"), "this is a picture."],
  [Buffer.from("-----BEGIN PGP"), "this is encrypted. Decrypt it first."],
  [Buffer.from("UNA:"), "this is UN/EDIFACT, which is not read. X12 is."],
  [Buffer.from("<?xml"), "this is XML, which is not read. Ask for rows: CSV, Excel or X12."],
  [Buffer.from("<!DOCTYPE"), "this is a web page. Ask for rows: CSV, Excel or X12."],
  [Buffer.from("<html"), "this is a web page. Ask for rows: CSV, Excel or X12."],
];

/** Why a file of another kind is not read; null where its first bytes do not tell. */
export function whyForeign(head: Buffer): string | null {
  return kinds.find(([first]) => head.subarray(0, first.length).equals(first))?.[1] ?? null;
}
