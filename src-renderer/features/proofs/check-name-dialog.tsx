import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { emailOrDomain } from '../../../src-shared/model/validation-names.ts'
import { useCommand } from '../../live.ts'
import { FormDialog } from '../../ui/dialog/form-dialog.tsx'
import { useSchemaForm } from '../../ui/form/form.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'
import { EvidenceList } from '../../ui/proof/evidence-list.tsx'

const schema = z.object({ name: emailOrDomain })

/** Looks at CAA, DNSSEC and other perspectives of a name, and shows what was seen. */
export function CheckNameDialog(props: { readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation('proofs')
  const check = useCommand('validation.check')
  const form = useSchemaForm(schema, { name: '' })
  return (
    <FormDialog
      wide
      title={t('check.title')}
      lead={t('check.lead')}
      form={form}
      error={check.error}
      busy={check.isPending}
      action={t('check.run')}
      onClose={props.onClose}
      onSubmit={({ name }) => {
        check.mutate({ name })
      }}
    >
      <TextInput name="name" label={t('check.name')} placeholder="www.example.com" required autoFocus />
      {check.data !== undefined && (
        <Box role="status" sx={{ display: 'grid', gap: 3 }}>
          <Typography variant="h4" component="h3">
            {t('check.done', { name: check.data.name })}
          </Typography>
          <EvidenceList evidence={check.data.evidence} />
        </Box>
      )}
    </FormDialog>
  )
}
