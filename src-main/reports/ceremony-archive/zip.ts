import { inArchiveOrder } from '../verify/zip.ts'

/** A file of an archive with its whole path. */
export interface PathFile {
  readonly path: string
  readonly bytes: Uint8Array
}

/**
 * Writes the one form of ZIP that `verify/zip.ts` reads: stored, sorted, one fixed time, no extra fields. The same files
 * give the same octets on every machine.
 */
export async function writeStoredZip(files: readonly PathFile[]): Promise<Uint8Array> {
  const { configure, Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } = await import('@zip.js/zip.js')
  configure({ useWebWorkers: false })
  const writer = new ZipWriter(new Uint8ArrayWriter(), {
    level: 0,
    // In the zone of the machine, as the format has it: written as 1980-01-01 00:00 everywhere.
    lastModDate: new Date(1980, 0, 1),
    extendedTimestamp: false,
    dataDescriptor: false,
    versionMadeBy: 20,
    keepOrder: true,
    useWebWorkers: false
  })
  for (const { path, bytes } of files.toSorted((a, b) => inArchiveOrder(a.path, b.path)))
    await writer.add(path, new Uint8ArrayReader(bytes))
  return writer.close()
}
