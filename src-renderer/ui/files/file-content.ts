import { ChanceryError } from '../../../src-shared/errors.ts'

/** Largest file that is read into a field or the viewer: the limit of `encodedObject` in the contract, in bytes. */
export const largestFile = 1024 * 1024

/** @returns the bytes in base64 (RFC 4648 section 4) */
export function toBase64(bytes: Uint8Array): string {
  let text = ''
  for (let start = 0; start < bytes.length; start += 0x8000) {
    text += String.fromCharCode(...bytes.subarray(start, start + 0x8000))
  }
  return btoa(text)
}

/** @returns the bytes of a base64 text */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text)
  const bytes = new Uint8Array(binary.length)
  for (let index = 0; index < binary.length; index += 1) bytes[index] = binary.charCodeAt(index)
  return bytes
}

/** @returns PEM text as it is, other bytes in base64: what operations take as `encodedObject` */
export function encodedFrom(bytes: Uint8Array): string {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 4096))
  return start.includes('-----BEGIN ') ? new TextDecoder().decode(bytes) : toBase64(bytes)
}

/** Reads a file that a person chose or dropped. @throws {ChanceryError} `too-large` */
export async function readFile(file: File): Promise<{ readonly name: string; readonly content: string }> {
  // Base64 grows by a third, and the grown text must pass the contract's limit.
  if (file.size > (largestFile * 3) / 4) {
    throw new ChanceryError(
      'too-large',
      `${file.name} has ${file.size} bytes; at most ${(largestFile * 3) / 4} are read.`
    )
  }
  return { name: file.name, content: encodedFrom(new Uint8Array(await file.arrayBuffer())) }
}
