import type { RevocationReason } from '../../src-shared/model/revocation.ts'
import { DerReader } from './der/reader.ts'
import { contextConstructed, SEQUENCE } from './der/tags.ts'
import { readUnixMs } from './der/time.ts'
import { readExtensions, walkExtensions } from './extension.ts'
import { readInvalidityDate, readReasonCode } from './extensions/crl.ts'
import { extensionIds } from './extensions/ids.ts'
import type { CrlEntry, Extension, Name } from './model.ts'
import { nameAt, walkName } from './name.ts'

/** Octets of a serial number in a CRL; RFC 5280 allows 20, old ones have a few more. */
const MAX_SERIAL = 64

/** Moves over one entry of a CRL and checks all of it. @returns whether it names its own issuer (RFC 5280 5.3.3). */
export function walkEntry(reader: DerReader): boolean {
  const outer = reader.enter(SEQUENCE)
  reader.integer()
  if (reader.contentEnd - reader.contentStart > MAX_SERIAL)
    reader.fail(`a serial number has more than ${MAX_SERIAL} octets`)
  readUnixMs(reader)
  let hasIssuer = false
  if (!reader.atEnd && !isReasonOnly(reader)) {
    const start = reader.offset
    walkExtensions(reader)
    hasIssuer =
      readKnown(readExtensions(new DerReader(reader.bytes, reader.what, start, reader.offset))).issuer !== null
  }
  reader.leave(outer)
  return hasIssuer
}

/**
 * The extensions that nearly every entry with any has: a reason code alone, `300c 300a 0603551d15 0403 0a01 rr`.
 * Recognised by its octets, which spares a million entries the general walk. Moves over it when it is that.
 */
function isReasonOnly(reader: DerReader): boolean {
  const { bytes, offset, limit } = reader
  if (limit - offset !== REASON_ONLY.length + 1) return false
  for (let i = 0; i < REASON_ONLY.length; i++) if (bytes[offset + i] !== REASON_ONLY[i]) return false
  const code = bytes[limit - 1]!
  if (code > 10 || code === 7) return false
  reader.offset = limit
  return true
}

/** Everything of a lone reason code extension before the code itself. */
export const REASON_ONLY: Uint8Array = Uint8Array.of(
  0x30,
  0x0c,
  0x30,
  0x0a,
  0x06,
  0x03,
  0x55,
  0x1d,
  0x15,
  0x04,
  0x03,
  0x0a,
  0x01
)

/** Reads one entry. @param carried the issuer named by an earlier entry, valid until another is named (RFC 5280 5.3.3). */
export function entryAt(reader: DerReader, carried: Name | null): CrlEntry {
  const outer = reader.enter(SEQUENCE)
  const serial = reader.integerHex()
  const revokedAt = readUnixMs(reader)
  const extensions = reader.atEnd ? [] : readExtensions(reader)
  reader.leave(outer)
  const { reason, invalidityDate, issuer } = readKnown(extensions)
  return { serial, revokedAt, reason, invalidityDate, certificateIssuer: issuer ?? carried, extensions }
}

interface KnownExtensions {
  readonly reason: RevocationReason
  readonly invalidityDate: number | null
  readonly issuer: Name | null
}

function readKnown(extensions: readonly Extension[]): KnownExtensions {
  let reason: RevocationReason = 'unspecified'
  let invalidityDate: number | null = null
  let issuer: Name | null = null
  for (const extension of extensions) {
    const reader = new DerReader(extension.value, 'CRL entry')
    if (extension.oid === extensionIds.reasonCode) reason = readReasonCode(reader)
    else if (extension.oid === extensionIds.invalidityDate) invalidityDate = readInvalidityDate(reader)
    else if (extension.oid === extensionIds.certificateIssuer) issuer = readIssuer(reader)
    else continue
    reader.finish()
  }
  return { reason, invalidityDate, issuer }
}

/** Reads the directory name out of a certificateIssuer's GeneralNames. */
function readIssuer(reader: DerReader): Name {
  let name: Name | null = null
  const outer = reader.enter(SEQUENCE)
  while (!reader.atEnd) {
    if (reader.peek() === contextConstructed(4)) {
      const inner = reader.enter(contextConstructed(4))
      walkName(reader)
      name ??= nameAt(reader.bytes, reader.start, reader.contentEnd)
      reader.leave(inner)
    } else reader.next()
  }
  reader.leave(outer)
  return name ?? reader.fail('a certificate issuer without a directory name (RFC 5280 5.3.3)', 0)
}
