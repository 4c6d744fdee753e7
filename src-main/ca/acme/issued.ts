import { parseCertificate } from '../../pki/certificate.ts'
import { hexOf, sameBytes } from '../../pki/der/hex.ts'
import { findExtension } from '../../pki/extensions/decode.ts'
import type { Certificate } from '../../pki/model.ts'
import { listAuthorityCertificates, listAuthorities, getAuthority } from '../../store/authorities.ts'
import {
  getCertificate,
  getCertificateByFingerprint,
  getCertificateBySerial,
  getCertificateDer,
  type CertificateRecord
} from '../../store/certificates.ts'
import type { Reader } from '../../store/connection.ts'
import { chainOf, currentCertificate, endsInRoot, fingerprintOf, signedBy } from '../certificates/chain.ts'
import type { WantedName } from './approved-names.ts'

/** @returns the row of exactly these bytes, where an authority of ours issued them */
export function issuedByDer(from: Reader, der: Uint8Array): CertificateRecord | undefined {
  const record = getCertificateByFingerprint(from, fingerprintOf(der))
  return record === undefined || record.authorityId === null || record.class === 'imported' ? undefined : record
}

export function issuedRecord(from: Reader, id: number): CertificateRecord | undefined {
  return getCertificate(from, id)
}

export function issuedDer(from: Reader, id: number): Uint8Array | undefined {
  return getCertificateDer(from, id)
}

/**
 * @param keyIdentifier of the authority key identifier
 * @param serial octets of the INTEGER
 * @returns the certificate that RFC 9773 4.1 names so
 */
export function issuedByIdentifier(
  from: Reader,
  keyIdentifier: Uint8Array,
  serial: Uint8Array
): CertificateRecord | undefined {
  const hex = hexOf(serial[0] === 0 && serial.length > 1 ? serial.subarray(1) : serial)
  for (const authority of listAuthorities(from)) {
    const record =
      getCertificateBySerial(from, authority.id, hex) ?? getCertificateBySerial(from, authority.id, hexOf(serial))
    const der = record === undefined ? undefined : getCertificateDer(from, record.id)
    const identifier = der === undefined ? undefined : findExtension(parseCertificate(der), 'authorityKeyIdentifier')
    if (identifier?.keyId != null && sameBytes(identifier.keyId, keyIdentifier)) return record
  }
  return undefined
}

/** @returns DNS names and addresses of a certificate */
export function certifiedNames(certificate: Certificate): readonly WantedName[] {
  return (findExtension(certificate, 'subjectAltName') ?? []).flatMap((name): WantedName[] =>
    name.kind === 'dns' || name.kind === 'ip' ? [{ type: name.kind, value: name.value }] : []
  )
}

/**
 * The certificates that a server shows above its own, in every way that leads to a root: first over the authority's
 * present certificate, then over its others for the same key, last the first one with its root.
 * @param leaf a certificate of the authority
 * @returns DER, each chain from the issuer upward
 */
export function issuerChains(from: Reader, authorityId: number, leaf: Certificate): readonly (readonly Uint8Array[])[] {
  const authority = getAuthority(from, authorityId)
  const current = authority === undefined ? undefined : currentCertificate(from, authority)
  const others = listAuthorityCertificates(from, authorityId).flatMap(({ certificateId }) => {
    const der = getCertificateDer(from, certificateId)
    return der === undefined ? [] : [parseCertificate(der)]
  })
  const issuers = [...(current === undefined ? [] : [current]), ...others].filter(
    (issuer, index, all) =>
      issuer.subject.key === leaf.issuer.key &&
      signedBy(leaf, issuer) &&
      all.findIndex((same) => sameBytes(same.der, issuer.der)) === index
  )
  const whole = issuers.map((issuer) => chainOf(from, issuer))
  const short = whole.map((chain) => {
    // A root that issues by itself is sent: some clients take no chain of one certificate.
    const kept = chain.length > 1 && endsInRoot(chain) ? chain.slice(0, -1) : chain
    return kept.map(({ certificate }) => certificate.der)
  })
  const first = whole[0]
  const withRoot =
    first !== undefined && first.length > (short[0]?.length ?? 0)
      ? [first.map(({ certificate }) => certificate.der)]
      : []
  return [...short, ...withRoot]
}
