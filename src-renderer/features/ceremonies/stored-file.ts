/** Signatures of the ZIP format (APPNOTE.TXT 4.3.7, 4.3.12, 4.3.16). */
const localHeader = 0x04034b50
const directoryHeader = 0x02014b50
const directoryEnd = 0x06054b50

/**
 * Takes one file out of a ZIP archive that stores its files as they are, as archives of ceremonies do.
 * @returns its bytes; undefined where the archive has none of this name, or has it compressed
 */
export function storedFile(zip: Uint8Array, name: string): Uint8Array | undefined {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength)
  let end = zip.length - 22
  while (end >= 0 && view.getUint32(end, true) !== directoryEnd) end -= 1
  if (end < 0) return undefined
  let at = view.getUint32(end + 16, true)
  while (at + 46 <= end && view.getUint32(at, true) === directoryHeader) {
    const nameLength = view.getUint16(at + 28, true)
    const found = new TextDecoder().decode(zip.subarray(at + 46, at + 46 + nameLength))
    if (found === name) return contentAt(zip, view, at)
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return undefined
}

function contentAt(zip: Uint8Array, view: DataView, entry: number): Uint8Array | undefined {
  const method = view.getUint16(entry + 10, true)
  const size = view.getUint32(entry + 20, true)
  const header = view.getUint32(entry + 42, true)
  if (method !== 0 || header + 30 > zip.length || view.getUint32(header, true) !== localHeader) return undefined
  const start = header + 30 + view.getUint16(header + 26, true) + view.getUint16(header + 28, true)
  return start + size > zip.length ? undefined : zip.subarray(start, start + size)
}
