import Button from '@mui/material/Button'
import Box from '@mui/material/Box'
import Dialog from '@mui/material/Dialog'
import DialogTitle from '@mui/material/DialogTitle'
import Typography from '@mui/material/Typography'
import { useState, type ReactElement } from 'react'
import { useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { useCommand } from '../../live.ts'
import { SchemaForm, useSchemaForm } from '../../ui/form/form.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { BulkConsequence } from './bulk-consequence.tsx'
import { BulkList, BulkProgress } from './bulk-parts.tsx'
import { chosenReason } from './chosen-reason.ts'
import { ReasonChoice } from './reason-choice.tsx'
import { useBulkScope, type BulkScope } from './use-bulk-scope.ts'

const schema = z.object({ reason: chosenReason, comment: z.string().max(1000) })

/** Revokes the chosen certificates for one reason; what did not work is listed by name. */
export function RevokeManyDialog(props: {
  readonly scope: BulkScope
  readonly onClose: (done: boolean) => void
}): ReactElement {
  const { t } = useTranslation('certificates')
  const toast = useToast()
  const revoke = useCommand('certificate.revoke-many')
  const form = useSchemaForm(schema, { reason: '', comment: '' })
  // Its length in the CRL is the same for every reason but the unspecified one.
  const chosen = chosenReason.safeParse(useWatch({ control: form.control, name: 'reason' }))
  const reason = chosen.success ? chosen.data : 'superseded'
  const [taskId] = useState(() => crypto.randomUUID())
  const scope = useBulkScope(props.scope, ({ state }) => state !== 'revoked')
  const ids = scope.ids ?? []
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
      <DialogTitle id="revoke-many-title">{t('revoke.many', { count: ids.length })}</DialogTitle>
      <Box sx={{ px: 6, pb: 5 }}>
        <SchemaForm
          form={form}
          error={scope.error ?? revoke.error}
          onSubmit={({ reason, comment }) => {
            revoke.mutate(
              { ids: [...ids], reason, comment, taskId },
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
          {!revoke.isSuccess && !revoke.isPending && ids.length > 0 && <BulkConsequence ids={ids} reason={reason} />}
          <BulkList scope={scope} failed={failed} done={revoke.isSuccess} />
          {revoke.isPending && <BulkProgress taskId={taskId} />}
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
                  disabled={ids.length === 0}
                >
                  {t('revoke.many', { count: ids.length })}
                </Button>
              </Box>
            </>
          )}
        </SchemaForm>
      </Box>
    </Dialog>
  )
}
