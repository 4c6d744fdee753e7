import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { mpicDetail } from '../../../src-shared/model/mpic.ts'
import type { Evidence } from '../../../src-shared/model/validation.ts'
import { DefinitionList } from '../display/definition-list.tsx'
import { LinkFor } from '../display/link-for.tsx'
import { Mono } from '../display/mono.tsx'
import { TimeText } from '../display/time-text.tsx'
import { EngineSentence } from '../engine/engine-sentence.tsx'
import { CaaDetail } from './caa-detail.tsx'
import { DnssecDetail } from './dnssec-detail.tsx'
import { EvidenceMark } from './evidence-line.tsx'
import { MpicDetailView } from './mpic-detail-view.tsx'
import { Part } from './part.tsx'
import { RawProof } from './raw-proof.tsx'

/** Everything that is known of one check: facts, what was done, what was seen, the bytes. */
export function EvidenceDetail({ evidence }: { readonly evidence: Evidence }): ReactElement {
  const { t } = useTranslation('ui')
  const { kind, steps, rule, reason } = evidence
  const perspectives = kind === 'mpic' ? mpicDetail.safeParse(evidence.detail) : null
  return (
    <Box sx={{ display: 'grid', gap: 5, pt: 1, '& > *': { minWidth: 0 } }}>
      <Box sx={{ display: 'grid', gap: 2, justifyItems: 'start' }}>
        <EvidenceMark evidence={evidence} />
        <EngineSentence rule={rule} message={reason} />
      </Box>
      <Facts evidence={evidence} />
      {kind === 'caa' && <CaaDetail detail={evidence.detail} />}
      {kind === 'dnssec' && <DnssecDetail detail={evidence.detail} />}
      {perspectives?.success === true && <MpicDetailView detail={perspectives.data} />}
      {steps.length > 0 && (
        <Part title={t('evidence.steps')}>
          <Box component="ol" lang="en" sx={{ m: 0, pl: 5, display: 'grid', gap: 1, fontSize: 13 }}>
            {steps.map((step, index) => (
              <Box component="li" key={index} sx={{ overflowWrap: 'anywhere' }}>
                {step}
              </Box>
            ))}
          </Box>
        </Part>
      )}
      <Part title={t('evidence.raw.title')}>
        <RawProof evidence={evidence} />
      </Part>
    </Box>
  )
}

function Facts({ evidence }: { readonly evidence: Evidence }): ReactElement {
  const { t } = useTranslation('ui')
  const { kind, subject, method, at, expiresAt, from, rule, requestId, domainId, restsOn, holder } = evidence
  return (
    <DefinitionList
      termWidth={140}
      items={[
        { term: t('evidence.field.subject'), value: <Mono value={subject} grouped={false} /> },
        { term: t('evidence.field.kind'), value: t(`evidence.kind.${kind}`) },
        {
          term: t('evidence.field.method'),
          value: method === null ? null : t(`evidence.method.${method}`, { defaultValue: method })
        },
        { term: t('evidence.field.at'), value: <TimeText at={at} /> },
        {
          term: t('evidence.field.until'),
          value: expiresAt === null ? t('evidence.notAgain') : <TimeText at={expiresAt} />
        },
        {
          term: t('evidence.field.from'),
          value: from === '' ? null : t(`evidence.seenFrom.${from}`, { defaultValue: from })
        },
        { term: t('evidence.field.rule'), value: <Mono value={rule} grouped={false} copy={false} /> },
        {
          term: t('evidence.field.request'),
          value:
            requestId === null ? null : (
              <LinkFor may="request.read" to={`/requests/${requestId}?tab=ownership`}>
                #{requestId}
              </LinkFor>
            )
        },
        {
          term: t('evidence.field.domain'),
          value:
            domainId === null ? null : (
              <LinkFor may="validation.read" to={`/domains/${domainId}`}>
                #{domainId}
              </LinkFor>
            )
        },
        {
          term: t('evidence.field.restsOn'),
          value:
            restsOn === null ? null : (
              <LinkFor may="validation.read" to={`/proofs/${restsOn}`}>
                {t('evidence.one', { id: restsOn })}
              </LinkFor>
            )
        },
        { term: t('evidence.field.holder'), value: holder === null ? null : holderWords(holder, t) }
      ]}
    />
  )
}

function holderWords(holder: string, t: (key: string, values: { id: string }) => string): string {
  const [, id] = /^acme:(\d+)$/.exec(holder) ?? []
  return id === undefined ? holder : t('evidence.acme', { id })
}
