import { type ReactNode, Suspense, useState } from "react";

interface WantedProps {
  /** What the button says until the part with a button of its own stands in its place. */
  label: ReactNode;
  /** Fetched when it is first wanted, and open when it comes. */
  children: ReactNode;
}

/** A button that makes place for a menu of the same name: the first screen does not wait for what opens. */
export function Wanted({ label, children }: WantedProps) {
  const [wanted, setWanted] = useState(false);
  const button = (
    <button type="button" className="button" aria-haspopup="menu" onClick={() => setWanted(true)}>
      {label}
    </button>
  );
  return wanted ? <Suspense fallback={button}>{children}</Suspense> : button;
}
