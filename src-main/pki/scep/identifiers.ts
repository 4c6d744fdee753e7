import { integerContent } from '../der/integer.ts'
import { DerReader } from '../der/reader.ts'
import { INTEGER, SEQUENCE } from '../der/tags.ts'
import { DerWriter } from '../der/writer.ts'
import type { Name } from '../model.ts'
import { readName } from '../name.ts'

/** Names a certificate: the content of GetCert and GetCRL (RFC 8894 3.3.4). */
export interface IssuerAndSerial {
  readonly issuer: Name
  /** Hex. */
  readonly serial: string
}

/** Names a request: the content of CertPoll (RFC 8894 3.3.3). */
export interface IssuerAndSubject {
  readonly issuer: Name
  readonly subject: Name
}

/** @throws ChanceryError `malformed` */
export function parseIssuerAndSerial(der: Uint8Array): IssuerAndSerial {
  const reader = new DerReader(der, 'issuer and serial number')
  const outer = reader.enter(SEQUENCE)
  const issuer = readName(reader)
  const serial = reader.integerHex()
  reader.leave(outer)
  reader.finish()
  return { issuer, serial }
}

export function writeIssuerAndSerial({ issuer, serial }: IssuerAndSerial): Uint8Array {
  return new DerWriter(256).begin(SEQUENCE).raw(issuer.der).element(INTEGER, integerContent(serial)).end().finish()
}

/** @throws ChanceryError `malformed` */
export function parseIssuerAndSubject(der: Uint8Array): IssuerAndSubject {
  const reader = new DerReader(der, 'issuer and subject')
  const outer = reader.enter(SEQUENCE)
  const issuer = readName(reader)
  const subject = readName(reader)
  reader.leave(outer)
  reader.finish()
  return { issuer, subject }
}

export function writeIssuerAndSubject({ issuer, subject }: IssuerAndSubject): Uint8Array {
  return new DerWriter(256).begin(SEQUENCE).raw(issuer.der).raw(subject.der).end().finish()
}
