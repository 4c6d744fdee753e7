import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { scepMethods, scepSettings } from '../../../src-shared/model/scep.ts'
import { useCommand, useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { NetworkFields } from '../../ui/device-services/network-fields.tsx'
import { SettingsForm } from '../../ui/device-services/settings-form.tsx'
import { CheckGroup } from '../../ui/form/check-group.tsx'
import { DurationInput } from '../../ui/form/duration-input.tsx'
import { useSchemaForm } from '../../ui/form/form.tsx'
import { NumberInput } from '../../ui/form/number-input.tsx'
import { SelectInput } from '../../ui/form/select-input.tsx'
import { SwitchInput } from '../../ui/form/switch-input.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { useToast } from '../../ui/toasts.tsx'
import type { TabProps } from './service-page.tsx'
import { consequencesOf } from './settings-changes.ts'

const schema = z.object({ profile: z.string().min(1), settings: scepSettings.extend({ next: z.string().nullable() }) })
const row = { display: 'grid', gap: 4, gridTemplateColumns: '1fr 1fr', alignItems: 'start' } as const

export function SettingsTab({ service }: TabProps): ReactElement {
  return <Loaded key={service.version} service={service} />
}

function Loaded({ service }: TabProps): ReactElement {
  const { t } = useTranslation('scep')
  const toast = useToast()
  const update = useCommand('scep.update')
  const profiles = useRead('profile.list', {}, { enabled: useMay('profile.read') })
  const authorities = useRead('authority.list', {}, { enabled: useMay('authority.read') })
  const { next } = service.settings
  const form = useSchemaForm(schema, {
    profile: String(service.profileId),
    settings: { ...service.settings, next: next === null ? null : String(next) }
  })
  const choices = (field: string, values: readonly string[]): { value: string; label: string; hint: string }[] =>
    values.map((value) => ({ value, label: t(`${field}.${value}`), hint: t(`${field}Hint.${value}`) }))
  return (
    <SettingsForm
      name={service.name}
      form={form}
      error={update.error}
      busy={update.isPending}
      consequences={({ settings }) =>
        consequencesOf(service.settings, { ...settings, next: service.settings.next }).map(({ key, method }) =>
          t(`change.${key}`, { method: method === undefined ? '' : t(`method.${method}.name`) })
        )
      }
      onSave={({ profile, settings }) => {
        update.mutate(
          { service: service.id, profile: Number(profile), settings, version: service.version },
          {
            onSuccess: () => {
              toast({ tone: 'success', text: t('device-services:settings.saved', { name: service.name }) })
            }
          }
        )
      }}
    >
      <Section title={t('section.entry')}>
        <Box sx={{ display: 'grid', gap: 4 }}>
          <SelectInput
            name="profile"
            label={t('device-services:overview.profile')}
            choices={(profiles.data?.profiles ?? [])
              .filter(({ certificateClass, id }) => certificateClass === 'end-entity' || id === service.profileId)
              .map(({ id, name, authorityName }) => ({
                value: String(id),
                label: name,
                ...(authorityName === null ? {} : { hint: authorityName })
              }))}
          />
          <CheckGroup
            name="settings.methods"
            label={t('methods')}
            help={t('methodsHelp')}
            options={scepMethods.map((value) => ({ value, label: t(`method.${value}.name`) }))}
          />
          <Box sx={row}>
            <NumberInput
              name="settings.challengeMinutes"
              label={t('field.challengeMinutes')}
              unit={t('unit.minutes')}
              help={t('field.challengeMinutesHelp')}
            />
            <SwitchInput name="settings.renewal" label={t('field.renewal')} help={t('field.renewalHelp')} />
          </Box>
          <Box sx={row}>
            <NumberInput name="settings.lockAfter" label={t('field.lockAfter')} help={t('field.lockAfterHelp')} />
            <NumberInput name="settings.lockMinutes" label={t('field.lockMinutes')} unit={t('unit.minutes')} />
          </Box>
        </Box>
      </Section>
      <Section title={t('section.network')}>
        <Box sx={{ display: 'grid', gap: 4 }}>
          <NetworkFields at="settings." />
          <SelectInput
            name="settings.clientsFor"
            label={t('field.clientsFor')}
            choices={(['both', 'requests', 'page'] as const).map((value) => ({
              value,
              label: t(`clientsFor.${value}`)
            }))}
          />
        </Box>
      </Section>
      <Section title={t('section.old')} lead={t('section.oldLead')}>
        <Box sx={{ display: 'grid', gap: 3 }}>
          <SwitchInput name="settings.tripleDes" label={t('field.tripleDes')} help={t('field.tripleDesHelp')} />
          <SwitchInput name="settings.sha1" label={t('field.sha1')} help={t('field.sha1Help')} />
          <SwitchInput name="settings.des" label={t('field.des')} help={t('field.desHelp')} />
        </Box>
      </Section>
      <Section title={t('section.answers')}>
        <Box sx={{ display: 'grid', gap: 4 }}>
          <Box sx={row}>
            <SelectInput
              name="settings.chain"
              label={t('field.chain')}
              choices={choices('chain', ['issuer', 'intermediates', 'all'])}
            />
            <SelectInput name="settings.reply" label={t('field.reply')} choices={choices('reply', ['own', 'chain'])} />
          </Box>
          <SelectInput
            name="settings.next"
            label={t('field.next')}
            help={t('field.nextHelp')}
            emptyIsNull
            choices={[
              { value: '', label: t('ui:none') },
              ...(authorities.data?.authorities ?? [])
                .filter(({ id }) => id !== service.authorityId)
                .map(({ id, name, subject }) => ({ value: String(id), label: name, hint: subject })),
              ...(typeof next === 'string' ? [{ value: next, label: next }] : [])
            ]}
          />
          <Box sx={row}>
            <SelectInput
              name="settings.key"
              label={t('field.key')}
              help={t('field.keyHelp')}
              choices={scepSettings.shape.key.options.map((value) => ({ value, label: value }))}
            />
            <DurationInput name="settings.certificateLife" label={t('field.certificateLife')} />
          </Box>
        </Box>
      </Section>
      <Section title={t('section.managers')} lead={t('section.managersLead')}>
        <Box sx={{ display: 'grid', gap: 4 }}>
          <Box sx={row}>
            <NumberInput name="settings.pageCache" label={t('field.pageCache')} help={t('field.pageCacheHelp')} />
            <SelectInput
              name="settings.pageEncoding"
              label={t('field.pageEncoding')}
              choices={[
                { value: 'utf-16', label: t('pageEncoding.utf-16') },
                { value: 'utf-8', label: t('pageEncoding.utf-8') }
              ]}
            />
          </Box>
          <Box sx={row}>
            <TextInput
              name="settings.validatorUrl"
              label={t('field.validatorUrl')}
              help={t('field.validatorUrlHelp')}
              emptyIsNull
            />
            <NumberInput name="settings.validatorTimeout" label={t('field.validatorTimeout')} unit="ms" />
          </Box>
        </Box>
      </Section>
    </SettingsForm>
  )
}
