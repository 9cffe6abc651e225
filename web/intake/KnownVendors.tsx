import { useQuery } from "@tanstack/react-query";
import { vendorKey } from "../../server/home/vendorKey.ts";
import { healthQuery, loadsQuery } from "../api/queries.ts";

/** The vendors of earlier loads, suggested while a name is typed; each as it was first written. */
export function KnownVendors({ id }: { id: string }) {
  const { data: health } = useQuery(healthQuery);
  const { data: loads = [] } = useQuery(loadsQuery(health?.digest));
  const oldestLast = loads.flatMap(({ vendor }) => vendor ?? []);
  const names = [...new Map(oldestLast.map((name) => [vendorKey(name), name])).values()].sort();
  return (
    <datalist id={id}>
      {names.map((name) => (
        <option key={name} value={name} />
      ))}
    </datalist>
  );
}
