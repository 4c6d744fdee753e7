import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { mailAddress } from '../../../src-shared/model/validation-names.ts'
import { useCommand } from '../../live.ts'
import { SchemaForm, useSchemaForm } from '../../ui/form/form.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'

const schema = z.object({ to: mailAddress })

/** Sends a message through the kept mail server and shows what that said. */
export function MailTest({ unsaved }: { readonly unsaved: boolean }): ReactElement {
  const { t } = useTranslation('settings')
  const test = useCommand('mail.test')
  const form = useSchemaForm(schema, { to: '' })
  return (
    <SchemaForm
      form={form}
      error={test.error}
      onSubmit={({ to }) => {
        test.mutate({ to })
      }}
    >
      <Box sx={{ display: 'grid', gridTemplateColumns: '1fr auto', gap: 3, alignItems: 'start' }}>
        <TextInput
          name="to"
          label={t('names.testTo')}
          placeholder="me@example.com"
          {...(unsaved ? { help: t('names.testSaved') } : {})}
        />
        <Button type="submit" variant="outlined" loading={test.isPending} disabled={unsaved}>
          {t('names.test')}
        </Button>
      </Box>
      {test.data !== undefined && (
        <Alert severity={test.data.accepted ? 'success' : 'warning'} variant="outlined" role="status">
          <Typography sx={{ fontWeight: 600 }}>{t(test.data.accepted ? 'names.accepted' : 'names.refused')}</Typography>
          <Typography variant="body2" lang="en">
            {test.data.said}
          </Typography>
        </Alert>
      )}
    </SchemaForm>
  )
}
