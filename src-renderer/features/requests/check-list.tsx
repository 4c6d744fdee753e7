import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Assessment } from '../../../src-shared/model/request.ts'
import type { CheckState } from '../../ui/display/state-look.ts'
import { StateChip } from '../../ui/display/state-chip.tsx'

/** The checks behind a decision, each with the work that was done for it; what was not done says so. */
export function CheckList(props: {
  readonly assessment: Assessment | null
  readonly keyByChancery: boolean
}): ReactElement {
  const { t } = useTranslation('requests')
  const { assessment } = props
  if (assessment === null) {
    return (
      <Typography variant="body2" color="textSecondary">
        {t('check.decided')}
      </Typography>
    )
  }
  return (
    <Box sx={{ display: 'grid', gap: 3 }}>
      <Line {...possession(assessment, props.keyByChancery)} />
      <Line
        state={assessment.reasons.length === 0 ? 'verified' : 'failed'}
        title="check.rules"
        text="check.rulesText"
      />
      <Line
        state={assessment.lint === 'passed' ? 'verified' : assessment.lint === 'failed' ? 'failed' : 'not-performed'}
        title="check.lint"
        text={assessment.lint === 'not-performed' ? 'check.lintNot' : 'check.lintText'}
      />
      {blocklistMissing(assessment) && <Line state="not-performed" title="check.blocklist" text="check.blocklistNot" />}
    </Box>
  )
}

/** The engine says by a notice that it had no list of keys to look an RSA key up in. */
function blocklistMissing({ findings }: Assessment): boolean {
  return findings.some(({ rule, severity }) => severity === 'notice' && rule.endsWith('rsa-blocklist'))
}

interface CheckLine {
  readonly state: CheckState
  readonly title: string
  readonly text: string
}

function possession(assessment: Assessment, keyByChancery: boolean): CheckLine {
  const title = 'check.pop'
  if (keyByChancery) return { state: 'not-required', title, text: 'check.popKey' }
  if (assessment.csr === null) return { state: 'not-performed', title, text: 'check.popNone' }
  if (!assessment.csr.signatureValid && assessment.csr.secretTakenOut === true)
    return { state: 'not-performed', title, text: 'check.popTakenOut' }
  return assessment.csr.signatureValid
    ? { state: 'verified', title, text: 'check.popText' }
    : { state: 'failed', title, text: 'check.popFailed' }
}

function Line(props: CheckLine): ReactElement {
  const { t } = useTranslation('requests')
  return (
    <Box sx={{ display: 'flex', gap: 3, alignItems: 'flex-start' }}>
      <Box sx={{ width: 124, flex: 'none' }}>
        <StateChip kind="check" state={props.state} />
      </Box>
      <Box>
        <Typography variant="body2" sx={{ fontWeight: 600 }}>
          {t(props.title)}
        </Typography>
        <Typography variant="caption" color="textSecondary">
          {t(props.text)}
        </Typography>
      </Box>
    </Box>
  )
}
