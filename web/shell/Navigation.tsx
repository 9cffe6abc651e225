import { Link } from "@tanstack/react-router";
import { type KeyboardEvent, type ReactNode, type RefObject, useId, useRef, useState } from "react";
import type { CatalogueFamily } from "../api/types.ts";
import { carriedSearch } from "../filters/params.ts";
import { usePageSearch } from "../filters/usePageSearch.ts";
import { findReports } from "./findReports.ts";

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

const shortcut = /Mac|iPhone|iPad/.test(navigator.platform) ? "⌘K" : "Ctrl K";

/** Reports by family and the data pages, with a search that narrows them as one types. */
export function Navigation({ families, searchRef, onChosen }: NavigationProps) {
  const [text, setText] = useState("");
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
  const pages = dataPages.filter(({ title }) => title.toLowerCase().includes(text.trim().toLowerCase()));
  const reportLinks = (family: CatalogueFamily | undefined) =>
    family?.reports.map(({ id, title, question }) => (
      <li key={id}>
        <Link to="/reports/$reportId" params={{ reportId: id }} title={question} {...shared}>
          {title}
        </Link>
      </li>
    ));
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
        {found
          .filter((family) => family.id !== "data")
          .map((family) => (
            <NavFamily key={family.id} title={family.title}>
              {reportLinks(family)}
            </NavFamily>
          ))}
        {pages.length > 0 || found.some((family) => family.id === "data") ? (
          <NavFamily title="Data">
            {reportLinks(found.find((family) => family.id === "data"))}
            {pages.map(({ to, title }) => (
              <li key={to}>
                <Link to={to} {...shared}>
                  {title}
                </Link>
              </li>
            ))}
          </NavFamily>
        ) : null}
        <p className="nav-none" role="status">
          {text && found.length + pages.length === 0 ? `No report has “${text.trim()}”.` : ""}
        </p>
      </nav>
    </div>
  );
}

function NavFamily({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <div className="nav-family">
      <p id={id}>{title}</p>
      <ul aria-labelledby={id}>{children}</ul>
    </div>
  );
}
