import { diskTrouble } from "../home/diskTrouble.ts";
import { clearScratch, type Home } from "../home/home.ts";
import { withLock } from "../home/lock.ts";

/** Work on what is loaded, alone in the home and on clean ground. @throws PlanlensError `busy`, `bad-home`. */
export async function underLock<T>(home: Home, purpose: "load" | "undo", work: () => Promise<T>): Promise<T> {
  try {
    return await withLock(home, purpose, () => {
      clearScratch(home);
      return work();
    });
  } catch (error) {
    throw diskTrouble(error);
  }
}
