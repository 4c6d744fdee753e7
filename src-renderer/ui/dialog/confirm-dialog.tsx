import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState, type ReactElement, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { OperationName } from '../../../src-shared/api/index.ts'
import { ErrorView } from '../display/error-view.tsx'
import { QuorumNotice } from '../quorum/quorum-notice.tsx'

interface ConfirmDialogProps {
  readonly open: boolean
  readonly title: string
  /** What will happen, in numbers where there are some. */
  readonly consequence: ReactNode
  /** The verb on the button, e.g. `Revoke certificate`. */
  readonly confirmLabel: string
  readonly danger?: boolean
  /** Only for what cannot be undone: the name to type. */
  readonly typeName?: string
  /** What the button runs: where an approval rule holds for it, that is said. */
  readonly operation?: OperationName
  readonly children?: ReactNode
  readonly blocked?: boolean
  readonly busy?: boolean
  readonly error?: unknown
  readonly onConfirm: () => void
  readonly onClose: () => void
}

/** A decision with its consequence stated. Focus goes back to where it was. */
export function ConfirmDialog(props: ConfirmDialogProps): ReactElement {
  return (
    <Dialog open={props.open} onClose={props.busy === true ? undefined : props.onClose} fullWidth maxWidth="sm">
      {props.open && <ConfirmContent {...props} />}
    </Dialog>
  )
}

function ConfirmContent(props: ConfirmDialogProps): ReactElement {
  const { t } = useTranslation('ui')
  const [typed, setTyped] = useState('')
  const nameMissing = props.typeName !== undefined && typed !== props.typeName
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (!nameMissing && props.blocked !== true) props.onConfirm()
      }}
    >
      <DialogTitle>{props.title}</DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 4 }}>
        <Typography component="div">{props.consequence}</Typography>
        {props.operation !== undefined && <QuorumNotice operation={props.operation} />}
        {props.children}
        {props.typeName !== undefined && (
          <TextField
            label={t('confirm.typeName', { name: props.typeName })}
            value={typed}
            autoComplete="off"
            onChange={(event) => {
              setTyped(event.target.value)
            }}
          />
        )}
        <ErrorView error={props.error} />
      </DialogContent>
      <DialogActions>
        <Button onClick={props.onClose} disabled={props.busy === true} color="inherit">
          {t('cancel')}
        </Button>
        <Button
          type="submit"
          variant="contained"
          color={props.danger === true ? 'error' : 'primary'}
          disabled={nameMissing || props.blocked === true}
          loading={props.busy === true}
        >
          {props.confirmLabel}
        </Button>
      </DialogActions>
    </form>
  )
}
