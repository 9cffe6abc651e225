import { isPlanlensError, PlanlensError } from "../errors.ts";

/**
 * What the operating system refuses a piece of work that changes the home, in words; anything else as it is.
 * Nothing has been changed where this is told: what was accepted before it is told by other words.
 */
export function diskTrouble(error: unknown): unknown {
  for (let each = error; each instanceof Error; each = each.cause) {
    const { code } = each as NodeJS.ErrnoException;
    if (code === "ENOSPC" || code === "EDQUOT" || /no space left|disk quota|not enough space/i.test(each.message)) {
      return new PlanlensError("bad-home", "The disk is full. Make room and try again; nothing was changed.", {
        cause: error,
      });
    }
    if (code === "EROFS" || /read-only file system/i.test(each.message)) {
      const text = "The home stands on a disk that is read-only. Move it, or name another; nothing was changed.";
      return new PlanlensError("bad-home", text, { cause: error });
    }
    if ((code === "EACCES" || code === "EPERM") && !isPlanlensError(error)) {
      const text = "A file or folder of the home may not be written. Check who owns it; nothing was changed.";
      return new PlanlensError("bad-home", text, { cause: error });
    }
  }
  return error;
}
