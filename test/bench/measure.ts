export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** Milliseconds that the work takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** The median of several times, after one that is not counted. */
export async function warm(work: () => Promise<number>, rounds: number): Promise<number> {
  await work();
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) times.push(await work());
  return median(times);
}

/** Times two kinds of work in turn, the order reversed each round, after one round that is not counted. */
export async function interleaved(a: () => Promise<number>, b: () => Promise<number>, rounds: number) {
  await a();
  await b();
  const times: { a: number[]; b: number[] } = { a: [], b: [] };
  for (let round = 0; round < rounds; round += 1) {
    if (round % 2 === 0) times.a.push(await a());
    times.b.push(await b());
    if (round % 2 === 1) times.a.push(await a());
  }
  return { a: median(times.a), b: median(times.b) };
}
