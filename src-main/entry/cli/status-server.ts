import { resolve } from 'node:path'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { serveFolder } from '../../engine/status-server.ts'
import { parseListenAddress } from '../../world/http-listener.ts'
import { ownCommands } from './help.ts'
import { ownFlag, ownHelp, readOwnArguments } from './own-flags.ts'
import type { Output } from './run.ts'

const defaultListen = '127.0.0.1:7480'

const flags = [
  ownFlag('dir', 'text', 'The folder that was published, by "chancery publish --to" or by a target. Required.'),
  ownFlag('http', 'text', `Where to listen, host:port. Default ${defaultListen}.`)
]

/** Serves a published folder until it is told to stop (Ctrl-C, SIGTERM). Needs neither data folder nor vault. */
export async function statusServer(words: readonly string[], output: Output, signal: AbortSignal): Promise<void> {
  const given = readOwnArguments(words, flags)
  if (given.globals.help) {
    output.out(
      ownHelp('status-server', ownCommands['status-server'] ?? '', flags, [
        'chancery status-server --dir /srv/pki --http 0.0.0.0:80',
        'chancery status-server --dir /srv/pki --http 127.0.0.1:0 --json'
      ])
    )
    return
  }
  const dir = given.text('dir')
  if (dir === undefined)
    throw new ChanceryError(
      'invalid-input',
      'Say which folder to serve: chancery status-server --dir DIR --http HOST:PORT'
    )
  const folder = resolve(dir)
  const listener = await serveFolder(folder, parseListenAddress(given.text('http') ?? defaultListen), (line) =>
    output.err(line)
  )
  try {
    const ready = { http: listener.address, pid: process.pid, dir: folder }
    output.out(
      given.globals.json
        ? `${JSON.stringify(ready)}\n`
        : `CRLs, certificates and OCSP answers of ${folder} are served at ${listener.address}. Ctrl-C stops it.\n`
    )
    if (!signal.aborted)
      await new Promise<void>((stop) => signal.addEventListener('abort', () => stop(), { once: true }))
  } finally {
    await listener.close()
  }
}
