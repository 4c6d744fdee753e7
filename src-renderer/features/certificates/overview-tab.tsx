import Box from '@mui/material/Box'
import Divider from '@mui/material/Divider'
import Link from '@mui/material/Link'
import type { ReactElement, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import type { CertificateView } from '../../../src-shared/api/certificates.ts'
import { DecodedOverview } from '../../ui/certificate/decoded-overview.tsx'
import { DefinitionList } from '../../ui/display/definition-list.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'

/** Where the certificate came from and what is in it. */
export function OverviewTab(props: { readonly certificate: CertificateView; readonly narrow?: boolean }): ReactElement {
  const { t } = useTranslation('certificates')
  const it = props.certificate
  const reason =
    it.revocationReason === null
      ? null
      : t(`reason.${it.revocationReason}.label`, { defaultValue: it.revocationReason })
  return (
    <Box sx={{ display: 'grid', gap: 4 }}>
      <DefinitionList
        termWidth={props.narrow === true ? 132 : 160}
        items={[
          { term: t('overview.revokedAt'), value: it.revokedAt === null ? null : <TimeText at={it.revokedAt} /> },
          { term: t('overview.reason'), value: it.revokedAt === null ? null : reason },
          {
            term: t('overview.invalidity'),
            value: it.invalidityAt === null ? null : <TimeText at={it.invalidityAt} />
          },
          {
            term: t('overview.authority'),
            value:
              it.authorityId === null ? (
                it.issuer
              ) : (
                <To to={`/authorities/${it.authorityId}`}>{it.authorityName ?? it.issuer}</To>
              )
          },
          {
            term: t('overview.profile'),
            value:
              it.profileId === null ? null : (
                <To to={`/profiles/${it.profileId}`}>
                  {t('overview.revision', { name: it.profileName ?? '', number: it.profileRevision ?? 1 })}
                </To>
              )
          },
          { term: t('overview.requester'), value: it.requester },
          {
            term: t('overview.request'),
            value:
              it.requestId === null ? null : (
                <To to={`/requests/${it.requestId}`}>{t('overview.requestNumber', { id: it.requestId })}</To>
              )
          },
          {
            term: t('overview.previous'),
            value:
              it.previousCertificateId === null ? null : (
                <>
                  <To to={`/certificates/${it.previousCertificateId}`}>
                    {t('overview.number', { id: it.previousCertificateId })}
                  </To>
                  {' · '}
                  <To to={`/compare?before=${it.previousCertificateId}&after=${it.id}`}>{t('overview.compare')}</To>
                </>
              )
          },
          {
            term: t('overview.next'),
            value:
              it.nextCertificateIds.length === 0
                ? null
                : it.nextCertificateIds.map((id) => (
                    <Box key={id}>
                      <To to={`/certificates/${id}`}>{t('overview.number', { id })}</To>
                      {' · '}
                      <To to={`/compare?before=${it.id}&after=${id}`}>{t('overview.compare')}</To>
                    </Box>
                  ))
          },
          { term: t('overview.note'), value: it.note }
        ]}
      />
      <Divider />
      <DecodedOverview certificate={it.decoded} narrow={props.narrow === true} />
    </Box>
  )
}

function To(props: { readonly to: string; readonly children: ReactNode }): ReactElement {
  return (
    <Link component={RouterLink} to={props.to}>
      {props.children}
    </Link>
  )
}
