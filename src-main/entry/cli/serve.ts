import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { startAdminHttp } from '../../api/http.ts'
import { startLocalSocket } from '../../api/local-socket.ts'
import { composeEngine, unlockReference } from '../../engine/compose.ts'
import { socketPath, writeAddress, type DataFolder } from '../../engine/data-folder.ts'
import type { Engine } from '../../engine/engine.ts'
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
    "Unlocks the vault at start: a file that only its owner can read with an operator's passphrase or an unlock secret, or credential:NAME for a systemd credential."
  ),
  ownFlag(
    'http',
    'text',
    `Where CRLs and certificates are served, host:port. Default ${defaultPublic}; "off" serves none.`
  ),
  ownFlag(
    'admin',
    'text',
    `Where the user interface and the operations are served, host:port. Default ${defaultAdmin}; "off" serves none.`
  )
]

/** Runs the engine until it is told to stop (Ctrl-C, SIGTERM), then drains. */
export async function serve(words: readonly string[], output: Output, signal: AbortSignal): Promise<void> {
  const given = readOwnArguments(words, flags)
  if (given.globals.help) {
    output.out(
      ownHelp('serve', ownCommands['serve'] ?? '', flags, [
        'chancery serve',
        'chancery serve --data /srv/chancery --unlock-file /etc/chancery/unlock --http 0.0.0.0:80 --json'
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
  const publicPlace = place('http', defaultPublic)
  const adminPlace = place('admin', defaultAdmin)
  const http = publicPlace === undefined ? null : await engine.listenPublic(publicPlace)
  let admin: string | null = null
  if (adminPlace !== undefined) {
    const listener = await startAdminHttp(engine, { listen: adminPlace, rendererFolder: rendererFolder() })
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
    admin,
    pid: process.pid,
    data: folder.path,
    vault: engine.vault.state,
    ...(link === undefined ? {} : { signInLink: link })
  }
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
  if (ready.http !== null) lines.push(`  CRLs, certificates   ${ready.http}`)
  if (ready.signInLink !== undefined)
    lines.push(
      `  ${engine.vault.state === 'absent' ? 'First set-up' : 'Sign in'} once       ${ready.signInLink}`,
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
