import Autorenew from '@mui/icons-material/AutorenewOutlined'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { AcmeService } from '../../../src-shared/api/services.ts'
import { useRead } from '../../live.ts'
import { ActionMenu } from '../../ui/action/action-menu.tsx'
import { ProfileLink } from '../../ui/services/bound-links.tsx'
import { ServiceList } from '../../ui/services/service-list.tsx'
import { AcmePulse } from './acme-pulse.tsx'
import { useAcmeActions } from './use-acme-actions.tsx'

/** The ACME services among all services. */
export function AcmeList(): ReactElement {
  const { t } = useTranslation('acme')
  const read = useRead('acme.list', {})
  return (
    <ServiceList
      label={t('kind')}
      services={read.data?.services}
      error={read.error}
      retry={() => void read.refetch()}
      empty={{
        icon: Autorenew,
        title: t('empty.title'),
        text: t('empty.text'),
        action: t('empty.action'),
        to: '/services/acme/new'
      }}
      line={(service) => ({
        key: service.id,
        name: service.name,
        mark: service.isDefault ? t('default') : undefined,
        to: `/services/acme/${service.id}`,
        address: service.directory,
        state: service.state,
        bound: <ProfileLink service={service} />,
        pulse: <AcmePulse service={service} />,
        menu: <RowMenu service={service} />
      })}
    />
  )
}

function RowMenu({ service }: { readonly service: AcmeService }): ReactElement {
  const { t } = useTranslation('acme')
  const { main, rest, dialogs } = useAcmeActions(service, { quiet: true })
  return (
    <>
      <ActionMenu actions={[...main, ...rest]} label={t('moreFor', { name: service.name })} small />
      {dialogs}
    </>
  )
}
