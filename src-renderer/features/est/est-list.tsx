import Print from '@mui/icons-material/PrintOutlined'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../live.ts'
import { DevicePulse } from '../../ui/device-services/service-pulse.tsx'
import { ServiceRowMenu } from '../../ui/device-services/service-row-menu.tsx'
import { LinkFor } from '../../ui/display/link-for.tsx'
import { ServiceList } from '../../ui/services/service-list.tsx'

/** The EST services among all services. */
export function EstList(): ReactElement {
  const { t } = useTranslation('est')
  const read = useRead('est.list', {})
  return (
    <ServiceList
      label={t('kind')}
      services={read.data?.services}
      error={read.error}
      retry={() => void read.refetch()}
      empty={{
        icon: Print,
        title: t('empty.title'),
        text: t('empty.text'),
        action: t('empty.action'),
        to: '/services/setup?protocol=est'
      }}
      line={(service) => ({
        key: service.id,
        name: service.name,
        mark: service.isDefault ? t('default') : t(`auth.${service.auth}.name`),
        to: `/services/est/${service.id}`,
        address: service.address,
        state: service.state,
        bound: (
          <LinkFor may="profile.read" to={`/profiles/${service.profileId}`}>
            {service.profileName}
          </LinkFor>
        ),
        pulse: <DevicePulse service={`est:${service.name}`} to={`/services/est/${service.id}`} />,
        menu: <ServiceRowMenu protocol="est" service={service} />
      })}
    />
  )
}
