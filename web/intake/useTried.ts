import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import type { Tried } from "../../server/http/loading/triedSchema.ts";
import type { MappedFile } from "../../server/load/mapping/mapping.ts";
import { isApiError } from "../api/apiError.ts";
import { request } from "../api/request.ts";

/** What the first rows of a file become under a draft of its mapping, shortly after the last change. */
export function useTried(intakeId: string, name: string, draft: MappedFile) {
  const [settled] = useDebouncedValue(draft, 250);
  const { data, error } = useQuery({
    queryKey: ["tried", intakeId, name, settled],
    queryFn: ({ signal }) =>
      request<Tried>(`/api/intakes/${intakeId}/try`, { method: "POST", body: { name, mapped: settled }, signal }),
    enabled: settled.tables.length > 0,
    placeholderData: (former) => former,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  return { tried: data, complaint: isApiError(error) ? error.message : null };
}
