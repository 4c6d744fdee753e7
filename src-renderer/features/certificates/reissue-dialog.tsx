import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogTitle from '@mui/material/DialogTitle'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import type { CertificateView } from '../../../src-shared/api/certificates.ts'
import { alternativeName } from '../../../src-shared/model/subject-entry.ts'
import { useCommand } from '../../live.ts'
import { ChipsInput } from '../../ui/form/chips-input.tsx'
import { SchemaForm, useSchemaForm } from '../../ui/form/form.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'
import { certificateName } from './certificate-columns.tsx'
import { useSentToast } from './use-sent-toast.ts'

const schema = z.object({ dns: z.array(z.string().max(2000)).max(1000), note: z.string().max(2000) })

/** The certificate again with other DNS names; all its other names are asked for as they are. */
export function ReissueDialog(props: {
  readonly certificate: CertificateView
  readonly onClose: () => void
}): ReactElement {
  const { t } = useTranslation('certificates')
  const reissue = useCommand('certificate.reissue')
  const tell = useSentToast()
  const { names } = props.certificate.decoded
  const form = useSchemaForm(schema, {
    dns: names.filter(({ type }) => isDns(type)).map(({ value }) => value),
    note: ''
  })
  return (
    <Dialog
      open
      onClose={reissue.isPending ? undefined : props.onClose}
      fullWidth
      maxWidth="sm"
      aria-labelledby="reissue-title"
    >
      <DialogTitle id="reissue-title">{t('reissue.title', { name: certificateName(props.certificate) })}</DialogTitle>
      <Box sx={{ px: 6, pb: 5 }}>
        <SchemaForm
          form={form}
          error={reissue.error}
          onSubmit={({ dns, note }) => {
            const others = names
              .filter(({ type }) => !isDns(type))
              .flatMap((name) => alternativeName.safeParse(name).data ?? [])
            reissue.mutate(
              {
                id: props.certificate.id,
                note,
                asked: { alternativeNames: [...dns.map((value) => ({ type: 'dns' as const, value })), ...others] }
              },
              {
                onSuccess: (sent) => {
                  tell(sent)
                  props.onClose()
                }
              }
            )
          }}
        >
          <Typography>{t('reissue.consequence')}</Typography>
          <ChipsInput name="dns" label={t('reissue.names')} help={t('reissue.namesHelp')} />
          <TextInput name="note" label={t('comment')} />
          <Box sx={{ display: 'flex', gap: 2, justifyContent: 'flex-end' }}>
            <Button color="inherit" onClick={props.onClose} disabled={reissue.isPending}>
              {t('ui:cancel')}
            </Button>
            <Button type="submit" variant="contained" loading={reissue.isPending}>
              {t('reissue.confirm')}
            </Button>
          </Box>
        </SchemaForm>
      </Box>
    </Dialog>
  )
}

/** The engine writes the kind for people; both spellings mean a DNS name. */
function isDns(type: string): boolean {
  return /^dns(?: name)?$/i.test(type)
}
