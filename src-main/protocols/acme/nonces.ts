import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Random } from '../../world/random.ts'

/** Nonces of one engine (RFC 8555 6.5): each is good once, for the last `window` that were given out. */
export interface Nonces {
  /** @returns a fresh one */
  next(): string
  /** @returns whether it was given out here, lies in the window, and is used for the first time */
  use(nonce: string): boolean
}

const counterBytes = 6
const macBytes = 12

/**
 * A nonce is a counter with a MAC under a key of this start of the engine, and a bit for each of the last ones says
 * whether it was used: memory is bounded whatever clients do, and none has to be stored before it is used.
 */
export function createNonces(random: Random, window = 131_072): Nonces {
  const key = random.bytes(32)
  const used = new Uint8Array(window)
  let last = 0
  const mac = (counter: Uint8Array): Buffer => createHmac('sha256', key).update(counter).digest().subarray(0, macBytes)
  return {
    next: () => {
      last += 1
      used[last % window] = 0
      const counter = Buffer.alloc(counterBytes)
      counter.writeUIntBE(last, 0, counterBytes)
      return Buffer.concat([counter, mac(counter)]).toString('base64url')
    },
    use: (nonce) => {
      const bytes = Buffer.from(nonce, 'base64url')
      if (bytes.length !== counterBytes + macBytes || bytes.toString('base64url') !== nonce) return false
      const counter = bytes.subarray(0, counterBytes)
      if (!timingSafeEqual(bytes.subarray(counterBytes), mac(counter))) return false
      const number = counter.readUIntBE(0, counterBytes)
      if (number <= last - window || number > last || used[number % window] === 1) return false
      used[number % window] = 1
      return true
    }
  }
}
