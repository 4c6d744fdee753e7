import { open } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import type { FileContent } from '../../src-shared/desktop-bridge.ts'
import { ChanceryError } from '../../src-shared/errors.ts'

/** Files that the operating system may hand to Chancery; electron-builder.yml registers the same list. */
export const openableExtensions = ['csr', 'p10', 'pem', 'cer', 'crt', 'p12'] as const

/** Largest file that is read on the strength of a double click. */
export const openedFileLimit = 1024 * 1024

export function isOpenable(path: string): boolean {
  const extension = extname(path).slice(1).toLowerCase()
  return (openableExtensions as readonly string[]).includes(extension)
}

/** @returns the first argument that names an openable file; switches are skipped */
export function fileArgument(argv: readonly string[]): string | undefined {
  return argv.find((argument) => !argument.startsWith('-') && isOpenable(argument))
}

/**
 * Reads a file that somebody opened with Chancery.
 * @throws ChanceryError `invalid-input` for another kind of file, `too-large` beyond 1 MiB, `io`
 */
export async function readOpenedFile(path: string): Promise<FileContent> {
  const name = basename(path)
  if (!isOpenable(path))
    throw new ChanceryError(
      'invalid-input',
      `${name} is not a file that Chancery opens: it takes .${openableExtensions.join(' .')}.`
    )
  const bytes = await readSmallFile(path)
  return { name, base64: bytes.toString('base64') }
}

/**
 * Reads a file of at most 1 MiB that somebody chose.
 * @throws ChanceryError `too-large`, `invalid-input` for what is no plain file, `io`
 */
export async function readSmallFile(path: string): Promise<Buffer> {
  const name = basename(path)
  const handle = await open(path, 'r').catch((cause: unknown) => {
    throw new ChanceryError('io', `${name} could not be opened.`, { cause })
  })
  try {
    const stat = await handle.stat()
    if (!stat.isFile()) throw new ChanceryError('invalid-input', `${name} is not a plain file.`)
    // One byte more than allowed is asked for: a file that grows while it is read is noticed too.
    const buffer = Buffer.alloc(openedFileLimit + 1)
    let filled = 0
    for (;;) {
      const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled, null)
      filled += bytesRead
      if (bytesRead === 0 || filled === buffer.length) break
    }
    if (filled > openedFileLimit)
      throw new ChanceryError('too-large', `${name} is larger than ${openedFileLimit} bytes, the most that is read.`)
    return buffer.subarray(0, filled)
  } finally {
    await handle.close()
  }
}
