import Box from '@mui/material/Box'
import Paper from '@mui/material/Paper'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { MpicRuleVerdict } from '../../../src-shared/model/mpic.ts'
import { DefinitionList } from '../display/definition-list.tsx'
import { StateChip } from '../display/state-chip.tsx'
import { absoluteTime } from '../display/time-words.ts'
import { useLocale } from '../display/use-locale.ts'

/** One card a rule: whether it is met, by which numbers, and whether it is the one that decides. */
export function RuleVerdicts(props: {
  readonly rules: readonly MpicRuleVerdict[]
  /** For rules of another day: nothing was decided by them, so nothing is green. */
  readonly supposed?: boolean
}): ReactElement {
  const { t } = useTranslation('ui')
  const { rules, supposed = false } = props
  const locale = useLocale()
  const counted = ({ have, need }: { have: number; need: number }): string => t('evidence.mpic.needed', { have, need })
  return (
    <Box sx={{ display: 'grid', gap: 3, gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 260px), 1fr))' }}>
      {rules.map((one) => (
        <Paper
          key={one.rule}
          variant="outlined"
          sx={{
            p: 3,
            display: 'grid',
            gap: 2,
            alignContent: 'start',
            ...(one.decides ? { borderColor: 'primary.main' } : {})
          }}
        >
          <Box sx={{ display: 'flex', gap: 2, alignItems: 'center', flexWrap: 'wrap' }}>
            <StateChip
              kind="check"
              state={supposed ? 'not-performed' : one.met ? 'verified' : 'failed'}
              label={t(`evidence.mpic.${supposed ? 'supposed.' : ''}${one.met ? 'met' : 'notMet'}`)}
            />
            {one.decides && (
              <Typography variant="caption" color="primary" sx={{ fontWeight: 600 }}>
                {t('evidence.mpic.decides')}
              </Typography>
            )}
          </Box>
          <Typography variant="body2" sx={{ fontWeight: 600 }}>
            {t(`evidence.mpic.ruleName.${one.rule}`)}
            {one.from !== null && (
              <Typography component="span" variant="caption" color="textSecondary" sx={{ pl: 2 }}>
                {t('evidence.mpic.ruleFrom', { date: absoluteTime(one.from, locale, 'day') })}
              </Typography>
            )}
          </Typography>
          <DefinitionList
            termWidth={150}
            items={[
              { term: t('evidence.mpic.asked'), value: counted(one.perspectives) },
              { term: t('evidence.mpic.corroborating'), value: counted(one.corroborating) },
              { term: t('evidence.mpic.registries'), value: counted(one.registries) }
            ]}
          />
          {one.reasons.map((reason) => (
            <Typography key={reason} variant="caption" color="textSecondary" lang="en">
              {reason}
            </Typography>
          ))}
        </Paper>
      ))}
    </Box>
  )
}
