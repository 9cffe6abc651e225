import { PlanlensError } from "../errors.ts";
import type { Profile } from "../reports/envelope.ts";

/** Profiles from the widest to the narrowest. */
export const profiles: readonly Profile[] = ["plan-administration", "sponsor-summary", "committee", "public"];

/**
 * The profile that a request is answered under: what was asked for, where it is no wider than the session's own.
 * Throws `invalid-parameter` for an unknown name and `not-allowed` for a wider one.
 */
export function narrowProfile(widest: Profile, asked: string | undefined): Profile {
  if (asked === undefined || asked === "") return widest;
  const profile = profiles.find((name) => name === asked);
  if (profile === undefined) {
    throw new PlanlensError("invalid-parameter", `profile is "${asked}"; it can be ${profiles.join(", ")}.`, {
      detail: { parameter: "profile", allowed: [...profiles] },
    });
  }
  if (profiles.indexOf(profile) < profiles.indexOf(widest)) {
    throw new PlanlensError(
      "not-allowed",
      `You are signed in for the profile ${widest}, which is narrower than ${asked}.`,
      {
        detail: { parameter: "profile", allowed: profiles.slice(profiles.indexOf(widest)) },
      },
    );
  }
  return profile;
}
