import type { ViewedObject } from '../../../src-shared/api/viewer.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { counted } from '../../pki/describe/words.ts'

/** Local file header, central directory header (APPNOTE 4.3.7 and 4.3.12). */
const LOCAL = 0x04034b50
const CENTRAL = 0x02014b50
/** Files that are walked over; an archive of a ceremony has some dozens. */
const MAX_FILES = 2000
const MAX_NAME = 300
/** Names that are shown. */
const SHOWN = 100
/** What every archive of a ceremony holds. */
const needed = ['manifest.json', 'script.yaml', 'transcript.jsonl']

/** @returns whether bytes begin as a ZIP file */
export function isZip(bytes: Uint8Array): boolean {
  return bytes.length > 4 && viewOf(bytes).getUint32(0, true) === LOCAL
}

/**
 * Names the archive of a ceremony; it is verified by `ceremony verify`, not here. Only the names of its files are read.
 * @throws ChanceryError `malformed` for any other ZIP file
 */
export function archiveObject(bytes: Uint8Array): ViewedObject {
  const names = namesIn(bytes)
  if (names === null || needed.some((name) => !names.includes(name)))
    throw new ChanceryError(
      'malformed',
      'This is a ZIP file and no archive of a ceremony. Unpack it and show the files that are in it.'
    )
  return {
    kind: 'ceremony-archive',
    title: `Ceremony archive, ${counted(names.length, 'file')}`,
    facts: names.slice(0, SHOWN).map((value) => ({ label: 'file', value })),
    check: { outcome: 'not-performed', note: 'elsewhere', reason: null },
    asn1: null,
    base64: null,
    pem: null,
    knownCertificateId: null
  }
}

/** @returns the names of stored files from first to last; null for a ZIP file of another form or one that is cut off */
function namesIn(bytes: Uint8Array): string[] | null {
  const view = viewOf(bytes)
  const names: string[] = []
  let at = 0
  while (at + 30 <= bytes.length && view.getUint32(at, true) === LOCAL) {
    const [flags, method] = [view.getUint16(at + 6, true), view.getUint16(at + 8, true)]
    const [size, length, extra] = [
      view.getUint32(at + 18, true),
      view.getUint16(at + 26, true),
      view.getUint16(at + 28, true)
    ]
    const end = at + 30 + length + extra + size
    // Stored, and no sizes behind the data: the one form that an archive has.
    if (method !== 0 || (flags & 0x0009) !== 0 || length > MAX_NAME || end > bytes.length || names.length >= MAX_FILES)
      return null
    try {
      names.push(new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(at + 30, at + 30 + length)))
    } catch {
      return null
    }
    at = end
  }
  return at + 4 <= bytes.length && view.getUint32(at, true) === CENTRAL ? names : null
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
