import { writeStoredZip } from '../reports/ceremony-archive/zip.ts'

/** @returns a ZIP file in the form of a ceremony's archive, with files of these names and one octet each */
export async function storedZip(names: readonly string[]): Promise<Uint8Array> {
  return new Uint8Array(await writeStoredZip(names.map((path) => ({ path, bytes: Uint8Array.of(1) }))))
}
