import { NULL } from '../der/tags.ts'
import type { DerReader } from '../der/reader.ts'
import type { Extension, SignedCertificateTimestamp } from '../model.ts'
import { extensionIds } from './ids.ts'

/** RFC 6962 3.1: marks a precertificate; critical, value NULL. */
export const precertPoisonExtension: Extension = {
  oid: extensionIds.precertPoison,
  critical: true,
  value: Uint8Array.of(NULL, 0)
}

/** Reads SignedCertificateTimestampList (RFC 6962 3.3): an OCTET STRING around TLS-encoded structures. */
export function readSctList(reader: DerReader): SignedCertificateTimestamp[] {
  const list = reader.octets()
  const at = reader.contentStart
  const need = (bytes: Uint8Array, end: number): void => {
    if (end > bytes.length) reader.fail('a signed certificate timestamp ends too early', at)
  }
  const length = (bytes: Uint8Array, offset: number): number => {
    need(bytes, offset + 2)
    return bytes[offset]! * 256 + bytes[offset + 1]!
  }
  if (length(list, 0) !== list.length - 2)
    reader.fail('the list of signed certificate timestamps has another length than it says', at)
  const timestamps: SignedCertificateTimestamp[] = []
  let offset = 2
  while (offset < list.length) {
    const size = length(list, offset)
    need(list, offset + 2 + size)
    timestamps.push(
      readSct(list.subarray(offset + 2, offset + 2 + size), need, length, () =>
        reader.fail('a signed certificate timestamp has bytes left over', at)
      )
    )
    offset += 2 + size
  }
  return timestamps
}

/** RFC 6962 3.2: version, log id (32), timestamp (8), extensions, hash and signature algorithm, signature. */
function readSct(
  sct: Uint8Array,
  need: (bytes: Uint8Array, end: number) => void,
  length: (bytes: Uint8Array, offset: number) => number,
  leftOver: () => never
): SignedCertificateTimestamp {
  need(sct, 41)
  let timestamp = 0
  for (let i = 33; i < 41; i++) timestamp = timestamp * 256 + sct[i]!
  const extensionsEnd = 43 + length(sct, 41)
  need(sct, extensionsEnd + 2)
  const signatureEnd = extensionsEnd + 4 + length(sct, extensionsEnd + 2)
  need(sct, signatureEnd)
  if (signatureEnd !== sct.length) leftOver()
  return {
    version: sct[0]!,
    logId: sct.subarray(1, 33),
    timestamp,
    extensions: sct.subarray(43, extensionsEnd),
    hash: sct[extensionsEnd]!,
    signature: sct[extensionsEnd + 1]!,
    signatureBytes: sct.subarray(extensionsEnd + 4, signatureEnd)
  }
}
