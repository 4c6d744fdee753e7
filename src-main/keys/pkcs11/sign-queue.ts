import { ChanceryError } from '../../../src-shared/errors.ts'
import { MAX_BATCH, type Answer, type SignMechanism, type TokenCall } from './messages.ts'

/** What one signature needs. */
export interface SignJob {
  readonly id: string
  readonly mechanism: SignMechanism
  readonly input: Uint8Array
}

/** The signatures of one token, one after the other and in order. */
export interface SignQueue {
  /** @throws ChanceryError `cancelled` while it has not begun; what `send` and `refused` give */
  sign(job: SignJob, signal?: AbortSignal): Promise<Uint8Array>
  /** @returns signatures that were asked for and not made */
  length(): number
}

interface Waiting extends SignJob {
  readonly resolve: (signature: Uint8Array) => void
  readonly reject: (error: unknown) => void
}

/** A message holds about this much work of the token, in microseconds: its other users wait so long at most. */
const WORK_IN_ONE_MESSAGE = 10_000
/** Messages on their way at a time: the second is there when the token is done with the first. */
const IN_FLIGHT = 2
/** Inputs together in one message, octets. */
const MOST_OCTETS = 4 * 1024 * 1024

/**
 * @param send has the token sign some inputs with one key
 * @param refused makes an error of what the token refused
 */
export function signQueue(
  send: (call: Omit<Extract<TokenCall, { call: 'sign' }>, 'call' | 'token'>) => Promise<Answer<'sign'>>,
  refused: (failure: NonNullable<Answer<'sign'>['failure']>) => Error
): SignQueue {
  let waiting: Waiting[] = []
  let inFlight = 0
  let underway = 0
  /** Microseconds a signature, learnt; nothing is known of a new token, which may ask for a touch each time. */
  let pace = WORK_IN_ONE_MESSAGE

  const takeBatch = (): Waiting[] => {
    const [first] = waiting
    if (first === undefined) return []
    const most = Math.max(1, Math.min(MAX_BATCH, Math.floor(WORK_IN_ONE_MESSAGE / pace)))
    let count = 0
    let octets = 0
    for (const job of waiting) {
      octets += job.input.length
      if (count > 0 && (count >= most || octets > MOST_OCTETS || !sameKind(first, job))) break
      count++
    }
    const batch = waiting.slice(0, count)
    waiting = waiting.slice(count)
    return batch
  }

  const pump = (): void => {
    // A slow token gets one message at a time, so that what is cancelled meanwhile never reaches it.
    const most = pace < WORK_IN_ONE_MESSAGE ? IN_FLIGHT : 1
    while (inFlight < most && waiting.length > 0) {
      const batch = takeBatch()
      const [first] = batch
      if (first === undefined) return
      inFlight++
      underway += batch.length
      send({ id: first.id, mechanism: first.mechanism, inputs: batch.map(({ input }) => input) })
        .then(
          (answer) => deliver(batch, answer),
          (error: unknown) => {
            for (const job of batch) job.reject(error)
          }
        )
        .finally(() => {
          inFlight--
          underway -= batch.length
          pump()
        })
    }
  }

  const deliver = (batch: readonly Waiting[], { signatures, failure, micros }: Answer<'sign'>): void => {
    if (signatures.length > 0) pace = (pace * 3 + micros / signatures.length) / 4
    for (const [at, signature] of signatures.entries()) batch[at]?.resolve(signature)
    const unmade = batch.slice(signatures.length)
    const [failed, ...untried] = unmade
    if (failed === undefined) return
    failed.reject(
      failure === null
        ? new ChanceryError('key-unavailable', 'The token process made fewer signatures than it was asked for.')
        : refused(failure)
    )
    waiting = [...untried, ...waiting]
  }

  // Gathered until the present turn of the event loop is over: what is asked for together goes in one message.
  let planned = false
  const plan = (): void => {
    if (planned) return
    planned = true
    setImmediate(() => {
      planned = false
      pump()
    })
  }

  return {
    sign: (job, signal) =>
      new Promise((resolve, reject) => {
        const cancelled = (): ChanceryError => new ChanceryError('cancelled', 'The signature was cancelled.')
        if (signal?.aborted === true) return reject(cancelled())
        const entry: Waiting = { ...job, resolve, reject }
        signal?.addEventListener(
          'abort',
          () => {
            if (!waiting.includes(entry)) return
            waiting = waiting.filter((one) => one !== entry)
            reject(cancelled())
          },
          { once: true }
        )
        waiting.push(entry)
        plan()
      }),
    length: () => waiting.length + underway
  }
}

function sameKind(a: SignJob, b: SignJob): boolean {
  return a.id === b.id && a.mechanism.type === b.mechanism.type && a.mechanism.pss?.hash === b.mechanism.pss?.hash
}
