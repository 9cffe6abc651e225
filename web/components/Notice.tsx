import type { ReactNode } from "react";

interface NoticeProps {
  title: string;
  children: ReactNode;
  /** Buttons and links: what can be done. */
  actions?: ReactNode;
  /** `plain` says why there is nothing; `alert` says that something went wrong. */
  tone?: "plain" | "alert";
}

/** Stands where a report would: what is the case, why, and what can be done. */
export function Notice({ title, children, actions, tone = "plain" }: NoticeProps) {
  return (
    <section className="notice" data-tone={tone} role={tone === "alert" ? "alert" : undefined}>
      <h1>{title}</h1>
      <div className="notice-text">{children}</div>
      {actions ? <div className="notice-actions">{actions}</div> : null}
    </section>
  );
}
