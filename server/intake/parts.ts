/** The shapes that the parts of a load speak in, in one place for those who read them. */

export type { CheckResult } from "../load/checks/runChecks.ts";
export type { ControlFigure, ControlInput } from "../load/control/compareControl.ts";
export type { LoadMode } from "../load/manifest.ts";
export type { Mapping } from "../load/mapping/mapping.ts";
export type { LoadProfile } from "../load/profile/profileTables.ts";
export type { Overlap } from "../load/recognized/overlap.ts";
export type { RepeatedAmount } from "../load/recognized/repeatedAmounts.ts";
export type { Unmapped } from "../load/unmapped.ts";
