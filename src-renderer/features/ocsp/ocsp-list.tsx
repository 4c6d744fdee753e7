import FactCheck from '@mui/icons-material/PublishedWithChangesOutlined'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../live.ts'
import { useLocale } from '../../ui/display/use-locale.ts'
import { AuthorityLink } from '../../ui/services/bound-links.tsx'
import { ServiceList } from '../../ui/services/service-list.tsx'

/** The OCSP services among all services: one for each authority that answers. */
export function OcspList(): ReactElement {
  const { t } = useTranslation('ocsp')
  const locale = useLocale()
  const read = useRead('ocsp.status', {})
  return (
    <ServiceList
      label={t('kind')}
      services={read.data?.services}
      error={read.error}
      retry={() => void read.refetch()}
      empty={{
        icon: FactCheck,
        title: t('empty.title'),
        text: t('empty.text'),
        action: t('empty.action'),
        to: '/services/ocsp/new'
      }}
      line={(service) => ({
        key: service.authorityId,
        name: service.authorityName,
        to: `/services/ocsp/${service.authorityId}`,
        address: service.addresses[0] ?? null,
        state: service.state,
        bound: <AuthorityLink service={service} />,
        pulse: t('signedAhead', {
          count: service.signedAhead,
          formatted: service.signedAhead.toLocaleString(locale)
        })
      })}
    />
  )
}
