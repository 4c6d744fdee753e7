import { textOf } from './octets.ts'
import type { Findings } from './finding.ts'

/**
 * The one form of ZIP that an archive has: every file stored as it is, no data descriptors, no extra fields, no comments,
 * one fixed time, the entries one behind the other and the directory at the end saying the same again. So every octet has
 * one right value, a file cannot unfold into more than is there, and no two programs see different files in it.
 */
export interface ZipFile {
  readonly path: string
  readonly bytes: Uint8Array
}

/** 1980-01-01 00:00, the earliest that ZIP can say: the time of the ceremony stands in the transcript. */
const fixedDate = 0x21
const MAX_FILES = 10_000
const local = 0x04034b50
const central = 0x02014b50
const end = 0x06054b50

/** Where files of an archive may stand. */
const names =
  /^(?:manifest\.json|script\.yaml|transcript\.jsonl|report\.pdf|signatures\/manifest\.tsr|signatures\/[a-z0-9][a-z0-9-]{0,60}\.p7s|(?:certificates|crls|requests|attachments|lint)\/[\p{L}\p{N}_][\p{L}\p{N} ._()+-]{0,199})$/u

/** @returns whether a file of this name may be in an archive */
export const isArchivePath = (path: string): boolean => names.test(path) && path.normalize('NFC') === path

/** Order of the files: the manifest first, the others by their names. */
export function inArchiveOrder(a: string, b: string): number {
  const rank = (path: string): number => (path === 'manifest.json' ? 0 : 1)
  return rank(a) - rank(b) || (a < b ? -1 : a > b ? 1 : 0)
}

/** Reads the files; what is wrong is told with the file and the octet. @returns what could be read */
export function readZip(bytes: Uint8Array, report: Findings): readonly ZipFile[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const files: (ZipFile & { readonly at: number; readonly head: Uint8Array })[] = []
  let at = 0
  let last = ''
  while (at + 4 <= bytes.length && view.getUint32(at, true) === local) {
    const file = readLocal(bytes, view, at, report, last)
    if (file === null) return files
    if (files.length >= MAX_FILES) {
      report.wrong('zip-too-many', file.path, { most: MAX_FILES })
      return files
    }
    files.push({ ...file, at })
    last = file.path
    at += 30 + file.nameLength + file.bytes.length
  }
  if (files.length === 0) {
    report.wrong('zip-not', '', { at })
    return files
  }
  const directory = at
  for (const file of files) {
    const length = 46 + file.head.length - 26
    if (at + length > bytes.length) {
      report.wrong('zip-truncated', file.path, { at })
      return files
    }
    if (!sameDirectory(bytes, view, at, file)) {
      report.wrong('zip-directory', file.path, { at })
      return files
    }
    at += length
  }
  const expected = [end, 0, files.length * 0x10001, at - directory, directory]
  const there =
    at + 22 <= bytes.length && expected.every((value, n) => view.getUint32(at + n * 4, true) === value >>> 0)
  if (!there) report.wrong(at + 22 > bytes.length ? 'zip-truncated' : 'zip-directory', '', { at })
  else if (at + 22 !== bytes.length || view.getUint16(at + 20, true) !== 0)
    report.wrong('zip-more', '', { at: at + 22 })
  return files
}

function readLocal(
  bytes: Uint8Array,
  view: DataView,
  at: number,
  report: Findings,
  last: string
): (ZipFile & { readonly head: Uint8Array; readonly nameLength: number }) | null {
  if (at + 30 > bytes.length) {
    report.wrong('zip-truncated', last, { at })
    return null
  }
  const nameLength = view.getUint16(at + 26, true)
  const size = view.getUint32(at + 22, true)
  const start = at + 30 + nameLength
  const raw = start <= bytes.length ? textOf(bytes.subarray(at + 30, start)) : null
  if (raw === null) {
    report.wrong('zip-truncated', last, { at })
    return null
  }
  const path = raw
  if (!isArchivePath(path)) report.wrong('zip-path', path, { path })
  else if (last !== '' && inArchiveOrder(path, last) === 0) report.wrong('zip-twice', path)
  else if (last !== '' && inArchiveOrder(path, last) < 0) report.wrong('zip-order', path, { before: last })
  const flags = /^\p{ASCII}*$/u.test(path) ? 0 : 0x800
  if (view.getUint16(at + 8, true) !== 0) {
    report.wrong('zip-packed', path)
    return null
  }
  const plain =
    view.getUint16(at + 4, true) === 10 &&
    view.getUint16(at + 6, true) === flags &&
    view.getUint16(at + 10, true) === 0 &&
    view.getUint16(at + 12, true) === fixedDate &&
    view.getUint32(at + 18, true) === size &&
    view.getUint16(at + 28, true) === 0
  if (!plain) {
    report.wrong('zip-header', path, { at })
    return null
  }
  if (start + size > bytes.length) {
    report.wrong('zip-truncated', path, { at: bytes.length })
    return null
  }
  const content = bytes.subarray(start, start + size)
  if (crc32(content) !== view.getUint32(at + 14, true)) report.wrong('zip-checksum', path)
  return { path, bytes: content, nameLength, head: bytes.subarray(at + 4, start) }
}

/** The directory repeats the local header (APPNOTE 4.3.12): version made by 2.0, no disk, no comment, a plain file of Unix. */
function sameDirectory(
  bytes: Uint8Array,
  view: DataView,
  at: number,
  file: { readonly at: number; readonly head: Uint8Array }
): boolean {
  const { head } = file
  if (view.getUint32(at, true) !== central || view.getUint16(at + 4, true) !== 20) return false
  for (let n = 0; n < 26; n++) if (bytes[at + 6 + n] !== head[n]) return false
  for (let n = 32; n < 38; n++) if (bytes[at + n] !== 0) return false
  if (view.getUint32(at + 38, true) !== 0x81a40000 || view.getUint32(at + 42, true) !== file.at) return false
  for (let n = 26; n < head.length; n++) if (bytes[at + 20 + n] !== head[n]) return false
  return true
}

const table = Uint32Array.from({ length: 256 }, (_, n) => {
  let value = n
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value
})

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const octet of bytes) crc = (crc >>> 8) ^ (table[(crc ^ octet) & 0xff] ?? 0)
  return (crc ^ 0xffffffff) >>> 0
}
