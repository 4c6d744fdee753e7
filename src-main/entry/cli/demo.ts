import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createLocalPort } from '../../api/port.ts'
import { composeEngine } from '../../engine/compose.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { settableClock } from '../../world/clock.ts'
import { nodeHost } from '../../world/node-host.ts'
import { folderOf } from './connect.ts'
import { fillDemo } from './demo-story.ts'
import { ownCommands } from './help.ts'
import { ownFlag, ownHelp, readOwnArguments } from './own-flags.ts'
import { describe } from './print.ts'
import type { Output } from './run.ts'
import { productVersion } from './version.ts'

const flags = [ownFlag('quick', 'boolean', 'Twelve certificates instead of forty.')]

/** The passphrase of both operators of a demonstration: nothing in such a folder is worth keeping. */
const demoPassphrase = 'paper lantern on the quay'
/** How long ago the story begins. */
const storyDays = 400
const day = 86_400_000

/** Fills a new data folder with a believable PKI, by the same operations that a person uses, over the last year and a bit. */
export async function demo(words: readonly string[], output: Output, signal: AbortSignal): Promise<void> {
  const given = readOwnArguments(words, flags)
  if (given.globals.help) {
    output.out(
      ownHelp('demo', ownCommands['demo'] ?? '', flags, [
        'chancery demo --data ./demo',
        'chancery serve --data ./demo --unlock-file ./demo/demo-passphrase'
      ])
    )
    return
  }
  const folder = folderOf(given.globals)
  if (given.globals.data === undefined)
    throw new ChanceryError(
      'invalid-input',
      'Say which folder to fill: chancery demo --data DIR. It must be a new one.'
    )
  if (existsSync(folder.database))
    throw new ChanceryError(
      'conflict',
      `There is a Chancery in ${folder.path} already. A demonstration wants a new folder.`
    )
  const now = Date.now()
  const clock = settableClock(now - storyDays * day)
  const engine = await composeEngine({
    dataDir: folder.path,
    host: nodeHost(),
    version: productVersion(),
    clock,
    schedule: false
  })
  try {
    const told = await fillDemo(
      { engine, port: () => createLocalPort(engine), clock, now, passphrase: demoPassphrase, quick: given.on('quick') },
      signal
    )
    const unlockFile = join(folder.path, 'demo-passphrase')
    await writeFile(unlockFile, `${demoPassphrase}\n`, { mode: 0o600 })
    const ready = { data: folder.path, unlockFile, passphrase: demoPassphrase, ...told }
    output.out(given.globals.json ? `${JSON.stringify(ready)}\n` : `${describe(ready)}\n`)
  } finally {
    await engine.close()
  }
}
