import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { RequestView } from '../../../src-shared/api/requests.ts'
import { CsrOverview } from '../../ui/certificate/csr-overview.tsx'
import { keyWords } from '../../ui/certificate/key-words.ts'
import { LintFindings } from '../../ui/certificate/lint-findings.tsx'
import { DefinitionList } from '../../ui/display/definition-list.tsx'
import { LinkFor } from '../../ui/display/link-for.tsx'
import { ReasonList } from '../../ui/display/reason-list.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { ChannelMark } from './channel-mark.tsx'
import { CheckList } from './check-list.tsx'
import { ComparisonTable } from './comparison.tsx'
import { DecisionList } from './decision-list.tsx'
import { MergeTable } from './merge-table.tsx'
import { WorkNotice } from './work-notice.tsx'

/** Everything a decision needs, in the order in which it is needed. Two columns on a page, one in a sheet. */
export function RequestBody(props: { readonly request: RequestView; readonly wide?: boolean }): ReactElement {
  const { t } = useTranslation('requests')
  const { request } = props
  const { assessment } = request
  const reasons = assessment?.reasons ?? request.reasons
  const facts = (
    <>
      <Section title={t('section.request')}>
        <RequestFacts request={request} />
      </Section>
      <Section title={t('section.checks')}>
        <CheckList assessment={assessment} keyByChancery={request.keyByChancery} />
      </Section>
      {assessment !== null && assessment.csr !== null && (
        <Section title={t('section.csr')}>
          <CsrOverview csr={assessment.csr} />
        </Section>
      )}
      <Section title={t('section.decisions')}>
        <DecisionList request={request} />
      </Section>
    </>
  )
  const content = (
    <>
      <WorkNotice request={request} />
      {reasons.length > 0 && (
        <Section title={t('section.reasons')}>
          <ReasonList reasons={reasons} />
        </Section>
      )}
      {request.comparison !== null && (
        <Section title={t('section.comparison')} flush>
          <ComparisonTable comparison={request.comparison} />
        </Section>
      )}
      {assessment !== null && (
        <Section title={t('section.merge')} flush>
          <MergeTable rows={assessment.rows} reasons={reasons} narrow={props.wide !== true} />
        </Section>
      )}
      {assessment !== null && assessment.findings.length > 0 && (
        <Section title={t('section.findings')}>
          <LintFindings findings={assessment.findings} />
        </Section>
      )}
    </>
  )
  if (assessment === null && reasons.length === 0) {
    return (
      <Box
        sx={{
          display: 'grid',
          gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 340px), 1fr))',
          gap: 4,
          alignItems: 'start'
        }}
      >
        {facts}
      </Box>
    )
  }
  if (props.wide !== true) {
    return (
      <Box sx={{ display: 'grid', gap: 4, '& > *': { minWidth: 0 } }}>
        {content}
        {facts}
      </Box>
    )
  }
  return (
    <Box
      sx={{
        display: 'grid',
        gridTemplateColumns: { xs: '1fr', lg: 'minmax(0, 1.7fr) minmax(320px, 1fr)' },
        gap: 4,
        alignItems: 'start'
      }}
    >
      <Box sx={{ display: 'grid', gap: 4, minWidth: 0 }}>{content}</Box>
      <Box sx={{ display: 'grid', gap: 4, minWidth: 0 }}>{facts}</Box>
    </Box>
  )
}

function RequestFacts(props: { readonly request: RequestView }): ReactElement {
  const { t } = useTranslation('requests')
  const { request } = props
  const { assessment } = request
  return (
    <DefinitionList
      termWidth={120}
      items={[
        {
          term: t('field.profile'),
          value: (
            <LinkFor may="profile.read" to={`/profiles/${request.profileId}`}>
              {request.profileName}
            </LinkFor>
          )
        },
        {
          term: t('field.authority'),
          value: (
            <LinkFor may="authority.read" to={`/authorities/${request.authorityId}`}>
              {request.authorityName}
            </LinkFor>
          )
        },
        { term: t('field.requester'), value: request.requester },
        {
          term: t('field.assignee'),
          value:
            request.assignee === null
              ? null
              : request.assignee.kind === 'role'
                ? t('assign.role', { role: request.assignee.name })
                : request.assignee.name
        },
        { term: t('field.kind'), value: t(`kind.${request.kind}`) },
        { term: t('field.channel'), value: <ChannelMark channel={request.channel} /> },
        { term: t('field.created'), value: <TimeText at={request.createdAt} short /> },
        {
          term: t('field.key'),
          value: request.keyByChancery
            ? `${keyWords(t, request.keyDescription)}, ${t('field.keyByChancery')}`
            : keyWords(t, request.keyDescription)
        },
        {
          term: t('field.validity'),
          value:
            assessment?.notBefore == null ? null : (
              <>
                <TimeText at={assessment.notBefore} short /> – <TimeText at={assessment.notAfter} short />
              </>
            )
        },
        {
          term: t('field.approvals'),
          value:
            request.approvalsNeeded === 0
              ? null
              : t('approvals', { have: request.approvals, need: request.approvalsNeeded })
        },
        {
          term: t('field.certificate'),
          value:
            request.certificateId === null ? null : (
              <LinkFor may="certificate.read" to={`/certificates/${request.certificateId}`}>
                #{request.certificateId}
              </LinkFor>
            )
        },
        {
          term: t('field.previous'),
          value:
            request.previousCertificateId === null ? null : (
              <LinkFor may="certificate.read" to={`/certificates/${request.previousCertificateId}`}>
                #{request.previousCertificateId}
              </LinkFor>
            )
        },
        { term: t('section.note'), value: request.note }
      ]}
    />
  )
}
