import type { DutyKind } from '../../../src-shared/model/bundle.ts'
import { addDuration, durationOf } from '../../../src-shared/model/duration.ts'
import type { Ref } from '../../../src-shared/model/scalars.ts'
import { parseCrl } from '../../pki/crl.ts'
import { getMirror, listLivingCertificates, listMirrors, listRevokedOf } from '../../store/air-gap.ts'
import { listAuthorities, type AuthorityRow } from '../../store/authorities.ts'
import { getCertificate, type CertificateRecord } from '../../store/certificates.ts'
import type { Reader } from '../../store/connection.ts'
import { getCrlDer, latestCrl, listWaitingCrls, type CrlRow } from '../../store/crls.ts'
import { changedAfter } from '../../store/revocations.ts'
import { reader } from '../../store/store.ts'
import { requireAuthority, settingsOf } from '../authorities/find.ts'
import type { CaContext } from '../context.ts'
import { algorithmDuty } from './algorithm-duty.ts'

const DAY_MS = 86_400_000

/** A duty is spoken of as coming this long before it should be done. */
const SOON_MS = 30 * DAY_MS

/** Time before the end of a certificate by which its successor should be there; never more than a third of its life. */
const LEAD_MS = {
  'subordinate-renewal': 90 * DAY_MS,
  'ocsp-responder': 30 * DAY_MS,
  'root-renewal': 365 * DAY_MS
} as const

/** Something that the key of a root has to be fetched for. */
export interface Duty {
  readonly kind: DutyKind
  readonly authorityId: number
  readonly authorityName: string
  /** What it is about: the subject of a certificate, the name of an authority, an algorithm. */
  readonly about: string
  readonly certificateId: number | null
  /** How many: CRLs that wait, revocations. */
  readonly count: number
  /** By when it should be done, Unix ms. */
  readonly doBy: number
  /** When something breaks, Unix ms; null where nothing does by itself. */
  readonly lapsesAt: number | null
  readonly state: 'later' | 'soon' | 'due' | 'overdue'
}

type Plain = Omit<Duty, 'state' | 'authorityId' | 'authorityName'>

/**
 * @returns what every root has to do and when, the most urgent first; of one authority where it is named. Mirrors and roots
 * whose key is here have the same duties.
 * @throws ChanceryError `not-found`
 */
export function dutiesOf(ca: CaContext, input: { readonly authority?: Ref | undefined } = {}): Duty[] {
  const from = reader(ca.store)
  const now = ca.clock.now()
  const roots =
    input.authority === undefined
      ? listAuthorities(from).filter(({ kind }) => kind === 'root')
      : [requireAuthority(from, input.authority)]
  return roots
    .filter(({ certificateId, state }) => certificateId !== null && state !== 'destroyed')
    .flatMap((row) =>
      rootDuties(from, row, now).map((duty) => ({
        ...duty,
        authorityId: row.id,
        authorityName: row.name,
        state: stateOf(duty, now)
      }))
    )
    .toSorted((a, b) => a.doBy - b.doBy)
}

function stateOf({ doBy, lapsesAt }: Plain, now: number): Duty['state'] {
  if (lapsesAt !== null && now > lapsesAt) return 'overdue'
  if (now >= doBy) return 'due'
  return doBy - now <= SOON_MS ? 'soon' : 'later'
}

function rootDuties(from: Reader, row: AuthorityRow, now: number): Plain[] {
  const own = row.certificateId === null ? undefined : getCertificate(from, row.certificateId)
  if (own === undefined) return []
  const certificates = newestOfEach(
    listLivingCertificates(from, row.id, now)
      .filter(({ id, state }) => id !== row.certificateId && state === 'active')
      .flatMap(({ id }) => getCertificate(from, id) ?? [])
      .filter(({ subject }) => subject !== row.subject)
  )
  return [
    crlDuty(from, row, own, now),
    ...revocationDuty(from, row, now),
    ...waitingCertificates(from, row),
    ...certificates.map((one) => renewal(one, one.class === 'authority' ? 'subordinate-renewal' : 'ocsp-responder')),
    renewal(own, 'root-renewal'),
    ...algorithmDuty(own)
  ]
}

