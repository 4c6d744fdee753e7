import Box from '@mui/material/Box'
import LinearProgress from '@mui/material/LinearProgress'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { livingStates } from '../../../src-shared/model/quorum.ts'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { useOperationWords } from './operation-words.ts'
import type { Proposal } from './proposal-page.tsx'

/** Who answered, and who is missing, for each rule that must be met. */
export function ApprovalsSection({ proposal }: { readonly proposal: Proposal }): ReactElement {
  const { t } = useTranslation('quorum')
  const words = useOperationWords()
  const lives = livingStates.has(proposal.state)
  return (
    <Section title={t('approvals')}>
      <Box sx={{ display: 'grid', gap: 4 }}>
        {proposal.requirements.map((rule, index) => {
          const label = t('rule', {
            operation: words(rule.operation),
            approved: rule.approved,
            needed: rule.needed
          })
          return (
            <Box key={index} sx={{ display: 'grid', gap: 1 }}>
              <Typography sx={{ fontWeight: 600 }}>{label}</Typography>
              <LinearProgress
                variant="determinate"
                value={Math.min(100, (100 * rule.approved) / rule.needed)}
                aria-label={label}
              />
              {lives && rule.approved < rule.needed && (
                <Typography variant="body2" color="textSecondary">
                  {t('missing', { names: rule.missing.length === 0 ? t('nobody') : rule.missing.join(', ') })}
                </Typography>
              )}
              {!rule.proposerCounts && (
                <Typography variant="caption" color="textSecondary">
                  {t('proposerOut')}
                </Typography>
              )}
              {rule.stepUp === 'signature' && <Typography variant="caption">{t('signatureWanted')}</Typography>}
            </Box>
          )
        })}
        <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 3 }}>
          {proposal.approvals.map((answer) => (
            <Box component="li" key={answer.operatorId} sx={{ display: 'grid', gap: 1, justifyItems: 'start' }}>
              <Box sx={{ display: 'flex', gap: 2, alignItems: 'center', flexWrap: 'wrap' }}>
                <StateChip
                  kind="outcome"
                  state={answer.decision === 'decline' ? 'failed' : answer.void === null ? 'ok' : 'refused'}
                  label={answer.void === null ? t(`answer.${answer.decision}`) : t('void')}
                />
                <strong>{answer.operator}</strong>
                {answer.stepUp !== null && <span>{t(`stepUp.${answer.stepUp}`, { key: answer.key ?? '' })}</span>}
              </Box>
              <TimeText at={answer.at} />
              {answer.comment !== '' && <span>{answer.comment}</span>}
              {answer.void !== null && (
                <Typography variant="caption" color="textSecondary" lang="en">
                  {answer.void}
                </Typography>
              )}
            </Box>
          ))}
        </Box>
      </Box>
    </Section>
  )
}
