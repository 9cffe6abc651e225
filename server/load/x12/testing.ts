/** One interchange with one group and the sets given, each a list of segments between ST and SE. */
export function interchange(
  sets: { set: string; guide?: string; segments: string[] }[],
  options: { version?: string; terminator?: string; sender?: string } = {},
): string {
  const { version = "005010", terminator = "~\n", sender = "TPA1" } = options;
  const code = { "834": "BE", "835": "HP", "837": "HC", "820": "RA" }[sets[0]?.set ?? ""] ?? "HS";
  const guide = sets[0]?.guide ?? "X";
  const repetition = version === "004010" ? "U" : "^";
  const all = [
    `ISA*00*          *00*          *ZZ*${sender.padEnd(15)}*ZZ*PLAN           *250131*1200*${repetition}*0${version.slice(0, 4)}*000000001*0*P*:`,
    `GS*${code}*${sender}*PLAN*20250131*1200*7*X*${version}${guide}`,
    ...sets.flatMap(({ set, segments }, index) => [
      `ST*${set}*${index + 1}${version === "004010" ? "" : `*${version}${guide}`}`,
      ...segments,
      `SE*${segments.length + 2}*${index + 1}`,
    ]),
    `GE*${sets.length}*7`,
    "IEA*1*000000001",
  ];
  return all.map((segment) => segment + terminator).join("");
}

/** Rows as records of what is filled. */
export function filled(rows: string[][]): Record<string, string>[] {
  const [header = [], ...others] = rows;
  return others.map((row) =>
    Object.fromEntries(header.flatMap((name, place) => (row[place] ? [[name, row[place] ?? ""] as const] : []))),
  );
}
