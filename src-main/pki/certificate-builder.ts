import { ChanceryError } from '../../src-shared/errors.ts'
import type { SignatureAlgorithmId } from '../../src-shared/model/algorithm.ts'
import { signatureAlgorithmDer } from './algorithm-identifier.ts'
import { integerContent } from './der/integer.ts'
import { BIT_STRING, contextConstructed, INTEGER, SEQUENCE } from './der/tags.ts'
import { DerWriter } from './der/writer.ts'
import { writeExtensions } from './extension.ts'
import type { CertificateFields } from './model.ts'

/** RFC 5280 4.1.2.2. */
const MAX_SERIAL_OCTETS = 20

/**
 * Encodes TBSCertificate (RFC 5280 4.1.2): v3, or v1 when there are no extensions.
 * Names and key are taken as the DER they are. @throws ChanceryError `invalid-input` for a serial that is not a positive
 * number of at most 20 octets, or a time outside the years 0 to 9999.
 */
export function buildTbsCertificate(fields: CertificateFields): Uint8Array {
  const writer = new DerWriter(1024).begin(SEQUENCE)
  if (fields.extensions.length > 0) writer.begin(contextConstructed(0)).integer(2).end()
  writer
    .element(INTEGER, serialContent(fields.serial))
    .raw(signatureAlgorithmDer(fields.signatureAlgorithm))
    .raw(fields.issuer)
  writer.begin(SEQUENCE).time(fields.notBefore).time(fields.notAfter).end()
  writer.raw(fields.subject).raw(fields.publicKey)
  if (fields.extensions.length > 0) {
    writer.begin(contextConstructed(3))
    writeExtensions(writer, fields.extensions)
    writer.end()
  }
  return writer.end().finish()
}

/** @returns the content of a serial number's INTEGER. @throws ChanceryError `invalid-input`. */
export function serialContent(serial: string): Uint8Array {
  const content = integerContent(serial)
  if (content[0]! >= 0x80 || (content.length === 1 && content[0] === 0))
    throw new ChanceryError('invalid-input', `The serial number ${serial} is not positive (RFC 5280 4.1.2.2).`)
  if (content.length > MAX_SERIAL_OCTETS)
    throw new ChanceryError(
      'invalid-input',
      `The serial number ${serial} has ${content.length} octets; at most ${MAX_SERIAL_OCTETS} are allowed (RFC 5280 4.1.2.2).`
    )
  return content
}

/**
 * Puts signed bytes, algorithm and signature together: Certificate, CertificateList, CertificationRequest and
 * BasicOCSPResponse (without certificates) all have this form.
 */
export function assembleSigned(
  tbs: Uint8Array,
  signatureAlgorithm: SignatureAlgorithmId,
  signature: Uint8Array
): Uint8Array {
  const algorithm = signatureAlgorithmDer(signatureAlgorithm)
  return new DerWriter(tbs.length + algorithm.length + signature.length + 16)
    .begin(SEQUENCE)
    .raw(tbs)
    .raw(algorithm)
    .bitOctets(signature, BIT_STRING)
    .end()
    .finish()
}
