import { isAbsolute, normalize, resolve, sep } from 'node:path'
import type { DestinationInput } from '../../../src-shared/api/publishing.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { PublishDestination } from '../../../src-shared/model/publishing.ts'
import { realPathOf } from '../../world/real-path.ts'

/** Port of SSH, RFC 4253 4.1. */
const SSH_PORT = 22
const DEFAULT_REGION = 'us-east-1'

/**
 * Reads where a target is.
 * @param dataFolder of this installation: nothing is published into it
 * @throws ChanceryError `invalid-input` that says what is missing
 */
export function readDestination(input: DestinationInput, dataFolder: string | null): PublishDestination {
  const { to } = input
  const scheme = /^([a-z0-9]+):\/\//.exec(to)?.[1]
  if (scheme === 'sftp') return sftp(to, input)
  if (scheme === 'http' || scheme === 'https') return http(to, input)
  if (scheme === 's3') return s3(to, input)
  if (scheme !== undefined)
    throw wrong(`"${scheme}:" is not known. Write the path of a folder, sftp://, https://, http:// or s3://.`)
  return { kind: 'folder', path: folderPath(to, dataFolder) }
}

/**
 * Reads where a target is. Documents have names and content of somebody's choice: what they may write is published, and is
 * no setting of a program or key that opens this account.
 * @throws ChanceryError as `readDestination`; `invalid-input` for a hidden folder
 */
export function readTarget(input: DestinationInput, dataFolder: string | null): PublishDestination {
  const destination = readDestination(input, dataFolder)
  if (destination.kind === 'folder') requireShown(destination.path)
  return destination
}

/**
 * Asks anew before a run whether a target may be where it is: an earlier version may have stored it, and a folder may be a
 * link by now.
 * @throws ChanceryError `invalid-input` as `readTarget` for folders
 */
export function requireTargetFolder(destination: PublishDestination, dataFolder: string | null): void {
  if (destination.kind !== 'folder') return
  folderPath(destination.path, dataFolder)
  requireShown(destination.path)
}

/** @throws ChanceryError `invalid-input` for a hidden folder, also behind a link */
export function requireShown(path: string): void {
  if (
    realPathOf(path)
      .split(sep)
      .some((part) => part.startsWith('.'))
  )
    throw wrong('That is a hidden folder, or lies in one, where programs keep settings and keys. Choose another one.')
}

/** @throws ChanceryError `invalid-input` */
export function folderPath(to: string, dataFolder: string | null): string {
  if (!isAbsolute(to)) throw wrong(`"${to}" is not a whole path. Write it from the root, for example /srv/www/pki.`)
  const path = normalize(resolve(to))
  const inside = (outer: string, inner: string): boolean =>
    inner === outer || inner.startsWith(outer.endsWith(sep) ? outer : `${outer}${sep}`)
  if (path === resolve('/'))
    throw wrong('The root of the file system is no place to publish to. Name a folder of its own.')
  const [real, data] = [realPathOf(path), dataFolder === null ? null : realPathOf(resolve(dataFolder))]
  if (data !== null && (inside(data, real) || inside(real, data)))
    throw wrong('That folder holds the data of this installation, which must not be published. Choose another one.')
  return path
}

function sftp(to: string, input: DestinationInput): PublishDestination {
  const url = parsed(to)
  const user = url.username === '' ? input.user : decodeURIComponent(url.username)
  if (user === undefined) throw wrong('Say as whom to sign in: sftp://user@host/folder.')
  return {
    kind: 'sftp',
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? SSH_PORT : Number(url.port),
    user,
    folder: trimmed(decodeURIComponent(url.pathname)),
    hostKey: input.hostKey ?? null,
    proof: input.privateKey === undefined ? 'password' : 'key'
  }
}

function http(to: string, input: DestinationInput): PublishDestination {
  const url = parsed(to)
  if (url.username !== '') throw wrong('Give the user name beside the address, not in it.')
  const proof = input.user !== undefined ? 'basic' : input.secret !== undefined ? 'bearer' : 'none'
  if (proof !== 'none' && url.protocol === 'http:' && !isLoopbackHost(url.hostname))
    throw wrong('A password or token does not go over plain HTTP, where everybody on the way reads it. Use https.')
  return { kind: 'http', url: url.href.endsWith('/') ? url.href : `${url.href}/`, proof, user: input.user ?? null }
}

function s3(to: string, input: DestinationInput): PublishDestination {
  const url = parsed(to)
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(url.hostname))
    throw wrong(`"${url.hostname}" is not the name of an S3 bucket: 3 to 63 small letters, digits, dots and dashes.`)
  if (input.user === undefined) throw wrong('Give the access key id as the user.')
  const region = input.region ?? DEFAULT_REGION
  const endpoint = input.endpoint ?? `https://s3.${region}.amazonaws.com`
  if (new URL(endpoint).pathname.replace(/\/$/, '') !== '') throw wrong('The address of the S3 service has no path.')
  return {
    kind: 's3',
    endpoint: endpoint.replace(/\/+$/, ''),
    region,
    bucket: url.hostname,
    prefix: trimmed(decodeURIComponent(url.pathname)).replace(/^\//, ''),
    accessKey: input.user
  }
}

function parsed(to: string): URL {
  const url = URL.parse(to)
  if (url === null || url.hostname === '') throw wrong(`"${to}" is not an address.`)
  if (url.password !== '')
    throw wrong('A password does not belong in an address, where everybody sees it. Give it as the secret.')
  if (url.search !== '' || url.hash !== '') throw wrong('The address of a target has no question mark and no hash.')
  return url
}

/** @returns a folder without slashes at its end; `.` for none. */
function trimmed(path: string): string {
  const cut = path.replace(/\/+$/, '')
  if (cut.split('/').includes('..')) throw wrong('The folder of a target does not go up by "..".')
  return cut
}

function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host)
}

function wrong(message: string): ChanceryError {
  return new ChanceryError('invalid-input', message, { reasons: [{ where: 'to', rule: 'publish.address', message }] })
}

/** @returns a destination as the address that people write. */
export function addressOf(destination: PublishDestination): string {
  switch (destination.kind) {
    case 'folder':
      return destination.path
    case 'sftp': {
      const host = destination.host.includes(':') ? `[${destination.host}]` : destination.host
      const port = destination.port === SSH_PORT ? '' : `:${destination.port}`
      return `sftp://${encodeURIComponent(destination.user)}@${host}${port}${encodeURI(destination.folder) || '/'}`
    }
    case 'http':
      return destination.url
    case 's3':
      return `s3://${destination.bucket}${destination.prefix === '' ? '' : `/${encodeURI(destination.prefix)}`}`
    default:
      throw new ChanceryError('internal', 'A destination of a kind that does not exist.')
  }
}

/** @returns whom a secret is shown to: a secret that was given for one is not shown to another. */
export function partyOf(destination: PublishDestination): string {
  switch (destination.kind) {
    case 'folder':
      return 'folder'
    case 'sftp':
      return `sftp ${destination.host} ${destination.port} ${destination.user}`
    case 'http':
      return `http ${new URL(destination.url).origin} ${destination.user ?? ''}`
    case 's3':
      return `s3 ${destination.endpoint} ${destination.accessKey}`
    default:
      throw new ChanceryError('internal', 'A destination of a kind that does not exist.')
  }
}
