import Print from '@mui/icons-material/PrintOutlined'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../live.ts'
import { DeviceServiceList } from '../../ui/device-services/device-service-list.tsx'

/** The EST services among all services. */
export function EstList(): ReactElement {
  const { t } = useTranslation('est')
  return (
    <DeviceServiceList
      protocol="est"
      icon={Print}
      read={useRead('est.list', {})}
      mark={(service) => (service.isDefault ? t('default') : t(`auth.${service.auth}.name`))}
    />
  )
}
