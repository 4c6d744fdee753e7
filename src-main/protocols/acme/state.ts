import { assertNever } from '../../../src-shared/assert-never.ts'
import type { AcmeAuthorizationRow, AcmeChallengeRow, AcmeOrderRow } from '../../store/acme.ts'

/** States of RFC 8555 7.1.6; what time alone changes is worked out when it is read. */
export type OrderStatus = AcmeOrderRow['status']
export type AuthorizationStatus = AcmeAuthorizationRow['status'] | 'expired'
export type ChallengeStatus = AcmeChallengeRow['status']

export type OrderEvent = 'proven' | 'not-proven' | 'held' | 'issued' | 'refused-for-good'
export type AuthorizationEvent = 'challenge-valid' | 'challenge-invalid' | 'deactivate' | 'revoke'
export type ChallengeEvent = 'answered' | 'validated' | 'failed'

/** @returns the next state of an order, or null where the event changes nothing in this state */
export function orderAfter(status: OrderStatus, event: OrderEvent): OrderStatus | null {
  switch (event) {
    case 'proven':
      return status === 'pending' ? 'ready' : null
    case 'not-proven':
      return status === 'pending' || status === 'ready' ? 'invalid' : null
    case 'held':
      return status === 'ready' ? 'processing' : null
    case 'issued':
      return status === 'ready' || status === 'processing' ? 'valid' : null
    case 'refused-for-good':
      return status === 'processing' ? 'invalid' : null
    default:
      return assertNever(event)
  }
}

/** @returns the next state of an authorization, or null where the event changes nothing in this state */
export function authorizationAfter(
  status: AuthorizationStatus,
  event: AuthorizationEvent
): AcmeAuthorizationRow['status'] | null {
  switch (event) {
    case 'challenge-valid':
      return status === 'pending' ? 'valid' : null
    case 'challenge-invalid':
      return status === 'pending' ? 'invalid' : null
    case 'deactivate':
      return status === 'valid' || status === 'pending' ? 'deactivated' : null
    case 'revoke':
      return status === 'valid' ? 'revoked' : null
    default:
      return assertNever(event)
  }
}

/** @returns the next state of a challenge, or null where the event changes nothing in this state */
export function challengeAfter(status: ChallengeStatus, event: ChallengeEvent): ChallengeStatus | null {
  switch (event) {
    case 'answered':
      return status === 'pending' ? 'processing' : null
    case 'validated':
      return status === 'processing' ? 'valid' : null
    case 'failed':
      return status === 'processing' ? 'invalid' : null
    default:
      return assertNever(event)
  }
}

/** @returns the state of an order at a moment: one that lapsed before it was finalized is invalid */
export function orderStatusAt(row: Pick<AcmeOrderRow, 'status' | 'expiresAt'>, now: number): OrderStatus {
  const lapsed = (row.status === 'pending' || row.status === 'ready') && row.expiresAt <= now
  return lapsed ? 'invalid' : row.status
}

/** @returns the state of an authorization at a moment */
export function authorizationStatusAt(
  row: Pick<AcmeAuthorizationRow, 'status' | 'expiresAt'>,
  now: number
): AuthorizationStatus {
  if (row.expiresAt > now) return row.status
  // RFC 8555 7.1.6: a pending one that lapses is invalid, a valid one expired.
  return row.status === 'pending' ? 'invalid' : row.status === 'valid' ? 'expired' : row.status
}

/** What the authorizations of an order together mean for it. */
export function orderEventFrom(statuses: readonly AuthorizationStatus[]): OrderEvent | null {
  if (statuses.every((status) => status === 'valid')) return 'proven'
  return statuses.some((status) => status !== 'valid' && status !== 'pending') ? 'not-proven' : null
}
