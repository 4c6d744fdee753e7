import { parseCertificate } from '../../pki/certificate.ts'
import type { Certificate } from '../../pki/model.ts'
import { writePkcs7 } from '../../pki/pkcs7.ts'
import { getAuthority, listAuthorities, listAuthorityCertificates } from '../../store/authorities.ts'
import { getCertificate, getCertificateDer } from '../../store/certificates.ts'
import type { Reader } from '../../store/connection.ts'
import type { EstServiceRow } from '../../store/est.ts'
import { getProfile } from '../../store/profiles.ts'
import { reader } from '../../store/store.ts'
import { chainOf, currentCertificate, fingerprintOf } from '../certificates/chain.ts'
import type { CaContext } from '../context.ts'
import { EstRefused } from './refused.ts'

/** How long they are given out from memory, where no authority changed meanwhile. */
const KEPT_FOR = 60_000

interface Kept {
  /** The authorities as they were. */
  readonly standing: string
  readonly until: number
  readonly der: Uint8Array
}

/** @returns `caCertificates`, which verifies every link of the chain, remembered for each service */
export function createCaCertificates(ca: CaContext): (service: EstServiceRow) => Uint8Array {
  const kept = new Map<number, Kept>()
  return (service) => {
    const standing = `${service.profileId} ${authoritiesNow(reader(ca.store))}`
    const known = kept.get(service.id)
    const now = ca.clock.now()
    if (known?.standing === standing && now < known.until && known.until <= now + KEPT_FOR) return known.der
    const der = caCertificates(ca, service)
    kept.set(service.id, { standing, until: now + KEPT_FOR, der })
    return der
  }
}

function authoritiesNow(from: Reader): string {
  return listAuthorities(from)
    .map(({ id, version, certificateId }) => `${id}.${version}.${certificateId ?? ''}`)
    .join(' ')
}

/**
 * The CA certificates of a service (RFC 7030 4.1.3): the issuing authority and all above it with the root; and of each of
 * these that is ours every other certificate that is valid now, which a roll-over of keys leaves: old with new, new with
 * old.
 * @returns certs-only SignedData, DER. @throws EstRefused `not-ready` where the authority has no certificate
 */
export function caCertificates(ca: CaContext, service: EstServiceRow): Uint8Array {
  const from = reader(ca.store)
  const authorityId = getProfile(from, service.profileId)?.authorityId ?? null
  const authority = authorityId === null ? undefined : getAuthority(from, authorityId)
  const current = authority === undefined ? undefined : currentCertificate(from, authority)
  if (current === undefined)
    throw new EstRefused(
      'not-ready',
      'The authority of this service has no certificate yet.',
      `The profile of the EST service ${service.name} is bound to no authority that has a certificate. Bind it to one that issues.`
    )
  const chain = chainOf(from, current).map(({ certificate }) => certificate)
  const found = new Map(chain.map((certificate) => [fingerprintOf(certificate.der), certificate.der]))
  for (const der of othersOf(from, chain, ca.clock.now())) found.set(fingerprintOf(der), der)
  return writePkcs7({ certificates: [...found.values()] })
}

function othersOf(from: Reader, chain: readonly Certificate[], now: number): Uint8Array[] {
  const names = new Set(chain.map(({ subject }) => subject.key))
  return listAuthorities(from).flatMap((authority) =>
    listAuthorityCertificates(from, authority.id).flatMap(({ certificateId }) => {
      const record = getCertificate(from, certificateId)
      const der = getCertificateDer(from, certificateId)
      if (record === undefined || der === undefined || record.state !== 'active' || record.notAfter < now) return []
      return names.has(parseCertificate(der).subject.key) ? [der] : []
    })
  )
}
