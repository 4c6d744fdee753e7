import { constants } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { ChanceryError } from '../../src-shared/errors.ts'

/** A secret is a passphrase or a key of some hundred bits; a file beyond this is something else. */
export const maxSecretBytes = 16 * 1024

/**
 * Reads a secret file and refuses one that anybody but its owner could read or change.
 * A symbolic link is followed and its target held to the same rule; what is checked is the very file that is read.
 * @throws ChanceryError `unsafe-file`, `not-found`, `too-large`, `io`; `invalid-input` on Windows, where file modes say nothing.
 */
export async function readOwnerOnlyFile(path: string): Promise<Uint8Array> {
  if (process.platform === 'win32') {
    throw new ChanceryError(
      'invalid-input',
      `The secret file ${path} cannot be used: on Windows Chancery cannot tell who may read it. Use the key store instead.`
    )
  }
  return readChecked(path, (mode, uid) => {
    if (uid !== process.geteuid?.())
      return `belongs to user ${uid}, not to the user that runs Chancery (${process.geteuid?.()}). Change its owner.`
    if ((mode & 0o077) !== 0) return `has mode ${octal(mode)}: its group or others have access. Set it to 600 or 400.`
    return undefined
  })
}

/**
 * Reads a systemd credential (systemd.exec(5), LoadCredential=). systemd places it as root with an access list for the
 * service's user, whose mask shows as the group's read bit; so root may own it and that one bit is allowed.
 * @throws ChanceryError as `readOwnerOnlyFile`; `invalid-input` for a bad name or without a credentials directory.
 */
export async function readSystemdCredential(
  name: string,
  credentialsDirectory: string | undefined
): Promise<Uint8Array> {
  if (!/^[A-Za-z0-9_][A-Za-z0-9._-]{0,254}$/.test(name))
    throw new ChanceryError('invalid-input', `"${name}" is not the name of a systemd credential.`)
  if (credentialsDirectory === undefined || credentialsDirectory === '') {
    throw new ChanceryError(
      'invalid-input',
      `There is no credential "${name}": CREDENTIALS_DIRECTORY is not set, so systemd gave this process none.`
    )
  }
  return readChecked(join(credentialsDirectory, name), (mode, uid) => {
    if (uid !== 0 && uid !== process.geteuid?.())
      return `belongs to user ${uid}, neither root nor the user that runs Chancery.`
    if ((mode & 0o037) !== 0) return `has mode ${octal(mode)}: others have access.`
    return undefined
  })
}

async function readChecked(
  path: string,
  objection: (mode: number, uid: number) => string | undefined
): Promise<Uint8Array> {
  let file: FileHandle
  try {
    // O_NONBLOCK: opening a named pipe must not wait for a writer.
    file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  } catch (error) {
    throw fileError(path, error)
  }
  try {
    const status = await file.stat()
    if (!status.isFile()) throw new ChanceryError('unsafe-file', `The secret file ${path} is not a regular file.`)
    const why = objection(status.mode, status.uid)
    if (why !== undefined) throw new ChanceryError('unsafe-file', `The secret file ${path} ${why}`)
    const buffer = new Uint8Array(maxSecretBytes + 1)
    let length = 0
    while (length < buffer.length) {
      const { bytesRead } = await file.read(buffer, length, buffer.length - length, null)
      if (bytesRead === 0) break
      length += bytesRead
    }
    const secret = length > maxSecretBytes ? undefined : buffer.slice(0, length)
    buffer.fill(0)
    if (secret === undefined)
      throw new ChanceryError('too-large', `The secret file ${path} is larger than ${maxSecretBytes} bytes.`)
    return secret
  } catch (error) {
    throw error instanceof ChanceryError ? error : fileError(path, error)
  } finally {
    await file.close()
  }
}

function fileError(path: string, error: unknown): ChanceryError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new ChanceryError('not-found', `There is no secret file ${path}.`, { cause: error })
  return new ChanceryError('io', `The secret file ${path} cannot be read (${String(code)}).`, { cause: error })
}

const octal = (mode: number): string => (mode & 0o777).toString(8).padStart(3, '0')
