import Box from '@mui/material/Box'
import LinearProgress from '@mui/material/LinearProgress'
import Skeleton from '@mui/material/Skeleton'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { ProfileContent } from '../../../src-shared/model/profile.ts'
import { LintFindings } from '../../ui/certificate/lint-findings.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { ReasonList } from '../../ui/display/reason-list.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { MergeTable } from './merge-table.tsx'
import { OwnershipPreview } from './ownership-preview.tsx'
import type { Inspection } from './use-inspection.ts'

/** The merge table with every broken rule, before anything is sent. */
export function ReviewStep(props: {
  readonly inspection: Inspection
  readonly profile: ProfileContent | undefined
}): ReactElement {
  const { t } = useTranslation('requests')
  const { assessment, error, busy } = props.inspection
  if (error !== null) return <ErrorView error={error} />
  if (assessment === null) return <Skeleton variant="rounded" height={240} />
  return (
    <Box sx={{ display: 'grid', gap: 4, minWidth: 0 }}>
      {busy && <LinearProgress aria-label={t('ui:loading')} />}
      {assessment.reasons.length > 0 && (
        <Section title={t('new.review.reasons', { count: assessment.reasons.length })}>
          <ReasonList reasons={assessment.reasons} />
        </Section>
      )}
      <OwnershipPreview assessment={assessment} profile={props.profile} />
      <Section title={t('section.merge')} flush>
        <MergeTable rows={assessment.rows} reasons={assessment.reasons} />
      </Section>
      {assessment.findings.length > 0 && (
        <Section title={t('section.findings')}>
          <LintFindings findings={assessment.findings} />
        </Section>
      )}
    </Box>
  )
}
