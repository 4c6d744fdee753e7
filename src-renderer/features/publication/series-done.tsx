import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import { useId, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { CrlCalendarRow } from '../../../src-shared/api/crls.ts'
import { useCommand } from '../../live.ts'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { WaitingTable } from './waiting-table.tsx'

/** What was signed, and the way of the key back to where it came from. */
export function SeriesDone(props: {
  readonly row: CrlCalendarRow
  readonly count: number
  readonly wasOffline: boolean
  readonly onClose: () => void
}): ReactElement {
  const { t } = useTranslation('publication')
  const titleId = useId()
  const toast = useToast()
  const away = useCommand('authority.set-key-online')
  const { row, count, wasOffline, onClose } = props
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="md" aria-labelledby={titleId}>
      <DialogTitle id={titleId}>{t('series.done', { count })}</DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 4 }}>
        <Box sx={{ maxHeight: 320, overflow: 'auto' }}>
          <WaitingTable name={row.authorityName} waiting={row.waiting} onRelease={() => undefined} />
        </Box>
        <ErrorView error={away.error} />
      </DialogContent>
      <DialogActions>
        <Button color="inherit" onClick={onClose}>
          {t('series.finished')}
        </Button>
        {wasOffline && row.authorityState === 'active' && (
          <Button
            variant="contained"
            loading={away.isPending}
            onClick={() => {
              away.mutate(
                { authority: row.authorityId, online: false },
                {
                  onSuccess: () => {
                    toast({ tone: 'success', text: t('series.awayDone', { name: row.authorityName }) })
                    onClose()
                  }
                }
              )
            }}
          >
            {t('series.away')}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  )
}
