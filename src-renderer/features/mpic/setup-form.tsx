import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import type { Output } from '../../../src-shared/api/index.ts'
import { internetRegistries, mpicMode, mpicSettings } from '../../../src-shared/model/mpic.ts'
import { useCommand } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { ChipsInput } from '../../ui/form/chips-input.tsx'
import { SchemaForm, useSchemaForm } from '../../ui/form/form.tsx'
import { NumberInput } from '../../ui/form/number-input.tsx'
import { RowList } from '../../ui/form/row-list.tsx'
import { SaveButton } from '../../ui/form/save-button.tsx'
import { SelectInput } from '../../ui/form/select-input.tsx'
import { SwitchInput } from '../../ui/form/switch-input.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { CoordinatorTest } from './coordinator-test.tsx'

const schema = z.object({ settings: mpicSettings, apiKey: z.string().max(1000), removeKey: z.boolean() })
const row = (columns: number): object => ({
  display: 'grid',
  gap: 4,
  gridTemplateColumns: { xs: '1fr', md: `repeat(${columns}, minmax(0, 1fr))` },
  alignItems: 'start'
})

export function SetupForm({ connector }: { readonly connector: Output<'mpic.settings'> }): ReactElement {
  const { t } = useTranslation('mpic')
  const toast = useToast()
  const mayEdit = useMay('settings.edit')
  const configure = useCommand('mpic.configure')
  const form = useSchemaForm(schema, { settings: connector.settings, apiKey: '', removeKey: false })
  return (
    <SchemaForm
      form={form}
      error={configure.error}
      onSubmit={({ settings, apiKey, removeKey }) => {
        configure.mutate(
          {
            settings,
            version: connector.version,
            ...(removeKey ? { apiKey: '' } : apiKey === '' ? {} : { apiKey })
          },
          {
            onSuccess: () => {
              toast({ tone: 'success', text: t('setup.saved') })
            }
          }
        )
      }}
    >
      <Box
        component="fieldset"
        disabled={!mayEdit}
        sx={{ border: 0, m: 0, p: 0, minWidth: 0, display: 'grid', gap: 4, maxWidth: 960 }}
      >
        <Section title={t('setup.connection')}>
          <Box sx={{ display: 'grid', gap: 4 }}>
            <Box sx={row(2)}>
              <TextInput
                name="settings.url"
                label={t('setup.url')}
                help={t('setup.urlHelp')}
                placeholder="https://mpic.example.com"
                emptyIsNull
              />
              <SelectInput
                name="settings.mode"
                label={t('setup.mode')}
                choices={mpicMode.options.map((value) => ({
                  value,
                  label: t(`mode.${value}`),
                  hint: t(`modeNote.${value}`)
                }))}
              />
              <TextInput
                name="apiKey"
                label={t('setup.key')}
                help={t(connector.keySet ? 'setup.keyKept' : 'setup.keyNone')}
                secret
              />
              <SelectInput
                name="settings.keyHeader"
                label={t('setup.keyHeader')}
                choices={(['x-api-key', 'bearer'] as const).map((value) => ({
                  value,
                  label: t(`setup.keyHeaders.${value}`)
                }))}
              />
            </Box>
            {connector.keySet && <SwitchInput name="removeKey" label={t('setup.keyRemove')} />}
            <TextInput
              name="settings.trust"
              label={t('setup.trust')}
              help={t('setup.trustHelp')}
              lines={3}
              mono
              emptyIsNull
            />
            <CoordinatorTest unsaved={form.formState.isDirty} named={connector.settings.url !== null} />
          </Box>
        </Section>
        <Section title={t('setup.quorum')}>
          <Box sx={{ display: 'grid', gap: 4 }}>
            <SelectInput
              name="settings.rule"
              label={t('setup.rule')}
              choices={(['baseline', 'own'] as const).map((value) => ({ value, label: t(`setup.ruleName.${value}`) }))}
            />
            <Box sx={row(3)}>
              <NumberInput name="settings.perspectiveCount" label={t('setup.perspectiveCount')} />
              <NumberInput name="settings.quorumCount" label={t('setup.quorumCount')} help={t('setup.quorumHelp')} />
              <NumberInput name="settings.registries" label={t('setup.registries')} help={t('setup.registriesHelp')} />
            </Box>
          </Box>
        </Section>
        <Section title={t('setup.table')} lead={t('setup.tableLead')}>
          <RowList
            name="settings.perspectives"
            label={t('setup.table')}
            addLabel={t('setup.add')}
            blank={{ code: '', registry: null, tooCloseTo: [] }}
            empty={t('setup.none')}
          >
            {(path) => (
              <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: '1fr 1fr 1.4fr' }}>
                <TextInput name={`${path}.code`} label={t('setup.code')} mono />
                <SelectInput
                  name={`${path}.registry`}
                  label={t('setup.registry')}
                  emptyIsNull
                  choices={[
                    { value: '', label: t('setup.unknown') },
                    ...internetRegistries.map((value) => ({ value, label: value }))
                  ]}
                />
                <ChipsInput name={`${path}.tooCloseTo`} label={t('setup.close')} />
              </Box>
            )}
          </RowList>
        </Section>
        <Section title={t('setup.limits')}>
          <Box sx={row(3)}>
            <NumberInput name="settings.timeoutSeconds" label={t('setup.timeout')} unit={t('setup.seconds')} />
            <NumberInput name="settings.callsPerDay" label={t('setup.calls')} />
            <NumberInput name="settings.keepDays" label={t('setup.keep')} unit={t('setup.days')} />
          </Box>
        </Section>
      </Box>
      {mayEdit && (
        <Box sx={{ display: 'flex', justifyContent: 'flex-end', maxWidth: 960 }}>
          <SaveButton busy={configure.isPending}>{t('setup.save')}</SaveButton>
        </Box>
      )}
    </SchemaForm>
  )
}
