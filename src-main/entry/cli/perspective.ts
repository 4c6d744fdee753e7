import { readFileSync } from 'node:fs'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { startPerspective, type PerspectiveOptions } from '../../engine/perspective.ts'
import { systemClock } from '../../world/clock.ts'
import { parseListenAddress, type TlsCredentials } from '../../world/http-listener.ts'
import { pinoLog } from '../../world/pino-log.ts'
import { systemRandom } from '../../world/random.ts'
import { readOwnerOnlyFile } from '../../world/secret-file.ts'
import { ownCommands } from './help.ts'
import { ownFlag, ownHelp, readOwnArguments, type OwnArguments } from './own-flags.ts'
import type { Output } from './run.ts'
import { productVersion } from './version.ts'

const defaultPlace = '127.0.0.1:7481'
/** Bytes of a file with certificates. */
const mostPemBytes = 256 * 1024

const flags = [
  ownFlag('http', 'text', `Where to listen, host:port. Default ${defaultPlace}.`),
  ownFlag(
    'coordinate',
    'text',
    'Makes it a coordinator of these perspectives, separated by commas: URL, CODE=URL or CODE@REGISTRY=URL, for example fra@ripe-ncc=https://192.0.2.1:7481.'
  ),
  ownFlag('api-key-file', 'text', 'File with the key that callers have to send (x-api-key or bearer); mode 600.'),
  ownFlag('open', 'boolean', 'Lets anybody ask without a key, also where other machines reach it.'),
  ownFlag('perspective-key-file', 'text', 'For a coordinator: the key that its perspectives ask for; mode 600.'),
  ownFlag('trust', 'text', 'For a coordinator: PEM file of the authority behind the certificates of its perspectives.'),
  ownFlag('tls-certificate', 'text', 'PEM file: serves HTTPS with this certificate and its chain. Needs --tls-key.'),
  ownFlag('tls-key', 'text', 'PEM file with the private key for it; mode 600.'),
  ownFlag(
    'resolver',
    'text',
    'Name servers to ask, separated by commas. Default: from the root down; "system" asks those of this machine.'
  ),
  ownFlag('dnssec', 'text', 'validate or off. Default validate.'),
  ownFlag('trust-anchor-file', 'text', 'DS records, one a line, beside the keys of the root zone.'),
  ownFlag(
    'addresses',
    'text',
    'What it connects to for checks: public, private (with the networks of RFC 1918) or any. Default public.'
  ),
  ownFlag('caa-domains', 'text', 'CAA names of the authority for requests that give none, separated by commas.'),
  ownFlag('at-once', 'text', 'Checks at one time. Default 32; as many times 8 wait, further ones are refused.'),
  ownFlag('timeout', 'text', 'Seconds for one check. Default 20.')
]

/** `chancery perspective serve`: one perspective, or a coordinator of several, until it is told to stop. */
export async function perspective(words: readonly string[], output: Output, signal: AbortSignal): Promise<void> {
  const [verb, ...rest] = words
  const given = readOwnArguments(verb === 'serve' ? rest : words, flags)
  if (given.globals.help) {
    output.out(
      ownHelp('perspective serve', ownCommands['perspective'] ?? '', flags, [
        'chancery perspective serve --http 127.0.0.1:7481',
        'chancery perspective serve --http 0.0.0.0:7481 --api-key-file /etc/chancery/perspective-key --tls-certificate cert.pem --tls-key key.pem',
        'chancery perspective serve --http 127.0.0.1:7482 --coordinate fra@ripe-ncc=https://192.0.2.1:7481,nyc@arin=https://198.51.100.1:7481'
      ])
    )
    return
  }
  if (verb !== 'serve')
    throw new ChanceryError('invalid-input', 'Write "chancery perspective serve"; --help lists its flags.')
  const started = await startPerspective(await optionsOf(given))
  try {
    const ready = {
      http: started.listener.address,
      role: started.role,
      perspectives: started.perspectives.map(({ code, registry }) => ({ code, registry })),
      pid: process.pid
    }
    output.out(
      given.globals.json
        ? `${JSON.stringify(ready)}\n`
        : `A ${ready.role} answers on ${ready.http} (process ${ready.pid}). Ctrl-C stops it.\n`
    )
    await untilAborted(signal)
    if (!given.globals.json) output.err('Stopping: what is under way is finished first.\n')
  } finally {
    await started.listener.close()
  }
}

