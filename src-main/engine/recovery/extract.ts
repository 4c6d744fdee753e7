import { createHash } from 'node:crypto'
import { closeSync, fsyncSync, mkdirSync, openSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { putBack } from '../../store/backup-parts.ts'
import { writeAll } from '../../world/write-all.ts'
import { damagedAt, type ArchiveHeader } from './archive-format.ts'
import { readArchive, type PartSink } from './archive-read.ts'
import type { Opener } from './content-key.ts'
import {
  dutyOf,
  keysPart,
  manifestName,
  manifestSchema,
  neededParts,
  partName,
  settingsPart,
  vaultPart,
  type Manifest
} from './manifest.ts'

/** Bytes of a part that is read into memory. */
const largestInMemory = 256 * 1024 * 1024

/** A part that is not there, or not what was put in. */
export interface PartFault {
  readonly part: string
  readonly problem: 'missing' | 'altered' | 'unlisted'
  /** What cannot be done without it. */
  readonly duty: string
}

export interface Extracted {
  readonly header: ArchiveHeader
  readonly manifest: Manifest | null
  readonly faults: readonly PartFault[]
  /** Plaintext of all parts. */
  readonly bytes: number
  readonly small: ReadonlyMap<string, Uint8Array>
}

/**
 * Reads a whole backup and holds every part against the manifest.
 * @param folder where files go; null verifies and writes nothing
 * @throws ChanceryError as `readArchive`
 */
export async function extract(
  path: string,
  opener: Opener,
  folder: string | null,
  signal?: AbortSignal
): Promise<Extracted> {
  const digests = new Map<string, { readonly bytes: number; readonly sha256: string }>()
  const small = new Map<string, Uint8Array>()
  let bytes = 0
  const sinkOf = (name: string, size: number): PartSink => {
    if (digests.has(name)) throw damagedAt(`${name} is there twice`)
    if (name !== manifestName && !partName.safeParse(name).success)
      throw damagedAt(`a part has the name "${name.slice(0, 100)}", which no backup has`)
    const hash = createHash('sha256')
    const inMemory = !name.endsWith('.db') && !name.startsWith('blocklists/')
    if (inMemory && size > largestInMemory)
      throw new ChanceryError('too-large', `The part ${name} of the backup has ${size} bytes.`)
    const pieces: Uint8Array[] = []
    const file = inMemory || folder === null ? null : openPart(folder, name)
    bytes += size
    return {
      take: (piece) => {
        hash.update(piece)
        if (inMemory) pieces.push(Uint8Array.from(piece))
        if (file !== null) writeAll(file, piece)
      },
      end: () => {
        digests.set(name, { bytes: size, sha256: hash.digest('hex') })
        if (inMemory) small.set(name, new Uint8Array(Buffer.concat(pieces)))
        if (file !== null) {
          fsyncSync(file)
          closeSync(file)
        }
      }
    }
  }
  const header = await readArchive(path, opener, sinkOf, signal)
  const manifest = jsonOf(small, manifestName, (value) => manifestSchema.parse(value))
  return { header, manifest, faults: faultsOf(manifest, digests), bytes, small }
}

function faultsOf(
  manifest: Manifest | null,
  found: ReadonlyMap<string, { readonly bytes: number; readonly sha256: string }>
): PartFault[] {
  const fault = (part: string, problem: PartFault['problem']): PartFault => ({ part, problem, duty: dutyOf(part) })
  if (manifest === null) return [fault(manifestName, 'missing')]
  const listed = new Map(manifest.parts.map((part) => [part.name, part]))
  const names = new Set([...Object.keys(neededParts), ...listed.keys(), ...found.keys()])
  names.delete(manifestName)
  return [...names].flatMap((name) => {
    const here = found.get(name)
    const wanted = listed.get(name)
    if (here === undefined) return [fault(name, 'missing')]
    if (wanted === undefined) return [fault(name, 'unlisted')]
    return here.sha256 === wanted.sha256 && here.bytes === wanted.bytes ? [] : [fault(name, 'altered')]
  })
}

/** @returns the sentence for a part that is not there, or not what was put in */
export function faultText({ part, problem, duty }: PartFault): string {
  const what = {
    missing: `The backup lacks ${part}.`,
    altered: `${part} is not what was put into the backup.`,
    unlisted: `${part} is in the backup, but its list of parts does not know of it.`
  }
  return `${what[problem]} ${duty}`
}

/** Puts keys, unlock records and settings back into the database that was extracted. @throws ChanceryError `damaged` */
export function assembleDatabase(database: string, { small }: Pick<Extracted, 'small'>): void {
  const vault = jsonOf(small, 'vault.json', (value) => vaultPart.parse(value))
  putBack(database, {
    keys: jsonOf(small, 'keys.json', (value) => keysPart.parse(value)) ?? [],
    slots: vault?.slots ?? [],
    shareSlot: vault?.shareSlot ?? null,
    settings: jsonOf(small, 'settings.json', (value) => settingsPart.parse(value)) ?? {}
  })
}

function jsonOf<T>(small: ReadonlyMap<string, Uint8Array>, name: string, parse: (value: unknown) => T): T | null {
  const bytes = small.get(name)
  if (bytes === undefined) return null
  try {
    return parse(JSON.parse(Buffer.from(bytes).toString('utf8')))
  } catch (cause) {
    throw new ChanceryError('malformed', `The part ${name} is not in a form that this version of Chancery reads.`, {
      cause
    })
  }
}

function openPart(folder: string, name: string): number {
  const path = join(folder, name)
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  return openSync(path, 'wx', 0o600)
}
