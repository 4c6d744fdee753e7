import { createHash, randomBytes } from 'node:crypto'
import type { Client, ConnectConfig, SFTPWrapper } from 'ssh2'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { PublishDestination } from '../../../src-shared/model/publishing.ts'
import type { Destination, DestinationSecret } from '../../ca/publish/destination.ts'
import { filePathOf, foldersOf } from '../../ca/publish/paths.ts'

const PARALLEL = 16
const TIMEOUT = 20_000
/** Status codes of draft-ietf-secsh-filexfer-02, section 7. */
const NO_SUCH_FILE = 2
const PERMISSION_DENIED = 3
const OP_UNSUPPORTED = 8

type SftpDestination = Extract<PublishDestination, { kind: 'sftp' }>

/** @returns a host key as ssh shows it (RFC 4255 has the hash, OpenSSH the form). */
export function fingerprintOf(hostKey: Uint8Array): string {
  return `SHA256:${createHash('sha256').update(hostKey).digest('base64').replace(/=+$/, '')}`
}

/**
 * An SFTP server. Its host key must be the one that somebody confirmed; nothing is sent to any other server, the password
 * least of all. A file goes up under a hidden name and is renamed over the old one at once (posix-rename@openssh.com);
 * a server without that extension cannot replace a file without a gap, and is refused where one is to be replaced.
 * @param onHostKey told of the key that the server shows, before anything else happens
 * @throws ChanceryError `forbidden` (another host key, none confirmed, or sign-in refused), `io`, `cancelled`
 */
export async function openSftp(
  destination: SftpDestination,
  secret: DestinationSecret,
  signal: AbortSignal,
  onHostKey: (fingerprint: string) => void = () => undefined
): Promise<Destination> {
  // CommonJS, and 3 MiB: loaded with the first connection.
  const { default: ssh } = await import('ssh2')
  const client = new ssh.Client()
  let shown: string | null = null
  const config: ConnectConfig = {
    host: destination.host,
    port: destination.port,
    username: destination.user,
    readyTimeout: TIMEOUT,
    keepaliveInterval: 15_000,
    hostVerifier: (key: Buffer) => {
      shown = fingerprintOf(key)
      onHostKey(shown)
      return shown === destination.hostKey
    },
    ...(destination.proof === 'key' ? { privateKey: secret.privateKey ?? '' } : { password: secret.secret ?? '' })
  }
  const abort = (): void => {
    client.destroy()
  }
  signal.addEventListener('abort', abort, { once: true })
  try {
    await connected(client, config)
  } catch (error) {
    client.destroy()
    signal.removeEventListener('abort', abort)
    throw cannotConnect(destination, error, shown, signal)
  }
  client.on('error', () => undefined)
  const sftp = await opened(client)
  return overSftp(destination, sftp, () => {
    signal.removeEventListener('abort', abort)
    client.end()
  })
}

function connected(client: Client, config: ConnectConfig): Promise<void> {
  return new Promise((resolve, reject) => {
    client.once('ready', resolve)
    client.once('error', reject)
    client.once('close', () => reject(new Error('the server closed the connection')))
    try {
      client.connect(config)
    } catch (error) {
      // A private key that cannot be read.
      reject(error instanceof Error ? error : new Error(String(error)))
    }
  })
}

function opened(client: Client): Promise<SFTPWrapper> {
  return new Promise((resolve, reject) => {
    client.sftp((error, sftp) => (error === undefined ? resolve(sftp) : reject(error)))
  })
}

function cannotConnect(
  { host, port, user, hostKey }: SftpDestination,
  error: unknown,
  shown: string | null,
  signal: AbortSignal
): ChanceryError {
  if (signal.aborted) return new ChanceryError('cancelled', 'Publishing was stopped.', { cause: error })
  const where = `${host} port ${port}`
  if (shown !== null && hostKey === null)
    return new ChanceryError(
      'forbidden',
      `${where} shows the host key ${shown}. Compare it with what its operator says and confirm it; nothing is sent before.`,
      { cause: error }
    )
  if (shown !== null && shown !== hostKey)
    return new ChanceryError(
      'forbidden',
      `${where} shows another host key than the one that was confirmed: ${shown} in place of ${String(hostKey)}. Either the server was changed or somebody stands in between. Nothing was sent.`,
      { cause: error }
    )
  const said = error instanceof Error ? error.message : String(error)
  if (error instanceof Error && 'level' in error && error.level === 'client-authentication')
    return new ChanceryError('forbidden', `${where} does not let ${user} in: password or key are not the right ones.`, {
      cause: error
    })
  if (/parse|private key|passphrase/i.test(said))
    return new ChanceryError('invalid-input', `The private key for ${where} cannot be read: ${said}.`, { cause: error })
  return new ChanceryError('io', `${where} cannot be reached by SSH: ${said}.`, { cause: error })
}

