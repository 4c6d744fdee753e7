import jsQr from 'jsqr'

/** @returns the octets of the code in a picture (RGBA); null where none can be read */
export function readQr(pixels: Uint8ClampedArray, width: number, height: number): Uint8Array | null {
  const found = jsQr(pixels, width, height, { inversionAttempts: 'dontInvert' })
  return found === null ? null : Uint8Array.from(found.binaryData)
}
