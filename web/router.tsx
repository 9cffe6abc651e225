import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { App } from "./App.tsx";
import { parseSearch, type Search, stringifySearch } from "./filters/search.ts";
import { FailedPage } from "./pages/FailedPage.tsx";
import { HomePage } from "./pages/HomePage.tsx";
import { NotFoundPage } from "./pages/NotFoundPage.tsx";
import { ReportPage } from "./report/ReportPage.tsx";

const root = createRootRoute({
  component: App,
  notFoundComponent: () => <NotFoundPage />,
  validateSearch: (search: Record<string, unknown>): Search => search as Search,
});

const home = createRoute({ getParentRoute: () => root, path: "/", component: HomePage });
const report = createRoute({ getParentRoute: () => root, path: "/reports/$reportId", component: ReportPage });
const reports = createRoute({
  getParentRoute: () => root,
  path: "/reports",
  component: lazyRouteComponent(() => import("./pages/ReportsPage.tsx"), "ReportsPage"),
});
const loads = createRoute({
  getParentRoute: () => root,
  path: "/loads",
  component: lazyRouteComponent(() => import("./loads/LoadsPage.tsx"), "LoadsPage"),
});
const load = createRoute({
  getParentRoute: () => root,
  path: "/loads/$number",
  component: lazyRouteComponent(() => import("./loads/LoadPage.tsx"), "LoadPage"),
});
const intakePage = lazyRouteComponent(() => import("./intake/IntakePage.tsx"), "IntakePage");
const newLoad = createRoute({ getParentRoute: () => root, path: "/loads/new", component: intakePage });
const intake = createRoute({ getParentRoute: () => root, path: "/loads/new/$intakeId", component: intakePage });
const scorecard = createRoute({
  getParentRoute: () => root,
  path: "/scorecard",
  component: lazyRouteComponent(() => import("./loads/ScorecardPage.tsx"), "ScorecardPage"),
});
const glossary = createRoute({
  getParentRoute: () => root,
  path: "/glossary",
  component: lazyRouteComponent(() => import("./pages/GlossaryPage.tsx"), "GlossaryPage"),
});

const build = createRoute({
  getParentRoute: () => root,
  path: "/build",
  component: lazyRouteComponent(() => import("./builder/BuilderPage.tsx"), "BuilderPage"),
});
const cohorts = createRoute({
  getParentRoute: () => root,
  path: "/cohorts",
  component: lazyRouteComponent(() => import("./cohorts/CohortsPage.tsx"), "CohortsPage"),
});

const packets = createRoute({
  getParentRoute: () => root,
  path: "/packets",
  component: lazyRouteComponent(() => import("./packets/PacketsPage.tsx"), "PacketsPage"),
});
const packet = createRoute({
  getParentRoute: () => root,
  path: "/packets/$packetId",
  component: lazyRouteComponent(() => import("./packets/PacketPage.tsx"), "PacketPage"),
});

/** The pages, with all that they show in the address. */
export const router = createRouter({
  routeTree: root.addChildren([
    home,
    report,
    reports,
    loads,
    load,
    newLoad,
    intake,
    scorecard,
    glossary,
    build,
    cohorts,
    packets,
    packet,
  ]),
  parseSearch,
  stringifySearch,
  scrollRestoration: true,
  defaultErrorComponent: ({ error, reset }) => <FailedPage error={error} retry={reset} />,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
