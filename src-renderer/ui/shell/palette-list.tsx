import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useEffect, useRef, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { StateChip } from '../display/state-chip.tsx'
import { shortcutText } from '../action/action.ts'
import { isMac } from '../platform.ts'
import type { PaletteLine } from './palette-lines.ts'

/** The lines under their group's name; the chosen one stays in view. */
export function PaletteList(props: {
  readonly lines: readonly PaletteLine[]
  readonly chosen: number
  readonly busy: boolean
  readonly onRun: (line: PaletteLine) => void
  readonly onHover: (index: number) => void
}): ReactElement {
  const { t } = useTranslation('ui')
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [props.chosen])
  return (
    <Box
      ref={list}
      role="listbox"
      id="palette-list"
      aria-label={t('palette.results')}
      aria-busy={props.busy}
      sx={{ maxHeight: 420, overflow: 'auto', p: 2 }}
    >
      {props.lines.length === 0 && (
        <Typography color="textSecondary" role="option" aria-selected={false} aria-disabled sx={{ p: 4 }}>
          {t('palette.none')}
        </Typography>
      )}
      {props.lines.map((line, index) => (
        <Box key={line.id}>
          {props.lines[index - 1]?.group !== line.group && (
            <Typography
              variant="subtitle2"
              color="textSecondary"
              component="div"
              role="presentation"
              sx={{ px: 3, pt: 2, pb: 1 }}
            >
              {t(`palette.${line.group}`)}
            </Typography>
          )}
          <Box
            id={`palette-${index}`}
            role="option"
            aria-selected={index === props.chosen}
            onMouseMove={() => {
              props.onHover(index)
            }}
            onClick={() => {
              props.onRun(line)
            }}
            sx={{
              display: 'flex',
              alignItems: 'center',
              gap: 3,
              px: 3,
              minHeight: 40,
              borderRadius: '6px',
              cursor: 'pointer',
              bgcolor: index === props.chosen ? 'action.hover' : 'transparent'
            }}
          >
            {line.icon !== undefined && <line.icon sx={{ fontSize: 18, color: 'text.secondary' }} aria-hidden />}
            <Box sx={{ flex: 1, minWidth: 0, py: 1 }}>
              <Typography noWrap>{line.label}</Typography>
              {line.detail !== undefined && (
                <Typography variant="caption" color="textSecondary" noWrap component="p">
                  {line.detail}
                </Typography>
              )}
            </Box>
            {line.certificate !== undefined && <StateChip kind="certificate" state={line.certificate.state} />}
            {line.shortcut !== undefined && (
              <Typography variant="caption" color="textSecondary" component="kbd">
                {shortcutText(line.shortcut, isMac())}
              </Typography>
            )}
          </Box>
        </Box>
      ))}
    </Box>
  )
}
