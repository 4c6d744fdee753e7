import Box from '@mui/material/Box'
import { create } from 'qrcode'
import { useMemo, type ReactElement } from 'react'

/** Modules of quiet zone that readers ask for (ISO/IEC 18004 6.3.8). */
const quiet = 4

/** @returns the dark modules as one path in a square of `size` units, quiet zone included */
export function qrPath(text: string): { readonly size: number; readonly path: string } {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const parts: string[] = []
  for (let row = 0; row < modules.size; row += 1)
    for (let column = 0; column < modules.size; column += 1)
      if (modules.get(row, column) !== 0) parts.push(`M${column + quiet} ${row + quiet}h1v1h-1z`)
  return { size: modules.size + 2 * quiet, path: parts.join('') }
}

/** A text to be read by a camera: black on white in every theme, because readers expect it so. */
export function QrCode(props: {
  readonly text: string
  readonly label: string
  readonly width?: number
}): ReactElement {
  const { size, path } = useMemo(() => qrPath(props.text), [props.text])
  const width = props.width ?? 176
  return (
    <Box sx={{ p: 0, width, height: width, borderRadius: 1, overflow: 'hidden', border: 1, borderColor: 'divider' }}>
      <svg role="img" aria-label={props.label} viewBox={`0 0 ${size} ${size}`} width={width} height={width}>
        <rect width={size} height={size} fill="#fff" />
        <path d={path} fill="#000" shapeRendering="crispEdges" />
      </svg>
    </Box>
  )
}
