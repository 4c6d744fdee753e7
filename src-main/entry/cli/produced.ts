import { existsSync } from 'node:fs'
import { rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { ChanceryError } from '../../../src-shared/errors.ts'

/** A file in the answer of an operation. */
export interface Produced {
  readonly name: string
  readonly mediaType: string
  readonly bytes: Uint8Array
}

/** @returns the file in an answer, if it has one */
export function producedIn(value: unknown): Produced | undefined {
  if (typeof value !== 'object' || value === null || !('file' in value)) return undefined
  const { file } = value
  if (typeof file !== 'object' || file === null || !('name' in file && 'mediaType' in file && 'base64' in file))
    return undefined
  return {
    name: String(file.name),
    mediaType: String(file.mediaType),
    bytes: Buffer.from(String(file.base64), 'base64')
  }
}

/** @throws ChanceryError `conflict` where the file exists and is not to be replaced */
export function requireFree(path: string, force: boolean): void {
  if (!force && existsSync(path))
    throw new ChanceryError(
      'conflict',
      `The file ${path} exists already. Choose another name, or add --force to replace it.`
    )
}

/**
 * Writes a file whole or not at all. Keys and secrets are for their owner only.
 * @throws ChanceryError `conflict` where it exists and `force` is not given, `io`
 */
export async function writeProduced(path: string, file: Produced, force: boolean): Promise<void> {
  requireFree(path, force)
  const isSecret =
    /pkcs12|x-pem-key/.test(file.mediaType) ||
    file.name === 'chancery-unlock' ||
    file.name.startsWith('chancery-shares-')
  const partial = `${path}.${process.pid}.partial`
  try {
    await writeFile(partial, file.bytes, { mode: isSecret ? 0o600 : 0o644, flag: 'wx' })
    await rename(partial, path)
  } catch (cause) {
    const noFolder = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT'
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new ChanceryError(
      'io',
      noFolder
        ? `The file ${path} could not be written: there is no folder ${dirname(path)}. Make it first.`
        : `The file ${path} could not be written: ${why}.`,
      { cause }
    )
  }
}

/** @returns the answer with the bytes of its file left out: they went elsewhere */
export function withoutBytes(value: unknown, path: string): unknown {
  if (typeof value !== 'object' || value === null || !('file' in value)) return value
  const file = producedIn(value)
  return {
    ...value,
    file: { name: file?.name, mediaType: file?.mediaType, bytes: file?.bytes.length, writtenTo: path }
  }
}

/** PEM, JSON lines and the like go to the terminal; bytes do not. */
export function isTextFile(file: Produced): boolean {
  return (
    file.mediaType.startsWith('text/') ||
    /pem|json|xml/.test(file.mediaType) ||
    file.bytes.subarray(0, 5).every((byte) => byte === 0x2d)
  )
}
