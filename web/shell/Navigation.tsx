import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type KeyboardEvent, type ReactNode, type RefObject, useId, useRef, useState } from "react";
import { sessionQuery } from "../api/queries.ts";
import type { CatalogueEntry, CatalogueFamily } from "../api/types.ts";
import { carriedSearch } from "../filters/params.ts";
import { usePageSearch } from "../filters/usePageSearch.ts";
import { findReports } from "./findReports.ts";
import { useOpenFamilies } from "./useOpenFamilies.ts";
import { useRecentReports } from "./useRecentReports.ts";

interface NavigationProps {
  families: readonly CatalogueFamily[];
  searchRef: RefObject<HTMLInputElement | null>;
  /** After a page was chosen. */
  onChosen?: () => void;
}

const dataPages = [
  { to: "/loads", title: "Loads" },
  { to: "/scorecard", title: "Scorecard" },
  { to: "/glossary", title: "Glossary" },
] as const;

const ownPages = [
  { to: "/build", title: "Build your own" },
  { to: "/cohorts", title: "Cohorts" },
] as const;

type OwnPath = (typeof ownPages)[number]["to"] | (typeof dataPages)[number]["to"];

const shortcut = /Mac|iPhone|iPad/.test(navigator.platform) ? "⌘K" : "Ctrl K";

/** Reports by family and the data pages, with a search that narrows them as one types. */
export function Navigation({ families, searchRef, onChosen }: NavigationProps) {
  const [text, setText] = useState("");
  const { data: session } = useQuery(sessionQuery);
  const list = useRef<HTMLElement>(null);
  const shared = {
    search: carriedSearch(usePageSearch()),
    activeOptions: { includeSearch: false },
    onClick: () => {
      setText("");
      onChosen?.();
    },
  };
  const found = findReports(families, text);
  const searching = text.trim() !== "";
  const recent = useRecentReports(families);
  const open = useOpenFamilies(families);
  const matches = ({ title }: { title: string }) => title.toLowerCase().includes(text.trim().toLowerCase());
  const own = session?.profile === "plan-administration" ? ownPages.filter(matches) : [];
  const pages = dataPages.filter(matches);
  const link = ({ id, title, question }: CatalogueEntry) => (
    <li key={id}>
      <Link to="/reports/$reportId" params={{ reportId: id }} title={question} {...shared}>
        {title}
        {searching ? <span className="nav-question">{question}</span> : null}
      </Link>
    </li>
  );
  const family = (id: string, title: string, children: ReactNode) => (
    <NavFamily
      key={id}
      title={title}
      open={searching || open.has(id)}
      onToggle={searching ? undefined : () => open.toggle(id)}
    >
      {children}
    </NavFamily>
  );
  /** A family with pages that are no reports after its reports; nothing where it has neither. */
  const withPages = (id: string, title: string, more: readonly { to: OwnPath; title: string }[]) => {
    const reports = found.find((each) => each.id === id)?.reports ?? [];
    if (reports.length + more.length === 0) return null;
    return family(
      id,
      title,
      <>
        {reports.map(link)}
        {more.map((page) => (
          <li key={page.to}>
            <Link to={page.to} {...shared}>
              {page.title}
            </Link>
          </li>
        ))}
      </>,
    );
  };
  const move = (event: KeyboardEvent) => {
    const links = [...(list.current?.querySelectorAll("a") ?? [])];
    const at = links.indexOf(document.activeElement as HTMLAnchorElement);
    if (event.key === "ArrowDown") links[Math.min(at + 1, links.length - 1)]?.focus();
    else if (event.key === "ArrowUp") (at > 0 ? links[at - 1] : searchRef.current)?.focus();
    else if (event.key === "Enter" && event.target === searchRef.current) links[0]?.click();
    else if (event.key === "Escape" && text) setText("");
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrow keys move among the links inside, which stay links
    <div className="navigation" onKeyDown={move}>
      <search className="nav-search">
        <input
          ref={searchRef}
          type="search"
          value={text}
          onChange={(event) => setText(event.target.value)}
          placeholder="Find a report"
          aria-label="Find a report"
          aria-keyshortcuts="Meta+K Control+K /"
          autoComplete="off"
          spellCheck={false}
        />
        <kbd>{shortcut}</kbd>
      </search>
      <nav aria-label="Reports" ref={list}>
        {!searching && recent.length > 1 ? (
          <NavFamily title="Recently read" short>
            {recent.map(link)}
          </NavFamily>
        ) : null}
        {searching ? null : (
          <p className="nav-all">
            <Link to="/reports" {...shared} activeOptions={{ exact: true, includeSearch: false }}>
              All reports
            </Link>
            <br />
            <Link to="/packets" {...shared}>
              Packets
            </Link>
          </p>
        )}
        {found
          .filter(({ id }) => id !== "data" && id !== "ours")
          .map(({ id, title, reports }) => family(id, title, reports.map(link)))}
        {withPages("ours", "Our reports", own)}
        {withPages("data", "Data", pages)}
        <p className="nav-none" role="status">
          {text && found.length + own.length + pages.length === 0 ? `No report has “${text.trim()}”.` : ""}
        </p>
      </nav>
    </div>
  );
}

interface NavFamilyProps {
  title: string;
  /** Each in one line, so that the list below keeps its place. */
  short?: boolean;
  open?: boolean;
  /** Without it the family cannot be shut. */
  onToggle?: () => void;
  children: ReactNode;
}

function NavFamily({ title, short, open = true, onToggle, children }: NavFamilyProps) {
  const id = useId();
  return (
    <div className="nav-family" data-short={short}>
      <p id={id}>
        {onToggle ? (
          <button type="button" className="nav-toggle" aria-expanded={open} onClick={onToggle}>
            {title}
          </button>
        ) : (
          title
        )}
      </p>
      {open ? <ul aria-labelledby={id}>{children}</ul> : null}
    </div>
  );
}
