import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Input, OperationName, Output } from '../../src-shared/api/index.ts'
import { operations } from '../../src-shared/api/index.ts'
import type { Reply } from '../../src-shared/desktop-bridge.ts'
import { ChanceryError } from '../../src-shared/errors.ts'
import { call } from '../api/call.ts'
import type { Caller } from '../api/caller.ts'
import { composeEngine, type EngineOptions } from '../engine/compose.ts'
import type { Engine } from '../engine/engine.ts'
import { settableClock, type SettableClock } from '../world/clock.ts'
import { nodeHost } from '../world/node-host.ts'
import { pinoLog } from '../world/pino-log.ts'
import { systemRandom } from '../world/random.ts'

/** An engine over a new folder: real database, real keys, a clock that stands still, cheap passphrase slots. */
export interface TestEngine {
  readonly engine: Engine
  readonly clock: SettableClock
  readonly folder: string
  /** Everything that was logged. */
  readonly log: () => string
  /** @returns a face of its own, with a session of its own */
  readonly person: (face?: Partial<Pick<Caller, 'face' | 'channel' | 'localOwner' | 'maySetUp'>>) => Person
  readonly stop: () => Promise<void>
}

export interface Person {
  /** @returns the reply as a carrier gets it */
  reply(name: string, input?: unknown): Promise<Reply>
  /** @returns the value, checked against the contract. @throws ChanceryError the failure */
  call<N extends OperationName>(name: N, input: Input<N>): Promise<Output<N>>
  readonly token: () => string | undefined
}

export const testPassphrase = 'seven quiet herons at dawn'

export async function startTestEngine(options: Partial<EngineOptions> = {}): Promise<TestEngine> {
  const folder = options.dataDir ?? mkdtempSync(join(tmpdir(), 'chancery-engine-'))
  const clock = settableClock(Date.UTC(2026, 10, 20, 12))
  const lines: string[] = []
  const engine = await composeEngine({
    dataDir: folder,
    host: nodeHost(),
    version: '0.0.0-test',
    clock,
    random: systemRandom,
    log: pinoLog({ to: { write: (line) => void lines.push(line) }, clock, random: systemRandom, level: 'debug' }),
    argon2Cost: { memoryKiB: 64, passes: 1, lanes: 1 },
    ...options
  })
  const person: TestEngine['person'] = (face = {}) => {
    let token: string | undefined
    const reply = (name: string, input: unknown = {}): Promise<Reply> =>
      call(
        engine,
        {
          face: 'window',
          channel: 'desk',
          localOwner: false,
          maySetUp: true,
          ...face,
          token,
          keepToken: (next) => {
            token = next
          }
        },
        name,
        input,
        new AbortController().signal
      )
    return {
      reply,
      token: () => token,
      call: async (name, input) => {
        const answered = await reply(name, input)
        if (!answered.ok)
          throw new ChanceryError(answered.failure.code, `${name}: ${answered.failure.message}`, {
            reasons: answered.failure.reasons
          })
        return checkOutput(name, answered.value)
      }
    }
  }
  return {
    engine,
    clock,
    folder,
    log: () => lines.join(''),
    person,
    stop: async () => {
      await engine.close()
      if (options.dataDir === undefined) rmSync(folder, { recursive: true, force: true })
    }
  }
}

/** @returns an engine with its first operator, alice, signed in at a window */
export async function startWithAlice(
  options: Partial<EngineOptions> = {}
): Promise<TestEngine & { readonly alice: Person; readonly recoveryCode: string }> {
  const started = await startTestEngine(options)
  const alice = started.person()
  const { recoveryCode } = await alice.call('system.setup', { operator: 'alice', passphrase: testPassphrase })
  return { ...started, alice, recoveryCode }
}

/** @throws Error where an answer lacks what the contract promises, or tells more than it says */
function checkOutput<N extends OperationName>(name: N, value: unknown): Output<N> {
  const overTheWire: unknown = JSON.parse(JSON.stringify(value))
  const parsed = operations[name].output.safeParse(overTheWire)
  if (!parsed.success) throw new Error(`the answer of ${name} does not fit the contract: ${parsed.error.message}`)
  if (JSON.stringify(sorted(parsed.data)) !== JSON.stringify(sorted(overTheWire)))
    throw new Error(`the answer of ${name} holds more than the contract says: ${JSON.stringify(value)}`)
  return parsed.data as Output<N>
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)])
  )
}
