import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useRead } from '../../live.ts'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { EvidenceList } from '../../ui/proof/evidence-list.tsx'
import { DomainEnds } from './domain-ends.tsx'
import { latestRound } from './latest-round.ts'
import type { Made } from './new-page.tsx'

/** What was made: the state, what was seen, and until when it counts. */
export function WizardResult(props: {
  readonly made: Made
  /** To what the proof was made for. */
  readonly onBack: (() => void) | undefined
}): ReactElement {
  const { made, onBack } = props
  const { t } = useTranslation('domains')
  const rules = useRead('validation.rules', {})
  const { evidence } = made.result
  const name = made.kind === 'domain' ? made.result.domain.name : made.result.mailbox.address
  const state = made.kind === 'domain' ? made.result.domain.state : made.result.mailbox.state
  return (
    <Box sx={{ display: 'grid', gap: 4, minWidth: 0 }}>
      <Box role="status" sx={{ display: 'flex', gap: 3, alignItems: 'center', flexWrap: 'wrap' }}>
        <StateChip kind="control" state={state} />
        <Typography sx={{ fontWeight: 600 }}>
          {t(state === 'verified' ? 'result.verified' : 'result.failed', { name })}
        </Typography>
      </Box>
      <Section title={t('result.what')}>
        <EvidenceList evidence={latestRound(evidence)} />
      </Section>
      {made.kind === 'domain' && <DomainEnds domain={made.result.domain} rules={rules.data} />}
      <Box sx={{ display: 'flex', gap: 2 }}>
        {onBack !== undefined && (
          <Button variant="contained" onClick={onBack}>
            {t('result.back')}
          </Button>
        )}
        <Button
          variant={onBack === undefined ? 'contained' : 'text'}
          component={Link}
          to={made.kind === 'domain' ? `/domains/${made.result.domain.id}` : '/domains?tab=mailboxes'}
        >
          {t(made.kind === 'domain' ? 'result.open' : 'result.list')}
        </Button>
      </Box>
    </Box>
  )
}
