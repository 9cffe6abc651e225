import { type CheckCase, enrollment as each } from "./case.ts";

const start = "2024-01-01";

export const enrollment: CheckCase[] = [
  each("birth-date-missing", [{ birth_date: null }], [{ birth_date: "1980-01-01" }]),
  each(
    "birth-in-the-future",
    [{ birth_date: "2024-02-01", file_date: "2024-01-31" }],
    [{ birth_date: "2024-01-31", file_date: "2024-01-31" }],
  ),
  each("birth-long-ago", [{ birth_date: "1900-01-01" }], [{ birth_date: "1911-01-01" }]),
  each(
    "coverage-before-birth",
    [{ birth_date: "2024-02-15", enrollment_start_date: start }],
    [{ birth_date: "2024-01-31", enrollment_start_date: start }],
  ),
  each(
    "coverage-ends-before-birth",
    [{ birth_date: "2024-02-15", enrollment_end_date: "2024-02-14" }],
    [{ birth_date: "2024-02-15", enrollment_end_date: null }],
  ),
  each(
    "many-unborn",
    [{ birth_date: "2064-02-15", enrollment_start_date: start }],
    [{ birth_date: "1964-02-15", enrollment_start_date: start }],
  ),
  each(
    "death-before-coverage",
    [{ death_date: "2023-12-31", enrollment_start_date: start }],
    [{ death_date: null, enrollment_start_date: start }],
  ),
  each(
    "death-before-birth",
    [{ death_date: "1979-12-31", birth_date: "1980-01-01" }],
    [{ death_date: "2020-12-31", birth_date: "1980-01-01" }],
  ),
  each(
    "coverage-after-death",
    [
      { death_date: "2024-01-10", enrollment_end_date: "2024-03-31" },
      { death_date: "2024-01-10", enrollment_end_date: null },
    ],
    [{ death_date: "2024-01-10", enrollment_end_date: "2024-01-31" }],
  ),
  each("coverage-far-ahead", [{ enrollment_start_date: "2999-01-01" }], [{ enrollment_start_date: start }]),
  each(
    "subscriber-too-young",
    [{ subscriber_relation: "self", birth_date: "2015-01-01", enrollment_start_date: start }],
    [
      { subscriber_relation: "child", birth_date: "2015-01-01", enrollment_start_date: start },
      { subscriber_relation: "self", birth_date: "1980-01-01", enrollment_start_date: start },
    ],
  ),
  each("spreadsheet-error-as-person", [{ person_id: "#N/A" }], [{ person_id: "P1" }]),
  each(
    "several-birth-dates",
    [
      { person_id: "P1", birth_date: "1980-01-01" },
      { person_id: "P1", birth_date: "1980-01-02" },
    ],
    [
      { person_id: "P2", birth_date: "1980-01-01" },
      { person_id: "P2", birth_date: null },
    ],
  ),
  {
    ...each(
      "several-sexes",
      [{ person_id: "P1", gender: "F" }],
      [
        { person_id: "P2", gender: "M" },
        { person_id: "P2", gender: "male" },
      ],
    ),
    held: { eligibility: [{ person_id: "P1", gender: "male" }] },
  },
  each(
    "overlapping-spans",
    [
      {
        person_id: "P1",
        benefit: "medical",
        plan: "HMO",
        enrollment_start_date: "2024-03-31",
        enrollment_end_date: null,
      },
    ],
    [
      {
        person_id: "P1",
        benefit: "medical",
        plan: "PPO",
        enrollment_start_date: start,
        enrollment_end_date: "2024-03-31",
      },
      { person_id: "P1", benefit: "dental", plan: "Dental", enrollment_start_date: start, enrollment_end_date: null },
      {
        person_id: "P2",
        benefit: "medical",
        plan: "PPO",
        enrollment_start_date: start,
        enrollment_end_date: "2024-03-31",
      },
      {
        person_id: "P2",
        benefit: "medical",
        plan: "HMO",
        enrollment_start_date: "2024-04-01",
        enrollment_end_date: null,
      },
    ],
  ),
  {
    ...each(
      "retroactive-termination",
      [
        { person_id: "P1", enrollment_start_date: start, enrollment_end_date: "2024-02-29", file_date: "2024-05-31" },
        {
          person_id: "P2",
          enrollment_start_date: start,
          enrollment_end_date: null,
          file_date: "2024-05-31",
          enrollment_status: "void",
        },
      ],
      [
        { person_id: "P3", enrollment_start_date: start, enrollment_end_date: "2024-05-31", file_date: "2024-05-31" },
        { person_id: "P4", enrollment_start_date: start, enrollment_end_date: "2024-02-29", file_date: "2024-05-31" },
      ],
    ),
    held: {
      eligibility: ["P1", "P2", "P3"].map((person_id) => ({
        person_id,
        enrollment_start_date: start,
        enrollment_end_date: null,
        file_date: "2024-01-31",
      })),
    },
  },
  each(
    "contract-without-holder",
    [{ subscriber_id: "S1", subscriber_relation: "child" }],
    [
      { subscriber_id: "S2", subscriber_relation: "child" },
      { subscriber_id: "S2", subscriber_relation: "self" },
    ],
  ),
  each(
    "card-of-two-persons",
    [
      { member_id: "M1", birth_date: "1980-01-01" },
      { member_id: "M1", birth_date: "2010-01-01" },
    ],
    [{ member_id: "M2", birth_date: "1980-01-01" }],
  ),
];
