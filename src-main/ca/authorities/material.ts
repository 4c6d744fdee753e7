import { ChanceryError } from '../../../src-shared/errors.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import { tryDecode } from '../../pki/describe/certificate.ts'
import { spkiFingerprint } from '../../pki/describe/key.ts'
import { objectsBytes } from '../../pki/encoded-object.ts'
import type { Certificate } from '../../pki/model.ts'
import { base64Bytes, looksLikePem, pemLabels, readPem } from '../../pki/pem.ts'
import { readPkcs7 } from '../../pki/pkcs7.ts'
import { isAuthority } from '../certificates/chain.ts'

/** Certificates in one file; a chain has a handful. */
const MOST = 50

/**
 * Reads certificates as outside signers hand them over: PEM with one or more, DER in base64, PKCS#7 in PEM or base64.
 * @throws ChanceryError `malformed`, `too-large`
 */
export function certificatesOf(text: string): Certificate[] {
  const ders = bundleOf(text)
  if (ders.length > MOST)
    throw new ChanceryError(
      'too-large',
      `There are ${ders.length} certificates in the file; a chain has at most ${MOST}.`
    )
  return ders.map(parseCertificate)
}

function bundleOf(text: string): readonly Uint8Array[] {
  if (looksLikePem(text)) {
    const labels: readonly string[] = pemLabels.cms
    return readPem(text).some(({ label }) => labels.includes(label))
      ? readPkcs7(text).certificates
      : objectsBytes(text, 'certificate')
  }
  const der = base64Bytes(text)
  if (der !== null && isContentInfo(der)) return readPkcs7(der).certificates
  return objectsBytes(text, 'certificate')
}

/** ContentInfo (RFC 5652 3) begins with an OID, a certificate with a sequence. */
function isContentInfo(der: Uint8Array): boolean {
  const lengthOctet = der[1] ?? 0
  const header = lengthOctet < 0x80 ? 2 : lengthOctet === 0x80 ? 2 : 2 + (lengthOctet & 0x7f)
  return der[0] === 0x30 && der[header] === 0x06
}

/**
 * @returns the one certificate that carries this key, and the others
 * @throws ChanceryError `invalid-input` where none does; `refused-by-policy` where it is no certificate of an authority
 */
export function certificateForKey(
  certificates: readonly Certificate[],
  spkiSha256: string
): { readonly own: Certificate; readonly others: readonly Certificate[] } {
  const matching = certificates.filter((certificate) => spkiFingerprint(certificate.publicKey.der) === spkiSha256)
  const [own] = matching.toSorted((a, b) => b.notAfter - a.notAfter)
  if (own === undefined) {
    const subjects = certificates.map((certificate) => certificate.subject.text).join('; ')
    throw new ChanceryError(
      'invalid-input',
      `None of the certificates belongs to the key of this authority. The file has: ${subjects === '' ? 'no certificate' : subjects}.`
    )
  }
  requireAuthorityCertificate(own)
  return { own, others: certificates.filter((certificate) => !matching.includes(certificate)) }
}

/** RFC 5280 4.2.1.9 and 4.2.1.3. */
function requireAuthorityCertificate(certificate: Certificate): void {
  const reasons = []
  if (!isAuthority(certificate)) {
    reasons.push({
      where: 'basicConstraints',
      rule: 'authority.basic-constraints',
      message: 'The certificate does not say that its holder is an authority (RFC 5280 4.2.1.9).'
    })
  }
  const usage = tryDecode(certificate, '2.5.29.15')
  for (const bit of ['keyCertSign', 'cRLSign'] as const) {
    if (usage?.kind === 'keyUsage' && !usage.value.includes(bit))
      reasons.push({
        where: 'keyUsage',
        rule: 'authority.key-usage',
        message: `The certificate lacks the key usage ${bit} (RFC 5280 4.2.1.3).`
      })
  }
  const first = reasons[0]
  if (first !== undefined)
    throw new ChanceryError(
      'refused-by-policy',
      `${certificate.subject.text} cannot be an authority: ${first.message}`,
      { reasons }
    )
}
