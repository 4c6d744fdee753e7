import Close from '@mui/icons-material/Close'
import OpenInFull from '@mui/icons-material/OpenInFullOutlined'
import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import Tooltip from '@mui/material/Tooltip'
import Typography from '@mui/material/Typography'
import { useEffect, useId, useRef, type ReactElement, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useView } from '../../state/view-state.tsx'
import { sizes } from '../../theme/tokens.ts'
import { narrowestSheet, SheetHandle } from './sheet-handle.tsx'

/** What the list beside a sheet is left with, in px. */
const narrowestList = 320

/** A right-hand sheet beside the list: 480 px, resizable, closed by Escape. It does not block the list. */
export function Sheet(props: {
  readonly title: string
  readonly aside?: ReactNode
  /** Opens the full page. */
  readonly onExpand?: () => void
  readonly onClose: () => void
  readonly footer?: ReactNode
  readonly children: ReactNode
}): ReactElement {
  const { t } = useTranslation('ui')
  const width = useView((view) => view.sheetWidth)
  const titleId = useId()
  const returnTo = useRef<Element | null>(null)
  useEffect(() => {
    returnTo.current = document.activeElement
    return () => {
      if (returnTo.current instanceof HTMLElement) returnTo.current.focus({ preventScroll: true })
    }
  }, [])
  return (
    <Box
      component="aside"
      aria-labelledby={titleId}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) props.onClose()
      }}
      sx={{
        position: 'relative',
        // In a narrow window the list keeps what it needs to be read.
        flex: `0 0 min(${width}px, 60vw, max(${narrowestSheet}px, 100vw - ${sizes.rail + narrowestList}px))`,
        display: 'flex',
        flexDirection: 'column',
        minWidth: 0,
        borderLeft: 1,
        borderColor: 'divider',
        bgcolor: 'background.paper'
      }}
    >
      <SheetHandle />
      <Box sx={{ display: 'flex', alignItems: 'flex-start', gap: 2, px: 5, pt: 4, pb: 3 }}>
        <Box sx={{ flex: 1, minWidth: 0, display: 'grid', gap: 2, justifyItems: 'start' }}>
          <Typography id={titleId} variant="h3" component="h2" sx={{ overflowWrap: 'anywhere' }}>
            {props.title}
          </Typography>
          {props.aside}
        </Box>
        {props.onExpand !== undefined && (
          <Tooltip title={t('sheet.expand')}>
            <IconButton size="small" aria-label={t('sheet.expand')} onClick={props.onExpand}>
              <OpenInFull fontSize="small" />
            </IconButton>
          </Tooltip>
        )}
        <Tooltip title={t('close')}>
          <IconButton size="small" aria-label={t('close')} onClick={props.onClose}>
            <Close fontSize="small" />
          </IconButton>
        </Tooltip>
      </Box>
      <Box sx={{ flex: 1, overflow: 'auto', px: 5, pb: 5 }} tabIndex={0} role="region" aria-labelledby={titleId}>
        {props.children}
      </Box>
      {props.footer !== undefined && (
        <Box
          data-buttons
          sx={{
            display: 'flex',
            alignItems: 'center',
            gap: 2,
            px: 5,
            py: 3,
            borderTop: 1,
            borderColor: 'divider',
            flexWrap: 'wrap'
          }}
        >
          {props.footer}
        </Box>
      )}
    </Box>
  )
}
