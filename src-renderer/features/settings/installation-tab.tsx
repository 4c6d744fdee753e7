import Box from '@mui/material/Box'
import Skeleton from '@mui/material/Skeleton'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { settings as allSettings, type Settings } from '../../../src-shared/model/settings.ts'
import { useCommand, useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { NumberInput } from '../../ui/form/number-input.tsx'
import { SchemaForm, useSchemaForm } from '../../ui/form/form.tsx'
import { SaveButton } from '../../ui/form/save-button.tsx'
import { SwitchInput } from '../../ui/form/switch-input.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { AttestationRoots } from './attestation-roots.tsx'
import { InstallationLook } from './installation-look.tsx'
import { SecureServingFields } from './secure-serving-fields.tsx'
import { ServingFields } from './serving-fields.tsx'
import { UnlockAtStart } from './unlock-at-start.tsx'
import { UnlockSecret } from './unlock-secret.tsx'

/** The settings that have a field here; a change sends no others. */
const shown = allSettings.pick({
  organizationName: true,
  publicBaseAddress: true,
  publicListener: true,
  secureListener: true,
  idleLockMinutes: true,
  expiringDays: true,
  requestLifeDays: true,
  requestTargetHours: true,
  serialBytes: true,
  crlKeptDays: true,
  desktopAlarms: true,
  theme: true,
  language: true,
  density: true
})
/** A newer engine may bring more. */
const shownOf = z.object(shown.shape)

/** What holds for everyone in this installation. */
export function InstallationTab(): ReactElement {
  const read = useRead('settings.show', {})
  if (read.data === undefined) {
    return read.error === null ? (
      <Skeleton variant="rounded" height={320} />
    ) : (
      <ErrorView error={read.error} onRetry={() => void read.refetch()} />
    )
  }
  return <InstallationForm settings={read.data.settings} />
}

function InstallationForm(props: { readonly settings: Settings }): ReactElement {
  const { t } = useTranslation('settings')
  const toast = useToast()
  const mayEdit = useMay('settings.edit')
  const update = useCommand('settings.update')
  const form = useSchemaForm(shown, shownOf.parse(props.settings))
  return (
    <>
      <SchemaForm
        actions={mayEdit ? <SaveButton busy={update.isPending}>{t('save')}</SaveButton> : undefined}
        form={form}
        error={update.error}
        onSubmit={(values) => {
          update.mutate(
            { settings: values },
            {
              onSuccess: ({ settings }) => {
                form.reset(shownOf.parse(settings))
                toast({ tone: 'success', text: t('saved') })
              }
            }
          )
        }}
      >
        <Section title={t('section.organization')}>
          <Box sx={{ display: 'grid', gap: 4 }}>
            <TextInput
              name="organizationName"
              label={t('field.organizationName')}
              help={t('field.organizationNameHelp')}
              disabled={!mayEdit}
            />
            <TextInput
              name="publicBaseAddress"
              label={t('field.publicBaseAddress')}
              help={t('field.publicBaseAddressHelp')}
              placeholder="http://pki.example.org"
              emptyIsNull
              disabled={!mayEdit}
            />
          </Box>
        </Section>
        <Section title={t('section.serving')} lead={t('servingLead')}>
          <Box sx={{ display: 'grid', gap: 6 }}>
            <ServingFields disabled={!mayEdit} />
            <SecureServingFields disabled={!mayEdit} />
          </Box>
        </Section>
        <Section title={t('section.rules')}>
          <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 4 }}>
            <NumberInput
              name="idleLockMinutes"
              unit={t('unit.idleLockMinutes')}
              label={t('field.idleLockMinutes')}
              help={t('field.idleLockMinutesHelp')}
              disabled={!mayEdit}
            />
            <NumberInput
              name="expiringDays"
              unit={t('unit.expiringDays')}
              label={t('field.expiringDays')}
              help={t('field.expiringDaysHelp')}
              disabled={!mayEdit}
            />
            <NumberInput
              name="requestLifeDays"
              unit={t('unit.requestLifeDays')}
              label={t('field.requestLifeDays')}
              help={t('field.requestLifeDaysHelp')}
              disabled={!mayEdit}
            />
            <NumberInput
              name="requestTargetHours"
              unit={t('unit.requestTargetHours')}
              label={t('field.requestTargetHours')}
              help={t('field.requestTargetHoursHelp')}
              disabled={!mayEdit}
            />
            <NumberInput
              name="serialBytes"
              unit={t('unit.serialBytes')}
              label={t('field.serialBytes')}
              help={t('field.serialBytesHelp')}
              disabled={!mayEdit}
            />
            <NumberInput
              name="crlKeptDays"
              unit={t('unit.crlKeptDays')}
              label={t('field.crlKeptDays')}
              help={t('field.crlKeptDaysHelp')}
              disabled={!mayEdit}
            />
          </Box>
        </Section>
        <Section title={t('section.alarms')}>
          <SwitchInput
            name="desktopAlarms"
            label={t('field.desktopAlarms')}
            help={t('field.desktopAlarmsHelp')}
            disabled={!mayEdit}
          />
        </Section>
        <Section title={t('section.firstLook')} lead={t('firstLookLead')}>
          <InstallationLook disabled={!mayEdit} />
        </Section>
      </SchemaForm>
      <AttestationRoots roots={props.settings.attestationRoots} />
      {mayEdit && <UnlockSecret />}
      {mayEdit && <UnlockAtStart />}
    </>
  )
}
