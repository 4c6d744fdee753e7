import { existsSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import type { Reply } from '../../../src-shared/desktop-bridge.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { dataFolder, defaultDataFolder, readAddress, type DataFolder } from '../../engine/data-folder.ts'
import { askSecret } from './ask.ts'
import type { Globals } from './globals.ts'
import { callSocket } from './socket-client.ts'

/** A way to the operations of one data folder: a running engine, or one that this command opened. */
export interface Line {
  call(operation: string, input: unknown): Promise<Reply>
  close(): Promise<void>
}

/** How a command shows who it acts for. */
export interface Credentials {
  readonly operator: string | undefined
  /** Reads the passphrase file that the command named; undefined where it named none. */
  readonly passphrase: (() => Promise<string>) | undefined
}

/** How long a command waits for an engine that has the folder and is still starting. */
const startWait = 10_000

export function folderOf(globals: Pick<Globals, 'data'>): DataFolder {
  return dataFolder(globals.data ?? process.env['CHANCERY_DATA'] ?? defaultDataFolder())
}

/**
 * Finds the engine of a data folder, or opens the folder itself where none runs.
 * @param needsOperator false for operations that are open to everybody
 * @throws ChanceryError `not-ready` where there is nothing yet, `unauthenticated` without a passphrase, `wrong-passphrase`
 */
export async function connect(
  folder: DataFolder,
  credentials: Credentials,
  needs: { readonly operator: boolean; readonly installation: boolean },
  signal: AbortSignal
): Promise<Line> {
  const until = Date.now() + startWait
  for (;;) {
    const running = await connectRunning(folder, credentials, needs.operator, signal)
    if (running !== undefined) return running
    if (needs.installation && !existsSync(folder.database))
      throw new ChanceryError(
        'not-ready',
        `There is no Chancery in ${folder.path} yet. Make one with: chancery init --data ${folder.path} --operator NAME --passphrase-file FILE`
      )
    try {
      return await openHere(folder, credentials, needs.operator, signal)
    } catch (error) {
      if (!(error instanceof ChanceryError) || error.code !== 'busy' || Date.now() > until) throw error
      await pause(100)
    }
  }
}

async function connectRunning(
  folder: DataFolder,
  credentials: Credentials,
  needsOperator: boolean,
  signal: AbortSignal
): Promise<Line | undefined> {
  const socket = readAddress(folder)?.socket
  if (socket === undefined) return undefined
  let token: string | undefined
  const call = async (operation: string, input: unknown): Promise<Reply> => {
    const answered = await callSocket(socket, operation, input, { token, signal })
    if (answered === undefined)
      throw new ChanceryError('io', 'The engine that ran on this data folder has ended. Try again.')
    token = answered.token ?? token
    const { reply } = answered
    if (needsOperator && credentials.operator === undefined && !reply.ok && reply.failure.code === 'unauthenticated')
      throw new ChanceryError(
        'unauthenticated',
        'The engine that runs on this data folder does not know who acts: nobody opened its vault at the start. Add --operator NAME --passphrase-file FILE.'
      )
    return reply
  }
  if (credentials.operator !== undefined && needsOperator) {
    const passphrase = await passphraseOf(credentials, credentials.operator)
    const first = await callSocket(
      socket,
      'session.sign-in',
      { operator: credentials.operator, passphrase },
      { signal }
    )
    if (first === undefined) return undefined
    if (!first.reply.ok) throw new ChanceryError(first.reply.failure.code, first.reply.failure.message)
    token = first.token
  } else if ((await callSocket(socket, 'system.status', {}, { signal })) === undefined) return undefined
  return {
    call,
    close: async () => {
      if (token !== undefined) await call('session.sign-out', {})
    }
  }
}

async function openHere(
  folder: DataFolder,
  credentials: Credentials,
  needsOperator: boolean,
  signal: AbortSignal
): Promise<Line> {
  const passphrase = needsOperator ? await passphraseOf(credentials, credentials.operator) : undefined
  const { openForCommand } = await import('./open-here.ts')
  const { engine, port } = await openForCommand(folder)
  try {
    if (passphrase !== undefined) await engine.unlock({ kind: 'typed', passphrase }, credentials.operator)
  } catch (error) {
    await engine.close()
    throw error
  }
  return { call: (operation, input) => port.call(operation, input, signal), close: () => engine.close() }
}

async function passphraseOf(credentials: Credentials, operator: string | undefined): Promise<string> {
  const given =
    credentials.passphrase === undefined
      ? await askSecret(operator === undefined ? 'Passphrase' : `Passphrase of ${operator}`)
      : await credentials.passphrase()
  if (given !== undefined) return given
  throw new ChanceryError(
    'unauthenticated',
    operator === undefined
      ? 'No engine runs on this data folder, so the command opens the vault itself and needs a passphrase. Add --passphrase-file FILE, or start the engine with "chancery serve".'
      : `To act as ${operator} the command needs the passphrase of that operator. Add --passphrase-file FILE.`
  )
}
