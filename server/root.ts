import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");

/** Folders of the product itself. `PLANLENS_QUERIES` names another folder of queries, as for trying a report out. */
export const productPaths = {
  root,
  queries: resolve(process.env.PLANLENS_QUERIES ?? resolve(root, "queries")),
  reference: resolve(root, "data", "reference"),
  web: resolve(root, "dist", "web"),
};
