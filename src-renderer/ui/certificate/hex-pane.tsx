import Box from '@mui/material/Box'
import { alpha } from '@mui/material/styles'
import { useEffect, useRef, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { monospace } from '../../theme/tokens.ts'

interface Run {
  /** Of its first byte. */
  readonly at: number
  readonly text: string
  readonly part: 'plain' | 'header' | 'content'
}

/** @returns one row of 16 bytes as runs of plain, header and content bytes */
export function hexRuns(bytes: Uint8Array, row: number, from: number, header: number, to: number): readonly Run[] {
  const runs: { at: number; text: string; part: Run['part'] }[] = []
  for (let at = row * 16; at < Math.min(bytes.length, row * 16 + 16); at += 1) {
    const part = at < from || at >= to ? 'plain' : at < from + header ? 'header' : 'content'
    const text = `${(bytes[at] ?? 0).toString(16).padStart(2, '0')} `
    const last = runs.at(-1)
    if (last?.part === part) last.text += text
    else runs.push({ at, text, part })
  }
  return runs
}

/**
 * @param share how far into the run was clicked, from 0 to 1; each byte is three characters of one width
 * @returns the byte that was clicked
 */
export function byteIn(run: Pick<Run, 'at' | 'text'>, share: number): number {
  const count = run.text.length / 3
  return run.at + Math.min(count - 1, Math.max(0, Math.floor(share * count)))
}

/** Bytes in rows of sixteen; tag and length of the chosen element are darker than its content. */
export function HexPane(props: {
  readonly bytes: Uint8Array
  readonly from: number
  readonly header: number
  readonly to: number
  /** A byte was clicked. */
  readonly onByte: (offset: number) => void
}): ReactElement {
  const { t } = useTranslation('ui')
  const pane = useRef<HTMLDivElement>(null)
  const rows = Math.ceil(props.bytes.length / 16)
  const firstRow = Math.floor(props.from / 16)
  useEffect(() => {
    const row = pane.current?.children[firstRow]
    if (row instanceof HTMLElement && pane.current !== null)
      pane.current.scrollTop = Math.max(0, row.offsetTop - pane.current.offsetTop - 48)
  }, [firstRow])
  return (
    <Box
      ref={pane}
      role="region"
      aria-label={t('asn1.bytes')}
      tabIndex={0}
      sx={{
        fontFamily: monospace,
        fontSize: 12,
        lineHeight: '18px',
        maxHeight: 600,
        overflow: 'auto',
        border: 1,
        borderColor: 'divider',
        borderRadius: '6px',
        p: 3,
        whiteSpace: 'pre',
        cursor: 'pointer',
        bgcolor: 'background.default'
      }}
    >
      {Array.from({ length: rows }, (_, row) => (
        <div key={row}>
          <Box component="span" sx={{ color: 'text.secondary' }}>
            {(row * 16).toString(16).padStart(4, '0')}
            {'  '}
          </Box>
          {hexRuns(props.bytes, row, props.from, props.header, props.to).map((run, index) => (
            <Box
              key={index}
              component="span"
              onClick={(event) => {
                const { left, width } = event.currentTarget.getBoundingClientRect()
                props.onByte(byteIn(run, (event.clientX - left) / width))
              }}
              sx={(theme) =>
                run.part === 'plain'
                  ? {}
                  : { backgroundColor: alpha(theme.palette.primary.main, run.part === 'header' ? 0.34 : 0.16) }
              }
            >
              {run.text}
            </Box>
          ))}
        </div>
      ))}
    </Box>
  )
}
