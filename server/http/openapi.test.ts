import { expect, test } from "vitest";
import { standardParameters } from "../reports/spec.ts";
import { parameterSchemas } from "./reportParameters.ts";
import { createTestApp } from "./testing/testApp.ts";

interface Operation {
  operationId: string;
  summary?: string;
  security?: unknown[];
  parameters?: {
    name: string;
    in: string;
    required?: boolean;
    schema: Record<string, unknown>;
    description?: string;
  }[];
  responses: Record<string, { description: string; content?: Record<string, { schema: unknown }> }>;
}

interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: Record<string, Record<string, unknown>>;
}

async function documentFor(as: "admin" | "committee" = "admin") {
  const { ask, app } = createTestApp();
  const document: Document = await (await ask(as, "/api/openapi.json")).json();
  return { document, app };
}

test("every route of the API is described", async () => {
  const { document, app } = await documentFor();
  expect(document.openapi).toBe("3.1.0");
  const routes = app.routes.filter(({ method, path }) => method !== "ALL" && path.startsWith("/api"));
  expect(routes.length).toBeGreaterThan(10);
  for (const { method, path } of routes) {
    const described = document.paths[path.replace(/:(\w+)/g, "{$1}")]?.[method.toLowerCase()];
    expect(described?.summary, `${method} ${path}`).toMatch(/\w{3}/);
  }
});

test("operations have names of their own, all their path's parameters, and the failures that they can have", async () => {
  const { document } = await documentFor();
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.values(methods).map((operation) => ({ path, operation })),
  );
  const ids = operations.map(({ operation }) => operation.operationId);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { path, operation } of operations) {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const declared = (operation.parameters ?? []).filter((each) => each.in === "path");
    expect(declared.map(({ name }) => name)).toEqual(inPath);
    expect(declared.every(({ required }) => required)).toBe(true);
    if (!operation.security) expect(Object.keys(operation.responses), path).toContain("401");
  }
});

test("every reference leads somewhere", async () => {
  const { document } = await documentFor();
  const references = JSON.stringify(document).match(/"\$ref":"[^"]+"/g) ?? [];
  expect(references.length).toBeGreaterThan(5);
  for (const reference of references) {
    const [, kind = "", name = ""] = /#\/components\/(\w+)\/(\w+)"/.exec(reference) ?? [];
    expect(document.components[kind]?.[name], reference).toBeDefined();
  }
});

test("each report is a path of its own with its parameters", async () => {
  const { document } = await documentFor();
  const named = (path: string) => document.paths[path]?.get?.parameters?.map(({ name }) => name);
  expect(named("/api/reports/plan-summary")).toEqual([
    "period",
    "compare",
    "basis",
    "plan",
    "profile",
    "as_of",
    "format",
  ]);
  expect(named("/api/reports/cost-by-category")).toEqual(expect.arrayContaining(["category", "note"]));
  const get = document.paths["/api/reports/plan-summary"]?.get;
  expect(get?.parameters?.find(({ name }) => name === "compare")?.schema.enum).toContain("prior-year");
  expect(get?.parameters?.find(({ name }) => name === "format")?.schema.enum).toEqual([
    "json",
    "csv",
    "xlsx",
    "parquet",
    "arrow",
    "pdf",
    "svg",
    "notes",
  ]);
  expect(get?.parameters?.every(({ required }) => !required)).toBe(true);
  expect(Object.keys(get?.responses["200"]?.content ?? {})).toHaveLength(8);
  const committee = (await documentFor("committee")).document;
  expect(committee.paths["/api/reports/plan-summary"]).toBeDefined();
  expect(committee.paths["/api/reports/claimants"]).toBeUndefined();
  expect(document.paths["/api/reports/claimants"]).toBeDefined();
});

test("every standard parameter is described", () => {
  expect(Object.keys(parameterSchemas).sort()).toEqual([...standardParameters].sort());
});
