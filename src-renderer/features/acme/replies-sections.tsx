import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import { z } from 'zod'
import { useCommand } from '../../live.ts'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { SchemaForm, useSchemaForm } from '../../ui/form/form.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'
import { useToast } from '../../ui/toasts.tsx'

const password = z.object({ password: z.string().max(1000) })

/** Challenges go out through the mail server of the settings; without it no answer ever comes. */
export function MailOutNotice({ ready }: { readonly ready: boolean }): ReactElement | null {
  const { t } = useTranslation('acme')
  if (ready) return null
  return (
    <Alert
      severity="warning"
      action={
        <Button component={RouterLink} to="/settings?tab=names">
          {t('replies.openSettings')}
        </Button>
      }
    >
      {t('replies.noServer')}
    </Alert>
  )
}

/** The password of the mailbox: written, sealed, never read back. */
export function RepliesPassword(): ReactElement {
  const { t } = useTranslation('acme')
  const toast = useToast()
  const keep = useCommand('mail.set-password')
  const form = useSchemaForm(password, { password: '' })
  return (
    <SchemaForm
      form={form}
      error={keep.error}
      onSubmit={(values) => {
        keep.mutate(
          { password: values.password, use: 'receive' },
          {
            onSuccess: () => {
              form.reset()
              toast({ tone: 'success', text: t(`replies.${values.password === '' ? 'forgotten' : 'kept'}`) })
            }
          }
        )
      }}
    >
      <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) auto', gap: 3, alignItems: 'start' }}>
        <TextInput
          name="password"
          label={t('replies.password')}
          help={t('replies.passwordHelp')}
          autoComplete="new-password"
          secret
        />
        <Button type="submit" variant="outlined" loading={keep.isPending}>
          {t('replies.keep')}
        </Button>
      </Box>
    </SchemaForm>
  )
}

/** Signs in to the kept mailbox and counts what lies there unread. */
export function RepliesTest({ unsaved }: { readonly unsaved: boolean }): ReactElement {
  const { t } = useTranslation('acme')
  const test = useCommand('mail.test-replies')
  return (
    <Box sx={{ display: 'grid', gap: 3, justifyItems: 'start' }}>
      <Button
        variant="outlined"
        loading={test.isPending}
        disabled={unsaved}
        onClick={() => {
          test.mutate({})
        }}
      >
        {t('replies.test')}
      </Button>
      {unsaved && <Box sx={{ fontSize: 12, color: 'text.secondary' }}>{t('replies.testSaved')}</Box>}
      <ErrorView error={test.error} />
      {test.data !== undefined && (
        <Alert severity="success" variant="outlined" role="status">
          {t('replies.opened', { count: test.data.unread })}
        </Alert>
      )}
    </Box>
  )
}
