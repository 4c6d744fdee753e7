import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Domain, Evidence } from '../../../src-shared/model/validation.ts'
import { afterCommit } from '../../store/connection.ts'
import { getDomain, updateDomain, type DomainRow } from '../../store/domains.ts'
import { challengeOfDomain, useUpProofChallenge, type ProofChallengeRow } from '../../store/proof-challenges.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import type { ValidationReport } from '../../validation/challenge.ts'
import type { Control } from '../../validation/control.ts'
import { validateFile } from '../../validation/file-proof.ts'
import type { HeardLookup } from '../../validation/name-lookup.ts'
import type { DomainCorroboration } from '../../validation/perspectives.ts'
import { textLabel, validateText } from '../../validation/txt-proof.ts'
import { recordAudit } from '../audit.ts'
import type { CaContext } from '../context.ts'
import { corroborate } from './corroboration.ts'
import { dnssecEvidence } from './dnssec-evidence.ts'
import { requireDomain, withEvidence, type WhichDomain } from './domains.ts'
import { drafted, keepEvidence, type EvidenceDraft } from './evidence.ts'
import { ownerFor, type Prover } from './who.ts'

/** A challenge of a domain with its published value. */
interface Awaited {
  readonly id: number
  readonly method: 'txt' | 'file'
  readonly value: string
  readonly place: string
}

/**
 * Looks for what was to be published, from here and from the other perspectives, and keeps all that was seen. What was seen
 * uses the random value up.
 * @returns the domain and the evidence; a proof that was not found is no error
 * @throws ChanceryError `invalid-input`, `not-found`, `forbidden`, `conflict` (nothing awaited, or its value is too old),
 *   `not-ready` (no resolver), `cancelled`
 */
export async function verifyDomain(
  ca: CaContext,
  which: WhichDomain,
  who: Prover,
  signal: AbortSignal
): Promise<{ domain: Domain; evidence: Evidence[] }> {
  const from = reader(ca.store)
  const { row, organization } = requireDomain(from, which)
  ownerFor(who, organization, row.name, row)
  const awaited = requireAwaited(ca, row, challengeOfDomain(from, row.id))
  const control = requireControl(ca)
  const heard: HeardLookup[] = []
  const world = control.world(ca.settings().proofAddresses, (lookup) => void heard.push(lookup))
  const report =
    awaited.method === 'file'
      ? await validateFile(world, { name: row.name, file: awaited.place, value: awaited.value }, signal)
      : await validateText(world, { name: row.name, value: awaited.value }, signal)
  const now = ca.clock.now()
  const verified = report.outcome === 'verified'
  const mpic = verified
    ? await corroborate(control, row.name, corroborationOf(row.name, awaited), null, now, signal)
    : drafted({
        kind: 'mpic',
        subject: row.name,
        outcome: 'not-performed',
        rule: 'mpic.nothing-to-corroborate',
        reason: 'This machine did not see the proof, so the other perspectives were not asked.',
        seenFrom: 'this machine',
        at: now
      })
  const drafts = [
    domainEvidence(row, awaited.method, report, control, now),
    { ...dnssecEvidence(control, row.name, heard, now), domainId: row.id }
  ]
  await transaction(ca.store, (tx) => {
    const [evidenceId = null] = keepEvidence(tx, ca, drafts)
    keepEvidence(tx, ca, [{ ...mpic, domainId: row.id, restsOn: evidenceId }])
    const present = getDomain(tx, row.id)
    if (present === undefined) throw new ChanceryError('conflict', `${row.name} was removed meanwhile.`)
    if (verified && !useUpProofChallenge(tx, awaited.id))
      throw new ChanceryError('conflict', `The random value of ${row.name} was used by somebody else meanwhile.`)
    updateDomain(tx, row.id, present.version, {
      lastOutcome: report.outcome,
      lastReason: report.summary,
      updatedAt: now,
      ...(verified
        ? {
            basis: 'validated',
            method: awaited.method,
            covers: awaited.method === 'file' ? 'exact' : 'subtree',
            basisNote: '',
            verifiedAt: now,
            until: null,
            evidenceId,
            noticedAt: null
          }
        : {})
    })
    recordAudit(tx, ca, {
      actor: who.actor,
      operation: 'domain.verify',
      object: { kind: 'domain', id: row.id },
      outcome: verified ? 'ok' : 'failed',
      detail: { name: row.name, method: awaited.method, summary: report.summary, evidenceId }
    })
    afterCommit(tx, () => ca.emit('domain.changed', { id: row.id }))
  })
  return withEvidence(ca, row.id)
}

function requireAwaited(ca: CaContext, row: DomainRow, challenge: ProofChallengeRow | undefined): Awaited {
  if (challenge === undefined || challenge.value === null || challenge.place === null)
    throw new ChanceryError(
      'conflict',
      `Nothing is awaited for ${row.name}: each random value serves once. Start a new proof with "domain add".`
    )
  if (challenge.expiresAt <= ca.clock.now())
    throw new ChanceryError(
      'conflict',
      `The random value for ${row.name} is older than 30 days (BR 3.2.2.4). Start a new proof with "domain add".`
    )
  return {
    id: challenge.id,
    method: challenge.method === 'file' ? 'file' : 'txt',
    value: challenge.value,
    place: challenge.place
  }
}

/** @throws ChanceryError `not-ready` where this engine looks nothing up */
export function requireControl(ca: CaContext): Control {
  if (ca.control !== undefined) return ca.control
  throw new ChanceryError('not-ready', 'This engine has no way to look names up.')
}

function domainEvidence(
  row: DomainRow,
  method: Awaited['method'],
  report: ValidationReport,
  control: Control,
  now: number
): EvidenceDraft {
  return drafted(
    {
      kind: 'domain',
      subject: row.name,
      outcome: report.outcome,
      rule: report.outcome === 'verified' ? `domain.${method}` : `domain.${report.failure ?? 'unauthorized'}`,
      reason: report.summary,
      seenFrom: control.from,
      at: now
    },
    {
      method,
      covers: method === 'file' ? 'exact' : 'subtree',
      steps: report.steps,
      raw: report.seen,
      domainId: row.id
    }
  )
}

function corroborationOf(target: string, awaited: Awaited): DomainCorroboration {
  return {
    kind: 'domain',
    target,
    by:
      awaited.method === 'file'
        ? { method: 'file', path: awaited.place, value: awaited.value }
        : { method: 'txt', label: textLabel, value: awaited.value }
  }
}
