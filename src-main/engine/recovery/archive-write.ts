import { createCipheriv, randomBytes } from 'node:crypto'
import { closeSync, createReadStream, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { deriveKey, keyBytes } from '../../keys/seal.ts'
import { inFileWords } from '../../world/file-trouble.ts'
import { writeAll } from '../../world/write-all.ts'
import {
  blockBytes,
  blockNonce,
  firstLine,
  headerDigest,
  headerSchema,
  tagBytes,
  type ArchiveHeader,
  type BackupKey
} from './archive-format.ts'
import { wrapForPassphrase, wrapForRecipient } from './content-key.ts'

/** A part on its way into the archive: bytes, or a file. */
export interface PartSource {
  readonly name: string
  readonly from: { readonly bytes: Uint8Array } | { readonly file: string }
}

/** Who can open it; at least one of both. */
export interface Readers {
  readonly key: BackupKey | null
  /** Certificates, DER. */
  readonly recipients: readonly Uint8Array[]
}

/**
 * Writes an archive. It appears under its name only when it is complete and on disk; a kill before leaves `PATH.partial`,
 * which the next backup takes away.
 * @throws ChanceryError `invalid-input` without readers or for a certificate that nothing can be encrypted to, `io`, `cancelled`
 */
export async function writeArchive(
  path: string,
  facts: Omit<ArchiveHeader, 'passphrase' | 'recipients'>,
  readers: Readers,
  parts: readonly PartSource[],
  options: { readonly signal?: AbortSignal; readonly onProgress?: (bytes: number) => void } = {}
): Promise<void> {
  if (readers.key === null && readers.recipients.length === 0)
    throw new ChanceryError('invalid-input', 'Nobody could open this backup: give a passphrase, or a recipient.')
  const content = randomBytes(keyBytes)
  const header = Buffer.from(
    JSON.stringify(
      headerSchema.parse({
        ...facts,
        passphrase: readers.key === null ? null : wrapForPassphrase(readers.key, content),
        recipients: readers.recipients.map((one) => wrapForRecipient(one, content))
      })
    )
  )
  const digest = headerDigest(header)
  const key = deriveKey(content, digest, 'backup/blocks')
  content.fill(0)
  const partial = `${path}.partial`
  let file: number | undefined
  try {
    rmSync(partial, { force: true })
    file = openSync(partial, 'wx', 0o600)
    writeAll(file, firstLine)
    const length = Buffer.alloc(4)
    length.writeUInt32BE(header.length)
    writeAll(file, length)
    writeAll(file, header)
    writeAll(file, digest)
    const blocks = blockWriter(file, key)
    for (const part of parts) await writePart(blocks, part, options)
    blocks.end()
    fsyncSync(file)
    closeSync(file)
    file = undefined
    renameSync(partial, path)
    syncFolder(dirname(path))
  } catch (error) {
    for (const tidy of [() => file !== undefined && closeSync(file), () => rmSync(partial, { force: true })])
      try {
        tidy()
      } catch {
        // Its disk may be gone; what is told is why the backup could not be written.
      }
    throw inFileWords(error, `The backup ${path} could not be written`)
  } finally {
    key.fill(0)
  }
}

async function writePart(
  blocks: BlockWriter,
  { name, from }: PartSource,
  options: { readonly signal?: AbortSignal; readonly onProgress?: (bytes: number) => void }
): Promise<void> {
  const size = 'bytes' in from ? from.bytes.length : (await stat(from.file)).size
  const header = Buffer.from(JSON.stringify({ name, size }))
  const length = Buffer.alloc(4)
  length.writeUInt32BE(header.length)
  blocks.add(length)
  blocks.add(header)
  if ('bytes' in from) {
    blocks.add(from.bytes)
    return
  }
  let written = 0
  for await (const chunk of createReadStream(from.file, { highWaterMark: blockBytes })) {
    if (!(chunk instanceof Uint8Array)) continue
    if (options.signal?.aborted === true) throw new ChanceryError('cancelled', 'The backup was cancelled.')
    blocks.add(chunk)
    written += chunk.length
    options.onProgress?.(chunk.length)
  }
  if (written !== size) throw new ChanceryError('io', `${name} changed while it was copied. Try again.`)
}

interface BlockWriter {
  add(bytes: Uint8Array): void
  end(): void
}

function blockWriter(file: number, key: Uint8Array): BlockWriter {
  const waiting = Buffer.alloc(blockBytes)
  let have = 0
  let index = 0
  const write = (last: boolean): void => {
    const cipher = createCipheriv('aes-256-gcm', key, blockNonce(index, last), { authTagLength: tagBytes })
    writeAll(file, cipher.update(waiting.subarray(0, have)))
    cipher.final()
    writeAll(file, cipher.getAuthTag())
    index++
    have = 0
  }
  return {
    add: (bytes) => {
      for (let at = 0; at < bytes.length;) {
        // A full block is written when more comes, so that the last one is known as such.
        if (have === blockBytes) write(false)
        const taken = Math.min(blockBytes - have, bytes.length - at)
        waiting.set(bytes.subarray(at, at + taken), have)
        have += taken
        at += taken
      }
    },
    end: () => {
      write(true)
      waiting.fill(0)
    }
  }
}

/** Puts the names of a folder on disk. */
export function syncFolder(path: string): void {
  // Windows cannot open a folder; its renames need no such sync.
  if (process.platform === 'win32') return
  const file = openSync(path, 'r')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
