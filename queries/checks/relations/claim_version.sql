/*
relation: claim_version
query: core/claim_version.sql
grain: one row per paid line of a claim that was reversed, adjusted or corrected
why: the checks and the warehouse tell versions apart in one way
*/
