/** The names under which this computer alone reaches itself. */
const loopbackNames = ["localhost", "127.0.0.1", "[::1]"];

/** Whether an address that a server is bound to is reached from this computer only. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || host === "[::1]" || /^127(\.\d{1,3}){3}$/.test(host);
}

/**
 * Tests a Host header against the names that this server goes by (loopback names and `names`), whatever the port:
 * a page elsewhere that rebinds its own name to this address sends that name, and is refused.
 */
export function createHostCheck(names: readonly string[] = []): (host: string | undefined) => boolean {
  const known = new Set([...loopbackNames, ...names.map(hostName)]);
  return (host) => host !== undefined && known.has(hostName(host));
}

/** Whether a request may have come from another site's page; `origin` and `site` are its Origin and Sec-Fetch-Site. */
export function isForeign({ origin, site, host }: { origin?: string; site?: string; host?: string }): boolean {
  if (site !== undefined && site !== "same-origin" && site !== "none") return true;
  if (origin === undefined) return false;
  try {
    return new URL(origin).host !== host?.toLowerCase();
  } catch {
    return true;
  }
}

/** Lower case, without the port and a closing dot; an IPv6 address in brackets. */
function hostName(host: string): string {
  const lower = host.toLowerCase();
  if (lower.split(":").length > 2 && !lower.startsWith("[")) return `[${lower}]`;
  return lower.replace(/:\d*$/, "").replace(/\.$/, "");
}
