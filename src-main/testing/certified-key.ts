import type { KeyAlgorithmId, SignatureAlgorithmId } from '../../src-shared/model/algorithm.ts'
import { defaultSignatureAlgorithm } from '../../src-shared/model/algorithm.ts'
import { assembleSigned, buildTbsCertificate } from '../pki/certificate-builder.ts'
import { parseCertificate } from '../pki/certificate.ts'
import { basicConstraintsExtension } from '../pki/extensions/basic-constraints.ts'
import { subjectKeyIdentifierExtension } from '../pki/extensions/key-identifiers.ts'
import type { Certificate, Extension } from '../pki/model.ts'
import { nameFromText } from '../pki/name.ts'
import { keyIdSha1, parsePublicKeyInfo } from '../pki/spki.ts'
import { testKeyPair, type TestKeyPair } from './key-pair.ts'

/** A key with a certificate, for codecs whose signatures name one. */
export interface CertifiedKey {
  readonly key: TestKeyPair
  readonly certificate: Certificate
  readonly signatureAlgorithm: SignatureAlgorithmId
}

interface Wanted {
  readonly subject: string
  readonly algorithm?: KeyAlgorithmId
  readonly signatureAlgorithm?: SignatureAlgorithmId
  readonly serial?: string
  /** Left out: an authority that signs itself. */
  readonly issuer?: CertifiedKey
  readonly extensions?: readonly Extension[]
}

const year = 365 * 86_400_000

/** @returns a key and a certificate that is valid from a year ago to a year from now. */
export function certifiedKey(wanted: Wanted): CertifiedKey {
  const algorithm = wanted.algorithm ?? 'P-256'
  const key = testKeyPair(algorithm)
  const signer = wanted.issuer ?? {
    key,
    signatureAlgorithm: wanted.signatureAlgorithm ?? defaultSignatureAlgorithm(algorithm)
  }
  const subject = nameFromText(wanted.subject)
  const own = wanted.issuer === undefined ? [basicConstraintsExtension({ ca: true, pathLength: null })] : []
  const now = Date.now()
  const tbs = buildTbsCertificate({
    serial: wanted.serial ?? '1001',
    signatureAlgorithm: signer.signatureAlgorithm,
    issuer: (wanted.issuer?.certificate.subject ?? subject).der,
    subject: subject.der,
    notBefore: now - year,
    notAfter: now + year,
    publicKey: key.spki,
    extensions: [
      ...own,
      subjectKeyIdentifierExtension(keyIdSha1(parsePublicKeyInfo(key.spki))),
      ...(wanted.extensions ?? [])
    ]
  })
  const certificate = parseCertificate(
    assembleSigned(tbs, signer.signatureAlgorithm, signer.key.sign(tbs, signer.signatureAlgorithm))
  )
  return {
    key,
    certificate,
    signatureAlgorithm: wanted.signatureAlgorithm ?? defaultSignatureAlgorithm(algorithm)
  }
}
