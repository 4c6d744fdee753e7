import { createHash } from 'node:crypto'
import type { IncidentPlan, Selection } from '../../../src-shared/api/understanding.ts'
import type { FinalRevocationReason } from '../../../src-shared/model/revocation.ts'
import { getAuthority } from '../../store/authorities.ts'
import { countSignedAnswers } from '../../store/certificate-uses.ts'
import type { CertificateRecord } from '../../store/certificates.ts'
import { latestCrl } from '../../store/crls.ts'
import { listIncidents } from '../../store/incidents.ts'
import { reader } from '../../store/store.ts'
import { certificateRows, nameLookup } from '../certificates/rows.ts'
import type { CaContext } from '../context.ts'
import { entryBytes } from './crl-growth.ts'
import { breathe, everySelected, queryOf, resolved } from './select.ts'

/** What is to be revoked, and why. */
export interface IncidentChoice {
  readonly selection: Selection
  readonly scenario: IncidentPlan['scenario']
  readonly reason: FinalRevocationReason
}

/** A plan with every certificate that it is about; the plan itself shows the first ones. */
export interface Prepared {
  readonly plan: IncidentPlan
  readonly records: readonly CertificateRecord[]
}

const SHOWN_ROWS = 100
const SHOWN_OWNERS = 200
/** Certificates after which the event loop has its turn. */
const SLICE = 2000
/** Revocations a second where none was done here yet, carefully: 45,167 took 20.7 s on two cores. */
const TYPICAL_PACE = 1000
/** A mass revocation of fewer says little about the pace of one of many. */
const LEAST_FOR_PACE = 50
const HOUR = 3_600_000

/**
 * Works out a mass revocation without doing any of it (a dry run): which certificates, whose they are, how much each CRL
 * grows, how long it takes, when it must be done, what to write to the owners.
 * @throws ChanceryError `not-found`, `too-large`, `invalid-input`, `cancelled`
 */
export async function prepareIncident(ca: CaContext, choice: IncidentChoice, signal?: AbortSignal): Promise<Prepared> {
  const from = reader(ca.store)
  const query = queryOf(ca, resolved(from, choice.selection), true)
  const all = await everySelected(ca, query, signal)
  // What others issued, and the certificate by which a root vouches for itself, cannot be revoked by us.
  const records = all.filter(
    (one) =>
      one.class !== 'imported' && one.authorityId !== null && !(one.class === 'authority' && one.subject === one.issuer)
  )
  const owners = counted(records.map(({ requesterText }) => requesterText))
  const names = nameLookup(from)
  const pace = paceHere(ca)
  const preparedAt = ca.clock.now()
  const deadlineHours = hoursGiven(choice)
  const deadline = preparedAt + deadlineHours * HOUR
  const crls = await crlGrowth(ca, records, choice.reason)
  const plan: IncidentPlan = {
    scenario: choice.scenario,
    reason: choice.reason,
    affected: records.length,
    digest: digestOf(records, choice.reason),
    rows: certificateRows(ca, records.slice(0, SHOWN_ROWS)),
    owners: owners.slice(0, SHOWN_OWNERS).map(([owner, certificates]) => ({ owner, certificates })),
    moreOwners: Math.max(0, owners.length - SHOWN_OWNERS),
    byProfile: counted(records.map(({ profileId }) => names.profile(profileId) ?? '')).map(([name, certificates]) => ({
      name,
      certificates
    })),
    crls,
    pace: pace ?? TYPICAL_PACE,
    paceMeasuredHere: pace !== null,
    seconds: Math.ceil(records.length / (pace ?? TYPICAL_PACE)),
    deadline,
    deadlineClause: 'BR 4.9.1.1',
    deadlineHours,
    mail: mailOf(choice, records, deadline),
    preparedAt
  }
  return { plan, records }
}

/** @returns a fingerprint of exactly these certificates, revoked for this reason */
export function digestOf(records: readonly Pick<CertificateRecord, 'id'>[], reason: string): string {
  const hash = createHash('sha256').update(`${reason}\n`)
  for (const { id } of records) hash.update(`${id}\n`)
  return hash.digest('hex')
}

