import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { OcspService } from '../../../src-shared/api/ocsp.ts'
import { DefinitionList } from '../../ui/display/definition-list.tsx'
import { LinkFor } from '../../ui/display/link-for.tsx'
import { Mono } from '../../ui/display/mono.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { useLocale } from '../../ui/display/use-locale.ts'
import { KeyPlaces } from '../../ui/tokens/key-places.tsx'

/** Who signs the answers, until when, and where they are asked for. */
export function ResponderFacts({ service }: { readonly service: OcspService }): ReactElement {
  const { t } = useTranslation('ocsp')
  const { t: tUi } = useTranslation('ui')
  const locale = useLocale()
  const { responder, addresses } = service
  return (
    <Box sx={{ display: 'grid', gap: 4 }}>
      {service.state === 'enabled' && responder === null && <Alert severity="warning">{t('nobodySigns')}</Alert>}
      {addresses.length === 0 && <Alert severity="info">{t('noAddress')}</Alert>}
      <DefinitionList
        items={[
          ...addresses.map((address, index) => ({
            term: index === 0 ? t('address') : '',
            value: <Mono value={address} grouped={false} />
          })),
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
              responder === null ? null : responder.certificateId === null ? (
                t('signsItself')
              ) : (
                <LinkFor may="certificate.read" to={`/certificates/${responder.certificateId}`}>
                  {t('certificateNumber', { id: responder.certificateId })}
                </LinkFor>
              )
          },
          {
            term: tUi('tokens.serviceKey.place'),
            value: responder === null ? null : <KeyPlaces places={responder.places} />
          },
          { term: t('notAfter'), value: responder === null ? null : <TimeText at={responder.notAfter} /> },
          {
            term: t('renewAt'),
            value: responder === null || responder.renewAt === null ? null : <TimeText at={responder.renewAt} />
          },
          { term: t('kept'), value: service.signedAhead.toLocaleString(locale) },
          {
            term: t('oldest'),
            value: service.oldestAnswerAt === null ? null : <TimeText at={service.oldestAnswerAt} />
          },
          { term: t('updatedAt'), value: <TimeText at={service.updatedAt} /> }
        ]}
      />
    </Box>
  )
}
