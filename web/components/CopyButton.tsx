import { useEffect, useState } from "react";
import { copyText } from "./copyText.ts";

/** A button that copies a text and says so for a moment. */
export function CopyButton({ text, label, className }: { text: () => string; label: string; className?: string }) {
  const [outcome, setOutcome] = useState<string | null>(null);
  useEffect(() => {
    if (!outcome) return;
    const timer = setTimeout(() => setOutcome(null), 2000);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = async () => setOutcome((await copyText(text())) ? "Copied" : "Could not copy");
  return (
    <button type="button" className={className ?? "button"} onClick={() => void copy()}>
      <span aria-live="polite">{outcome ?? label}</span>
    </button>
  );
}
