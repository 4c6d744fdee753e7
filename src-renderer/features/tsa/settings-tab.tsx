import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { tsaSettings } from '../../../src-shared/model/tsa.ts'
import { useCommand } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { SchemaForm, useSchemaForm } from '../../ui/form/form.tsx'
import { SaveButton } from '../../ui/form/save-button.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { useToast } from '../../ui/toasts.tsx'
import type { TabProps } from './service-page.tsx'
import { ClientFields, KeyFields, StampFields } from './tsa-fields.tsx'

const schema = z.object({ settings: tsaSettings })

export function SettingsTab({ service }: TabProps): ReactElement {
  return <SettingsForm key={service.version} service={service} />
}

function SettingsForm({ service }: TabProps): ReactElement {
  const { t } = useTranslation('tsa')
  const toast = useToast()
  const mayEdit = useMay('service.edit')
  const update = useCommand('tsa.update')
  const form = useSchemaForm(schema, { settings: service.settings })
  return (
    <Box sx={{ maxWidth: 860 }}>
      <SchemaForm
        actions={mayEdit ? <SaveButton busy={update.isPending}>{t('ui:save')}</SaveButton> : undefined}
        form={form}
        error={update.error}
        onSubmit={({ settings }) => {
          update.mutate(
            { service: service.id, settings, version: service.version },
            {
              onSuccess: () => {
                toast({ tone: 'success', text: t('saved') })
              }
            }
          )
        }}
      >
        <Box
          component="fieldset"
          disabled={!mayEdit}
          sx={{ border: 0, m: 0, p: 0, minWidth: 0, display: 'grid', gap: 4 }}
        >
          <Section title={t('stamps')}>
            <StampFields />
          </Section>
          <Section title={t('keySection')} lead={t('keyLead')}>
            <KeyFields />
          </Section>
          <Section title={t('clientSection')}>
            <ClientFields />
          </Section>
        </Box>
      </SchemaForm>
    </Box>
  )
}
