import { createHash, randomFillSync } from 'node:crypto'

/** Random bytes for serial numbers, nonces and ids. Key generation does not come here: it stays inside the key's own library. */
export interface Random {
  /** @returns `length` fresh bytes. */
  bytes(length: number): Uint8Array
}

/** The operating system's generator. */
export const systemRandom: Random = {
  bytes: (length) => randomFillSync(new Uint8Array(length))
}

/**
 * The same bytes in every run, for tests and demonstrations that compare serial numbers: SHA-256 over seed and a counter.
 * Never for anything secret.
 */
export function repeatableRandom(seed: string): Random {
  let count = 0
  let rest = new Uint8Array(0)
  return {
    bytes: (length) => {
      const result = new Uint8Array(length)
      for (let done = 0; done < length;) {
        if (rest.length === 0) rest = new Uint8Array(createHash('sha256').update(`${seed}\0${count++}`).digest())
        const part = rest.subarray(0, length - done)
        result.set(part, done)
        rest = rest.subarray(part.length)
        done += part.length
      }
      return result
    }
  }
}
