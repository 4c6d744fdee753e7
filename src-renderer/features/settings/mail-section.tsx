import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import FormControlLabel from '@mui/material/FormControlLabel'
import Switch from '@mui/material/Switch'
import { useState, type ReactElement } from 'react'
import { useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import type { Settings } from '../../../src-shared/model/settings.ts'
import { mailServer } from '../../../src-shared/model/validation-settings.ts'
import { useCommand } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { SchemaForm, useSchemaForm } from '../../ui/form/form.tsx'
import { NumberInput } from '../../ui/form/number-input.tsx'
import { SelectInput } from '../../ui/form/select-input.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { MailPassword } from './mail-password.tsx'
import { MailTest } from './mail-test.tsx'

const schema = z.object({ mailServer })
const blank = { host: '', port: 587, security: 'starttls', user: '', from: '', trust: '' } as const
const two = { display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 4, alignItems: 'start' }

/** The mail server with its password and a test message. */
export function MailSection({ settings }: { readonly settings: Settings }): ReactElement {
  const { t } = useTranslation('settings')
  const toast = useToast()
  const mayEdit = useMay('settings.edit')
  const update = useCommand('settings.update')
  const [on, setOn] = useState(settings.mailServer !== null)
  const form = useSchemaForm(schema, { mailServer: settings.mailServer ?? blank })
  const security = useWatch({ control: form.control, name: 'mailServer.security' })
  const kept = settings.mailServer !== null
  const unsaved = form.formState.isDirty || !kept
  return (
    <Section title={t('names.mail')} lead={t('names.mailLead')}>
      <Box sx={{ display: 'grid', gap: 5 }}>
        <FormControlLabel
          control={
            <Switch
              checked={on}
              disabled={!mayEdit || update.isPending}
              onChange={(_, next) => {
                setOn(next)
                if (next || !kept) return
                update.mutate(
                  { settings: { mailServer: null } },
                  {
                    onSuccess: () => {
                      toast({ tone: 'success', text: t('saved') })
                    }
                  }
                )
              }}
            />
          }
          label={t('names.mailOn')}
        />
        {on && (
          <>
            <SchemaForm
              form={form}
              error={update.error}
              onSubmit={(values) => {
                update.mutate(
                  { settings: values },
                  {
                    onSuccess: (answer) => {
                      form.reset({ mailServer: answer.settings.mailServer ?? blank })
                      toast({ tone: 'success', text: t('saved') })
                    }
                  }
                )
              }}
            >
              <Box component="fieldset" disabled={!mayEdit} sx={{ border: 0, m: 0, p: 0, display: 'grid', gap: 4 }}>
                <Box sx={two}>
                  <TextInput name="mailServer.host" label={t('names.host')} placeholder="mail.example.com" required />
                  <NumberInput name="mailServer.port" label={t('names.port')} />
                  <SelectInput
                    name="mailServer.security"
                    label={t('names.security')}
                    help={t('names.securityHelp')}
                    choices={(['starttls', 'tls', 'none'] as const).map((value) => ({
                      value,
                      label: t(`names.securities.${value}`)
                    }))}
                  />
                  <TextInput name="mailServer.from" label={t('names.from')} placeholder="ca@example.com" required />
                  <TextInput name="mailServer.user" label={t('names.user')} help={t('names.userHelp')} />
                </Box>
                {security === 'none' && (
                  <Alert severity="warning" variant="outlined">
                    {t('names.insecure')}
                  </Alert>
                )}
                <TextInput
                  name="mailServer.trust"
                  label={t('names.trust')}
                  help={t('names.trustHelp')}
                  lines={3}
                  mono
                />
              </Box>
              {mayEdit && (
                <Box sx={{ display: 'flex', justifyContent: 'flex-end' }}>
                  <Button type="submit" variant="contained" loading={update.isPending} disabled={!unsaved}>
                    {t('names.save')}
                  </Button>
                </Box>
              )}
            </SchemaForm>
            {mayEdit && <MailPassword />}
            {mayEdit && <MailTest unsaved={unsaved} />}
          </>
        )}
      </Box>
    </Section>
  )
}
