import Factory from '@mui/icons-material/PrecisionManufacturingOutlined'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../live.ts'
import { DeviceServiceList } from '../../ui/device-services/device-service-list.tsx'

/** The CMP services among all services. */
export function CmpList(): ReactElement {
  const { t } = useTranslation('cmp')
  return (
    <DeviceServiceList
      protocol="cmp"
      icon={Factory}
      read={useRead('cmp.list', {})}
      mark={(service) => t(`protection.${service.settings.protection}.name`)}
      keyUntil={({ certificate }) => certificate?.notAfter ?? null}
    />
  )
}
