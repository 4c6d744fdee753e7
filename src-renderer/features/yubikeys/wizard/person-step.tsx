import Alert from '@mui/material/Alert'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../../live.ts'
import { useMay } from '../../../state/session.tsx'
import { SelectInput } from '../../../ui/form/select-input.tsx'
import { TextInput } from '../../../ui/form/text-input.tsx'

/** Whose certificate, by which profile. */
export function PersonStep(): ReactElement {
  const { t } = useTranslation('yubikeys')
  const read = useRead('profile.list', {}, { enabled: useMay('profile.read') })
  const profiles = (read.data?.profiles ?? []).filter(
    ({ state, certificateClass }) => state === 'enabled' && certificateClass === 'end-entity'
  )
  return (
    <>
      {read.data !== undefined && profiles.length === 0 && (
        <Alert severity="info" variant="outlined">
          {t('wizard.noProfile')}
        </Alert>
      )}
      <SelectInput
        name="profile"
        label={t('wizard.profile')}
        help={t('wizard.profileHelp')}
        required
        choices={profiles.map(({ id, name, description }) => ({ value: String(id), label: name, hint: description }))}
      />
      <TextInput name="name" label={t('wizard.name')} required />
      <TextInput name="email" label={t('wizard.email')} help={t('wizard.emailHelp')} />
      <TextInput name="upn" label={t('wizard.upn')} help={t('wizard.upnHelp')} />
    </>
  )
}
