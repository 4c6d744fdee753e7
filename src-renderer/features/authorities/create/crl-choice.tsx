import type { ReactElement } from 'react'
import { useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../../live.ts'
import { SelectInput } from '../../../ui/form/select-input.tsx'
import { CrlFields } from '../settings-fields.tsx'
import type { CreateValues } from './create-values.ts'

/** A CRL profile to follow, where there is any, or CRL settings of its own. */
export function CrlChoice(): ReactElement {
  const { t } = useTranslation('authorities')
  const chosen = useWatch<CreateValues, 'crlProfile'>({ name: 'crlProfile' })
  const profiles = useRead('crl.profile-list', {}).data?.profiles ?? []
  return (
    <>
      {profiles.length > 0 && (
        <SelectInput
          name="crlProfile"
          label={t('crlField.profile')}
          help={t('crlField.profileHelp')}
          choices={[
            { value: '', label: t('crlField.own') },
            ...profiles.map(({ id, name, description }) => ({
              value: String(id),
              label: name,
              ...(description === '' ? {} : { hint: description })
            }))
          ]}
        />
      )}
      {chosen === '' && <CrlFields />}
    </>
  )
}
