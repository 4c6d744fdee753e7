import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { startAdminHttp, type AdminOptions } from '../../api/http.ts'
import { startLocalSocket } from '../../api/local-socket.ts'
import { composeEngine, unlockReference } from '../../engine/compose.ts'
import { socketPath, writeAddress, type DataFolder } from '../../engine/data-folder.ts'
import type { Engine } from '../../engine/engine.ts'
import { tlsNames } from '../../engine/tls-names.ts'
import { parseListenAddress } from '../../world/http-listener.ts'
import { nodeHost } from '../../world/node-host.ts'
import { folderOf } from './connect.ts'
import { ownCommands } from './help.ts'
import { ownFlag, ownHelp, readOwnArguments, type OwnArguments } from './own-flags.ts'
import type { Output } from './run.ts'
import { productFolder, productVersion } from './version.ts'

/** Ports that a bookmark can keep; any other is a flag away. */
const defaultAdmin = '127.0.0.1:7440'
const defaultPublic = '127.0.0.1:7480'

const flags = [
  ownFlag(
    'unlock-file',
    'text',
    "Unlocks the vault at start: a file that only its owner can read with an operator's passphrase or an unlock secret, credential:NAME for a systemd credential, or key-store:NAME for the key store of the operating system."
  ),
  ownFlag(
    'http',
    'text',
    `Where CRLs and certificates are served, host:port. Default: where the settings say, else ${defaultPublic}; "off" serves none.`
  ),
  ownFlag(
    'https',
    'text',
    'Serves the public side over TLS too, host:port. Needs --tls-authority. Default: where the settings say, else not at all.'
  ),
  ownFlag('tls-authority', 'text', 'The authority of this installation that issues the certificate for --https.'),
  ownFlag('public-name', 'text', 'Names for that certificate beside the address, separated by commas.'),
  ownFlag(
    'admin',
    'text',
    `Where the user interface and the operations are served, host:port. Default ${defaultAdmin}; "off" serves none.`
  ),
  ownFlag(
    'admin-tls-authority',
    'text',
    'Serves them over TLS, with a certificate from this authority of the installation. Other machines may then reach them.'
  ),
  ownFlag('admin-name', 'text', 'Names for that certificate beside the address, separated by commas.')
]

/** Runs the engine until it is told to stop (Ctrl-C, SIGTERM), then drains. */
export async function serve(words: readonly string[], output: Output, signal: AbortSignal): Promise<void> {
  const given = readOwnArguments(words, flags)
  if (given.globals.help) {
    output.out(
      ownHelp('serve', ownCommands['serve'] ?? '', flags, [
        'chancery serve',
        'chancery serve --data /srv/chancery --unlock-file /etc/chancery/unlock --http 0.0.0.0:80 --json',
        'chancery serve --unlock-file credential:unlock --admin 0.0.0.0:7440 --admin-tls-authority issuing --admin-name pki.example.test'
      ])
    )
    return
  }
  const folder = folderOf(given.globals)
  const engine = await composeEngine({
    dataDir: folder.path,
    host: nodeHost({ credentialsDirectory: process.env['CREDENTIALS_DIRECTORY'] }),
    version: productVersion()
  })
  const closing: (() => Promise<void>)[] = [() => engine.close()]
  try {
    const unlockFile = given.text('unlock-file') ?? demoUnlockFile(engine, folder)
    if (unlockFile !== undefined) await engine.unlock(unlockReference(unlockFile), given.globals.operator)
    const ready = await listen(engine, folder, given, closing)
    output.out(given.globals.json ? `${JSON.stringify(ready)}\n` : readyText(ready, engine))
    await untilAborted(signal)
    if (!given.globals.json) output.err('Stopping: what is under way is finished first.\n')
  } finally {
    for (const close of closing.toReversed()) await close()
  }
}

/** A demonstration folder keeps its passphrase beside it, so that nobody has to type what protects nothing. */
function demoUnlockFile(engine: Engine, folder: DataFolder): string | undefined {
  const file = join(folder.path, 'demo-passphrase')
  return engine.isDemo() && existsSync(file) ? file : undefined
}

/** What a program that started the engine reads from its first line. */
interface Ready {
  /** Null where it was switched off. */
  readonly http: string | null
  readonly https: string | null
  readonly admin: string | null
  readonly pid: number
  readonly data: string
  readonly vault: string
  /** One-time: signs in where the engine was unlocked at start, leads to the first set-up where there is no vault. */
  readonly signInLink?: string
}

