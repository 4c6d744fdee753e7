import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { DefinitionList } from '../../ui/display/definition-list.tsx'
import { Mono } from '../../ui/display/mono.tsx'
import { Section } from '../../ui/layout/section.tsx'
import type { SetupValues } from './setup-schema.ts'

/** The service that would be made. */
export function SetupSummary({ values }: { readonly values: SetupValues }): ReactElement {
  const { t } = useTranslation('services')
  const profiles = useRead('profile.list', {}, { enabled: useMay('profile.read') })
  const authorities = useRead('authority.list', {}, { enabled: useMay('authority.read') })
  const { device, protocol } = values
  const name = values.name === '' ? '…' : values.name
  const path = { scep: `/scep/${name}`, est: `/.well-known/est/${name}`, cmp: `/.well-known/cmp/p/${name}` }[protocol]
  const chosen = profiles.data?.profiles.find(({ id }) => String(id) === values.profile)
  const made = values.profileFrom === 'new'
  const entry = {
    scep: t(`scep:method.${values.method}.name`),
    est: t(`est:auth.${values.auth}.name`),
    cmp: t(`cmp:protection.${values.protection}.name`)
  }[protocol]
  return (
    <Section title={t('setup.summary')}>
      <DefinitionList
        termWidth={130}
        items={[
          {
            term: t('setup.step.device'),
            value: device === '' ? null : t(`device-services:kind.${device}.name`)
          },
          { term: t('setup.step.protocol'), value: t(`device-services:protocol.${protocol}`) },
          {
            term: t('device-services:overview.address'),
            value: <Mono value={path} grouped={false} copy={false} />
          },
          {
            term: t('device-services:overview.profile'),
            value: made ? (values.newName === '' ? null : t('setup.toBeMade', { name: values.newName })) : chosen?.name
          },
          {
            term: t('device-services:overview.authority'),
            value: made
              ? authorities.data?.authorities.find(({ id }) => String(id) === values.newAuthority)?.name
              : chosen?.authorityName
          },
          { term: t('setup.step.secret'), value: entry },
          {
            term: t('device-services:network.clients'),
            value: values.clients.length === 0 ? t('device-services:overview.everybody') : values.clients.join(', ')
          }
        ]}
      />
    </Section>
  )
}
