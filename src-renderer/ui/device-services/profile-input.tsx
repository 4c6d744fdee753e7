import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { SelectInput } from '../form/select-input.tsx'

/**
 * The profile that a service issues by, in the field `profile` of its form.
 * @param props.now the one that it has, offered even where no new service would take it
 */
export function ProfileInput(props: { readonly now: number }): ReactElement {
  const { t } = useTranslation('device-services')
  const read = useRead('profile.list', {}, { enabled: useMay('profile.read') })
  return (
    <SelectInput
      name="profile"
      label={t('overview.profile')}
      choices={(read.data?.profiles ?? [])
        .filter(({ certificateClass, id }) => certificateClass === 'end-entity' || id === props.now)
        .map(({ id, name, authorityName }) => ({
          value: String(id),
          label: name,
          ...(authorityName === null ? {} : { hint: authorityName })
        }))}
    />
  )
}
