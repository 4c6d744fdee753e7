import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../src-shared/api/index.ts'
import { monospace } from '../../theme/tokens.ts'
import { CopyButton } from '../../ui/display/mono.tsx'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { seenText } from './seen-bytes.ts'

type Authorization = Output<'acme.order'>['authorizations'][number]
type Challenge = Authorization['challenges'][number]
type Attempt = Challenge['attempts'][number]

/** How one name of an order was proven, or why not: each challenge with every attempt. */
export function AuthorizationView({ authorization }: { readonly authorization: Authorization }): ReactElement {
  const { t } = useTranslation('acme')
  const { identifier, wildcard, status, basis } = authorization
  return (
    <Section
      title={`${wildcard ? '*.' : ''}${identifier.value}`}
      aside={<StateChip kind="proof" state={status} />}
      lead={t(basis === 'policy' ? 'proof.byPolicy' : 'proof.byChallenge')}
    >
      <Box sx={{ display: 'grid', gap: 4 }}>
        {authorization.challenges.map((challenge) => (
          <ChallengeView key={challenge.id} challenge={challenge} />
        ))}
        <Typography variant="caption" color="textSecondary" component="div">
          {t('proof.until')} <TimeText at={authorization.expiresAt} />
        </Typography>
      </Box>
    </Section>
  )
}

function ChallengeView({ challenge }: { readonly challenge: Challenge }): ReactElement {
  const { t } = useTranslation('acme')
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <Box sx={{ display: 'flex', gap: 3, alignItems: 'center', flexWrap: 'wrap' }}>
        <Typography variant="body2" component="h3" sx={{ fontFamily: monospace, fontSize: 13, fontWeight: 600 }}>
          {challenge.type}
        </Typography>
        <StateChip kind="proof" state={challenge.status} />
        {challenge.validatedAt !== null && <TimeText at={challenge.validatedAt} />}
      </Box>
      {challenge.error !== null && challenge.attempts.length === 0 && (
        <Typography variant="body2">{challenge.error.detail}</Typography>
      )}
      {challenge.attempts.length > 0 && (
        <Box
          component="ol"
          aria-label={t('proof.attempts')}
          sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 3 }}
        >
          {challenge.attempts.map((attempt, index) => (
            <AttemptView key={`${attempt.at} ${index}`} attempt={attempt} />
          ))}
        </Box>
      )}
    </Box>
  )
}

function AttemptView({ attempt }: { readonly attempt: Attempt }): ReactElement {
  const { t } = useTranslation('acme')
  const seen = attempt.seen === null ? null : seenText(attempt.seen)
  return (
    <Box component="li" sx={{ pl: 3, borderLeft: 2, borderColor: 'divider', display: 'grid', gap: 2 }}>
      <Box sx={{ display: 'flex', gap: 3, alignItems: 'center', flexWrap: 'wrap' }}>
        <StateChip kind="check" state={attempt.outcome} />
        <TimeText at={attempt.at} />
      </Box>
      <Typography variant="body2" sx={{ fontWeight: 600 }}>
        {attempt.summary}
      </Typography>
      {attempt.steps.length > 0 && (
        <Box component="ol" sx={{ m: 0, pl: 5, fontSize: 13, lineHeight: '20px' }}>
          {attempt.steps.map((step, index) => (
            <Box component="li" key={`${index} ${step}`} sx={{ overflowWrap: 'anywhere' }}>
              {step}
            </Box>
          ))}
        </Box>
      )}
      {seen !== null && (
        <Box sx={{ display: 'grid', gap: 1 }}>
          <Box sx={{ display: 'flex', alignItems: 'center' }}>
            <Typography variant="caption" color="textSecondary">
              {t(seen.hex ? 'proof.seenHex' : 'proof.seen', { count: seen.bytes })}
            </Typography>
            <CopyButton value={seen.text} />
          </Box>
          <Box
            component="pre"
            tabIndex={0}
            role="region"
            aria-label={t('proof.seen', { count: seen.bytes })}
            sx={{
              m: 0,
              p: 2,
              fontFamily: monospace,
              fontSize: 12,
              lineHeight: '18px',
              whiteSpace: 'pre-wrap',
              overflowWrap: 'anywhere',
              maxHeight: 180,
              overflow: 'auto',
              bgcolor: 'background.default',
              borderRadius: 1
            }}
          >
            {seen.text}
          </Box>
        </Box>
      )}
    </Box>
  )
}
