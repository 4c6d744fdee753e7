import { isKeyAlgorithmId, keyAlgorithms } from '../../../src-shared/model/algorithm.ts'
import type { CertificateRecord } from '../../store/certificates.ts'
import type { Duty } from './duties.ts'

/** NIST IR 8547 (initial public draft, November 2024) 4.1.1: what is not to be used for signatures after this moment. */
const retirement = {
  /** 112 bits of strength: deprecated after 2030. */
  weak: Date.UTC(2031, 0, 1),
  /** Every RSA, ECDSA and EdDSA signature: disallowed after 2035. */
  classical: Date.UTC(2036, 0, 1)
} as const

/** A year to change over what trusts a root. */
const LEAD_MS = 365 * 86_400_000

/** @returns the duty to replace the algorithm of a root whose certificate outlives it; none for ML-DSA */
export function algorithmDuty(own: CertificateRecord): Omit<Duty, 'state' | 'authorityId' | 'authorityName'>[] {
  const end = retirementOf(own.keyAlgorithm)
  if (end === null || own.notAfter <= end) return []
  return [
    { kind: 'algorithm', about: own.keyAlgorithm, certificateId: own.id, count: 1, doBy: end - LEAD_MS, lapsesAt: end }
  ]
}

/** @returns the moment from which a key of this algorithm is not to be used any more; null for none */
function retirementOf(name: string): number | null {
  if (!isKeyAlgorithmId(name)) return retirement.weak
  const { kind, strength } = keyAlgorithms[name]
  if (kind === 'ml-dsa') return null
  return strength < 128 ? retirement.weak : retirement.classical
}
