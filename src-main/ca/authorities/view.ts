import type { AuthorityRow as ShownRow, AuthorityView } from '../../../src-shared/api/authorities.ts'
import type { Ref } from '../../../src-shared/model/scalars.ts'
import { tryDecode } from '../../pki/describe/certificate.ts'
import { writePem } from '../../pki/pem.ts'
import {
  getAuthority,
  listAuthorities as listRows,
  listAuthorityCertificates,
  type AuthorityRow
} from '../../store/authorities.ts'
import { certificateStateAt } from '../../store/certificate-state.ts'
import { getCertificate } from '../../store/certificates.ts'
import type { Reader } from '../../store/connection.ts'
import { getMirror } from '../../store/air-gap.ts'
import { latestCrl, listWaitingCrls } from '../../store/crls.ts'
import { getKey, type KeyRow } from '../../store/keys.ts'
import { listProfiles } from '../../store/profiles.ts'
import { reader } from '../../store/store.ts'
import { countOfAuthority } from '../../store/tallies.ts'
import { authorityAddresses } from '../authority-addresses.ts'
import { chainLinks, chainOf, currentCertificate } from '../certificates/chain.ts'
import { certificateRows } from '../certificates/rows.ts'
import type { CaContext } from '../context.ts'
import { crlStateOf } from '../crl/due.ts'
import { crlProfileOf } from '../crl/find-profile.ts'
import { decimalNumber } from '../crl/number.ts'
import { isBuiltInProfile } from '../profile/built-in.ts'
import { keyPlacesOf } from '../tokens/key-places.ts'
import { originOf, requireAuthority, settingsOf } from './find.ts'

/** @returns every authority, roots and those below in the order in which they were made */
export function listAuthorities(ca: CaContext): { authorities: ShownRow[] } {
  const from = reader(ca.store)
  return { authorities: listRows(from).map((row) => shownRow(ca, from, row)) }
}

/** @throws ChanceryError `not-found` */
export function showAuthority(ca: CaContext, ref: Ref): { authority: AuthorityView } {
  const from = reader(ca.store)
  const row = requireAuthority(from, ref)
  const certificate = currentCertificate(from, row)
  const basic = certificate === undefined ? undefined : tryDecode(certificate, '2.5.29.19')
  const earlier = listAuthorityCertificates(from, row.id).flatMap(({ certificateId }) => {
    const record = certificateId === row.certificateId ? undefined : getCertificate(from, certificateId)
    return record === undefined ? [] : [record]
  })
  const { crl, issuer, ocsp, cps } = authorityAddresses(row.name, settingsOf(row), ca.settings().publicBaseAddress)
  return {
    authority: {
      ...shownRow(ca, from, row),
      settings: settingsOf(row),
      crlProfile: crlProfileOf(from, row.id),
      origin: originOf(row),
      keyId: row.keyId,
      keyPlaces: keyPlacesOf(ca, from, row.keyId),
      pathLength: basic?.kind === 'basicConstraints' ? basic.value.pathLength : null,
      nextRelease: listWaitingCrls(from, row.id).find(({ scope }) => scope === '')?.thisUpdate ?? null,
      csr: row.csr === null ? null : writePem('CERTIFICATE REQUEST', row.csr),
      chain:
        certificate === undefined ? [] : chainLinks(chainOf(from, certificate)).map(({ role: _role, ...link }) => link),
      earlierCertificates: certificateRows(ca, earlier),
      profiles: listProfiles(from)
        .filter(
          (profile) => profile.authorityId === row.id && profile.state !== 'archived' && !isBuiltInProfile(profile)
        )
        .map(({ id, name }) => ({ id, name })),
      effectiveAddresses: { crl: [...crl], issuer: [...issuer], ocsp: [...ocsp], cps },
      version: row.version
    }
  }
}

/** @returns the end of the present certificate, Unix ms; null before there is one */
export function currentCertificateEnd(from: Reader, row: AuthorityRow): number | null {
  return row.certificateId === null ? null : (getCertificate(from, row.certificateId)?.notAfter ?? null)
}

function shownRow(ca: CaContext, from: Reader, row: AuthorityRow): ShownRow {
  const record = row.certificateId === null ? undefined : getCertificate(from, row.certificateId)
  const key = getKey(from, row.keyId)
  const latest = latestCrl(from, row.id)
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    state: row.state,
    subject: row.subject,
    issuerId: row.issuerId,
    issuerName: row.issuerId === null ? row.externalIssuer : (getAuthority(from, row.issuerId)?.name ?? null),
    keyAlgorithm: key?.algorithm ?? '',
    keyLocation: keyLocationOf(from, row, key),
    notBefore: record?.notBefore ?? null,
    notAfter: record?.notAfter ?? null,
    certificateId: row.certificateId,
    certificateState:
      record === undefined ? null : certificateStateAt(record, ca.clock.now(), ca.settings().expiringDays),
    certificates: countOfAuthority(from, row.id, ca.clock.now()),
    latestCrl:
      latest === undefined
        ? null
        : {
            id: latest.id,
            number: decimalNumber(latest.number),
            thisUpdate: latest.thisUpdate,
            nextUpdate: latest.nextUpdate,
            overdue: crlStateOf(ca, from, row) === 'overdue'
          },
    createdAt: row.createdAt
  }
}

/** The key of a mirrored root was never here, however its row is kept. */
function keyLocationOf(from: Reader, row: AuthorityRow, key: KeyRow | undefined): string {
  if (key === undefined || key.destroyedAt !== null) return 'destroyed'
  return getMirror(from, row.id) === undefined ? key.location : 'elsewhere'
}