function overSftp({ host, folder }: SftpDestination, sftp: SFTPWrapper, end: () => void): Destination {
  const made = new Map<string, Promise<void>>()
  const at = (filePath: string): string => (folder === '' || folder === '/.' ? filePath : `${folder}/${filePath}`)
  const makeFolder = (path: string): Promise<void> => {
    const known = made.get(path)
    if (known !== undefined) return known
    const making = call((done) => sftp.mkdir(path, { mode: 0o755 }, done)).catch(async (error: unknown) => {
      // Whether it is there already is what matters, whatever the server says.
      await call((done) => sftp.stat(path, done)).catch(() => {
        throw error
      })
    })
    made.set(path, making)
    return making
  }
  const attempt = async (path: string, signal: AbortSignal, work: () => Promise<void>): Promise<void> => {
    if (signal.aborted) throw new ChanceryError('cancelled', 'Publishing was stopped.')
    try {
      await work()
    } catch (error) {
      throw signal.aborted ? new ChanceryError('cancelled', 'Publishing was stopped.') : failure(host, path, error)
    }
  }
  return {
    parallel: PARALLEL,
    put: (file, signal) => {
      const filePath = filePathOf(file.path)
      return attempt(filePath, signal, async () => {
        if (folder !== '') for (const one of foldersOf(`${folder}/x`)) if (one !== '') await makeFolder(one)
        for (const one of foldersOf(filePath)) await makeFolder(at(one))
        const whole = at(filePath)
        const partial = `${whole.slice(0, whole.lastIndexOf('/') + 1)}.chancery-${randomBytes(9).toString('base64url')}`
        try {
          await write(sftp, partial, Buffer.from(file.bytes))
          await replace(sftp, partial, whole)
        } catch (error) {
          await call((done) => sftp.unlink(partial, done)).catch(() => undefined)
          throw error
        }
      })
    },
    remove: (path, signal) => {
      const filePath = filePathOf(path)
      return attempt(filePath, signal, () =>
        call((done) => sftp.unlink(at(filePath), done)).catch((error: unknown) => {
          if (codeOf(error) !== NO_SUCH_FILE) throw error
        })
      )
    },
    get: async (path, bytes, signal) => {
      const filePath = filePathOf(path)
      let found: Uint8Array = new Uint8Array()
      await attempt(filePath, signal, async () => {
        found = await read(sftp, at(filePath), bytes)
      })
      return found
    },
    close: () => {
      end()
      return Promise.resolve()
    }
  }
}

async function write(sftp: SFTPWrapper, path: string, bytes: Buffer): Promise<void> {
  const handle = await new Promise<Buffer>((resolve, reject) => {
    sftp.open(path, 'wx', 0o644, (error, opened) => (error === undefined ? resolve(opened) : reject(error)))
  })
  try {
    if (bytes.length > 0) await call((done) => sftp.write(handle, bytes, 0, bytes.length, 0, done))
    // Not every server has it; then the rename is all there is.
    await call((done) => sftp.ext_openssh_fsync(handle, done)).catch(() => undefined)
  } finally {
    await call((done) => sftp.close(handle, done))
  }
}

async function read(sftp: SFTPWrapper, path: string, most: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  let have = 0
  const stream: AsyncIterable<Uint8Array> = sftp.createReadStream(path)
  for await (const piece of stream) {
    have += piece.length
    if (have > most) throw new ChanceryError('too-large', `${path} is longer than what was written.`)
    pieces.push(piece)
  }
  return new Uint8Array(Buffer.concat(pieces))
}

async function replace(sftp: SFTPWrapper, from: string, to: string): Promise<void> {
  try {
    await call((done) => sftp.ext_openssh_rename(from, to, done))
  } catch (error) {
    if (codeOf(error) !== OP_UNSUPPORTED && !(error instanceof Error && /support/i.test(error.message))) throw error
    // The rename of the protocol itself refuses to replace a file, which is right: a gap would be seen.
    await call((done) => sftp.rename(from, to, done))
  }
}

type Done = (error?: Error | null) => void

function call(start: (done: Done) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    try {
      start((error) => (error === undefined || error === null ? resolve() : reject(error)))
    } catch (error) {
      reject(error instanceof Error ? error : new Error(String(error)))
    }
  })
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}

function failure(host: string, path: string, error: unknown): ChanceryError {
  if (error instanceof ChanceryError) return error
  const said = error instanceof Error ? error.message : String(error)
  const code = codeOf(error)
  if (code === PERMISSION_DENIED)
    return new ChanceryError('forbidden', `${host} does not let ${path} be written: the user has no right to.`, {
      cause: error
    })
  return new ChanceryError('io', `${host} could not take ${path}: ${said}.`, { cause: error })
}
