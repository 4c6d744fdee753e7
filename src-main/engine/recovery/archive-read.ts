import { createDecipheriv } from 'node:crypto'
import { open, type FileHandle } from 'node:fs/promises'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { deriveKey } from '../../keys/seal.ts'
import {
  blockNonce,
  damagedAt,
  digestBytes,
  firstLine,
  headerDigest,
  headerSchema,
  largestHeader,
  largestPartHeader,
  partHeaderSchema,
  sealedBlockBytes,
  tagBytes,
  type ArchiveHeader
} from './archive-format.ts'
import { contentKeyOf, type Opener } from './content-key.ts'

/** Takes the bytes of one part, piece by piece. */
export interface PartSink {
  take(piece: Uint8Array): void
  end(): void
}

/** @returns what a backup says about itself before it is opened. @throws ChanceryError `malformed`, `damaged`, `io`, `not-found` */
export async function readHeader(path: string): Promise<ArchiveHeader> {
  const file = await openFile(path)
  try {
    return (await headerOf(file)).header
  } finally {
    await file.close()
  }
}

/**
 * Walks an archive from its first bit to its last, each block verified before a byte of it is given out.
 * @param sinkOf chooses where a part goes; null passes it over
 * @throws ChanceryError `malformed` for another file, `damaged` naming the place, `wrong-passphrase`, `io`, `cancelled`
 */
export async function readArchive(
  path: string,
  opener: Opener,
  sinkOf: (name: string, size: number) => PartSink | null,
  signal?: AbortSignal
): Promise<ArchiveHeader> {
  const file = await openFile(path)
  try {
    const { header, digest, blocksAt } = await headerOf(file)
    const content = await contentKeyOf(header, opener)
    const key = deriveKey(content, digest, 'backup/blocks')
    content.fill(0)
    try {
      const parts = partReader(sinkOf)
      for await (const block of blocksOf(file, blocksAt, key, parts, signal)) parts.take(block)
      parts.end()
    } finally {
      key.fill(0)
    }
    return header
  } finally {
    await file.close()
  }
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r')
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause)
    throw new ChanceryError(
      code === 'ENOENT' ? 'not-found' : 'io',
      code === 'ENOENT' ? `There is no backup ${path}.` : `The backup ${path} cannot be read (${code}).`,
      { cause }
    )
  }
}

async function headerOf(file: FileHandle): Promise<{ header: ArchiveHeader; digest: Uint8Array; blocksAt: number }> {
  const front = await readAt(file, 0, firstLine.length + 4)
  if (!front.subarray(0, firstLine.length).equals(firstLine))
    throw new ChanceryError(
      'malformed',
      'This file is not a backup of Chancery, or its first line was altered: "CHANCERY BACKUP 1" is not there.'
    )
  if (front.length < firstLine.length + 4) throw damagedAt('the file ends within its header')
  const length = front.readUInt32BE(firstLine.length)
  if (length > largestHeader) throw damagedAt('the header (its length cannot be right)')
  const rest = await readAt(file, front.length, length + digestBytes)
  if (rest.length < length + digestBytes) throw damagedAt('the header (the file ends within it)')
  const bytes = rest.subarray(0, length)
  const digest = Uint8Array.from(rest.subarray(length))
  if (!headerDigest(bytes).every((byte, index) => byte === digest[index]))
    throw damagedAt(`the header (bytes ${front.length} to ${front.length + rest.length - 1} of the file)`)
  let header: ArchiveHeader
  try {
    header = headerSchema.parse(JSON.parse(bytes.toString('utf8')))
  } catch (cause) {
    throw new ChanceryError('malformed', 'The header of this backup is not one that this version of Chancery reads.', {
      cause
    })
  }
  return { header, digest, blocksAt: front.length + rest.length }
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length)
  let have = 0
  while (have < length) {
    const { bytesRead } = await file.read(buffer, have, length - have, position + have)
    if (bytesRead === 0) break
    have += bytesRead
  }
  return buffer.subarray(0, have)
}

async function* blocksOf(
  file: FileHandle,
  from: number,
  key: Uint8Array,
  parts: { readonly place: () => string },
  signal: AbortSignal | undefined
): AsyncGenerator<Uint8Array> {
  const { size } = await file.stat()
  for (let index = 0, at = from; ; index++) {
    if (signal?.aborted === true) throw new ChanceryError('cancelled', 'Reading the backup was cancelled.')
    const last = at + sealedBlockBytes >= size
    const sealed = await readAt(file, at, Math.min(sealedBlockBytes, size - at))
    const where = `block ${index + 1} (bytes ${at} to ${at + Math.max(1, sealed.length) - 1} of the file), ${parts.place()}`
    if (sealed.length < tagBytes) throw damagedAt(`the file ends too early, ${parts.place()}`)
    const decipher = createDecipheriv('aes-256-gcm', key, blockNonce(index, last), { authTagLength: tagBytes })
    decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes))
    const plain = decipher.update(sealed.subarray(0, sealed.length - tagBytes))
    try {
      decipher.final()
    } catch {
      plain.fill(0)
      throw damagedAt(where)
    }
    yield plain
    plain.fill(0)
    if (last) return
    at += sealedBlockBytes
  }
}

/** Cuts the stream of blocks into parts. */
function partReader(sinkOf: (name: string, size: number) => PartSink | null): {
  take(bytes: Uint8Array): void
  end(): void
  place(): string
} {
  let front = Buffer.alloc(0)
  let part: { readonly name: string; readonly sink: PartSink | null; left: number } | undefined
  let before = 'before its first part'
  const finish = (): void => {
    if (part === undefined || part.left > 0) return
    part.sink?.end()
    before = `behind ${part.name}`
    part = undefined
  }
  /** @returns what is left behind the header, or null where it is not whole yet */
  const begin = (bytes: Uint8Array): Uint8Array | null => {
    front = Buffer.concat([front, bytes])
    if (front.length < 4) return null
    const length = front.readUInt32BE(0)
    if (length > largestPartHeader) throw damagedAt(`the header of a part, ${before}`)
    if (front.length < 4 + length) return null
    const parsed = partHeaderSchema.safeParse(JSON.parse(front.subarray(4, 4 + length).toString('utf8')))
    if (!parsed.success) throw damagedAt(`the header of a part, ${before}`)
    const rest = front.subarray(4 + length)
    front = Buffer.alloc(0)
    part = { name: parsed.data.name, sink: sinkOf(parsed.data.name, parsed.data.size), left: parsed.data.size }
    finish()
    return rest
  }
  return {
    take: (bytes) => {
      for (let rest: Uint8Array | null = bytes; rest !== null && rest.length > 0;) {
        if (part === undefined) {
          rest = begin(rest)
          continue
        }
        const piece = rest.subarray(0, part.left)
        part.sink?.take(piece)
        part.left -= piece.length
        rest = rest.subarray(piece.length)
        finish()
      }
    },
    end: () => {
      if (part !== undefined || front.length > 0) throw damagedAt(`the end of the file, ${part?.name ?? before}`)
    },
    place: () => (part === undefined ? before : `within ${part.name}`)
  }
}
