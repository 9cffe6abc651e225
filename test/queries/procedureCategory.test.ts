import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { HomePlan } from "../../server/homePlan.ts";
import { addReference } from "../../server/reference/addReference.ts";
import { warehousePath } from "../../server/warehouse/build.ts";
import { Warehouse } from "../../server/warehouse/warehouse.ts";
import { facility, professional } from "./rows.ts";
import { TinyPlan } from "./tinyPlan.ts";

it("a classification that the plan drops in decides codes that our ranges leave in a rest group, and no others", async () => {
  const hospital = { place_of_service_code: "22" };
  const tiny = await TinyPlan.build({
    medical_claim: [
      professional("new test", "a", "2024-01-05", { ...hospital, hcpcs_code: "G9143" }),
      professional("known test", "a", "2024-01-05", { ...hospital, hcpcs_code: "80053" }),
      professional("unknown", "a", "2024-01-05", { ...hospital, hcpcs_code: "G9999" }),
      facility("scan", "a", "2024-01-06", "2024-01-06", { revenue_center_code: "0510", hcpcs_code: "G9100" }),
    ],
  });
  const services = "select claim_id, service from core.medical_claim order by claim_id";
  const before = new Map((await tiny.query(services)) as [string, string][]);
  expect(before.get("new test")).toBe("Outpatient hospital or clinic");
  const path = join(tiny.home.dir, "classes.csv");
  writeFileSync(
    path,
    [
      "HCPCS_Cd,RBCS_ID,RBCS_Cat,RBCS_Cat_Desc,RBCS_Cat_Subcat,RBCS_Subcat_Desc,RBCS_FamNumb,RBCS_Family_Desc,RBCS_Major_Ind,HCPCS_Cd_Add_Dt,HCPCS_Cd_End_Dt,RBCS_Assignment_Eff_Dt,RBCS_Assignment_End_Dt",
      "G9143,TM000N,T,Test,TM,Molecular Testing,000,No RBCS Family,N,01/01/2010,,01/01/2014,",
      "80053,PS000N,P,Procedure,PS,Skin,000,No RBCS Family,N,01/01/2010,,01/01/2014,",
      "G9100,IC000N,I,Imaging,IC,Computed Tomography (CT) Scan,000,No RBCS Family,N,01/01/2010,,01/01/2014,",
    ].join("\n"),
  );
  await addReference(tiny.home, { files: [{ path }], actor: "test", at: "2026-01-01T00:00:00Z" });
  const plan = new HomePlan(tiny.home.dir);
  const { digest } = await plan.build();
  const warehouse = await Warehouse.open(warehousePath(tiny.home, digest), digest);
  const { rows } = await warehouse.query(services);
  warehouse.close();
  await plan.close();
  expect(Object.fromEntries(rows as [string, string][])).toEqual({
    "new test": "Laboratory",
    "known test": "Laboratory",
    unknown: "Outpatient hospital or clinic",
    scan: "CT in a facility",
  });
  await tiny.close();
});
