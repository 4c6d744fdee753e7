import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { useCommand } from '../../live.ts'
import { SchemaForm, useSchemaForm } from '../../ui/form/form.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'
import { useToast } from '../../ui/toasts.tsx'

const schema = z.object({ password: z.string().max(1000) })

/** The password is written and never read back. */
export function MailPassword(): ReactElement {
  const { t } = useTranslation('settings')
  const toast = useToast()
  const keep = useCommand('mail.set-password')
  const form = useSchemaForm(schema, { password: '' })
  return (
    <SchemaForm
      form={form}
      error={keep.error}
      onSubmit={({ password }) => {
        keep.mutate(
          { password },
          {
            onSuccess: () => {
              form.reset()
              toast({ tone: 'success', text: t(password === '' ? 'names.passwordRemoved' : 'names.passwordKept') })
            }
          }
        )
      }}
    >
      <Box sx={{ display: 'grid', gridTemplateColumns: '1fr auto', gap: 3, alignItems: 'start' }}>
        <TextInput name="password" label={t('names.password')} help={t('names.passwordHelp')} secret />
        <Button type="submit" variant="outlined" loading={keep.isPending}>
          {t('names.keepPassword')}
        </Button>
      </Box>
    </SchemaForm>
  )
}