/** Certificates a second of the last mass revocation that says something; null where there was none. */
function paceHere(ca: CaContext): number | null {
  const last = listIncidents(reader(ca.store), 100).find(
    (one) => one.kind === 'revocation' && one.revoked >= LEAST_FOR_PACE && one.endedAt > one.startedAt
  )
  return last === undefined ? null : Math.max(1, Math.round((last.revoked * 1000) / (last.endedAt - last.startedAt)))
}

/**
 * BR 4.9.1.1: within 24 hours where the key is compromised or the validation cannot be relied upon, within 5 days where
 * the certificate is not as the policy wants it. A private authority is not bound by it and takes it as a measure.
 */
function hoursGiven({ scenario, reason }: IncidentChoice): number {
  const day = reason === 'keyCompromise' || scenario === 'key-compromise' || scenario === 'wrong-validation'
  return day ? 24 : 5 * 24
}

async function crlGrowth(
  ca: CaContext,
  records: readonly CertificateRecord[],
  reason: FinalRevocationReason
): Promise<IncidentPlan['crls']> {
  const from = reader(ca.store)
  const byAuthority = new Map<number, { certificates: number; growth: number; ocspAnswers: number }>()
  for (const [index, record] of records.entries()) {
    const sum = byAuthority.get(record.authorityId ?? 0) ?? { certificates: 0, growth: 0, ocspAnswers: 0 }
    sum.certificates++
    // One that is on hold is on the CRL already, with a reason of the same length.
    if (record.state === 'active') sum.growth += entryBytes(record.serial, ca.clock.now(), reason)
    sum.ocspAnswers += countSignedAnswers(from, record.id)
    byAuthority.set(record.authorityId ?? 0, sum)
    if (index % SLICE === SLICE - 1) await breathe()
  }
  return [...byAuthority].map(([authorityId, sum]) => ({
    authorityId,
    authorityName: getAuthority(from, authorityId)?.name ?? '',
    crlBytes: latestCrl(from, authorityId)?.size ?? null,
    ...sum
  }))
}

/** Each value with how often it is there, the most frequent first. */
function counted(values: readonly string[]): (readonly [string, number])[] {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
}

/** Why something is revoked, as it is written of one certificate and of several. */
const why: Readonly<Record<IncidentPlan['scenario'], { readonly one: string; readonly several: string }>> = {
  'key-compromise': {
    one: 'its private key is or may be in the hands of somebody else',
    several: 'a private key is or may be in the hands of somebody else'
  },
  'wrong-profile': {
    one: 'it was issued under rules that were wrong',
    several: 'they were issued under rules that were wrong'
  },
  'wrong-validation': {
    one: 'the check of the names in it cannot be relied upon',
    several: 'the check of the names in them cannot be relied upon'
  },
  other: { one: 'it may not be relied upon any more', several: 'they may not be relied upon any more' }
}

function mailOf(
  { scenario }: IncidentChoice,
  records: readonly CertificateRecord[],
  deadline: number
): IncidentPlan['mail'] {
  const listed = records
    .slice(0, 50)
    .map(({ subject, names, serial }) => `- ${names === '' ? subject : names} (serial number ${serial})`)
  const more = records.length > listed.length ? [`- and ${records.length - listed.length} more`] : []
  const alone = records.length === 1
  return {
    subject: `Your ${alone ? 'certificate' : 'certificates'} will be revoked before ${new Date(deadline).toISOString().slice(0, 16).replace('T', ' ')} UTC`,
    body: [
      `We have to revoke ${alone ? 'a certificate' : `${records.length} certificates`}, because ${why[scenario][alone ? 'one' : 'several']}.`,
      '',
      `Please put ${alone ? 'another certificate in its place' : 'others in their place'} before then: make a new key, ask for a new certificate, install it. A certificate that is revoked is refused by everybody who checks.`,
      '',
      ...listed,
      ...more
    ].join('\n')
  }
}
