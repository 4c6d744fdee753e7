import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, readFile } from 'node:fs/promises'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { readOwnerOnlyFile } from '../../world/secret-file.ts'
import type { Reading } from './values.ts'

/** The largest object that an operation takes has 1 MiB of text; in base64 that is this many bytes. */
const largestFile = 1024 * 1024

/** Reads the files that flags name; `-` is standard input. */
export const commandLineReading: Reading = {
  file: async (path) => {
    const bytes = path === '-' ? await standardInput() : await readLimited(path)
    return isText(bytes) ? Buffer.from(bytes).toString('utf8') : Buffer.from(bytes).toString('base64')
  },
  hashes: async (path) => {
    const hashes = ['sha1', 'sha256', 'sha384', 'sha512'].map((name) => createHash(name))
    const stream: AsyncIterable<Buffer> = path === '-' ? process.stdin : createReadStream(path)
    try {
      for await (const bytes of stream) for (const hash of hashes) hash.update(bytes)
    } catch (cause) {
      throw unreadable(path, cause)
    }
    return hashes.map((hash) => hash.digest('hex')).join(',')
  },
  secret: async (path) => {
    const bytes = path === '-' ? await standardInput() : await readOwnerOnlyFile(path)
    const [line = ''] = Buffer.from(bytes).toString('utf8').split(/\r?\n/, 1)
    bytes.fill(0)
    return line
  }
}

async function readLimited(path: string): Promise<Uint8Array> {
  const file = await open(path, 'r').catch((cause: unknown) => {
    throw unreadable(path, cause)
  })
  try {
    const { size } = await file.stat()
    if (size > largestFile)
      throw new ChanceryError('too-large', `The file ${path} has ${size} bytes; Chancery takes up to ${largestFile}.`)
    return await readFile(file)
  } finally {
    await file.close()
  }
}

function unreadable(path: string, cause: unknown): ChanceryError {
  const missing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT'
  return new ChanceryError(
    missing ? 'not-found' : 'io',
    missing
      ? `There is no file ${path}.`
      : `The file ${path} cannot be read: ${cause instanceof Error ? cause.message : ''}.`,
    { cause }
  )
}

async function standardInput(): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  const stream: AsyncIterable<Buffer> = process.stdin
  for await (const bytes of stream) {
    size += bytes.length
    if (size > largestFile) throw new ChanceryError('too-large', `Standard input has more than ${largestFile} bytes.`)
    chunks.push(bytes)
  }
  return Buffer.concat(chunks)
}

/** PEM and other text goes on as it is; DER is never valid text for long. */
function isText(bytes: Uint8Array): boolean {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return false
  }
  for (const character of text) if (character < ' ' && !'\t\r\n\f'.includes(character)) return false
  return true
}
