import type { Settings } from '../../../src-shared/model/settings.ts'
import {
  domainMethod,
  type Domain,
  type DomainMethod,
  type ProofState,
  type Publication
} from '../../../src-shared/model/validation.ts'
import type { Reader } from '../../store/connection.ts'
import type { DomainRow } from '../../store/domains.ts'
import { getOperator } from '../../store/operators.ts'
import { getOrganization } from '../../store/organizations.ts'
import { challengeOfDomain, type ProofChallengeRow } from '../../store/proof-challenges.ts'
import { fileAddress } from '../../validation/file-proof.ts'
import { textPlace } from '../../validation/txt-proof.ts'
import { domainProofEnd } from './reuse.ts'

const day = 86_400_000

/** The settings that the view of a proof depends on. */
export type ProofSettings = Pick<Settings, 'proofReuseDays' | 'proofNoticeDays'>

/** @returns a domain as windows see it at a moment: state, ends under the rules in force, what to do next */
export function domainView(from: Reader, row: DomainRow, settings: ProofSettings, now: number): Domain {
  const challenge = challengeOfDomain(from, row.id)
  const publish = challenge === undefined || challenge.expiresAt <= now ? null : publicationOf(row.name, challenge)
  const expiresAt = domainProofEnd(row, 'none', settings)
  const state = domainStateOf(row, expiresAt, now)
  return {
    id: row.id,
    organizationId: row.organizationId,
    organizationName: getOrganization(from, row.organizationId)?.name ?? '',
    name: row.name,
    state,
    basis: row.basis,
    method: methodOf(row.method),
    covers: row.covers,
    basisNote: row.basisNote,
    ownerId: row.ownerId,
    ownerName: row.ownerId === null ? null : (getOperator(from, row.ownerId)?.name ?? null),
    verifiedAt: row.verifiedAt,
    expiresAt,
    expiresForTls: domainProofEnd(row, 'tls', settings),
    expiresForMail: domainProofEnd(row, 'smime', settings),
    nextAction: nextActionOf(state, publish, expiresAt, settings, now),
    publish,
    evidenceId: row.evidenceId,
    lastReason: row.lastReason,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    version: row.version
  }
}

/** @returns how the proof of a domain stands at a moment. @param expiresAt its end under the rules in force */
export function domainStateOf(row: DomainRow, expiresAt: number | null, now: number): ProofState {
  if (!row.active) return 'inactive'
  if (expiresAt !== null) return expiresAt > now ? 'verified' : 'expired'
  return row.lastOutcome === 'failed' ? 'failed' : 'unverified'
}

function nextActionOf(
  state: ProofState,
  publish: Publication | null,
  expiresAt: number | null,
  settings: ProofSettings,
  now: number
): Domain['nextAction'] {
  if (state === 'inactive') return 'none'
  if (publish !== null) return state === 'failed' ? 'publish' : 'verify'
  if (state !== 'verified') return 'prove-again'
  return expiresAt !== null && expiresAt - now <= settings.proofNoticeDays * day ? 'renew-soon' : 'none'
}

/** @returns what is to be published for a challenge */
function publicationOf(name: string, challenge: ProofChallengeRow): Publication | null {
  const { value, place, method, expiresAt } = challenge
  if (value === null || place === null) return null
  return method === 'file'
    ? { kind: 'file', url: fileAddress(name, place), value, expiresAt }
    : { kind: 'txt', name: textPlace(name), value, expiresAt }
}

/** @returns a stored method as one of the list, or null */
export function methodOf(text: string | null): DomainMethod | null {
  const read = domainMethod.safeParse(text)
  return read.success ? read.data : null
}
