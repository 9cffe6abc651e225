import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** The tests that take minutes begin first, or all others wait for them in the end. */
const longest = ["test/browser/page.test.ts", "test/spine/", "server/generate/", "test/answerKey/"];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const found = longest.findIndex((path) => moduleId.includes(path));
      return found < 0 ? longest.length : found;
    };
    return (await super.sort(files)).sort((a, b) => place(a) - place(b));
  }
}

export default defineConfig({
  test: {
    include: ["server/**/*.test.ts", "web/**/*.test.{ts,tsx}", "test/**/*.test.ts"],
    env: { TZ: "America/New_York" },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Tests wait for a disk, a browser or one thread of the engine half of their time: two at once fill two cores.
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
  },
});
