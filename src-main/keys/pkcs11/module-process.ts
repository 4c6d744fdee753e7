import { ChanceryError } from '../../../src-shared/errors.ts'
import type { ChildLink, StartChild } from '../../world/child-process.ts'
import type { Log } from '../../world/log.ts'
import { answers, response, type Answer, type CallName, type TokenCall, type TokenFailure } from './messages.ts'

/** How long the module may take before its process is ended, in milliseconds. */
export type TimeLimits = Readonly<Record<CallName, number>>

/** A touch is waited for fifteen seconds by a YubiKey; a key of 4096 bits takes minutes on a small token. */
export const timeLimits: TimeLimits = {
  open: 30_000,
  survey: 20_000,
  mechanisms: 20_000,
  login: 60_000,
  logout: 20_000,
  close: 3000,
  'change-pin': 60_000,
  keys: 60_000,
  generate: 300_000,
  import: 60_000,
  destroy: 60_000,
  sign: 60_000
}

/** The pause before the process is started again, in milliseconds: doubled by each end in a row. */
const FIRST_PAUSE = 500
const LONGEST_PAUSE = 60_000
/** A process that lived so long has not failed at its start. */
const HEALTHY_AFTER = 60_000

/** What the token process answered as refused, with the kind that says what to do. */
export class TokenRefusal extends Error {
  readonly failure: TokenFailure

  constructor(failure: TokenFailure) {
    super(failure.what)
    this.name = 'TokenRefusal'
    this.failure = failure
  }
}

/** One module in a process of its own. */
export interface ModuleProcess {
  readonly path: string
  /**
   * Starts the process where none runs, and has the module do one thing after the other.
   * @throws TokenRefusal for what the module refused; ChanceryError `key-unavailable` where the process crashed, hung or
   *   cannot be started
   */
  call<C extends Exclude<CallName, 'open'>>(body: Extract<TokenCall, { call: C }>): Promise<Answer<C>>
  /** What the module says of itself, once it is loaded. */
  opened(): Answer<'open'> | null
  /** Why the last process ended or did not start; null while all is well. */
  problem(): string | null
  pid(): number | undefined
  /** Since when the module has been busy with one call, ms of the performance clock; null while it waits for work. */
  busySince(): number | null
  /** @returns calls that were sent and not answered */
  pending(): number
  close(): void
}

interface Pending {
  readonly id: number
  readonly name: CallName
  readonly settle: (value: unknown) => void
  readonly fail: (error: Error) => void
}

interface Running {
  readonly link: ChildLink
  readonly startedAt: number
  readonly pending: Pending[]
  timer: NodeJS.Timeout | undefined
  headSince: number
  opened: Answer<'open'> | null
  ready: Promise<void>
  /** Set where it was ended on purpose, with the reason. */
  ending: string | null
}

/**
 * @param world.onEnd told whenever a process ended that was not closed on purpose
 */
export function moduleProcess(world: {
  readonly path: string
  readonly start: StartChild
  readonly log: Log
  readonly limits?: TimeLimits
  readonly onEnd?: (why: string) => void
}): ModuleProcess {
  const { path, start } = world
  const limits = world.limits ?? timeLimits
  let running: Running | undefined
  let failures = 0
  let notBefore = 0
  let problem: string | null = null
  let closed = false
  let nextId = 1

  const arm = (process: Running): void => {
    clearTimeout(process.timer)
    const [head] = process.pending
    process.headSince = performance.now()
    if (head === undefined) return
    process.timer = setTimeout(() => {
      const seconds = Math.round(limits[head.name] / 1000)
      process.ending = `The module ${path} did not return from "${head.name}" within ${seconds} seconds; its process was ended.`
      process.link.kill()
    }, limits[head.name])
    process.timer.unref()
  }

  const receive = (process: Running, message: unknown): void => {
    const parsed = response.safeParse(message)
    const head = process.pending[0]
    if (!parsed.success || head === undefined || parsed.data.id !== head.id) {
      process.ending = `The process of the module ${path} sent something that is no answer; it was ended.`
      process.link.kill()
      return
    }
    process.pending.shift()
    arm(process)
    const { failure, value } = parsed.data
    if (failure !== undefined) return head.fail(new TokenRefusal(failure))
    const answer = answers[head.name].safeParse(value)
    if (answer.success) return head.settle(answer.data)
    process.ending = `The process of the module ${path} gave an answer of the wrong shape to "${head.name}"; it was ended.`
    head.fail(unavailable(process.ending))
    process.link.kill()
  }

  const ended = (process: Running, how: string): void => {
    clearTimeout(process.timer)
    if (running === process) running = undefined
    const said = process.link.said().trim().split('\n').at(-1) ?? ''
    const why =
      process.ending ??
      `The module ${path} took its process along: ${how}${said === '' ? '' : ` (it said: ${said.slice(0, 200)})`}.`
    if (!closed) {
      failures = performance.now() - process.startedAt > HEALTHY_AFTER ? 1 : failures + 1
      notBefore = performance.now() + Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (failures - 1))
      problem = why
      world.log.warn('a token process ended', { module: path, why })
    }
    for (const one of process.pending.splice(0)) one.fail(unavailable(why))
    if (!closed) world.onEnd?.(why)
  }

  const send = <C extends CallName>(process: Running, body: Extract<TokenCall, { call: C }>): Promise<Answer<C>> =>
    new Promise((resolve, reject) => {
      const id = nextId++
      process.pending.push({
        id,
        name: body.call,
        // `receive` has checked the value against the shape that belongs to the name.
        settle: (value) => resolve(value as Answer<C>),
        fail: reject
      })
      process.link.send({ id, body })
      if (process.pending.length === 1) arm(process)
    })

  const begin = (): Running => {
    const link = start(new URL('./token.process.ts', import.meta.url), 'Chancery tokens')
    const process: Running = {
      link,
      startedAt: performance.now(),
      pending: [],
      timer: undefined,
      headSince: 0,
      opened: null,
      ready: Promise.resolve(),
      ending: null
    }
    link.onMessage((message) => receive(process, message))
    link.onExit((how) => ended(process, how))
    process.ready = send(process, { call: 'open', module: path }).then(
      (opened) => {
        process.opened = opened
        problem = null
      },
      (error: unknown) => {
        if (!(error instanceof TokenRefusal)) throw error
        process.ending = `The module ${path} cannot be loaded: ${error.failure.what}`
        link.kill()
        throw unavailable(process.ending)
      }
    )
    process.ready.catch(() => undefined)
    return process
  }

  return {
    path,
    call: async (body) => {
      if (closed) throw unavailable(`The module ${path} is not in use any more.`)
      if (running === undefined) {
        if (performance.now() < notBefore) throw unavailable(`${problem ?? ''} It is started again in a moment.`)
        running = begin()
      }
      const process = running
      if (process.opened === null) await process.ready
      if (process.ending !== null) throw unavailable(process.ending)
      return send(process, body)
    },
    opened: () => running?.opened ?? null,
    problem: () => problem,
    pid: () => running?.link.pid,
    busySince: () => (running === undefined || running.pending.length === 0 ? null : running.headSince),
    pending: () => running?.pending.length ?? 0,
    close: () => {
      closed = true
      if (running === undefined) return
      const { link } = running
      // Killed in the middle of a write some modules leave a token behind that nothing reads any more.
      void send<'close'>(running, { call: 'close' }).catch(() => undefined)
      setTimeout(() => link.kill(), limits.close).unref()
    }
  }
}

function unavailable(message: string): ChanceryError {
  return new ChanceryError('key-unavailable', message)
}
