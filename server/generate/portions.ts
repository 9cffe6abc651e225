import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { ExtractFiles } from "./extractFiles.ts";
import type { GenerateStep } from "./generateSteps.ts";
import { type FilePart, GeneratorEngine, type GeneratorRun } from "./generatorEngine.ts";

export interface PortionsOptions {
  run: GeneratorRun;
  steps: GenerateStep[];
  files: ExtractFiles;
  /** A folder for what is needed only meanwhile; totals are left in `totals/<name>/<portion>.parquet`. */
  work: string;
  /** Engines beside each other; one more than cores, since each waits now and then while another's rows are appended. */
  lanes: number;
  /** Employees of a portion. */
  portion: number;
  onProgress?: (step: { progress: number; message: string }) => void;
  signal?: AbortSignal;
}

interface WrittenFile {
  step: GenerateStep;
  path: string;
  parts: FilePart[];
  header: string;
}

/** Makes the plan portion by portion, several at once, and appends their rows to the files in the portions' order. */
export async function makePortions(options: PortionsOptions): Promise<void> {
  const { run, steps, work, portion } = options;
  const count = Math.ceil(run.employees / portion);
  for (const { target } of steps.filter(({ kind }) => kind === "total")) {
    mkdirSync(join(work, "totals", target), { recursive: true });
  }
  const stop = new AbortController();
  const signal = AbortSignal.any([stop.signal, ...(options.signal ? [options.signal] : [])]);
  const appended = new InOrder();
  const tell = progressOver(count, options.onProgress);
  let next = 0;
  const lane = async () => {
    const engine = await GeneratorEngine.open(run, { signal, spillFolder: join(work, "spill") });
    try {
      for (const step of steps.filter(({ kind }) => kind === "step")) await engine.make(step);
      while (next < count) {
        const index = next;
        next += 1;
        await engine.setVariables({
          first_slot: index * portion + 1,
          last_slot: Math.min(run.employees, (index + 1) * portion),
        });
        const written = await makePortion(engine, index, { ...options, tell });
        await appended.at(index, () => appendAll(written, options.files));
      }
    } finally {
      engine.close();
    }
  };
  const lanes = Array.from({ length: Math.max(1, Math.min(options.lanes, count)) }, lane);
  try {
    await Promise.all(lanes);
  } catch (error) {
    stop.abort();
    appended.abandon();
    await Promise.allSettled(lanes);
    throw error;
  }
}

async function makePortion(
  engine: GeneratorEngine,
  index: number,
  { steps, work, tell }: PortionsOptions & { tell: (index: number, share: number) => void },
): Promise<WrittenFile[]> {
  const own = steps.filter(({ kind }) => ["table", "cost share", "total", "file"].includes(kind));
  const written: WrittenFile[] = [];
  for (const [at, step] of own.entries()) {
    tell(index, at / own.length);
    if (step.kind === "total") {
      await engine.writeParquet(step, join(work, "totals", step.target, `${index}.parquet`));
    } else if (step.kind === "file") {
      const path = join(work, `${index}-${at}.csv`);
      const parts = await engine.fileParts(step);
      await engine.writeRows(step, path);
      written.push({ step, path, parts, header: await engine.header(step) });
    } else await engine.make(step);
  }
  tell(index, 1);
  return written;
}

async function appendAll(written: WrittenFile[], files: ExtractFiles): Promise<void> {
  for (const { step, path, parts, header } of written) {
    await files.append(path, parts, { header, amounts: step.amounts });
    rmSync(path);
  }
}

/** Runs work in the order of its index, though it is asked for in any order. */
class InOrder {
  private turn = 0;
  private readonly waiting = new Map<number, () => void>();
  private over = false;

  async at(index: number, work: () => Promise<void>): Promise<void> {
    if (index !== this.turn && !this.over) {
      await new Promise<void>((go) => this.waiting.set(index, go));
    }
    if (this.over) return;
    await work();
    this.turn += 1;
    this.waiting.get(this.turn)?.();
    this.waiting.delete(this.turn);
  }

  abandon(): void {
    this.over = true;
    for (const go of this.waiting.values()) go();
  }
}

/** Progress over portions that are under way together. */
function progressOver(count: number, onProgress: PortionsOptions["onProgress"]) {
  const shares = new Float64Array(count);
  return (index: number, share: number) => {
    shares[index] = share;
    const done = shares.reduce((sum, each) => sum + each, 0) / count;
    onProgress?.({
      progress: done * 0.97,
      message: `Making members, their care and the claims for it: ${Math.floor(done * 100)} %`,
    });
  };
}
