import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import type { Ref } from '../../../src-shared/model/scalars.ts'
import type { Evidence } from '../../../src-shared/model/validation.ts'
import { listAuthorities } from '../../store/authorities.ts'
import { getListedEvidence } from '../../store/evidence.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { recordAudit } from '../audit.ts'
import { requireAuthority, settingsOf } from '../authorities/find.ts'
import type { CaContext } from '../context.ts'
import { readDnsName } from '../profile/dns-name.ts'
import { caaEvidence } from './caa-evidence.ts'
import { corroborate } from './corroboration.ts'
import { drafted, evidenceView, keepEvidence, type EvidenceDraft } from './evidence.ts'
import { domainOf, readMailbox } from './names.ts'
import { requireControl } from './verify-domain.ts'

/**
 * Looks at a name without any request: CAA, DNSSEC on the way, and the other perspectives where there are any. All of it is
 * kept as evidence; a later request does not ask the very same again while the answer may be used.
 * @throws ChanceryError `invalid-input`, `not-found`, `not-ready` (no resolver), `cancelled`
 */
export async function checkName(
  ca: CaContext,
  input: { readonly name: string; readonly authority?: Ref | undefined },
  actor: Actor,
  signal: AbortSignal
): Promise<{ name: string; evidence: Evidence[] }> {
  const { subject, name, purpose } = readName(input.name)
  const control = requireControl(ca)
  const identities = identitiesOf(ca, input.authority)
  const now = ca.clock.now()
  const drafts = await look(ca, control, { subject, name, purpose, identities }, now, signal)
  const ids = await transaction(ca.store, (tx) => {
    const kept = keepEvidence(tx, ca, drafts)
    recordAudit(tx, ca, {
      actor,
      operation: 'validation.check',
      object: { kind: 'name', id: subject },
      outcome: 'ok',
      detail: { evidence: kept, outcomes: drafts.map(({ kind, outcome, rule }) => ({ kind, outcome, rule })) }
    })
    return kept
  })
  const from = reader(ca.store)
  const days = ca.settings().proofReuseDays
  return {
    name: subject,
    evidence: ids.flatMap((id) => {
      const row = getListedEvidence(from, id)
      return row === undefined ? [] : [evidenceView(row, now, days)]
    })
  }
}

async function look(
  ca: CaContext,
  control: ReturnType<typeof requireControl>,
  ask: { subject: string; name: string; purpose: 'tls' | 'mail'; identities: readonly string[] },
  now: number,
  signal: AbortSignal
): Promise<EvidenceDraft[]> {
  const { caaFailedLookup, caaMode } = ca.settings()
  const { subject, name, purpose, identities } = ask
  const { caa, dnssec } = await caaEvidence(control, ask, caaMode, caaFailedLookup, now, signal)
  const check = { kind: 'caa', target: name, purpose, identities } as const
  const mpic =
    identities.length > 0
      ? await corroborate(control, subject, check, null, now, signal)
      : drafted({
          kind: 'mpic',
          subject,
          outcome: 'not-performed',
          rule: 'mpic.no-identity',
          reason: 'No authority has a CAA identity, so there is nothing that other perspectives could confirm.',
          seenFrom: 'this machine',
          at: now
        })
  return [caa, dnssec, mpic]
}

function readName(text: string): { subject: string; name: string; purpose: 'tls' | 'mail' } {
  if (text.includes('@')) {
    const subject = readMailbox(text)
    return { subject, name: domainOf(subject), purpose: 'mail' }
  }
  const read = readDnsName(text.replace(/\.$/, ''))
  if ('problem' in read) throw new ChanceryError('invalid-input', `"${text}" is not a host name: ${read.problem}.`)
  return { subject: read.value, name: read.value, purpose: 'tls' }
}

function identitiesOf(ca: CaContext, ref: Ref | undefined): readonly string[] {
  const from = reader(ca.store)
  const rows =
    ref === undefined
      ? listAuthorities(from).filter(({ state }) => state === 'active' || state === 'key-offline')
      : [requireAuthority(from, ref)]
  return [...new Set(rows.flatMap((row) => settingsOf(row).caaIdentities))]
}
