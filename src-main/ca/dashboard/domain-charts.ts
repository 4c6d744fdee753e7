import type { Settings } from '../../../src-shared/model/settings.ts'
import { listDomains, type DomainRow } from '../../store/domains.ts'
import type { Reader } from '../../store/connection.ts'
import { domainStateOf, type ProofSettings } from '../validation/domain-view.ts'
import { domainProofEnd } from '../validation/reuse.ts'

const dayMs = 86_400_000

/** States of the proofs of domains; `renew-soon`: verified, and to be proven again within the days of the settings. */
export const proofStates = ['verified', 'renew-soon', 'expired', 'unverified', 'failed', 'inactive'] as const
export type DomainProofState = (typeof proofStates)[number]

/** A domain as the charts see it. */
export interface ChartedDomain {
  readonly row: DomainRow
  readonly state: DomainProofState
  readonly endsAt: number | null
}

/** @returns every domain with the state of its proof; installations have some hundreds */
export function chartedDomains(from: Reader, settings: Settings, now: number): ChartedDomain[] {
  return listDomains(from).map((row) => {
    const endsAt = domainProofEnd(row, 'none', settings)
    return { row, endsAt, state: chartState(row, endsAt, settings, now) }
  })
}

function chartState(row: DomainRow, endsAt: number | null, settings: ProofSettings, now: number): DomainProofState {
  const state = domainStateOf(row, endsAt, now)
  if (state !== 'verified') return state
  return endsAt !== null && endsAt - now <= settings.proofNoticeDays * dayMs ? 'renew-soon' : 'verified'
}

/** @returns whether the proof of an active domain ends within so many days */
export function proofEndsWithin(domain: ChartedDomain, days: number, now: number): boolean {
  return domain.row.active && domain.endsAt !== null && domain.endsAt > now && domain.endsAt <= now + days * dayMs
}
