import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { scepMethods, scepSettings } from '../../../src-shared/model/scep.ts'
import { useCommand, useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { NetworkFields } from '../../ui/device-services/network-fields.tsx'
import { ProfileInput } from '../../ui/device-services/profile-input.tsx'
import { SettingsForm } from '../../ui/device-services/settings-form.tsx'
import { FieldPair, SettingsSection } from '../../ui/device-services/settings-section.tsx'
import { CheckGroup } from '../../ui/form/check-group.tsx'
import { DurationInput } from '../../ui/form/duration-input.tsx'
import { useSchemaForm } from '../../ui/form/form.tsx'
import { NumberInput } from '../../ui/form/number-input.tsx'
import { SelectInput } from '../../ui/form/select-input.tsx'
import { SwitchInput } from '../../ui/form/switch-input.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'
import { useToast } from '../../ui/toasts.tsx'
import type { TabProps } from './service-page.tsx'
import { consequencesOf } from './settings-changes.ts'

const schema = z.object({ profile: z.string().min(1), settings: scepSettings.extend({ next: z.string().nullable() }) })

export function SettingsTab({ service }: TabProps): ReactElement {
  return <Loaded key={service.version} service={service} />
}

function Loaded({ service }: TabProps): ReactElement {
  const { t } = useTranslation('scep')
  const toast = useToast()
  const update = useCommand('scep.update')
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
      <SettingsSection title={t('section.entry')}>
        <ProfileInput now={service.profileId} />
        <CheckGroup
          name="settings.methods"
          label={t('methods')}
          help={t('methodsHelp')}
          options={scepMethods.map((value) => ({ value, label: t(`method.${value}.name`) }))}
        />
        <FieldPair>
          <NumberInput
            name="settings.challengeMinutes"
            label={t('field.challengeMinutes')}
            unit={t('unit.minutes')}
            help={t('field.challengeMinutesHelp')}
          />
          <SwitchInput name="settings.renewal" label={t('field.renewal')} help={t('field.renewalHelp')} />
        </FieldPair>
        <FieldPair>
          <NumberInput name="settings.lockAfter" label={t('field.lockAfter')} help={t('field.lockAfterHelp')} />
          <NumberInput name="settings.lockMinutes" label={t('field.lockMinutes')} unit={t('unit.minutes')} />
        </FieldPair>
      </SettingsSection>
      <SettingsSection title={t('section.network')}>
        <NetworkFields at="settings." />
        <SelectInput
          name="settings.clientsFor"
          label={t('field.clientsFor')}
          choices={(['both', 'requests', 'page'] as const).map((value) => ({
            value,
            label: t(`clientsFor.${value}`)
          }))}
        />
      </SettingsSection>
      <SettingsSection title={t('section.old')} lead={t('section.oldLead')}>
        <SwitchInput name="settings.tripleDes" label={t('field.tripleDes')} help={t('field.tripleDesHelp')} />
        <SwitchInput name="settings.sha1" label={t('field.sha1')} help={t('field.sha1Help')} />
        <SwitchInput name="settings.des" label={t('field.des')} help={t('field.desHelp')} />
      </SettingsSection>
      <SettingsSection title={t('section.answers')}>
        <FieldPair>
          <SelectInput
            name="settings.chain"
            label={t('field.chain')}
            choices={choices('chain', ['issuer', 'intermediates', 'all'])}
          />
          <SelectInput name="settings.reply" label={t('field.reply')} choices={choices('reply', ['own', 'chain'])} />
        </FieldPair>
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
        <FieldPair>
          <SelectInput
            name="settings.key"
            label={t('field.key')}
            help={t('field.keyHelp')}
            choices={scepSettings.shape.key.options.map((value) => ({ value, label: value }))}
          />
          <DurationInput name="settings.certificateLife" label={t('field.certificateLife')} />
        </FieldPair>
      </SettingsSection>
      <SettingsSection title={t('section.managers')} lead={t('section.managersLead')}>
        <FieldPair>
          <NumberInput name="settings.pageCache" label={t('field.pageCache')} help={t('field.pageCacheHelp')} />
          <SelectInput
            name="settings.pageEncoding"
            label={t('field.pageEncoding')}
            choices={[
              { value: 'utf-16', label: t('pageEncoding.utf-16') },
              { value: 'utf-8', label: t('pageEncoding.utf-8') }
            ]}
          />
        </FieldPair>
        <FieldPair>
          <TextInput
            name="settings.validatorUrl"
            label={t('field.validatorUrl')}
            help={t('field.validatorUrlHelp')}
            emptyIsNull
          />
          <NumberInput name="settings.validatorTimeout" label={t('field.validatorTimeout')} unit="ms" />
        </FieldPair>
      </SettingsSection>
    </SettingsForm>
  )
}
