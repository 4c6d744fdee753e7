import type { Effect } from '../../../src-shared/api/understanding.ts'
import { getAuthority, listAuthorities, listAuthorityCertificates, type AuthorityRow } from '../../store/authorities.ts'
import { listLocations } from '../../store/certificate-facts.ts'
import {
  authoritiesOfCertificate,
  clientsWithCertificate,
  countLiveUnder,
  countSignedAnswers,
  keyPlaces,
  renewalsUnderWay,
  serversWithCertificate,
  servicesUnderAuthority,
  servicesWithCertificate
} from '../../store/certificate-uses.ts'
import {
  getCertificate,
  listCertificatesByKey,
  listSuccessors,
  type CertificateRecord
} from '../../store/certificates.ts'
import type { Reader } from '../../store/connection.ts'
import { latestCrl } from '../../store/crls.ts'
import { reader } from '../../store/store.ts'
import { requireCertificate } from '../certificates/find.ts'
import type { CaContext } from '../context.ts'
import { entryBytes } from './crl-growth.ts'

/** Certificates beneath an authority are counted up to here; beyond it is "more than". */
const MOST_BENEATH = 100_000

/**
 * Works out what a revocation or an expiry of a certificate touches: chains beneath it, services whose certificate it is,
 * clients that sign in or renew with it, renewals under way, the CRL. Looks only at what this installation knows.
 * @throws ChanceryError `not-found`
 */
export function consequenceOf(ca: CaContext, id: number): { effects: Effect[] } {
  const from = reader(ca.store)
  const record = requireCertificate(from, id)
  const now = ca.clock.now()
  return {
    effects: [
      ...chainEffects(from, record, now),
      ...serviceEffects(from, record),
      ...clientsWithCertificate(from, id, record.fingerprint).map((use) =>
        effect('client', 'breaks', { detail: use.kind, name: `${use.client} (${use.name})`, objectId: use.id })
      ),
      ...otherCertificates(from, record, now),
      ...keyPlaces(from, record.spkiSha256).map(({ kind, name }) =>
        effect('key-place', 'changes', { detail: kind, name })
      ),
      ...listLocations(from, id).map(({ name, details }) => effect('location', 'breaks', { name, detail: details })),
      ...(record.note === '' ? [] : [effect('note', 'changes', { name: record.note })]),
      ...renewalsUnderWay(from, id).map(({ kind, id: objectId, state }) =>
        effect('renewal-under-way', 'helps', { detail: kind, name: state, objectId })
      ),
      ...publishedEffects(from, record, now)
    ]
  }
}

/** @returns the authorities beneath one, itself first, each once */
function withSubordinates(from: Reader, id: number): AuthorityRow[] {
  const all = listAuthorities(from)
  const found = new Map<number, AuthorityRow>()
  const take = (row: AuthorityRow | undefined): void => {
    if (row === undefined || found.has(row.id)) return
    found.set(row.id, row)
    for (const other of all) if (other.issuerId === row.id) take(other)
  }
  take(getAuthority(from, id))
  return [...found.values()]
}

function chainEffects(from: Reader, record: CertificateRecord, now: number): Effect[] {
  return authoritiesOfCertificate(from, record.id).flatMap((authorityId) => {
    const others = listAuthorityCertificates(from, authorityId)
      .map(({ certificateId }) => getCertificate(from, certificateId))
      .filter((one) => one !== undefined)
      .filter((one) => one.id !== record.id && one.state === 'active' && one.notAfter >= now)
    return [
      ...others.map((other) =>
        effect('other-certificate-of-authority', 'helps', {
          name: `${other.subject}, ${other.issuer}`,
          objectId: other.id
        })
      ),
      ...withSubordinates(from, authorityId).flatMap((authority) => {
        const beneath = countLiveUnder(from, authority.id, now, MOST_BENEATH + 1)
        return [
          effect('authority', 'breaks', { name: authority.name, objectId: authority.id }),
          ...(beneath === 0
            ? []
            : [
                effect('certificates-beneath', 'breaks', {
                  name: authority.name,
                  objectId: authority.id,
                  count: Math.min(beneath, MOST_BENEATH),
                  more: beneath > MOST_BENEATH
                })
              ]),
          ...servicesUnderAuthority(from, authority.id).map(({ kind, id, name }) =>
            effect('service-under', 'breaks', { detail: kind, name: name === '' ? authority.name : name, objectId: id })
          )
        ]
      })
    ]
  })
}

function serviceEffects(from: Reader, record: CertificateRecord): Effect[] {
  return [
    ...servicesWithCertificate(from, record.id).map(({ kind, id, name }) =>
      effect('service-certificate', 'breaks', { detail: kind, name, objectId: id })
    ),
    ...serversWithCertificate(from, record.id).map((name) => effect('tls-server', 'breaks', { name }))
  ]
}

function otherCertificates(from: Reader, record: CertificateRecord, now: number): Effect[] {
  const live = (one: CertificateRecord): boolean =>
    one.id !== record.id && one.state === 'active' && one.notAfter >= now
  const successors = listSuccessors(from, record.id).filter(live)
  const known = new Set(successors.map(({ id }) => id))
  const sameKey = listCertificatesByKey(from, record.spkiSha256, 50).filter((one) => live(one) && !known.has(one.id))
  return [
    ...successors.map((one) => effect('successor', 'helps', { name: one.subject, objectId: one.id })),
    ...sameKey.map((one) => effect('same-key', 'changes', { name: one.subject, objectId: one.id }))
  ]
}

function publishedEffects(from: Reader, record: CertificateRecord, now: number): Effect[] {
  const authority = record.authorityId === null ? undefined : getAuthority(from, record.authorityId)
  if (authority === undefined || record.class === 'imported') return []
  const answers = countSignedAnswers(from, record.id)
  return [
    effect('crl', 'changes', {
      name: authority.name,
      objectId: authority.id,
      detail: String(latestCrl(from, authority.id)?.size ?? 0),
      count: record.state === 'active' ? entryBytes(record.serial, now, 'keyCompromise') : 0
    }),
    ...(answers === 0
      ? []
      : [effect('ocsp', 'changes', { name: authority.name, objectId: authority.id, count: answers })])
  ]
}

function effect(
  kind: Effect['kind'],
  weight: Effect['weight'],
  about: Partial<Pick<Effect, 'detail' | 'name' | 'count' | 'more' | 'objectId'>>
): Effect {
  return { kind, weight, detail: '', name: '', count: 1, more: false, objectId: null, ...about }
}
