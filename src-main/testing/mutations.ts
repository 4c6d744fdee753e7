import { ChanceryError } from '../../src-shared/errors.ts'

/** How many altered inputs each codec gets. */
export const MUTATIONS = 100_000

/** xorshift32: the same sequence on every run, fast enough to be no part of the measurement. */
export function random(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % below
  }
}

/** @returns the bytes with one to three faults: a bit, a byte, a piece taken out, doubled or cut off, a length raised. */
export function mutate(bytes: Uint8Array, next: (below: number) => number): Uint8Array {
  let out = Uint8Array.from(bytes)
  for (let faults = 1 + next(3); faults > 0 && out.length > 0; faults--) {
    const at = next(out.length)
    switch (next(7)) {
      case 0:
        out[at] = (out[at] ?? 0) ^ (1 << next(8))
        break
      case 1:
        out[at] = next(256)
        break
      case 2:
        out[at] = [0x00, 0x7f, 0x80, 0x81, 0x82, 0x84, 0x88, 0xff, 0x30, 0xa0][next(10)] ?? 0
        break
      case 3:
        out = out.slice(0, at)
        break
      case 4: {
        const end = Math.min(out.length, at + 1 + next(16))
        out = new Uint8Array([...out.subarray(0, at), ...out.subarray(end)])
        break
      }
      case 5: {
        const end = Math.min(out.length, at + 1 + next(16))
        out = new Uint8Array([...out.subarray(0, end), ...out.subarray(at)])
        break
      }
      default:
        out[at] = ((out[at] ?? 0) + 1) & 0xff
    }
  }
  return out
}

/** How many altered inputs a codec took. */
export interface Outcome {
  readonly accepted: number
  readonly refused: number
}

/** Feeds altered inputs to a codec. Only a ChanceryError may come out. */
export function feed(seed: number, inputs: readonly Uint8Array[], codec: (bytes: Uint8Array) => void): Outcome {
  const tally = start(seed, inputs)
  for (let i = 0; i < MUTATIONS; i++) {
    const bytes = tally.next()
    try {
      codec(bytes)
      tally.accept()
    } catch (error) {
      tally.refuse(bytes, error)
    }
  }
  return tally.end()
}

/** The same for a codec that answers later. */
export async function feedAsync(
  seed: number,
  inputs: readonly Uint8Array[],
  codec: (bytes: Uint8Array) => Promise<unknown>
): Promise<Outcome> {
  const tally = start(seed, inputs)
  for (let i = 0; i < MUTATIONS; i++) {
    const bytes = tally.next()
    try {
      await codec(bytes)
      tally.accept()
    } catch (error) {
      tally.refuse(bytes, error)
    }
  }
  return tally.end()
}

function start(
  seed: number,
  inputs: readonly Uint8Array[]
): {
  readonly next: () => Uint8Array
  readonly accept: () => void
  readonly refuse: (bytes: Uint8Array, error: unknown) => void
  readonly end: () => Outcome
} {
  const below = random(seed)
  // The traces of a hundred thousand expected errors would be most of the time.
  const limit = Error.stackTraceLimit
  Error.stackTraceLimit = 0
  let accepted = 0
  let refused = 0
  return {
    next: () => mutate(inputs[below(inputs.length)] ?? new Uint8Array(), below),
    accept: () => {
      accepted++
    },
    refuse: (bytes, error) => {
      if (!(error instanceof ChanceryError) || error.code === 'internal')
        throw new Error(`input ${Buffer.from(bytes).toString('hex')}`, { cause: error })
      refused++
    },
    end: () => {
      Error.stackTraceLimit = limit
      return { accepted, refused }
    }
  }
}
