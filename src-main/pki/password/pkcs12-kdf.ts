import { createHash, hash } from 'node:crypto'
import { nextTurn } from '../in-slices.ts'
import type { IterationLimit } from './iteration-limit.ts'

export type Pkcs12Hash = 'sha1' | 'sha224' | 'sha256' | 'sha384' | 'sha512'

/** RFC 7292 appendix B.3: what the bytes are for. */
export const pkcs12Purpose = { key: 1, iv: 2, mac: 3 } as const
export type Pkcs12Purpose = (typeof pkcs12Purpose)[keyof typeof pkcs12Purpose]

/** Block and digest bytes of each hash (RFC 7292 B.2: v and u). */
const sizes: Readonly<Record<Pkcs12Hash, { block: number; digest: number }>> = {
  sha1: { block: 64, digest: 20 },
  sha224: { block: 64, digest: 28 },
  sha256: { block: 64, digest: 32 },
  sha384: { block: 128, digest: 48 },
  sha512: { block: 128, digest: 64 }
}
/** The event loop is let go on after this many rounds, about 20 ms. */
const roundsPerTurn = 20_000

/**
 * The key derivation of PKCS#12 (RFC 7292 appendix B.2), for files that use its own schemes and MAC.
 * @param password BMPString form, see `bmpPassword`.
 * @returns `length` bytes; the caller zeroes them.
 */
export async function pkcs12Derive(
  options: {
    hash: Pkcs12Hash
    password: Uint8Array
    salt: Uint8Array
    iterations: number
    purpose: Pkcs12Purpose
    length: number
  },
  limit: IterationLimit
): Promise<Uint8Array> {
  const { block, digest } = sizes[options.hash]
  const result = new Uint8Array(options.length)
  const input = Buffer.concat([repeat(options.salt, block), repeat(options.password, block)])
  const diversifier = Buffer.alloc(block, options.purpose)
  for (let done = 0; done < options.length; done += digest) {
    limit.spend(options.iterations)
    let value = createHash(options.hash).update(diversifier).update(input).digest()
    for (let round = 1; round < options.iterations; round++) {
      value = hash(options.hash, value, 'buffer')
      if (round % roundsPerTurn === 0) await nextTurn()
    }
    result.set(value.subarray(0, Math.min(digest, options.length - done)), done)
    addToBlocks(input, repeat(value, block).subarray(0, block), block)
  }
  input.fill(0)
  return result
}

/** RFC 7292 B.1: UTF-16 big-endian with two zero octets at the end; also an empty password has them. */
export function bmpPassword(password: string): Uint8Array {
  const bytes = Buffer.alloc(2 * password.length + 2)
  for (let index = 0; index < password.length; index++) bytes.writeUInt16BE(password.charCodeAt(index), 2 * index)
  return bytes
}

/** @returns the bytes repeated to the next multiple of `block`; nothing stays nothing. */
function repeat(bytes: Uint8Array, block: number): Uint8Array {
  const repeated = new Uint8Array(block * Math.ceil(bytes.length / block))
  for (let index = 0; index < repeated.length; index++) repeated[index] = bytes[index % bytes.length]!
  return repeated
}

/** B.2 step 6C: every block I_j becomes (I_j + B + 1) mod 2^(8·block). */
function addToBlocks(input: Uint8Array, addend: Uint8Array, block: number): void {
  for (let start = 0; start < input.length; start += block) {
    let carry = 1
    for (let index = block - 1; index >= 0; index--) {
      carry += input[start + index]! + addend[index]!
      input[start + index] = carry & 0xff
      carry >>= 8
    }
  }
}
