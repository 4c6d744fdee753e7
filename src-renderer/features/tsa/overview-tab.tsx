import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { DefinitionList } from '../../ui/display/definition-list.tsx'
import { LinkFor } from '../../ui/display/link-for.tsx'
import { Mono } from '../../ui/display/mono.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { useLocale } from '../../ui/display/use-locale.ts'
import { Section } from '../../ui/layout/section.tsx'
import { KeyPlaces } from '../../ui/tokens/key-places.tsx'
import { ClockSection } from './clock-section.tsx'
import type { TabProps } from './service-page.tsx'

/** Where the service is, what it stamps with, and its clock. */
export function OverviewTab({ service }: TabProps): ReactElement {
  const { t } = useTranslation('tsa')
  const { t: tUi } = useTranslation('ui')
  const locale = useLocale()
  const { certificate } = service
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 4,
        gridTemplateColumns: { xs: '1fr', lg: 'minmax(0, 1fr) minmax(0, 1fr)' },
        alignItems: 'start'
      }}
    >
      <Section title={t('service')}>
        <Box sx={{ display: 'grid', gap: 4 }}>
          {service.state === 'enabled' && certificate === null && <Alert severity="error">{t('noCertificate')}</Alert>}
          {service.address === null && <Alert severity="warning">{t('unreachable')}</Alert>}
          <DefinitionList
            items={[
              { term: t('address'), value: <Mono value={service.address ?? service.path} grouped={false} /> },
              {
                term: t('field.authority'),
                value: (
                  <LinkFor may="authority.read" to={`/authorities/${service.authorityId}`}>
                    {service.authorityName}
                  </LinkFor>
                )
              },
              {
                term: t('certificate'),
                value:
                  certificate === null ? null : (
                    <LinkFor may="certificate.read" to={`/certificates/${certificate.certificateId}`}>
                      {certificate.subject}
                    </LinkFor>
                  )
              },
              { term: t('field.key'), value: certificate?.key },
              {
                term: tUi('tokens.serviceKey.place'),
                value: certificate === null ? null : <KeyPlaces places={certificate.places} />
              },
              { term: t('notAfter'), value: certificate === null ? null : <TimeText at={certificate.notAfter} /> },
              { term: t('renewAt'), value: certificate === null ? null : <TimeText at={certificate.renewAt} /> },
              { term: t('verify.policy'), value: service.settings.policies[0] },
              {
                term: t('lastStamp'),
                value: service.lastStampAt === null ? t('none') : <TimeText at={service.lastStampAt} />
              },
              { term: t('stampsLastDay'), value: service.stampsLastDay.toLocaleString(locale) }
            ]}
          />
        </Box>
      </Section>
      <ClockSection />
    </Box>
  )
}
