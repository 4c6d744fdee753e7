/**
 * How the newest CRL of an authority, or of a part, stands: `due-soon` within the overlap before its nextUpdate, `overdue`
 * after it, `not-begun` before its thisUpdate.
 */
export const crlStates = ['current', 'due-soon', 'overdue', 'not-begun', 'none'] as const
export type CrlState = (typeof crlStates)[number]

/**
 * What somebody should look after. overdue: the CRL that is out has ended. not-begun: it was signed while the clock was
 * ahead, and begins later. due-soon: it ends within the overlap and none follows by itself yet. series-stale: something was
 * revoked since the CRLs that wait were signed; they are held back, sign a new series. series-ending: the last CRL signed
 * ahead is the only one left. revocation-waits: something was revoked a while ago and should have brought a CRL at once, and
 * none says it: the vault is locked, or the key is away.
 */
export const crlAlarmKinds = [
  'overdue',
  'not-begun',
  'revocation-waits',
  'due-soon',
  'series-stale',
  'series-ending'
] as const
export type CrlAlarmKind = (typeof crlAlarmKinds)[number]

/** How far the clock of who looks at a CRL may be behind that of who signed it, ms. */
const clocksApart = 5 * 60_000

/** @returns whether verifiers refuse a CRL because it begins later (thisUpdate, RFC 5280 5.1.2.4); both times Unix ms */
export function beginsLater({ thisUpdate }: { readonly thisUpdate: number }, now: number): boolean {
  return now + clocksApart < thisUpdate
}
