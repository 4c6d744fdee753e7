import type { SvgIconComponent } from '@mui/icons-material'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeviceProtocol } from '../../../src-shared/api/devices.ts'
import { ProfileLink } from '../services/bound-links.tsx'
import { ServiceList } from '../services/service-list.tsx'
import { DevicePulse } from './service-pulse.tsx'
import { ServiceRowMenu } from './service-row-menu.tsx'

/** What every service for devices has, whatever it speaks. */
export interface DeviceService {
  readonly id: number
  readonly name: string
  readonly state: 'enabled' | 'disabled'
  readonly profileId: number
  readonly profileName: string
  /** What devices are given; null where nobody reaches it yet. */
  readonly address: string | null
  readonly path: string
}

/** The services of one protocol for devices among all services; texts come from the protocol's own namespace. */
export function DeviceServiceList<Service extends DeviceService>(props: {
  readonly protocol: DeviceProtocol
  readonly icon: SvgIconComponent
  readonly read: {
    readonly data: { readonly services: readonly Service[] } | undefined
    readonly error: unknown
    readonly refetch: () => unknown
  }
  /** @returns the word beside the name */
  readonly mark: (service: Service) => string
  /** @returns end of the service's own certificate, null where it lacks one; left out where it needs none */
  readonly keyUntil?: (service: Service) => number | null
}): ReactElement {
  const { protocol, read, keyUntil } = props
  const { t } = useTranslation(protocol)
  return (
    <ServiceList
      label={t('kind')}
      services={read.data?.services}
      error={read.error}
      retry={() => void read.refetch()}
      empty={{
        icon: props.icon,
        title: t('empty.title'),
        text: t('empty.text'),
        action: t('empty.action'),
        to: `/services/setup?protocol=${protocol}`
      }}
      line={(service) => {
        const to = `/services/${protocol}/${service.id}`
        return {
          key: service.id,
          name: service.name,
          mark: props.mark(service),
          to,
          address: service.address,
          state: service.state,
          bound: <ProfileLink service={service} />,
          pulse: (
            <DevicePulse
              service={`${protocol}:${service.name}`}
              to={to}
              {...(keyUntil === undefined ? {} : { keyUntil: keyUntil(service) })}
            />
          ),
          menu: <ServiceRowMenu protocol={protocol} service={service} />
        }
      }}
    />
  )
}
