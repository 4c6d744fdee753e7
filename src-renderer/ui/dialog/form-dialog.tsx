import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogTitle from '@mui/material/DialogTitle'
import Typography from '@mui/material/Typography'
import { useId, type ReactElement, type ReactNode } from 'react'
import type { FieldValues, UseFormReturn } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { OperationName } from '../../../src-shared/api/index.ts'
import { SchemaForm } from '../form/form.tsx'
import { QuorumNotice } from '../quorum/quorum-notice.tsx'

/** A few fields in a dialog: what will happen first, the fields, the verb on the button. */
export function FormDialog<I extends FieldValues, O>(props: {
  readonly title: string
  readonly lead?: ReactNode
  readonly form: UseFormReturn<I, unknown, O>
  readonly error: unknown
  readonly busy: boolean
  readonly action: string
  readonly danger?: boolean
  readonly wide?: boolean
  /** What the button runs: where an approval rule holds for it, that is said. */
  readonly operation?: OperationName
  /** Something else has to be done first; said by one of the children. */
  readonly blocked?: boolean
  readonly onSubmit: (values: O) => void
  readonly onClose: () => void
  readonly children: ReactNode
}): ReactElement {
  const { t } = useTranslation('ui')
  const titleId = useId()
  return (
    <Dialog
      open
      onClose={props.busy ? undefined : props.onClose}
      fullWidth
      maxWidth={props.wide === true ? 'md' : 'sm'}
      aria-labelledby={titleId}
    >
      <DialogTitle id={titleId}>{props.title}</DialogTitle>
      <Box sx={{ px: 6, pt: 2, overflow: 'auto' }}>
        <SchemaForm form={props.form} error={props.error} onSubmit={props.onSubmit}>
          {props.lead !== undefined && (
            <Typography component="div" color="textSecondary">
              {props.lead}
            </Typography>
          )}
          {props.operation !== undefined && <QuorumNotice operation={props.operation} />}
          {props.children}
          {/* However long the fields are, the buttons stay in sight. */}
          <Box
            data-buttons
            sx={(theme) => ({
              display: 'flex',
              gap: 2,
              justifyContent: 'flex-end',
              order: 1,
              position: 'sticky',
              bottom: 0,
              zIndex: 1,
              pt: 3,
              pb: 5,
              bgcolor: theme.palette.raised
            })}
          >
            <Button color="inherit" onClick={props.onClose} disabled={props.busy}>
              {t('cancel')}
            </Button>
            <Button
              type="submit"
              variant="contained"
              color={props.danger === true ? 'error' : 'primary'}
              disabled={props.blocked === true}
              loading={props.busy}
            >
              {props.action}
            </Button>
          </Box>
        </SchemaForm>
      </Box>
    </Dialog>
  )
}
