import LockOutlined from '@mui/icons-material/LockOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Link from '@mui/material/Link'
import Paper from '@mui/material/Paper'
import Typography from '@mui/material/Typography'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { useCommand } from '../../live.ts'
import type { SystemStatus } from '../../state/session.tsx'
import { SchemaForm, useSchemaForm } from '../../ui/form/form.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'
import { Splash } from '../../ui/shell/splash.tsx'
import { RecoverForm } from './recover-form.tsx'
import { SharesForm } from './shares-form.tsx'

const schema = z.object({ operator: z.string().min(1).max(100), passphrase: z.string().min(1).max(1024) })

/** Sign-in and locked vault: the same act. A one-time link is redeemed by the server before this page is shown. */
export function SignInPage(props: { readonly status: SystemStatus }): ReactElement {
  const { t } = useTranslation('setup')
  const client = useQueryClient()
  const [recovering, setRecovering] = useState<'code' | 'shares' | null>(null)
  const signIn = useCommand('session.sign-in')
  const form = useSchemaForm(schema, { operator: lastOperator(), passphrase: '' })
  const back = (): void => {
    setRecovering(null)
  }
  if (recovering !== null) {
    const operator = form.getValues('operator')
    return (
      <Splash {...(recovering === 'shares' ? { width: 640 } : {})}>
        <Card title={t(recovering === 'code' ? 'recover.title' : 'shares.title')}>
          {recovering === 'code' ? (
            <RecoverForm operator={operator} onBack={back} />
          ) : (
            <SharesForm
              operator={operator}
              onBack={back}
              onDone={(name) => {
                form.setValue('operator', name)
                back()
              }}
            />
          )}
        </Card>
      </Splash>
    )
  }
  return (
    <Splash>
      <Card title={t('signIn.title')}>
        <Typography color="textSecondary" sx={{ display: 'flex', gap: 2, alignItems: 'center' }}>
          {props.status.vault === 'locked' && <LockOutlined fontSize="small" aria-hidden />}
          {t(props.status.vault === 'locked' ? 'signIn.locked' : 'signIn.unlocked')}
        </Typography>
        <SchemaForm
          form={form}
          error={signIn.error}
          onSubmit={(values) => {
            signIn.mutate(values, {
              onSuccess: () => {
                rememberOperator(values.operator)
                form.reset()
                void client.invalidateQueries({ queryKey: ['system.status'] })
              },
              onError: () => {
                form.setValue('passphrase', '')
              }
            })
          }}
        >
          <TextInput
            name="operator"
            label={t('name')}
            autoComplete="username"
            autoFocus={lastOperator() === ''}
            required
          />
          <TextInput
            name="passphrase"
            label={t('passphrase.label')}
            autoComplete="current-password"
            autoFocus={lastOperator() !== ''}
            secret
            required
          />
          <Button type="submit" variant="contained" loading={signIn.isPending}>
            {t('signIn.action')}
          </Button>
        </SchemaForm>
        <Box sx={{ display: 'grid', gap: 2, justifyItems: 'start' }}>
          {(['code', 'shares'] as const).map((way) => (
            <Link
              key={way}
              component="button"
              type="button"
              variant="body2"
              // Leaving the empty field would show its error and move this link from under the pointer.
              onMouseDown={(event) => {
                event.preventDefault()
              }}
              onClick={() => {
                setRecovering(way)
              }}
            >
              {t(way === 'code' ? 'signIn.forgot' : 'shares.link')}
            </Link>
          ))}
        </Box>
      </Card>
    </Splash>
  )
}

function Card(props: { readonly title: string; readonly children: React.ReactNode }): ReactElement {
  return (
    <Paper variant="outlined" sx={{ p: 8, display: 'grid', gap: 5 }}>
      <Box>
        <Typography variant="h2" component="h1">
          {props.title}
        </Typography>
      </Box>
      {props.children}
    </Paper>
  )
}

const operatorKey = 'chancery-last-operator'
function lastOperator(): string {
  return localStorage.getItem(operatorKey) ?? ''
}
function rememberOperator(name: string): void {
  localStorage.setItem(operatorKey, name)
}