async function listen(
  engine: Engine,
  folder: DataFolder,
  given: OwnArguments,
  closing: (() => Promise<void>)[]
): Promise<Ready> {
  const place = (name: string, fallback: string): { host: string; port: number } | undefined => {
    const text = given.text(name) ?? fallback
    return text === 'off' ? undefined : parseListenAddress(text)
  }
  const adminPlace = place('admin', defaultAdmin)
  const http = await listenPlain(engine, given.text('http'))
  const https = await listenSecure(engine, given)
  let admin: string | null = null
  if (adminPlace !== undefined) {
    const listener = await startAdminHttp(engine, {
      listen: adminPlace,
      rendererFolder: rendererFolder(),
      tls: await adminTls(engine, given, adminPlace)
    })
    closing.push(() => listener.close())
    admin = listener.address
  }
  // Last: whoever finds the socket finds everything else running.
  const local = await startLocalSocket(engine, socketPath(folder))
  closing.push(() => local.close())
  writeAddress(folder, { pid: process.pid, socket: local.address })
  const link = admin === null ? undefined : signInLink(engine, admin)
  return {
    http,
    https,
    admin,
    pid: process.pid,
    data: folder.path,
    vault: engine.vault.state,
    ...(link === undefined ? {} : { signInLink: link })
  }
}

/** A flag says where, and then a port that is taken ends the start; else the settings do, and the engine tries again. */
async function listenPlain(engine: Engine, flag: string | undefined): Promise<string | null> {
  if (flag === 'off') return null
  if (flag !== undefined) return engine.listenPublic(parseListenAddress(flag))
  await engine.followListenerSetting(parseListenAddress(defaultPublic))
  return engine.listening()[0] ?? null
}

async function listenSecure(engine: Engine, given: OwnArguments): Promise<string | null> {
  const place = given.text('https')
  const authority = given.text('tls-authority')
  if (place === undefined && authority === undefined) {
    await engine.followSecureSetting()
    return engine.listening().find((address) => address.startsWith('https:')) ?? null
  }
  if (place === undefined || authority === undefined)
    throw new ChanceryError(
      'invalid-input',
      '--https and --tls-authority go together: where to listen, and who issues.'
    )
  return engine.listenPublic(parseListenAddress(place), { authority, names: list(given.text('public-name')) })
}

async function adminTls(
  engine: Engine,
  given: OwnArguments,
  place: { readonly host: string; readonly port: number }
): Promise<AdminOptions['tls']> {
  const authority = given.text('admin-tls-authority')
  const asked = list(given.text('admin-name'))
  if (authority === undefined) {
    if (asked.length === 0) return undefined
    throw new ChanceryError(
      'invalid-input',
      '--admin-name names a server with TLS; give --admin-tls-authority with it.'
    )
  }
  const names = tlsNames(place, asked)
  const wanted = { slot: 'admin-tls', label: 'TLS of the administration side', authority, names }
  return { identity: await engine.tls.start(wanted), names: names.map(({ value }) => value) }
}

function list(text: string | undefined): string[] {
  return (text ?? '').split(',').flatMap((one) => (one.trim() === '' ? [] : [one.trim()]))
}

/** A link never takes the place of a passphrase: it signs in only where the same user has just unlocked the vault. */
function signInLink(engine: Engine, admin: string): string | undefined {
  const owner = engine.localOwner()
  if (owner === undefined && engine.vault.state !== 'absent') return undefined
  return `${admin}/open/${engine.sessions.mintLink(owner?.id ?? null)}`
}

function rendererFolder(): string | undefined {
  const folder = join(productFolder(), 'out', 'renderer')
  return existsSync(join(folder, 'index.html')) ? folder : undefined
}

function readyText(ready: Ready, engine: Engine): string {
  const lines = [`Chancery runs on ${ready.data} (process ${ready.pid}). Ctrl-C stops it.`]
  if (ready.admin !== null) lines.push(`  User interface       ${ready.admin}`)
  for (const address of [ready.http, ready.https]) if (address !== null) lines.push(`  Public services      ${address}`)
  for (const [what, problem] of [
    ['', engine.listenProblem()],
    [' over HTTPS', engine.secureProblem()]
  ] as const)
    if (problem !== null)
      lines.push(`  Public services      not served${what}. ${problem} It is tried again every half minute.`)
  if (ready.signInLink !== undefined)
    lines.push(
      `  ${(engine.vault.state === 'absent' ? 'First set-up once' : 'Sign in once').padEnd(20)} ${ready.signInLink}`,
      '                       good once, for ten minutes'
    )
  else if (engine.vault.state === 'locked')
    lines.push('  The vault is locked until somebody signs in with a passphrase.')
  return `${lines.join('\n')}\n`
}

function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((resolve) => {
    // The listeners keep the process alive on their own; where both are off, this does.
    const alive = setInterval(() => undefined, 60_000)
    signal.addEventListener('abort', () => {
      clearInterval(alive)
      resolve()
    })
  })
}