async function optionsOf(given: OwnArguments): Promise<PerspectiveOptions> {
  const coordinate = given.text('coordinate')
  return {
    listen: parseListenAddress(given.text('http') ?? defaultPlace),
    tls: await tlsOf(given),
    coordinate: coordinate === undefined ? null : list(coordinate),
    key: await keyOf(given.text('api-key-file')),
    open: given.on('open'),
    perspectiveKey: textOrNull(await keyOf(given.text('perspective-key-file'))),
    trust: fileOrNull(given.text('trust')),
    resolver: {
      ...sourceOf(given.text('resolver')),
      dnssec: oneOf(given, 'dnssec', ['validate', 'off'], 'validate'),
      dnsTrustAnchors: linesOf(given.text('trust-anchor-file'))
    },
    addresses: oneOf(given, 'addresses', ['public', 'private', 'any'], 'public'),
    domains: list(given.text('caa-domains') ?? ''),
    atOnce: number(given, 'at-once', 32, 1000),
    timeoutMs: number(given, 'timeout', 20, 120) * 1000,
    version: productVersion(),
    log: pinoLog({ to: { write: (line) => void process.stderr.write(line) }, clock: systemClock, random: systemRandom })
  }
}

function sourceOf(resolver: string | undefined): Pick<PerspectiveOptions['resolver'], 'dnsSource' | 'dnsServers'> {
  if (resolver === undefined) return { dnsSource: 'roots', dnsServers: [] }
  if (resolver === 'system') return { dnsSource: 'system', dnsServers: [] }
  return { dnsSource: 'given', dnsServers: list(resolver) }
}

async function keyOf(path: string | undefined): Promise<Uint8Array | null> {
  if (path === undefined) return null
  const text = Buffer.from(await readOwnerOnlyFile(path))
    .toString('utf8')
    .trim()
  if (!/^[\x21-\x7e]{8,1000}$/.test(text))
    throw new ChanceryError('invalid-input', `${path} holds no key: one line of 8 or more visible characters.`)
  return Buffer.from(text)
}

async function tlsOf(given: OwnArguments): Promise<TlsCredentials | undefined> {
  const [certificate, key] = [given.text('tls-certificate'), given.text('tls-key')]
  if (certificate === undefined && key === undefined) return undefined
  if (certificate === undefined || key === undefined)
    throw new ChanceryError('invalid-input', '--tls-certificate and --tls-key go together.')
  return { certificates: readText(certificate), privateKey: Buffer.from(await readOwnerOnlyFile(key)) }
}

function readText(path: string): string {
  try {
    const text = readFileSync(path, 'utf8')
    if (text.length > mostPemBytes)
      throw new ChanceryError('too-large', `${path} is larger than ${mostPemBytes} bytes.`)
    return text
  } catch (cause) {
    if (cause instanceof ChanceryError) throw cause
    throw new ChanceryError('io', `${path} cannot be read.`, { cause })
  }
}

const fileOrNull = (path: string | undefined): string | null => (path === undefined ? null : readText(path))
const textOrNull = (bytes: Uint8Array | null): string | null =>
  bytes === null ? null : Buffer.from(bytes).toString('utf8')
const list = (text: string): string[] => text.split(',').flatMap((one) => (one.trim() === '' ? [] : [one.trim()]))
const linesOf = (path: string | undefined): string[] =>
  path === undefined
    ? []
    : readText(path)
        .split('\n')
        .map((line) => line.replace(/;.*$/, '').trim())
        .filter((line) => line !== '')

function oneOf<T extends string>(given: OwnArguments, name: string, allowed: readonly T[], otherwise: T): T {
  const text = given.text(name)
  if (text === undefined) return otherwise
  const known = allowed.find((one) => one === text)
  if (known !== undefined) return known
  throw new ChanceryError('invalid-input', `--${name} is one of ${allowed.join(', ')}, not "${text}".`)
}

function number(given: OwnArguments, name: string, otherwise: number, most: number): number {
  const text = given.text(name)
  if (text === undefined) return otherwise
  const value = Number(text)
  if (Number.isSafeInteger(value) && value >= 1 && value <= most) return value
  throw new ChanceryError('invalid-input', `--${name} is a number from 1 to ${most}, not "${text}".`)
}

function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
