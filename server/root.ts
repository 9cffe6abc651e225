import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");

/** Folders of the product itself. */
export const productPaths = {
  root,
  queries: resolve(root, "queries"),
  reference: resolve(root, "data", "reference"),
  web: resolve(root, "dist", "web"),
};
