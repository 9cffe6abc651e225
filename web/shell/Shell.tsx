import { useHotkeys, useMediaQuery } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useLocation } from "@tanstack/react-router";
import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from "react";
import { catalogueQuery } from "../api/queries.ts";
import type { Session } from "../api/types.ts";
import { useNewData } from "../api/useNewData.ts";
import { SchemeToggle } from "../components/SchemeToggle.tsx";
import { usePageSearch } from "../filters/usePageSearch.ts";
import { Navigation } from "./Navigation.tsx";
import "./shell.css";

const SidePanel = lazy(() => import("../components/SidePanel.tsx").then(({ SidePanel }) => ({ default: SidePanel })));

/** The frame of every page: navigation at the left, or behind a menu on a phone, and the page in `main`. */
export function Shell({ session, children }: { session: Session; children: ReactNode }) {
  const { data: families = [] } = useQuery(catalogueQuery(usePageSearch().profile));
  const { arrived, dismiss, error, health } = useNewData();
  const narrow = useMediaQuery("(max-width: 56rem)", false, { getInitialValueInEffect: false });
  const [menu, setMenu] = useState(false);
  const searchRef = useRef<HTMLInputElement>(null);
  const focusSearch = () => {
    if (narrow) setMenu(true);
    else searchRef.current?.focus();
  };
  useHotkeys(
    [
      ["mod+K", focusSearch],
      ["/", focusSearch],
    ],
    ["TEXTAREA"],
  );
  useFocusOnNavigation();
  const navigation = (
    <>
      <Navigation families={families} searchRef={searchRef} onChosen={() => setMenu(false)} />
      <footer className="shell-foot">
        <SchemeToggle />
        <p>
          {session.actor}
          {health ? <span> · {health.version}</span> : null}
        </p>
      </footer>
    </>
  );
  return (
    <div className="shell">
      <a className="skip-link" href="#main">
        Skip to the content
      </a>
      {narrow ? (
        <header className="topbar">
          <Brand planName={session.planName} />
          <button type="button" className="button" aria-haspopup="dialog" onClick={() => setMenu(true)}>
            Menu
          </button>
          <Suspense>
            {menu ? (
              <SidePanel title="Reports" opened onClose={() => setMenu(false)} side="left" size="20rem">
                {navigation}
              </SidePanel>
            ) : null}
          </Suspense>
        </header>
      ) : (
        <div className="sidebar">
          <header>
            <Brand planName={session.planName} />
          </header>
          {navigation}
        </div>
      )}
      <div className="stage">
        <div className="banners" role="status">
          {error ? (
            <p className="banner">Planlens has stopped answering. This page keeps what it has and tries again.</p>
          ) : null}
          {arrived ? (
            <p className="banner">
              New data arrived; the page shows them now.
              <button type="button" className="link-button" onClick={dismiss}>
                Good
              </button>
            </p>
          ) : null}
        </div>
        <main id="main" tabIndex={-1}>
          {children}
        </main>
      </div>
    </div>
  );
}

function Brand({ planName }: { planName: string }) {
  return (
    <p className="brand">
      <span>Planlens</span>
      <span className="plan-name">{planName}</span>
    </p>
  );
}

/** After going to another page, reading and tabbing go on at its beginning; the way from `/` is no going. */
function useFocusOnNavigation() {
  const path = useLocation({ select: (location) => location.pathname });
  const former = useRef(path);
  useEffect(() => {
    const from = former.current;
    former.current = path;
    if (from === path || from === "/") return;
    document.getElementById("main")?.focus({ preventScroll: true });
  }, [path]);
}
