import Button from '@mui/material/Button'
import Box from '@mui/material/Box'
import Dialog from '@mui/material/Dialog'
import DialogTitle from '@mui/material/DialogTitle'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import type { CertificateView } from '../../../src-shared/api/certificates.ts'
import { useCommand } from '../../live.ts'
import { ConsequencePanel } from '../../ui/consequence/consequence-panel.tsx'
import { DateTimeInput } from '../../ui/form/date-time-input.tsx'
import { QuorumNotice } from '../../ui/quorum/quorum-notice.tsx'
import { SchemaForm, useSchemaForm } from '../../ui/form/form.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { certificateName } from './certificate-columns.tsx'
import { chosenReason } from './chosen-reason.ts'
import { ReasonChoice } from './reason-choice.tsx'

const schema = z.object({
  reason: chosenReason,
  invalidityDate: z.number().nullable(),
  comment: z.string().max(1000)
})

/** Revoke for good: the consequence, the reason with help for each code. */
export function RevokeDialog(props: {
  readonly certificate: CertificateView
  readonly onClose: () => void
}): ReactElement {
  const { t } = useTranslation('certificates')
  const { certificate, onClose } = props
  const toast = useToast()
  const revoke = useCommand('certificate.revoke')
  const form = useSchemaForm(schema, { reason: '', invalidityDate: null, comment: '' })
  return (
    <Dialog
      open
      onClose={revoke.isPending ? undefined : onClose}
      fullWidth
      maxWidth="sm"
      aria-labelledby="revoke-title"
    >
      <DialogTitle id="revoke-title">{t('revoke.title', { name: certificateName(certificate) })}</DialogTitle>
      <Box sx={{ px: 6, pb: 5 }}>
        <SchemaForm
          form={form}
          error={revoke.error}
          onSubmit={({ reason, invalidityDate, comment }) => {
            revoke.mutate(
              { id: certificate.id, reason, comment, ...(invalidityDate === null ? {} : { invalidityDate }) },
              {
                onSuccess: ({ crlNote }) => {
                  toast({ tone: 'success', text: t('revoke.done', { note: crlNote }) })
                  onClose()
                }
              }
            )
          }}
        >
          <Typography>
            {t('revoke.consequence', { authority: certificate.authorityName ?? certificate.issuer })}
          </Typography>
          <ConsequencePanel certificateId={certificate.id} />
          <QuorumNotice operation="certificate.revoke" />
          <ReasonChoice />
          <DateTimeInput name="invalidityDate" label={t('revoke.invalidity')} help={t('revoke.invalidityHelp')} />
          <TextInput name="comment" label={t('revoke.comment')} lines={2} />
          <Box sx={{ display: 'flex', gap: 2, justifyContent: 'flex-end' }}>
            <Button color="inherit" onClick={onClose} disabled={revoke.isPending}>
              {t('ui:cancel')}
            </Button>
            <Button type="submit" variant="contained" color="error" loading={revoke.isPending}>
              {t('revoke.confirm')}
            </Button>
          </Box>
        </SchemaForm>
      </Box>
    </Dialog>
  )
}
