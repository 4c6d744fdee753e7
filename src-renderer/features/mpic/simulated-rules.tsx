import Box from '@mui/material/Box'
import Chip from '@mui/material/Chip'
import TextField from '@mui/material/TextField'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../live.ts'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { absoluteTime } from '../../ui/display/time-words.ts'
import { useLocale } from '../../ui/display/use-locale.ts'
import { Section } from '../../ui/layout/section.tsx'
import { RuleVerdicts } from '../../ui/proof/rule-verdicts.tsx'
import { dayText, momentOfDay } from './day-text.ts'

/** What was counted in one exchange under the rules of a day of one's choice. */
export function SimulatedRules({ id }: { readonly id: number }): ReactElement {
  const { t } = useTranslation('mpic')
  const locale = useLocale()
  const [day, setDay] = useState('')
  const rules = useRead('mpic.rules', {})
  const at = momentOfDay(day)
  const read = useRead(
    'mpic.show',
    { id, ...(at === null ? {} : { at }) },
    { enabled: at !== null, keepPrevious: true }
  )
  const simulated = at === null ? null : (read.data?.simulated ?? null)
  return (
    <Section title={t('exchange.simulate')} lead={t('exchange.simulateLead')}>
      <Box sx={{ display: 'grid', gap: 3 }}>
        <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap', alignItems: 'center' }}>
          <TextField
            type="date"
            label={t('exchange.day')}
            value={day}
            onChange={({ target }) => {
              setDay(target.value)
            }}
            slotProps={{ inputLabel: { shrink: true } }}
            sx={{ width: 180 }}
          />
          {rules.data?.phases.map(({ from }) => (
            <Chip
              key={from}
              variant={day === dayText(from) ? 'filled' : 'outlined'}
              label={t('exchange.phase', { date: absoluteTime(from, locale, 'day') })}
              onClick={() => {
                setDay(dayText(from))
              }}
            />
          ))}
        </Box>
        <ErrorView error={at === null ? null : read.error} />
        {simulated !== null && <RuleVerdicts rules={simulated} supposed />}
      </Box>
    </Section>
  )
}
