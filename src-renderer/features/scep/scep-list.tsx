import Router from '@mui/icons-material/RouterOutlined'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../live.ts'
import { DeviceServiceList } from '../../ui/device-services/device-service-list.tsx'

/** The SCEP services among all services. */
export function ScepList(): ReactElement {
  const { t } = useTranslation('scep')
  return (
    <DeviceServiceList
      protocol="scep"
      icon={Router}
      read={useRead('scep.list', {})}
      mark={(service) => service.settings.methods.map((method) => t(`method.${method}.name`)).join(', ')}
      keyUntil={({ certificate }) => certificate?.notAfter ?? null}
    />
  )
}
