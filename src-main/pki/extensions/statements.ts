import { ChanceryError } from '../../../src-shared/errors.ts'
import type { DerReader } from '../der/reader.ts'
import { NULL, SEQUENCE } from '../der/tags.ts'
import { encode } from '../der/writer.ts'
import type { Extension, QcStatement } from '../model.ts'
import { extensionIds } from './ids.ts'

/** Reads QCStatements (RFC 3739 3.2.6): the ids, each with its information as DER. */
export function readQcStatements(reader: DerReader): QcStatement[] {
  const outer = reader.enter(SEQUENCE)
  const statements: QcStatement[] = []
  while (!reader.atEnd) {
    const inner = reader.enter(SEQUENCE)
    const oid = reader.oidText()
    let info: Uint8Array | null = null
    if (!reader.atEnd) {
      reader.next()
      info = reader.element()
    }
    reader.leave(inner)
    statements.push({ oid, info })
  }
  reader.leave(outer)
  return statements
}

/** RFC 3739 3.2.6. */
export function qcStatementsExtension(statements: readonly QcStatement[], critical = false): Extension {
  const value = encode(SEQUENCE, (writer) => {
    for (const { oid, info } of statements) {
      writer.begin(SEQUENCE).oid(oid)
      if (info !== null) writer.raw(info)
      writer.end()
    }
  })
  return { oid: extensionIds.qcStatements, critical, value }
}

/** status_request of RFC 6066: the TLS feature that makes OCSP stapling mandatory. */
export const MUST_STAPLE = 5

/** Reads TLSFeatures (RFC 7633 4.1). */
export function readTlsFeatures(reader: DerReader): number[] {
  const outer = reader.enter(SEQUENCE)
  const features: number[] = []
  while (!reader.atEnd) features.push(reader.smallInteger())
  reader.leave(outer)
  return features
}

/** RFC 7633 4. @throws ChanceryError `invalid-input` for a number that is not a TLS extension. */
export function tlsFeatureExtension(features: readonly number[]): Extension {
  if (!features.every((feature) => Number.isInteger(feature) && feature >= 0 && feature <= 0xffff))
    throw new ChanceryError('invalid-input', 'A TLS feature is the number of a TLS extension, 0 to 65535 (RFC 7633).')
  const value = encode(SEQUENCE, (writer) => {
    for (const feature of features) writer.integer(feature)
  })
  return { oid: extensionIds.tlsFeature, critical: false, value }
}

/** RFC 6960 4.2.2.2.1: a responder's own certificate is not to be checked. */
export const ocspNoCheckExtension: Extension = {
  oid: extensionIds.ocspNoCheck,
  critical: false,
  value: Uint8Array.of(NULL, 0)
}
