import { lazy, Suspense, useState } from "react";
import type { DownloadMenuProps } from "./DownloadMenu.tsx";

const DownloadMenu = lazy(() => import("./DownloadMenu.tsx").then(({ DownloadMenu }) => ({ default: DownloadMenu })));

/** The menu of downloads, which is fetched when it is first wanted. */
export function DownloadButton(props: DownloadMenuProps) {
  const [wanted, setWanted] = useState(false);
  const button = (
    <button type="button" className="button" aria-haspopup="menu" onClick={() => setWanted(true)}>
      Download <span aria-hidden="true">▾</span>
    </button>
  );
  return wanted ? (
    <Suspense fallback={button}>
      <DownloadMenu {...props} />
    </Suspense>
  ) : (
    button
  );
}
