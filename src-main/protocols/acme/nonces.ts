import { timingSafeEqual } from 'node:crypto'
import type { Random } from '../../world/random.ts'

/** Nonces of one engine (RFC 8555 6.5): each is good once, for the last `window` that were given out. */
export interface Nonces {
  /** @returns a fresh one */
  next(): string
  /** @returns whether it was given out here, lies in the window, and is used for the first time */
  use(nonce: string): boolean
}

const counterBytes = 6
/** RFC 8555 6.5 leaves the form open; 96 random bits are not guessed while the window lasts. */
const secretBytes = 12
/** Secrets drawn at once: the generator of the system costs more a call than a byte. */
const drawn = 256

/**
 * A nonce is a counter with random bytes that stand in a ring until it is used or the ring has come round: memory is
 * bounded whatever clients do, and a nonce of another start of the engine is not known here.
 */
export function createNonces(random: Random, window = 131_072): Nonces {
  const secrets = new Uint8Array(window * secretBytes)
  const open = new Uint8Array(window)
  let pool: Uint8Array = new Uint8Array(0)
  let taken = 0
  let last = 0
  const fresh = (): Uint8Array => {
    if (taken === pool.length) {
      pool = random.bytes(drawn * secretBytes)
      taken = 0
    }
    taken += secretBytes
    return pool.subarray(taken - secretBytes, taken)
  }
  return {
    next: () => {
      last += 1
      const slot = last % window
      const bytes = Buffer.alloc(counterBytes + secretBytes)
      bytes.writeUIntBE(last, 0, counterBytes)
      bytes.set(fresh(), counterBytes)
      secrets.set(bytes.subarray(counterBytes), slot * secretBytes)
      open[slot] = 1
      return bytes.toString('base64url')
    },
    use: (nonce) => {
      const bytes = Buffer.from(nonce, 'base64url')
      if (bytes.length !== counterBytes + secretBytes || bytes.toString('base64url') !== nonce) return false
      const number = bytes.readUIntBE(0, counterBytes)
      if (number <= last - window || number > last) return false
      const slot = number % window
      const secret = secrets.subarray(slot * secretBytes, (slot + 1) * secretBytes)
      if (open[slot] !== 1 || !timingSafeEqual(bytes.subarray(counterBytes), secret)) return false
      open[slot] = 0
      return true
    }
  }
}
