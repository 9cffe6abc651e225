import { createHash, randomBytes } from "node:crypto";

export interface OneTimeTokens<Claim> {
  /** A new token for `claim`: 256 random bits, base64url. Only its hash is kept. */
  issue(claim: Claim): string;
  /** Uses the token up. A used one is remembered until it would have expired, so that its holder can be told. */
  redeem(token: string): { outcome: "valid"; claim: Claim } | { outcome: "used" | "expired" | "unknown" };
}

/** Tokens that work once, until `lifetime` milliseconds after they were issued. */
export function createOneTimeTokens<Claim>({
  clock,
  lifetime,
}: {
  clock: () => Date;
  lifetime: number;
}): OneTimeTokens<Claim> {
  const issued = new Map<string, { claim: Claim; expires: number; used: boolean }>();
  const remember = 7 * 24 * 3_600_000;
  return {
    issue(claim) {
      const now = clock().getTime();
      for (const [hash, entry] of issued) if (entry.expires + remember < now) issued.delete(hash);
      const token = randomSecret();
      issued.set(hashSecret(token), { claim, expires: now + lifetime, used: false });
      return token;
    },
    redeem(token) {
      const entry = issued.get(hashSecret(token));
      if (!entry) return { outcome: "unknown" };
      if (entry.used) return { outcome: "used" };
      if (clock().getTime() >= entry.expires) return { outcome: "expired" };
      entry.used = true;
      return { outcome: "valid", claim: entry.claim };
    },
  };
}

/** 256 random bits, base64url (43 characters). */
export function randomSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** What is kept of a secret: looking it up by its hash also takes the timing out of the comparison. */
export function hashSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}
