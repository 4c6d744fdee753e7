import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import type { Output } from '../../../src-shared/api/index.ts'
import { useRead } from '../../live.ts'
import { DefinitionList } from '../../ui/display/definition-list.tsx'
import { LinkFor } from '../../ui/display/link-for.tsx'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { Page } from '../../ui/layout/page.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { WaitingPage } from '../../ui/layout/waiting-page.tsx'
import { orderNames } from './acme-columns.tsx'
import { AuthorizationView } from './authorization-view.tsx'

type Whole = Output<'acme.order'>

/** One order: what was asked, how each name was proven, and with what bytes. */
export function AcmeOrderPage(): ReactElement {
  const { t } = useTranslation('acme')
  const id = Number(useParams()['order'])
  const read = useRead('acme.order', { id })
  if (read.data === undefined)
    return <WaitingPage title={t('order.one', { id })} error={read.error} retry={() => void read.refetch()} />
  const { order, authorizations } = read.data
  return (
    <Page
      title={orderNames(order)}
      aside={<StateChip kind="acmeOrder" state={order.status} />}
      lead={t('order.one', { id })}
    >
      {order.error !== null && (
        <Alert severity="warning" variant="outlined">
          <Typography sx={{ fontWeight: 600 }}>{order.error.detail}</Typography>
          {/* The one of a single name says the same again. */}
          {order.error.subproblems
            .filter(({ detail }) => detail !== order.error?.detail)
            .map(({ detail, identifier }) => (
              <Typography key={detail} variant="body2">
                {identifier === undefined ? detail : `${identifier.value}: ${detail}`}
              </Typography>
            ))}
          <Typography variant="caption" color="textSecondary">
            {order.error.type} · {order.error.status}
          </Typography>
        </Alert>
      )}
      <Box
        sx={{
          display: 'grid',
          gap: 4,
          gridTemplateColumns: { xs: '1fr', lg: 'minmax(0, 3fr) minmax(0, 2fr)' },
          alignItems: 'start'
        }}
      >
        <Box sx={{ display: 'grid', gap: 4 }}>
          {authorizations.map((authorization) => (
            <AuthorizationView key={authorization.id} authorization={authorization} />
          ))}
        </Box>
        <Section title={t('order.facts')}>
          <OrderFacts order={order} />
        </Section>
      </Box>
    </Page>
  )
}

function OrderFacts({ order }: { readonly order: Whole['order'] }): ReactElement {
  const { t } = useTranslation('acme')
  const certificate = (id: number | null): ReactElement | null =>
    id === null ? null : (
      <LinkFor may="certificate.read" to={`/certificates/${id}`}>
        {t('order.certificateNumber', { id })}
      </LinkFor>
    )
  return (
    <DefinitionList
      items={[
        {
          term: t('one'),
          value: (
            <LinkFor may="service.read" to={`/services/acme/${order.serviceId}?tab=orders`}>
              {t('order.ofService')}
            </LinkFor>
          )
        },
        {
          term: t('order.account'),
          value: (
            <LinkFor may="service.read" to={`/services/acme/${order.serviceId}?tab=orders&account=${order.accountId}`}>
              {t('account.nameless', { id: order.accountId })}
            </LinkFor>
          )
        },
        { term: t('order.createdAt'), value: <TimeText at={order.createdAt} /> },
        { term: t('order.expiresAt'), value: <TimeText at={order.expiresAt} /> },
        {
          term: t('order.request'),
          value:
            order.requestId === null ? null : (
              <LinkFor may="request.read" to={`/requests/${order.requestId}`}>
                {t('order.requestNumber', { id: order.requestId })}
              </LinkFor>
            )
        },
        { term: t('order.certificate'), value: certificate(order.certificateId) },
        { term: t('order.replaces'), value: certificate(order.replacesCertificateId) }
      ]}
    />
  )
}
