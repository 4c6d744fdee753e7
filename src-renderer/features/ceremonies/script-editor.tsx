import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useRef, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { monospace } from '../../theme/tokens.ts'
import type { ScriptFault } from './script-faults.ts'

const lineHeight = 20

/** The text of a script with the numbers of its lines; faults stand beside the lines that they are on. */
export function ScriptEditor(props: {
  readonly text: string
  readonly faults: readonly ScriptFault[]
  readonly onChange: (text: string) => void
}): ReactElement {
  const { t } = useTranslation('ceremonies')
  const area = useRef<HTMLTextAreaElement>(null)
  const box = useRef<HTMLDivElement>(null)
  const lines = props.text.split('\n')
  const wrong = new Set(props.faults.map(({ line }) => line))
  const goTo = (line: number): void => {
    const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0)
    area.current?.focus()
    area.current?.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0))
    box.current?.scrollTo({ top: Math.max(0, (line - 6) * lineHeight) })
  }
  return (
    <Box
      sx={{
        display: 'grid',
        gridTemplateColumns: props.faults.length === 0 ? 'minmax(0, 1fr)' : 'minmax(0, 1fr) minmax(200px, 300px)',
        gap: 4
      }}
    >
      <Box
        ref={box}
        sx={{
          display: 'grid',
          gridTemplateColumns: 'auto minmax(0, 1fr)',
          maxHeight: 480,
          overflow: 'auto',
          border: 1,
          borderColor: 'divider',
          borderRadius: 1,
          bgcolor: 'background.default',
          fontFamily: monospace,
          fontSize: 12.5,
          lineHeight: `${lineHeight}px`,
          '&:focus-within': { borderColor: 'primary.main' }
        }}
      >
        <Box aria-hidden sx={{ py: 2, textAlign: 'right', color: 'text.secondary', userSelect: 'none' }}>
          {lines.map((_, at) => (
            <Box
              key={at}
              sx={{
                px: 2,
                height: lineHeight,
                ...(wrong.has(at + 1) ? { bgcolor: 'error.main', color: 'error.contrastText', fontWeight: 700 } : {})
              }}
            >
              {at + 1}
            </Box>
          ))}
        </Box>
        <Box
          component="textarea"
          ref={area}
          value={props.text}
          rows={lines.length}
          wrap="off"
          spellCheck={false}
          aria-label={t('prepare.script')}
          aria-invalid={props.faults.length > 0}
          onChange={({ target }) => {
            props.onChange(target.value)
          }}
          sx={{
            font: 'inherit',
            color: 'inherit',
            bgcolor: 'transparent',
            border: 0,
            outline: 0,
            resize: 'none',
            p: 2,
            whiteSpace: 'pre',
            overflowX: 'auto',
            overflowY: 'hidden',
            boxSizing: 'content-box'
          }}
        />
      </Box>
      {props.faults.length > 0 && (
        <Box sx={{ maxHeight: 480, overflow: 'auto' }} role="group" aria-label={t('prepare.faults')} tabIndex={0}>
          {props.faults.map(({ line, message }, at) => (
            <Box key={at} sx={{ pb: 3 }}>
              {line !== null && (
                <Button
                  size="small"
                  color="error"
                  onClick={() => {
                    goTo(line)
                  }}
                >
                  {t('prepare.line', { line })}
                </Button>
              )}
              <Typography variant="body2" sx={{ overflowWrap: 'anywhere' }}>
                {message}
              </Typography>
            </Box>
          ))}
        </Box>
      )}
    </Box>
  )
}
