import Add from '@mui/icons-material/Add'
import Autorenew from '@mui/icons-material/AutorenewOutlined'
import Skeleton from '@mui/material/Skeleton'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { AcmeService } from '../../../src-shared/api/services.ts'
import { useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { ActionMenu } from '../../ui/action/action-menu.tsx'
import { EmptyState } from '../../ui/display/empty-state.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { LinkFor } from '../../ui/display/link-for.tsx'
import { ServiceTable } from '../../ui/services/service-table.tsx'
import { AcmePulse } from './acme-pulse.tsx'
import { useAcmeActions } from './use-acme-actions.tsx'

/** The ACME services among all services. */
export function AcmeList(): ReactElement {
  const { t } = useTranslation('acme')
  const navigate = useNavigate()
  const mayEdit = useMay('service.edit')
  const read = useRead('acme.list', {})
  if (read.data === undefined) {
    return read.error === null ? (
      <Skeleton variant="rounded" height={120} />
    ) : (
      <ErrorView error={read.error} onRetry={() => void read.refetch()} />
    )
  }
  if (read.data.services.length === 0) {
    return (
      <EmptyState
        icon={Autorenew}
        title={t('empty.title')}
        text={t('empty.text')}
        action={
          mayEdit
            ? {
                id: 'acme.create',
                label: t('empty.action'),
                icon: Add,
                run: () => void navigate('/services/acme/new')
              }
            : undefined
        }
      />
    )
  }
  return (
    <ServiceTable
      label={t('kind')}
      lines={read.data.services.map((service) => ({
        key: service.id,
        name: service.name,
        mark: service.isDefault ? t('default') : undefined,
        to: `/services/acme/${service.id}`,
        address: service.directory,
        state: service.state,
        bound: (
          <LinkFor may="profile.read" to={`/profiles/${service.profileId}`}>
            {service.profileName}
          </LinkFor>
        ),
        pulse: <AcmePulse service={service} />,
        menu: <RowMenu service={service} />
      }))}
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
