import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { HomePlan } from "../../server/homePlan.ts";
import type { IntakeRequest } from "../../server/intake/request.ts";
import { type Taken, takeIn } from "../../server/intake/takeIn.ts";
import { warehousePath } from "../../server/warehouse/build.ts";
import { Warehouse } from "../../server/warehouse/warehouse.ts";

/** A plan that files were loaded into, as anybody loads them. */
export class LoadedPlan {
  readonly dir = mkdtempSync(join(tmpdir(), "planlens-loaded-"));
  readonly plan = new HomePlan(this.dir);

  load(paths: string[], request: Partial<IntakeRequest> = {}): Promise<Taken> {
    const taken = { paths, force: true, acceptDifference: "as the test has it", actor: "test", ...request };
    return takeIn(this.plan, taken, { now: () => new Date() });
  }

  /** Rows of one query on the warehouse as it is now, every value as text. */
  async query(sql: string): Promise<(string | null)[][]> {
    const digest = this.plan.digest() ?? "";
    const warehouse = await Warehouse.open(warehousePath(this.plan.home, digest), digest);
    try {
      const { rows } = await warehouse.query(sql);
      return rows.map((row) => row.map((value) => (value === null ? null : String(value))));
    } finally {
      warehouse.close();
    }
  }

  async close(): Promise<void> {
    await this.plan.close();
    rmSync(this.dir, { recursive: true, force: true });
  }
}
