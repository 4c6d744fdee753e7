import { randomFillSync } from 'node:crypto'

/** Random bytes for serial numbers, nonces and ids. Key generation does not come here: it stays inside the key's own library. */
export interface Random {
  /** @returns `length` fresh bytes. */
  bytes(length: number): Uint8Array
}

/** The operating system's generator. */
export const systemRandom: Random = {
  bytes: (length) => randomFillSync(new Uint8Array(length))
}
