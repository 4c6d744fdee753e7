/**
 * How far the clock of who looks at a CRL may be behind that of who signed it, ms: a beginning (thisUpdate, RFC 5280
 * 5.1.2.4) that lies further ahead is one that verifiers refuse.
 */
export const clocksApart = 5 * 60_000
