import Box from '@mui/material/Box'
import Paper from '@mui/material/Paper'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { ProfileView } from '../../../src-shared/api/profiles.ts'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { OutcomeMark } from './outcome-mark.tsx'
import type { Inspection } from './use-inspection.ts'

/** The certificate to be, as the engine would make it from the form as it stands. */
export function CertificatePreview(props: {
  readonly profile: ProfileView | null
  readonly inspection: Inspection
}): ReactElement {
  const { t } = useTranslation('requests')
  const { profile, inspection } = props
  const { assessment } = inspection
  return (
    <Paper
      variant="outlined"
      sx={{ p: 4, display: 'grid', gap: 3, maxHeight: 'calc(100vh - 160px)', overflow: 'auto' }}
      tabIndex={0}
    >
      <Typography variant="h4" component="h2">
        {t('new.preview.title')}
      </Typography>
      {profile === null && <Quiet text={t('new.preview.nothing')} />}
      {profile !== null && (
        <Pair term={t('field.authority')}>
          {profile.authorityName} · {profile.name}
        </Pair>
      )}
      {profile !== null && assessment === null && <Quiet text={t('new.preview.needsKey')} />}
      {assessment !== null && (
        <>
          {assessment.rows
            .filter(({ field }) => field !== 'validity' || assessment.notBefore === null)
            .filter(({ result, outcome }) => result !== null || outcome === 'refused' || outcome === 'dropped')
            .map((row) => (
              <Pair key={row.field} term={row.label}>
                {row.result ?? <OutcomeMark outcome={row.outcome} />}
              </Pair>
            ))}
          {assessment.notBefore !== null && (
            <Pair term={t('field.validity')}>
              <TimeText at={assessment.notBefore} precision="day" short /> –{' '}
              <TimeText at={assessment.notAfter} precision="day" short />
            </Pair>
          )}
          <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap' }}>
            <StateChip
              kind="check"
              state={assessment.reasons.length > 0 ? 'failed' : 'verified'}
              label={
                assessment.reasons.length > 0
                  ? t('new.review.reasons', { count: assessment.reasons.length })
                  : t('check.rules')
              }
            />
            <StateChip
              kind="check"
              state={
                assessment.lint === 'passed' ? 'verified' : assessment.lint === 'failed' ? 'failed' : 'not-performed'
              }
              label={t('check.lint')}
            />
          </Box>
        </>
      )}
    </Paper>
  )
}

function Pair(props: { readonly term: string; readonly children: React.ReactNode }): ReactElement {
  return (
    <Box>
      <Typography variant="caption" color="textSecondary" component="p">
        {props.term}
      </Typography>
      <Typography variant="body2" component="div" sx={{ overflowWrap: 'anywhere' }}>
        {props.children}
      </Typography>
    </Box>
  )
}

function Quiet(props: { readonly text: string }): ReactElement {
  return (
    <Typography variant="body2" color="textSecondary">
      {props.text}
    </Typography>
  )
}
