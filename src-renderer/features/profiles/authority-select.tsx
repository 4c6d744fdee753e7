import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { SelectInput } from '../../ui/form/select-input.tsx'

/** The authority that issues under a profile; null where none is set. */
export function AuthoritySelect(props: { readonly name: string }): ReactElement {
  const { t } = useTranslation('profiles')
  const list = useRead('authority.list', {}, { enabled: useMay('authority.read') })
  const authorities = list.data?.authorities ?? []
  return (
    <SelectInput
      name={props.name}
      label={t('column.authority')}
      help={t('authorityHelp')}
      emptyIsNull
      choices={[
        { value: '', label: t('noAuthority') },
        ...authorities
          .filter(({ state }) => state !== 'retired' && state !== 'destroyed')
          .map(({ id, name, subject }) => ({ value: String(id), label: name, hint: subject }))
      ]}
    />
  )
}
