import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import Skeleton from '@mui/material/Skeleton'
import { useId, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useRead } from '../../live.ts'
import { ErrorView } from '../display/error-view.tsx'
import { ExchangeBodies } from './exchange-bodies.tsx'

/** A kept exchange with the coordinator: both bodies, byte for byte. */
export function ExchangeDialog(props: { readonly id: number; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation('ui')
  const titleId = useId()
  const read = useRead('mpic.show', { id: props.id })
  return (
    <Dialog open onClose={props.onClose} fullWidth maxWidth="md" aria-labelledby={titleId}>
      <DialogTitle id={titleId}>{t('evidence.exchange.title', { id: props.id })}</DialogTitle>
      <DialogContent>
        {read.data === undefined ? (
          read.error === null ? (
            <Skeleton variant="rounded" height={240} />
          ) : (
            <ErrorView error={read.error} />
          )
        ) : (
          <ExchangeBodies shown={read.data} />
        )}
      </DialogContent>
      <DialogActions>
        <Button component={Link} to={`/mpic/${props.id}`} color="inherit">
          {t('evidence.mpic.openExchange')}
        </Button>
        <Button variant="contained" onClick={props.onClose}>
          {t('close')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
