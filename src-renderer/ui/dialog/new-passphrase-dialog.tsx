import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogTitle from '@mui/material/DialogTitle'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useMemo, useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { SchemaForm, useSchemaForm } from '../form/form.tsx'
import { TextInput } from '../form/text-input.tsx'

interface NewPassphraseProps {
  readonly words: {
    readonly title: string
    readonly lead: string
    readonly label: string
    readonly again: string
    readonly action: string
  }
  readonly run: (passphrase: string) => Promise<void>
  readonly onClose: () => void
}
const fewest = 8

/** Asks twice for a new passphrase, then does something with it. */
export function NewPassphraseDialog(props: NewPassphraseProps): ReactElement {
  const { t } = useTranslation('ui')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const schema = useMemo(
    () =>
      z
        .object({
          passphrase: z
            .string()
            .min(fewest, t('form.fewest', { count: fewest }))
            .max(1024),
          again: z.string()
        })
        .refine(({ passphrase, again }) => passphrase === again, { path: ['again'], error: t('form.differ') }),
    [t]
  )
  const form = useSchemaForm(schema, { passphrase: '', again: '' })
  return (
    <Dialog open onClose={busy ? undefined : props.onClose} fullWidth maxWidth="xs" aria-labelledby="new-passphrase">
      <DialogTitle id="new-passphrase">{props.words.title}</DialogTitle>
      <Box sx={{ px: 6, pb: 5 }}>
        <SchemaForm
          form={form}
          error={error}
          onSubmit={({ passphrase }) => {
            setBusy(true)
            setError(null)
            props
              .run(passphrase)
              .then(props.onClose, setError)
              .finally(() => {
                setBusy(false)
              })
          }}
        >
          <Typography color="textSecondary">{props.words.lead}</Typography>
          <TextInput name="passphrase" label={props.words.label} secret required autoFocus />
          <TextInput name="again" label={props.words.again} secret required />
          <Box sx={{ display: 'flex', gap: 2, justifyContent: 'flex-end' }}>
            <Button color="inherit" onClick={props.onClose} disabled={busy}>
              {t('cancel')}
            </Button>
            <Button type="submit" variant="contained" loading={busy}>
              {props.words.action}
            </Button>
          </Box>
        </SchemaForm>
      </Box>
    </Dialog>
  )
}
