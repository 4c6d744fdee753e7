import { hashRaw } from '@node-rs/argon2'
import { keyBytes } from './seal.ts'

/** Cost of one guess at a passphrase, stored with every slot so that it can be raised later. */
export interface Argon2Cost {
  readonly memoryKiB: number
  readonly passes: number
  readonly lanes: number
}

/**
 * About 0.3 s and 128 MiB a guess on a 2020s laptop core (measured: 0.30 s under Node 24, 0.30 s under Electron 42).
 * RFC 9106 section 4 recommends 2 GiB, or 64 MiB with 3 passes where memory is short; this lies between.
 */
export const defaultArgon2Cost: Argon2Cost = { memoryKiB: 128 * 1024, passes: 8, lanes: 1 }

/** The most a stored record may ask for: a forged record must not exhaust the machine. */
export const largestArgon2Cost: Argon2Cost = { memoryKiB: 1024 * 1024, passes: 64, lanes: 16 }

/**
 * Argon2id version 1.3 (RFC 9106), 32 bytes, in a thread of its own: the event loop goes on.
 * @param secret zeroed by the caller.
 */
export async function argon2id(secret: Uint8Array, salt: Uint8Array, cost: Argon2Cost): Promise<Uint8Array> {
  // Algorithm and version are the library's defaults: Argon2id, 0x13.
  return hashRaw(secret, {
    salt,
    memoryCost: cost.memoryKiB,
    timeCost: cost.passes,
    parallelism: cost.lanes,
    outputLen: keyBytes
  })
}
