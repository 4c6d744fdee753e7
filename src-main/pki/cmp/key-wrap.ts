import { createCipheriv, createDecipheriv, timingSafeEqual } from 'node:crypto'

/** RFC 3394 2.2.3.1. */
const INITIAL = Buffer.alloc(8, 0xa6)
const ROUNDS = 6

/** OID of AES key wrap with a 256-bit key (RFC 3565 2.3.2). */
export const aes256Wrap = '2.16.840.1.101.3.4.1.45'

/** Wraps a key of a multiple of 8 octets with AES-256 (RFC 3394 2.2.1). By hand, since not every runtime has it by name. */
export function wrapWithAes256(wrappingKey: Uint8Array, key: Uint8Array): Uint8Array {
  const blocks = key.length / 8
  const out = Buffer.concat([INITIAL, key])
  const cipher = createCipheriv('aes-256-ecb', wrappingKey, null).setAutoPadding(false)
  for (let round = 0; round < ROUNDS; round++) {
    for (let at = 1; at <= blocks; at++) {
      const block = cipher.update(Buffer.concat([out.subarray(0, 8), out.subarray(at * 8, at * 8 + 8)]))
      block.copy(out, at * 8, 8)
      block.copy(out, 0, 0, 8)
      out.writeUInt32BE((out.readUInt32BE(4) ^ (blocks * round + at)) >>> 0, 4)
    }
  }
  return new Uint8Array(out)
}

/** Unwraps (RFC 3394 2.2.2). @returns null where it was altered or wrapped with another key */
export function unwrapWithAes256(wrappingKey: Uint8Array, wrapped: Uint8Array): Uint8Array | null {
  const blocks = wrapped.length / 8 - 1
  if (!Number.isInteger(blocks) || blocks < 2) return null
  const out = Buffer.from(wrapped)
  const cipher = createDecipheriv('aes-256-ecb', wrappingKey, null).setAutoPadding(false)
  for (let round = ROUNDS - 1; round >= 0; round--) {
    for (let at = blocks; at >= 1; at--) {
      out.writeUInt32BE((out.readUInt32BE(4) ^ (blocks * round + at)) >>> 0, 4)
      const block = cipher.update(Buffer.concat([out.subarray(0, 8), out.subarray(at * 8, at * 8 + 8)]))
      block.copy(out, at * 8, 8)
      block.copy(out, 0, 0, 8)
    }
  }
  return timingSafeEqual(out.subarray(0, 8), INITIAL) ? new Uint8Array(out.subarray(8)) : null
}
