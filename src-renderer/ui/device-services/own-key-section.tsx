import Alert from '@mui/material/Alert'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { ScepService } from '../../../src-shared/api/scep.ts'
import { DefinitionList } from '../display/definition-list.tsx'
import { LinkFor } from '../display/link-for.tsx'
import { TimeText } from '../display/time-text.tsx'
import { Section } from '../layout/section.tsx'

/** The key and certificate that a service has for itself, and when they renew. */
export function OwnKeySection(props: { readonly certificate: ScepService['certificate'] }): ReactElement {
  const { t } = useTranslation('device-services')
  const { certificate } = props
  return (
    <Section title={t('ownKey.title')}>
      {certificate === null ? (
        <Alert severity="error">{t('ownKey.none')}</Alert>
      ) : (
        <DefinitionList
          items={[
            {
              term: t('ownKey.subject'),
              value: (
                <LinkFor may="certificate.read" to={`/certificates/${certificate.certificateId}`}>
                  {certificate.subject}
                </LinkFor>
              )
            },
            { term: t('ownKey.key'), value: certificate.key },
            { term: t('ownKey.notAfter'), value: <TimeText at={certificate.notAfter} /> },
            { term: t('ownKey.renewAt'), value: <TimeText at={certificate.renewAt} /> }
          ]}
        />
      )}
    </Section>
  )
}
