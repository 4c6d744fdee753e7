import { parseCertificate } from '../../pki/certificate.ts'
import { spkiFingerprint } from '../../pki/describe/key.ts'
import { sameBytes } from '../../pki/der/hex.ts'
import { contextConstructed, SEQUENCE } from '../../pki/der/tags.ts'
import { DerWriter } from '../../pki/der/writer.ts'
import type { Certificate } from '../../pki/model.ts'
import { findChainCertificates } from '../../store/authorities.ts'
import { getCertificateDer, listCertificatesByKey } from '../../store/certificates.ts'
import type { Reader } from '../../store/connection.ts'
import { signedBy } from '../certificates/chain.ts'

/**
 * RootCaKeyUpdateContent (RFC 9810 5.3.19.15, RFC 9483 4.3.2): the root that took the place of one, with the certificates
 * that lead from each to the other where there are any.
 * @param old the root that the client has; null where it names none
 * @returns null where the client has the newest
 */
export function rootUpdate(from: Reader, current: Certificate, old: Certificate | null): Uint8Array | null {
  if (old !== null && sameBytes(old.der, current.der)) return null
  const newWithOld = old === null ? undefined : crossCertificate(from, current, old)
  const oldWithNew = old === null ? undefined : crossCertificate(from, old, current)
  const writer = new DerWriter(2048).begin(SEQUENCE).raw(current.der)
  for (const [number, certificate] of [newWithOld, oldWithNew].entries()) {
    if (certificate !== undefined) writer.begin(contextConstructed(number)).raw(certificate.der).end()
  }
  return writer.end().finish()
}

/** @returns a certificate of `of`'s name and key that `issuer`'s key signed */
function crossCertificate(from: Reader, of: Certificate, issuer: Certificate): Certificate | undefined {
  if (sameBytes(of.publicKey.der, issuer.publicKey.der)) return undefined
  const known = [
    ...listCertificatesByKey(from, spkiFingerprint(of.publicKey.der)).map(({ id }) => getCertificateDer(from, id)),
    ...findChainCertificates(from, of.subject.der).map(({ der }) => der)
  ]
  for (const der of known) {
    if (der === undefined) continue
    const certificate = parseCertificate(new Uint8Array(der))
    const fits = certificate.subject.key === of.subject.key && certificate.issuer.key === issuer.subject.key
    if (fits && sameBytes(certificate.publicKey.der, of.publicKey.der) && signedBy(certificate, issuer))
      return certificate
  }
  return undefined
}
