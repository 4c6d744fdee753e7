import Box from '@mui/material/Box'
import type { ReactElement, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeviceProtocol } from '../../../src-shared/api/devices.ts'
import { DefinitionList, type Definition } from '../display/definition-list.tsx'
import { Mono } from '../display/mono.tsx'
import { TimeText } from '../display/time-text.tsx'
import { useLocale } from '../display/use-locale.ts'
import { Section } from '../layout/section.tsx'
import { ProfileLink } from '../services/bound-links.tsx'
import type { DeviceService } from './device-service-list.tsx'
import { usePulse } from './use-pulse.ts'

/** Where a service for devices is, what it issues and what it did in a day; beside it what its protocol has to say. */
export function OverviewFrame(props: {
  readonly protocol: DeviceProtocol
  readonly service: DeviceService & { readonly settings: { readonly clients: readonly string[] } }
  /** What is missing or weak; stands above. */
  readonly notices: ReactNode
  readonly authority: ReactNode
  /** Facts of the protocol, between the authority and the pulse. */
  readonly facts: readonly Definition[]
  /** The second column. */
  readonly children: ReactNode
}): ReactElement {
  const { t } = useTranslation('device-services')
  const locale = useLocale()
  const { service } = props
  const pulse = usePulse(`${props.protocol}:${service.name}`)
  const { clients } = service.settings
  return (
    <>
      {props.notices}
      <Box
        sx={{
          display: 'grid',
          gap: 4,
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'repeat(2, minmax(0, 1fr))' },
          alignItems: 'start'
        }}
      >
        <Section title={t('overview.service')}>
          <DefinitionList
            items={[
              { term: t('overview.address'), value: <Mono value={service.address ?? service.path} grouped={false} /> },
              { term: t('overview.profile'), value: <ProfileLink service={service} /> },
              { term: t('overview.authority'), value: props.authority },
              ...props.facts,
              {
                term: t('overview.lastAsked'),
                value:
                  pulse?.lastAt === null || pulse === undefined ? t('overview.never') : <TimeText at={pulse.lastAt} />
              },
              { term: t('overview.issued'), value: (pulse?.issued ?? 0).toLocaleString(locale) },
              { term: t('overview.refused'), value: (pulse?.refused ?? 0).toLocaleString(locale) },
              {
                term: t('network.clients'),
                value: clients.length === 0 ? t('overview.everybody') : clients.join(', ')
              }
            ]}
          />
        </Section>
        {props.children}
      </Box>
    </>
  )
}
