import { ChanceryError } from '../../src-shared/errors.ts'

const words: Readonly<Record<string, string>> = {
  EACCES: 'the user that runs Chancery may not write there. Give that user the right to',
  EPERM: 'the user that runs Chancery may not write there. Give that user the right to',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota of the user is used up',
  EROFS: 'the file system is read-only',
  ENOENT: 'it is not there any more',
  ENOTDIR: 'part of the path is a file and not a folder',
  EEXIST: 'part of the path is a file and not a folder',
  EIO: 'its disk does not answer. Was it pulled out?',
  ENODEV: 'its disk is not there. Was it pulled out?',
  ENXIO: 'its disk is not there. Was it pulled out?',
  ESTALE: 'the file server does not know it any more',
  ETIMEDOUT: 'the file server does not answer'
}

/** @returns why a file or folder cannot be used, in words for people */
export function fileTrouble(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return words[code] ?? (error instanceof Error ? error.message : String(error))
}

/**
 * @param what of which the error says why it is so: `The folder X cannot be written`
 * @returns an error `io` in words where the operating system refused something; any other error as it is
 */
export function inFileWords(error: unknown, what: string): unknown {
  const refused = error instanceof Error && 'syscall' in error && 'errno' in error
  return refused ? new ChanceryError('io', `${what}: ${fileTrouble(error)}.`, { cause: error }) : error
}
