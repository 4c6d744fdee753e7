import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { keyAlgorithmIds, keyAlgorithms } from '../../../src-shared/model/algorithm.ts'
import { cmpProtection, cmpSettings } from '../../../src-shared/model/cmp.ts'
import { useCommand } from '../../live.ts'
import { NetworkFields } from '../../ui/device-services/network-fields.tsx'
import { ProfileInput } from '../../ui/device-services/profile-input.tsx'
import { SettingsForm } from '../../ui/device-services/settings-form.tsx'
import { FieldPair, SettingsSection } from '../../ui/device-services/settings-section.tsx'
import { CardChoice } from '../../ui/form/card-choice.tsx'
import { DurationInput } from '../../ui/form/duration-input.tsx'
import { FileDrop } from '../../ui/form/file-drop.tsx'
import { useSchemaForm } from '../../ui/form/form.tsx'
import { NumberInput } from '../../ui/form/number-input.tsx'
import { SelectInput } from '../../ui/form/select-input.tsx'
import { SwitchInput } from '../../ui/form/switch-input.tsx'
import { certificatesIn } from '../../ui/services/use-chain.ts'
import { useToast } from '../../ui/toasts.tsx'
import type { TabProps } from './service-page.tsx'
import { consequencesOf } from './settings-changes.ts'

const schema = z.object({ profile: z.string().min(1), settings: cmpSettings })

export function SettingsTab({ service }: TabProps): ReactElement {
  return <Loaded key={service.version} service={service} />
}

function Loaded({ service }: TabProps): ReactElement {
  const { t } = useTranslation('cmp')
  const toast = useToast()
  const update = useCommand('cmp.update')
  const [file, setFile] = useState<string | undefined>(undefined)
  const form = useSchemaForm(schema, { profile: String(service.profileId), settings: service.settings })
  const trusted = form.watch('settings.trusted')
  return (
    <SettingsForm
      name={service.name}
      form={form}
      error={update.error}
      busy={update.isPending}
      consequences={({ settings }) => consequencesOf(service.settings, settings).map((key) => t(`change.${key}`))}
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
        <CardChoice
          name="settings.protection"
          label={t('field.protection')}
          columns={3}
          cards={cmpProtection.options.map((value) => ({
            value,
            label: t(`protection.${value}.name`),
            hint: t(`protection.${value}.hint`)
          }))}
        />
        <SwitchInput name="settings.sameNames" label={t('field.sameNames')} help={t('field.sameNamesHelp')} />
        <Typography variant="body2" color="textSecondary">
          {t('trusted', { count: trusted.length })}
        </Typography>
        <Box sx={{ display: 'grid', gap: 2 }}>
          <FileDrop
            label={t('trustedFile')}
            accept=".pem,.cer,.crt"
            chosen={file}
            onFile={({ name, content }) => {
              setFile(name)
              form.setValue('settings.trusted', [...certificatesIn(content)], { shouldDirty: true })
            }}
          />
          {trusted.length > 0 && (
            <Button
              color="inherit"
              size="small"
              sx={{ justifySelf: 'start' }}
              onClick={() => {
                setFile(undefined)
                form.setValue('settings.trusted', [], { shouldDirty: true })
              }}
            >
              {t('trustedNone')}
            </Button>
          )}
        </Box>
      </SettingsSection>
      <SettingsSection title={t('section.network')}>
        <NetworkFields at="settings." perMinute={false} />
      </SettingsSection>
      <SettingsSection title={t('section.messages')}>
        <FieldPair>
          <NumberInput
            name="settings.maximumIterations"
            label={t('field.maximumIterations')}
            help={t('field.maximumIterationsHelp')}
          />
          <NumberInput
            name="settings.clockMinutes"
            label={t('field.clockMinutes')}
            unit="min"
            help={t('field.clockMinutesHelp')}
          />
        </FieldPair>
        <SwitchInput name="settings.sha1" label={t('field.sha1')} help={t('field.sha1Help')} />
        <SwitchInput
          name="settings.implicitConfirm"
          label={t('field.implicitConfirm')}
          help={t('field.implicitConfirmHelp')}
        />
        <FieldPair>
          <NumberInput name="settings.confirmMinutes" label={t('field.confirmMinutes')} unit="min" />
          <SelectInput
            name="settings.unconfirmed"
            label={t('field.unconfirmed')}
            choices={(['revoke', 'keep'] as const).map((value) => ({ value, label: t(`unconfirmed.${value}`) }))}
          />
        </FieldPair>
        <FieldPair>
          <NumberInput name="settings.pollSeconds" label={t('field.pollSeconds')} unit="s" />
          <NumberInput name="settings.waitDays" label={t('field.waitDays')} unit={t('unit.days')} />
        </FieldPair>
      </SettingsSection>
      <SettingsSection title={t('section.keys')}>
        <SwitchInput name="settings.centralKeys" label={t('field.centralKeys')} help={t('field.centralKeysHelp')} />
        <FieldPair>
          <SelectInput
            name="settings.key"
            label={t('field.key')}
            choices={keyAlgorithmIds.map((value) => ({ value, label: keyAlgorithms[value].label }))}
          />
          <DurationInput name="settings.certificateLife" label={t('field.certificateLife')} />
        </FieldPair>
      </SettingsSection>
    </SettingsForm>
  )
}
