import { afterAll, beforeAll, describe } from "vitest";
import { accessibility } from "./accessibility.ts";
import { files } from "./files.ts";
import { loading } from "./loading.ts";
import { navigation } from "./navigation.ts";
import { reading } from "./reading.ts";
import { states } from "./states.ts";
import { findChromium } from "./testing/chromium.ts";
import { openSite, type Site } from "./testing/site.ts";
import { views } from "./views.ts";

const available = findChromium() !== undefined;
if (!available) console.warn("No Chromium here: the tests of the page in a browser are skipped.");

describe.skipIf(!available)("the page in a browser", () => {
  let site: Site;
  const current = () => site;

  beforeAll(async () => {
    site = await openSite({ employees: 2000 });
  }, 600_000);
  afterAll(() => site?.close());

  describe("views", () => views(current));
  describe("reading", () => reading(current));
  describe("files", () => files(current));
  describe("navigation", () => navigation(current));
  describe("states", () => states(current));
  describe("loading", () => loading(current));
  describe("accessibility", () => accessibility(current));
});
