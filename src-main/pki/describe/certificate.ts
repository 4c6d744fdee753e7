import { createHash } from 'node:crypto'
import type { z } from 'zod'
import type { decodedCertificate } from '../../../src-shared/model/certificate.ts'
import { hexOf } from '../der/hex.ts'
import { decodeExtension } from '../extensions/decode.ts'
import type { Certificate, DecodedExtension } from '../model.ts'
import { describeExtension } from './extension.ts'
import { generalNameParts } from './general-name-lines.ts'
import { keyAlgorithmName, keyDescription, signatureLabel, spkiFingerprint } from './key.ts'

export type DecodedCertificate = z.infer<typeof decodedCertificate>

/** @returns everything in a certificate in plain words. Extensions that break their syntax say so in their line. Never throws. */
export function describeCertificate(certificate: Certificate): DecodedCertificate {
  const subjectKey = tryDecode(certificate, '2.5.29.14')
  const authorityKey = tryDecode(certificate, '2.5.29.35')
  return {
    version: certificate.version,
    serial: certificate.serial,
    subject: certificate.subject.text,
    issuer: certificate.issuer.text,
    notBefore: certificate.notBefore,
    notAfter: certificate.notAfter,
    keyAlgorithm: keyAlgorithmName(certificate.publicKey),
    keyDescription: keyDescription(certificate.publicKey),
    signatureAlgorithm: signatureLabel(certificate.signatureAlgorithm),
    publicKeyHex: hexOf(certificate.publicKey.keyBytes),
    subjectKeyId: subjectKey?.kind === 'subjectKeyIdentifier' ? hexOf(subjectKey.value) : null,
    authorityKeyId:
      authorityKey?.kind === 'authorityKeyIdentifier' && authorityKey.value.keyId !== null
        ? hexOf(authorityKey.value.keyId)
        : null,
    names: namesOf(certificate),
    extensions: certificate.extensions.map(describeExtension),
    fingerprints: { sha256: digest('sha256', certificate.der), sha1: digest('sha1', certificate.der) },
    spkiSha256: spkiFingerprint(certificate.publicKey.der),
    selfIssued: certificate.issuer.key === certificate.subject.key
  }
}

/** @returns the alternative names, and the Windows security identifier where there is one. */
export function namesOf(certificate: Pick<Certificate, 'extension'>): { type: string; value: string }[] {
  const names = tryDecode(certificate, '2.5.29.17')
  const sid = tryDecode(certificate, '1.3.6.1.4.1.311.25.2')
  return [
    ...(names?.kind === 'subjectAltName' ? names.value.map(generalNameParts) : []),
    ...(sid?.kind === 'msSid' ? [{ type: 'Security identifier', value: sid.value }] : [])
  ]
}

/** @returns the decoded extension, or undefined where it is absent or breaks its syntax. */
export function tryDecode(holder: Pick<Certificate, 'extension'>, oid: string): DecodedExtension | undefined {
  const found = holder.extension(oid)
  if (found === undefined) return undefined
  try {
    return decodeExtension(found)
  } catch {
    return undefined
  }
}

function digest(hash: 'sha256' | 'sha1', bytes: Uint8Array): string {
  return createHash(hash).update(bytes).digest('hex')
}
