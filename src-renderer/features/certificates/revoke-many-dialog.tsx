import Button from '@mui/material/Button'
import Box from '@mui/material/Box'
import Dialog from '@mui/material/Dialog'
import DialogTitle from '@mui/material/DialogTitle'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import type { CertificateRow } from '../../../src-shared/model/certificate.ts'
import { useCommand } from '../../live.ts'
import { BulkPreview } from '../../ui/grid/bulk-preview.tsx'
import { SchemaForm, useSchemaForm } from '../../ui/form/form.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { certificateName } from './certificate-columns.tsx'
import { chosenReason } from './chosen-reason.ts'
import { ReasonChoice } from './reason-choice.tsx'

const schema = z.object({ reason: chosenReason, comment: z.string().max(1000) })

/** Revokes the chosen certificates for one reason; what did not work is listed by name. */
export function RevokeManyDialog(props: {
  readonly rows: readonly CertificateRow[]
  readonly onClose: (done: boolean) => void
}): ReactElement {
  const { t } = useTranslation('certificates')
  const toast = useToast()
  const revoke = useCommand('certificate.revoke-many')
  const form = useSchemaForm(schema, { reason: '', comment: '' })
  const rows = props.rows.filter(({ state }) => state !== 'revoked')
  const failed = revoke.data?.failed ?? []
  return (
    <Dialog
      open
      onClose={
        revoke.isPending
          ? undefined
          : () => {
              props.onClose(false)
            }
      }
      fullWidth
      maxWidth="sm"
      aria-labelledby="revoke-many-title"
    >
      <DialogTitle id="revoke-many-title">{t('revoke.many', { count: rows.length })}</DialogTitle>
      <Box sx={{ px: 6, pb: 5 }}>
        <SchemaForm
          form={form}
          error={revoke.error}
          onSubmit={({ reason, comment }) => {
            revoke.mutate(
              { ids: rows.map(({ id }) => id), reason, comment },
              {
                onSuccess: (answer) => {
                  toast({
                    tone: answer.failed.length === 0 ? 'success' : 'warning',
                    text: t('revoke.manyDone', { count: answer.done })
                  })
                  if (answer.failed.length === 0) props.onClose(true)
                }
              }
            )
          }}
        >
          <Typography>{t('revoke.manyConsequence')}</Typography>
          <BulkPreview
            rows={rows.map((row) => ({
              id: row.id,
              label: certificateName(row),
              detail: row.authorityName ?? row.issuer,
              failure: failed.find(({ id }) => id === row.id)?.message
            }))}
            done={revoke.isSuccess}
          />
          {revoke.isSuccess ? (
            <Box sx={{ display: 'flex', justifyContent: 'flex-end' }}>
              <Button
                variant="contained"
                onClick={() => {
                  props.onClose(true)
                }}
              >
                {t('ui:close')}
              </Button>
            </Box>
          ) : (
            <>
              <ReasonChoice />
              <TextInput name="comment" label={t('revoke.comment')} lines={2} />
              <Box sx={{ display: 'flex', gap: 2, justifyContent: 'flex-end' }}>
                <Button
                  color="inherit"
                  onClick={() => {
                    props.onClose(false)
                  }}
                  disabled={revoke.isPending}
                >
                  {t('ui:cancel')}
                </Button>
                <Button
                  type="submit"
                  variant="contained"
                  color="error"
                  loading={revoke.isPending}
                  disabled={rows.length === 0}
                >
                  {t('revoke.many', { count: rows.length })}
                </Button>
              </Box>
            </>
          )}
        </SchemaForm>
      </Box>
    </Dialog>
  )
}
