import Typography from '@mui/material/Typography'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { estAuth, estLabel, estSettings } from '../../../src-shared/model/est.ts'
import { useCommand, useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { NetworkFields } from '../../ui/device-services/network-fields.tsx'
import { ProfileInput } from '../../ui/device-services/profile-input.tsx'
import { SettingsForm } from '../../ui/device-services/settings-form.tsx'
import { FieldPair, SettingsSection } from '../../ui/device-services/settings-section.tsx'
import { CardChoice } from '../../ui/form/card-choice.tsx'
import { ChipsInput } from '../../ui/form/chips-input.tsx'
import { FileDrop } from '../../ui/form/file-drop.tsx'
import { useSchemaForm } from '../../ui/form/form.tsx'
import { NumberInput } from '../../ui/form/number-input.tsx'
import { SelectInput } from '../../ui/form/select-input.tsx'
import { SwitchInput } from '../../ui/form/switch-input.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'
import { useToast } from '../../ui/toasts.tsx'
import type { TabProps } from './service-page.tsx'
import { consequencesOf } from './settings-changes.ts'

const schema = z.object({
  profile: z.string().min(1),
  label: estLabel,
  isDefault: z.boolean(),
  auth: estAuth,
  trustedAuthorities: z.array(z.string()).max(50),
  trustAnchors: z.string().nullable(),
  settings: estSettings
})

export function SettingsTab({ service }: TabProps): ReactElement {
  return <Loaded key={service.version} service={service} />
}

function Loaded({ service }: TabProps): ReactElement {
  const { t } = useTranslation('est')
  const toast = useToast()
  const update = useCommand('est.update')
  const authorities = useRead('authority.list', {}, { enabled: useMay('authority.read') })
  const [file, setFile] = useState<string | undefined>(undefined)
  const form = useSchemaForm(schema, {
    profile: String(service.profileId),
    label: service.label,
    isDefault: service.isDefault,
    auth: service.auth,
    trustedAuthorities: service.trustedAuthorities.map(({ id }) => String(id)),
    trustAnchors: null,
    settings: service.settings
  })
  const auth = form.watch('auth')
  return (
    <SettingsForm
      name={service.name}
      form={form}
      error={update.error}
      busy={update.isPending}
      consequences={(values) => consequencesOf(service, values).map((key) => t(`change.${key}`))}
      onSave={({ profile, isDefault, trustAnchors, trustedAuthorities, ...rest }) => {
        update.mutate(
          {
            service: service.id,
            version: service.version,
            profile: Number(profile),
            default: isDefault,
            trustedAuthorities: trustedAuthorities.map(Number),
            ...(trustAnchors === null ? {} : { trustAnchors }),
            ...rest
          },
          {
            onSuccess: () => {
              toast({ tone: 'success', text: t('device-services:settings.saved', { name: service.name }) })
            }
          }
        )
      }}
    >
      <SettingsSection title={t('section.place')}>
        <ProfileInput now={service.profileId} />
        <FieldPair>
          <TextInput name="label" label={t('field.label')} help={t('field.labelHelp')} />
          <SwitchInput name="isDefault" label={t('field.isDefault')} help={t('field.isDefaultHelp')} />
        </FieldPair>
        <TextInput
          name="settings.baseAddress"
          label={t('field.baseAddress')}
          help={t('field.baseAddressHelp')}
          emptyIsNull
        />
      </SettingsSection>
      <SettingsSection title={t('signIn')}>
        <CardChoice
          name="auth"
          label={t('authLabel')}
          columns={2}
          cards={estAuth.options.map((value) => ({
            value,
            label: t(`auth.${value}.name`),
            hint: t(`auth.${value}.hint`)
          }))}
        />
        {auth !== 'basic' && (
          <>
            <ChipsInput
              name="trustedAuthorities"
              label={t('trustedAuthorities')}
              help={t('trustedAuthoritiesHelp')}
              options={(authorities.data?.authorities ?? []).map(({ id, name }) => ({
                value: String(id),
                label: name
              }))}
            />
            <Typography variant="body2" color="textSecondary">
              {t('trustAnchorsHelp', { count: service.trustAnchors.length })}
            </Typography>
            <FileDrop
              label={t('trustAnchorsFile')}
              accept=".pem,.cer,.crt"
              chosen={file}
              onFile={({ name, content }) => {
                setFile(name)
                form.setValue('trustAnchors', content, { shouldDirty: true })
              }}
            />
          </>
        )}
        <SelectInput
          name="settings.channelBinding"
          label={t('field.channelBinding')}
          choices={estSettings.shape.channelBinding.options.map((value) => ({
            value,
            label: t(`channelBinding.${value}`),
            hint: t(`channelBindingHint.${value}`)
          }))}
        />
      </SettingsSection>
      <SettingsSection title={t('section.network')}>
        <NetworkFields at="settings." />
      </SettingsSection>
      <SettingsSection title={t('section.answers')}>
        <FieldPair>
          <NumberInput
            name="settings.retryAfterSeconds"
            label={t('field.retryAfterSeconds')}
            unit="s"
            help={t('field.retryAfterSecondsHelp')}
          />
          <NumberInput
            name="settings.repeatMinutes"
            label={t('field.repeatMinutes')}
            unit="min"
            help={t('field.repeatMinutesHelp')}
          />
        </FieldPair>
        <SwitchInput name="settings.serverKeys" label={t('field.serverKeys')} help={t('field.serverKeysHelp')} />
        <SwitchInput name="settings.fullCmc" label={t('field.fullCmc')} help={t('field.fullCmcHelp')} />
      </SettingsSection>
    </SettingsForm>
  )
}
