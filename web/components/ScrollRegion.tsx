import { type ReactNode, type Ref, useCallback, useEffect, useState } from "react";

interface ScrollRegionProps {
  label: string;
  children: ReactNode;
  ref?: Ref<HTMLDivElement>;
  className?: string;
}

/** Holds what may be wider than the screen, so that it scrolls and the page does not; in the tab order only then. */
export function ScrollRegion({ label, children, ref, className }: ScrollRegionProps) {
  const [element, setElement] = useState<HTMLDivElement | null>(null);
  const [overflows, setOverflows] = useState(false);
  const attach = useCallback(
    (node: HTMLDivElement | null) => {
      setElement(node);
      if (typeof ref === "function") ref(node);
      else if (ref) ref.current = node;
    },
    [ref],
  );
  useEffect(() => {
    if (!element) return;
    const measure = () =>
      setOverflows(element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1);
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    if (element.firstElementChild) observer.observe(element.firstElementChild);
    return () => observer.disconnect();
  }, [element]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a scrolling part of a section, not a section of its own
    <div
      ref={attach}
      className={className ? `scroll-region ${className}` : "scroll-region"}
      role="region"
      aria-label={label}
      tabIndex={overflows ? 0 : undefined}
    >
      {children}
    </div>
  );
}
