import Factory from '@mui/icons-material/PrecisionManufacturingOutlined'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../live.ts'
import { DevicePulse } from '../../ui/device-services/service-pulse.tsx'
import { ServiceRowMenu } from '../../ui/device-services/service-row-menu.tsx'
import { LinkFor } from '../../ui/display/link-for.tsx'
import { ServiceList } from '../../ui/services/service-list.tsx'

/** The CMP services among all services. */
export function CmpList(): ReactElement {
  const { t } = useTranslation('cmp')
  const read = useRead('cmp.list', {})
  return (
    <ServiceList
      label={t('kind')}
      services={read.data?.services}
      error={read.error}
      retry={() => void read.refetch()}
      empty={{
        icon: Factory,
        title: t('empty.title'),
        text: t('empty.text'),
        action: t('empty.action'),
        to: '/services/setup?protocol=cmp'
      }}
      line={(service) => ({
        key: service.id,
        name: service.name,
        mark: t(`protection.${service.settings.protection}.name`),
        to: `/services/cmp/${service.id}`,
        address: service.address,
        state: service.state,
        bound: (
          <LinkFor may="profile.read" to={`/profiles/${service.profileId}`}>
            {service.profileName}
          </LinkFor>
        ),
        pulse: (
          <DevicePulse
            service={`cmp:${service.name}`}
            to={`/services/cmp/${service.id}`}
            keyUntil={service.certificate?.notAfter ?? null}
          />
        ),
        menu: <ServiceRowMenu protocol="cmp" service={service} />
      })}
    />
  )
}
