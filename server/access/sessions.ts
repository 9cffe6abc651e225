import type { Profile } from "../reports/envelope.ts";
import { createOneTimeTokens, hashSecret, randomSecret } from "./oneTimeTokens.ts";

export interface Session {
  /** Names the session inside the server; the secret cannot be worked out from it. */
  readonly id: string;
  readonly actor: string;
  /** The widest profile that this session may ask for. */
  readonly profile: Profile;
}

export interface Invitation {
  actor: string;
  profile?: Profile;
}

export type SignIn =
  | { outcome: "signed-in"; secret: string; session: Session }
  | { outcome: "used" | "expired" | "unknown" };

export interface Sessions {
  readonly cookieName: string;
  /** How long a session lives at most, in seconds. */
  readonly maxAge: number;
  /** An address that signs in whoever opens it first. */
  createSignInLink(baseUrl: string, invitation: Invitation): string;
  signIn(token: string): SignIn;
  /** The live session behind a cookie's value. */
  find(secret: string | undefined): Session | null;
  /** The same, and keeps it from idling out. */
  use(secret: string | undefined): Session | null;
  end(secret: string | undefined): void;
}

export interface SessionOptions {
  cookieName?: string;
  clock?: () => Date;
  linkHours?: number;
  idleHours?: number;
  maxHours?: number;
}

const hour = 3_600_000;

/** Sessions and sign-in links, kept in memory: they end with the process. Only hashes of secrets are held. */
export function createSessions({
  cookieName = "planlens_session",
  clock = () => new Date(),
  linkHours = 12,
  idleHours = 4,
  maxHours = 12,
}: SessionOptions = {}): Sessions {
  const links = createOneTimeTokens<Required<Invitation>>({ clock, lifetime: linkHours * hour });
  const live = new Map<string, { session: Session; since: number; seen: number }>();

  const expired = (entry: { since: number; seen: number }, now: number) =>
    now - entry.since >= maxHours * hour || now - entry.seen >= idleHours * hour;

  const entryOf = (secret: string | undefined) => {
    const key = secret ? hashSecret(secret) : "";
    const entry = live.get(key);
    if (!entry || !expired(entry, clock().getTime())) return entry;
    live.delete(key);
    return undefined;
  };

  return {
    cookieName,
    maxAge: maxHours * 3600,
    createSignInLink(baseUrl, { actor, profile = "plan-administration" }) {
      const link = new URL("/sign-in", baseUrl);
      link.searchParams.set("token", links.issue({ actor, profile }));
      return link.href;
    },
    signIn(token) {
      const redeemed = links.redeem(token);
      if (redeemed.outcome !== "valid") return redeemed;
      const now = clock().getTime();
      for (const [key, entry] of live) if (expired(entry, now)) live.delete(key);
      const secret = randomSecret();
      const key = hashSecret(secret);
      const session: Session = { id: hashSecret(key).slice(0, 16), ...redeemed.claim };
      live.set(key, { session, since: now, seen: now });
      return { outcome: "signed-in", secret, session };
    },
    find: (secret) => entryOf(secret)?.session ?? null,
    use(secret) {
      const entry = entryOf(secret);
      if (entry) entry.seen = clock().getTime();
      return entry?.session ?? null;
    },
    end(secret) {
      if (secret) live.delete(hashSecret(secret));
    },
  };
}
