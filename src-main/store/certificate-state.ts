import { assertNever } from '../../src-shared/assert-never.ts'
import type { CertificateState } from '../../src-shared/model/certificate.ts'
import type { CertificateRecord } from './certificates.ts'

const dayMs = 86_400_000

/**
 * State as shown (E.5). Revocation outlives expiry; a suspended certificate that has ended is expired. Valid up to and
 * including notAfter (RFC 5280 4.1.2.5).
 * @param expiringDays days before the end from which `active` becomes `expiring`
 */
export function certificateStateAt(
  certificate: Pick<CertificateRecord, 'state' | 'notBefore' | 'notAfter'>,
  now: number,
  expiringDays: number
): CertificateState {
  if (certificate.state === 'revoked') return 'revoked'
  if (certificate.notAfter < now) return 'expired'
  if (certificate.state === 'suspended') return 'suspended'
  if (certificate.notBefore > now) return 'not-yet-valid'
  return certificate.notAfter < now + expiringDays * dayMs ? 'expiring' : 'active'
}

/** The same as a condition over the columns; `active` here takes in those that are expiring. Binds @now and @expiringUntil. */
export function stateCondition(state: CertificateState): string {
  switch (state) {
    case 'revoked':
      return `(state = 'revoked' AND state <> 'active')`
    case 'suspended':
      return `(state = 'suspended' AND state <> 'active' AND not_after >= @now)`
    case 'expired':
      return `(state <> 'revoked' AND not_after < @now)`
    case 'not-yet-valid':
      return `(state = 'active' AND not_before > @now AND not_after >= @now)`
    case 'expiring':
      return `(state = 'active' AND not_before <= @now AND not_after >= @now AND not_after < @expiringUntil)`
    case 'active':
      return `(state = 'active' AND not_before <= @now AND not_after >= @now)`
    default:
      return assertNever(state)
  }
}

/** @returns the value of @expiringUntil */
export function expiringUntil(now: number, expiringDays: number): number {
  return now + expiringDays * dayMs
}
