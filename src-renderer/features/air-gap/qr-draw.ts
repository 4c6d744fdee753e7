import { create } from 'qrcode'

/** Light modules around a code (ISO/IEC 18004 6.3.8). */
const quietZone = 4

/** Modules of a code, row by row; true is dark. */
export interface QrModules {
  readonly size: number
  readonly dark: (row: number, column: number) => boolean
}

/** @returns the octets as one QR code in byte mode, with the correction that a screen needs */
export function qrOf(octets: Uint8Array): QrModules {
  const { modules } = create([{ data: octets, mode: 'byte' }], { errorCorrectionLevel: 'M' })
  return { size: modules.size, dark: (row, column) => modules.get(row, column) === 1 }
}

/** @returns the code as pixels (RGBA), `scale` pixels a module */
export function qrPixels(
  code: QrModules,
  scale: number
): { readonly side: number; readonly pixels: Uint8ClampedArray } {
  const side = (code.size + 2 * quietZone) * scale
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255)
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) {
      const [row, column] = [Math.floor(y / scale) - quietZone, Math.floor(x / scale) - quietZone]
      const inside = row >= 0 && column >= 0 && row < code.size && column < code.size
      if (inside && code.dark(row, column)) pixels.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3)
    }
  return { side, pixels }
}
