import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useMemo, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { call, CallError } from '../../client.ts'
import { useCommand } from '../../live.ts'
import { SchemaForm, useSchemaForm } from '../../ui/form/form.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'
import { PassphraseFields } from './passphrase-fields.tsx'
import { fewestCharacters } from './passphrase-strength.ts'

export interface Account {
  readonly operator: string
  readonly organization: string
}

/** The vault and the first operator account in one step; signs in at the end. */
export function AccountForm(props: {
  readonly onMade: (account: Account, recoveryCode: string) => void
  /** The person has a backup and wants nothing new. */
  readonly onRestore: () => void
}): ReactElement {
  const { t } = useTranslation('setup')
  const setup = useCommand('system.setup')
  const schema = useMemo(
    () =>
      z
        .object({
          operator: z.string().trim().min(1).max(100),
          displayName: z.string().max(200),
          organizationName: z.string().max(200),
          passphrase: z.string().max(1024),
          again: z.string()
        })
        .superRefine(({ operator, passphrase, again }, context) => {
          const missing = fewestCharacters - [...passphrase].length
          const add = (path: string, message: string): void => {
            context.addIssue({ code: 'custom', path: [path], message })
          }
          if (missing > 0) add('passphrase', t('passphrase.short', { count: missing }))
          else if (operator.length > 2 && passphrase.toLowerCase().includes(operator.toLowerCase())) {
            add('passphrase', t('passphrase.hasName'))
          }
          if (passphrase !== again) add('again', t('passphrase.differ'))
        }),
    [t]
  )
  const form = useSchemaForm(schema, { operator: '', displayName: '', organizationName: '', passphrase: '', again: '' })
  return (
    <SchemaForm
      form={form}
      error={setup.error}
      onSubmit={({ again: _again, ...input }) => {
        setup.mutate(input, {
          onSuccess: ({ recoveryCode }) => {
            void signInIfNeeded(input.operator, input.passphrase).finally(() => {
              form.reset()
              props.onMade({ operator: input.operator, organization: input.organizationName }, recoveryCode)
            })
          }
        })
      }}
    >
      <Box>
        <Typography variant="h3" component="h2">
          {t('operator.step')}
        </Typography>
        <Typography color="textSecondary">{t('operator.lead')}</Typography>
      </Box>
      <TextInput name="operator" label={t('name')} help={t('nameHelp')} autoComplete="username" autoFocus required />
      <TextInput name="displayName" label={t('displayName')} />
      <TextInput name="organizationName" label={t('organization')} help={t('organizationHelp')} />
      <Typography color="textSecondary" sx={{ pt: 2 }}>
        {t('passphrase.lead')}
      </Typography>
      <PassphraseFields />
      <Box sx={{ display: 'flex', gap: 2, justifyContent: 'flex-end' }}>
        <Button
          // Leaving an empty field would show its error and move this button from under the pointer.
          onMouseDown={(event) => {
            event.preventDefault()
          }}
          onClick={props.onRestore}
        >
          {t('restore.title')}
        </Button>
        <Button type="submit" variant="contained" loading={setup.isPending}>
          {t('create')}
        </Button>
      </Box>
    </SchemaForm>
  )
}

/** Setup signs in by itself where the carrier can; elsewhere the passphrase just typed does it. */
async function signInIfNeeded(operator: string, passphrase: string): Promise<void> {
  const { operator: signedIn } = await call('system.status', {})
  if (signedIn !== null) return
  try {
    await call('session.sign-in', { operator, passphrase })
  } catch (error) {
    // The vault exists; the sign-in page will ask again.
    if (!(error instanceof CallError)) throw error
  }
}
