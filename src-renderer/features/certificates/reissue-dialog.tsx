import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogTitle from '@mui/material/DialogTitle'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import type { CertificateView } from '../../../src-shared/api/certificates.ts'
import { alternativeNameType, alternativeNameTypes } from '../../../src-shared/model/subject-entry.ts'
import { useCommand } from '../../live.ts'
import { SchemaForm, useSchemaForm } from '../../ui/form/form.tsx'
import { NameRows } from '../../ui/form/name-rows.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'
import { certificateName } from './certificate-columns.tsx'
import { useSentToast } from './use-sent-toast.ts'

const schema = z.object({
  names: z.array(z.object({ type: alternativeNameType, value: z.string().max(2000) })).max(1000),
  note: z.string().max(2000)
})

/** The certificate again with other alternative names; its subject is asked for as it is. */
export function ReissueDialog(props: {
  readonly certificate: CertificateView
  readonly onClose: () => void
}): ReactElement {
  const { t } = useTranslation('certificates')
  const reissue = useCommand('certificate.reissue')
  const tell = useSentToast()
  const { alternativeNames, decoded } = props.certificate
  const form = useSchemaForm(schema, { names: alternativeNames, note: '' })
  const lost = decoded.names.length - alternativeNames.length
  return (
    <Dialog
      open
      onClose={reissue.isPending ? undefined : props.onClose}
      fullWidth
      maxWidth="md"
      aria-labelledby="reissue-title"
    >
      <DialogTitle id="reissue-title">{t('reissue.title', { name: certificateName(props.certificate) })}</DialogTitle>
      <Box sx={{ px: 6, pb: 5, overflow: 'auto' }}>
        <SchemaForm
          form={form}
          error={reissue.error}
          onSubmit={({ names, note }) => {
            const asked = names
              .map(({ type, value }) => ({ type, value: value.trim() }))
              .filter(({ value }) => value !== '')
            reissue.mutate(
              { id: props.certificate.id, note, asked: { alternativeNames: asked } },
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
          <NameRows
            list="names"
            words={{
              title: t('reissue.names'),
              add: t('reissue.add'),
              kind: t('reissue.kind'),
              value: t('reissue.value'),
              remove: (type) => t('reissue.remove', { type })
            }}
            kinds={alternativeNameTypes.map((value) => ({ value, label: t(`ui:nameType.${value}`) }))}
            fresh={{ type: 'dns', value: '' }}
          />
          {lost > 0 && <Alert severity="warning">{t('reissue.lost', { count: lost })}</Alert>}
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
