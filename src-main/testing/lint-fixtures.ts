import type { NameValue } from '../../src-shared/model/name.ts'
import { parseNameText } from '../../src-shared/model/name-text.ts'
import type { SignatureAlgorithmId } from '../../src-shared/model/algorithm.ts'
import { signatureAlgorithmDer } from '../pki/algorithm-identifier.ts'
import { parseCertificate } from '../pki/certificate.ts'
import { bytesOfHex } from '../pki/der/hex.ts'
import {
  BIT_STRING,
  context,
  contextConstructed,
  GENERALIZED_TIME,
  INTEGER,
  SEQUENCE,
  UTC_TIME
} from '../pki/der/tags.ts'
import { DerWriter } from '../pki/der/writer.ts'
import { writeExtensions } from '../pki/extension.ts'
import type { Certificate, Extension } from '../pki/model.ts'
import { encodeName } from '../pki/name.ts'

/** Everything that a lint fixture may bend, even into what our own builder would refuse. */
export interface CertificateShape {
  readonly version: 1 | 2 | 3
  /** Content octets of the serial's INTEGER in hex. */
  readonly serial: string
  readonly signatureAlgorithm: Uint8Array
  readonly issuer: Uint8Array
  readonly subject: Uint8Array
  readonly notBefore: number | { readonly tag: number; readonly text: string }
  readonly notAfter: number | { readonly tag: number; readonly text: string }
  readonly publicKey: Uint8Array
  readonly subjectUniqueId: boolean
  readonly extensions: readonly Extension[]
}

/** @returns a parsed certificate of this shape; its signature is not one. */
export function shapedCertificate(shape: CertificateShape): Certificate {
  const writer = new DerWriter(2048).begin(SEQUENCE).begin(SEQUENCE)
  if (shape.version > 1)
    writer
      .begin(contextConstructed(0))
      .integer(shape.version - 1)
      .end()
  writer.element(INTEGER, bytesOfHex(shape.serial)).raw(shape.signatureAlgorithm).raw(shape.issuer).begin(SEQUENCE)
  for (const time of [shape.notBefore, shape.notAfter]) {
    if (typeof time === 'number') writer.time(time)
    else writer.element(time.tag, Buffer.from(time.text, 'latin1'))
  }
  writer.end().raw(shape.subject).raw(shape.publicKey)
  if (shape.subjectUniqueId) writer.element(context(2), Uint8Array.of(0, 1))
  if (shape.extensions.length > 0) {
    writer.begin(contextConstructed(3))
    writeExtensions(writer, shape.extensions)
    writer.end()
  }
  writer.end().raw(shape.signatureAlgorithm).bitOctets(new Uint8Array(8), BIT_STRING)
  return parseCertificate(writer.end().finish())
}

/** @returns the DER of a name from RFC 4514 text, in the order written. */
export function nameDer(text: string): Uint8Array {
  return encodeName(parseNameText(text))
}

/** @returns the DER of a name given as values. */
export function nameValueDer(value: NameValue): Uint8Array {
  return encodeName(value)
}

/** @returns the DER of a one-attribute name whose string has this tag and these octets. */
export function rawNameDer(oid: string, tag: number, text: string): Uint8Array {
  return new DerWriter(64)
    .begin(SEQUENCE)
    .begin(0x31)
    .begin(SEQUENCE)
    .oid(oid)
    .element(tag, Buffer.from(text, 'latin1'))
    .end()
    .end()
    .end()
    .finish()
}

/** @returns the AlgorithmIdentifier of a signature algorithm. */
export function algorithmDer(id: SignatureAlgorithmId): Uint8Array {
  return signatureAlgorithmDer(id)
}

/** @returns an extension whose value is what `write` writes. */
export function rawExtension(oid: string, critical: boolean, write: (writer: DerWriter) => unknown): Extension {
  const writer = new DerWriter(64)
  write(writer)
  return { oid, critical, value: writer.finish() }
}

/** Time in the type that its year does not ask for (RFC 5280 4.1.2.5). */
export const generalizedTime = (text: string) => ({ tag: GENERALIZED_TIME, text })
export const utcTime = (text: string) => ({ tag: UTC_TIME, text })