/** The next CRL, or the next series while one lasts. */
function crlDuty(from: Reader, row: AuthorityRow, own: CertificateRecord, now: number): Plain {
  const latest = latestCrl(from, row.id)
  const waiting = listWaitingCrls(from, row.id).filter(({ scope }) => scope === '')
  const fresh = waiting.filter(({ seenSeq }) => !changedAfter(from, row.id, seenSeq))
  const stale = waiting.length > 0 && fresh.length === 0
  const last = fresh.at(-1) ?? latest
  const plain = { about: row.name, certificateId: null, count: fresh.length }
  const kind = fresh.length > 0 ? 'crl-series' : 'next-crl'
  if (last === undefined) return { ...plain, kind, doBy: own.notBefore, lapsesAt: null }
  const overlap = addDuration(last.nextUpdate, durationOf(settingsOf(row).crl.overlap), -1)
  return { ...plain, kind, doBy: stale ? Math.min(now, overlap) : overlap, lapsesAt: last.nextUpdate }
}

/** @returns the newest complete CRL, out or waiting */
export function newestCrl(from: Reader, authorityId: number): CrlRow | undefined {
  return (
    listWaitingCrls(from, authorityId)
      .filter(({ scope, kind }) => scope === '' && kind === 'complete')
      .at(-1) ?? latestCrl(from, authorityId)
  )
}

/** @returns certificates that are revoked here and stand on no CRL yet */
export function unpublishedRevocations(from: Reader, authorityId: number, now: number): CertificateRecord[] {
  const newest = newestCrl(from, authorityId)
  const der = newest === undefined ? undefined : getCrlDer(from, newest.id)
  const list = der === undefined ? undefined : parseCrl(der)
  return listRevokedOf(from, authorityId, now)
    .flatMap((id) => getCertificate(from, id) ?? [])
    .filter(({ serial }) => list?.find(serial) === undefined)
}

function revocationDuty(from: Reader, row: AuthorityRow, now: number): Plain[] {
  const open = unpublishedRevocations(from, row.id, now)
  const [first] = open
  if (first === undefined) return []
  const since = Math.min(...open.map(({ revokedAt }) => revokedAt ?? now))
  return [
    {
      kind: 'revocation',
      about: first.subject,
      certificateId: first.id,
      count: open.length,
      doBy: since,
      lapsesAt: null
    }
  ]
}

/** Authorities here that wait for a certificate of a mirrored root. */
function waitingCertificates(from: Reader, row: AuthorityRow): Plain[] {
  if (getMirror(from, row.id) === undefined) return []
  return awaiting(from, row.id).map(({ name, updatedAt }) => ({
    kind: 'certificate-waiting' as const,
    about: name,
    certificateId: null,
    count: 1,
    doBy: updatedAt,
    lapsesAt: null
  }))
}

/** @returns authorities whose CSR is for this mirrored root: those below it, and new ones where it is the only mirror */
export function awaiting(from: Reader, authorityId: number): AuthorityRow[] {
  const only = listMirrors(from).length === 1
  return listAuthorities(from).filter(
    ({ csr, issuerId, state }) =>
      csr !== null && (issuerId === authorityId || (only && issuerId === null && state === 'awaiting-certificate'))
  )
}

/** @returns when the successor of a certificate should be there: a third of its life before its end, or the lead of its kind */
export function renewalAt(
  { notBefore, notAfter }: Pick<CertificateRecord, 'notBefore' | 'notAfter'>,
  kind: keyof typeof LEAD_MS
): number {
  return notAfter - Math.min(LEAD_MS[kind], Math.floor((notAfter - notBefore) / 3))
}

function renewal(record: CertificateRecord, kind: keyof typeof LEAD_MS): Plain {
  const { id, subject, notAfter } = record
  return { kind, about: subject, certificateId: id, count: 1, doBy: renewalAt(record, kind), lapsesAt: notAfter }
}

/** Of certificates with the same subject and class only the one that lasts longest has to be looked after. */
function newestOfEach(records: readonly CertificateRecord[]): CertificateRecord[] {
  const newest = new Map<string, CertificateRecord>()
  for (const record of records) {
    const key = `${record.class} ${record.subject}`
    const known = newest.get(key)
    if (known === undefined || known.notAfter < record.notAfter) newest.set(key, record)
  }
  return [...newest.values()]
}
