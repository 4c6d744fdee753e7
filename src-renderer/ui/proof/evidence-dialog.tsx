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
import { EvidenceDetail } from './evidence-detail.tsx'

/** One piece of evidence with everything that it rests on. */
export function EvidenceDialog(props: { readonly id: number; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation('ui')
  const titleId = useId()
  const read = useRead('validation.show', { id: props.id })
  return (
    <Dialog open onClose={props.onClose} fullWidth maxWidth="md" aria-labelledby={titleId}>
      <DialogTitle id={titleId}>{t('evidence.one', { id: props.id })}</DialogTitle>
      <DialogContent tabIndex={0}>
        {read.data === undefined ? (
          read.error === null ? (
            <Skeleton variant="rounded" height={240} />
          ) : (
            <ErrorView error={read.error} />
          )
        ) : (
          <EvidenceDetail evidence={read.data.evidence} />
        )}
      </DialogContent>
      <DialogActions>
        <Button component={Link} to={`/proofs/${props.id}`} color="inherit">
          {t('evidence.open')}
        </Button>
        <Button variant="contained" onClick={props.onClose}>
          {t('close')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
