import Button from '@mui/material/Button'
import Box from '@mui/material/Box'
import { useMemo, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { useCommand } from '../../live.ts'
import { SchemaForm, useSchemaForm } from '../../ui/form/form.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { LookMenuItems } from '../../ui/shell/look-menu-items.tsx'
import { useToast } from '../../ui/toasts.tsx'

const fewest = 8

/** How this window looks, and the own passphrase. */
export function PersonalTab(): ReactElement {
  const { t } = useTranslation('settings')
  return (
    <>
      <Section title={t('section.look')} lead={t('lookLead')}>
        <Box sx={{ maxWidth: 420, '& > li': { px: 0, listStyle: 'none' } }}>
          <LookMenuItems />
        </Box>
      </Section>
      <Section title={t('section.passphrase')} lead={t('passphraseLead')}>
        <PassphraseForm />
      </Section>
    </>
  )
}

function PassphraseForm(): ReactElement {
  const { t } = useTranslation('settings')
  const toast = useToast()
  const change = useCommand('session.change-passphrase')
  const schema = useMemo(
    () =>
      z
        .object({
          current: z.string().min(1, t('field.currentMissing')).max(1024),
          next: z
            .string()
            .min(fewest, t('ui:form.fewest', { count: fewest }))
            .max(1024),
          again: z.string()
        })
        .refine(({ next, again }) => next === again, { path: ['again'], error: t('ui:form.differ') }),
    [t]
  )
  const form = useSchemaForm(schema, { current: '', next: '', again: '' })
  return (
    <SchemaForm
      form={form}
      error={change.error}
      onSubmit={({ current, next }) => {
        change.mutate(
          { current, next },
          {
            onSuccess: () => {
              form.reset()
              toast({ tone: 'success', text: t('passphraseChanged') })
            }
          }
        )
      }}
    >
      <TextInput name="current" label={t('field.current')} secret required autoComplete="current-password" />
      <TextInput name="next" label={t('field.next')} help={t('field.nextHelp')} secret required />
      <TextInput name="again" label={t('field.again')} secret required />
      <Box sx={{ display: 'flex', justifyContent: 'flex-end' }}>
        <Button type="submit" variant="contained" loading={change.isPending}>
          {t('changePassphrase')}
        </Button>
      </Box>
    </SchemaForm>
  )
}
