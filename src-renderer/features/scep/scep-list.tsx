import Router from '@mui/icons-material/RouterOutlined'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../live.ts'
import { DevicePulse } from '../../ui/device-services/service-pulse.tsx'
import { ServiceRowMenu } from '../../ui/device-services/service-row-menu.tsx'
import { LinkFor } from '../../ui/display/link-for.tsx'
import { ServiceList } from '../../ui/services/service-list.tsx'

/** The SCEP services among all services. */
export function ScepList(): ReactElement {
  const { t } = useTranslation('scep')
  const read = useRead('scep.list', {})
  return (
    <ServiceList
      label={t('kind')}
      services={read.data?.services}
      error={read.error}
      retry={() => void read.refetch()}
      empty={{
        icon: Router,
        title: t('empty.title'),
        text: t('empty.text'),
        action: t('empty.action'),
        to: '/services/setup?protocol=scep'
      }}
      line={(service) => ({
        key: service.id,
        name: service.name,
        mark: service.settings.methods.map((method) => t(`method.${method}.name`)).join(', '),
        to: `/services/scep/${service.id}`,
        address: service.address,
        state: service.state,
        bound: (
          <LinkFor may="profile.read" to={`/profiles/${service.profileId}`}>
            {service.profileName}
          </LinkFor>
        ),
        pulse: (
          <DevicePulse
            service={`scep:${service.name}`}
            to={`/services/scep/${service.id}`}
            keyUntil={service.certificate?.notAfter ?? null}
          />
        ),
        menu: <ServiceRowMenu protocol="scep" service={service} />
      })}
    />
  )
}
