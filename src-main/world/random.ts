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
 * For what people pass on to programs: base64url of such bytes never begins with a dash, which a command line takes for the
 * mark of a flag. Costs a sixty-fourth of the values.
 * @returns `length` fresh bytes
 */
export function bytesForWords(random: Random, length: number): Uint8Array {
  for (;;) {
    const bytes = random.bytes(length)
    // The first six bits are the first letter; 62 is the dash (RFC 4648 section 5).
    if ((bytes[0] ?? 0) >> 2 !== 62) return bytes
  }
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
