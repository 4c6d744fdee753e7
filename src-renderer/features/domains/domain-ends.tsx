import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../src-shared/api/index.ts'
import type { Domain } from '../../../src-shared/model/validation.ts'
import { QuietTable } from '../../ui/display/quiet-table.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { absoluteTime } from '../../ui/display/time-words.ts'
import { useLocale } from '../../ui/display/use-locale.ts'
import { Section } from '../../ui/layout/section.tsx'

/** The three ends of one proof, each with the rule behind it and the periods to come. */
export function DomainEnds(props: {
  readonly domain: Domain
  readonly rules: Output<'validation.rules'> | undefined
}): ReactElement | null {
  const { t } = useTranslation('domains')
  const locale = useLocale()
  const { domain, rules } = props
  if (rules === undefined) return null
  const { basis, expiresAt, expiresForTls, expiresForMail } = domain
  const end = (at: number | null): ReactElement =>
    basis === null ? <span>–</span> : at === null ? <span>{t('notFor')}</span> : <TimeText at={at} precision="day" />
  const periods = rules.tls.filter(({ state }) => state !== 'past')
  return (
    <Section title={t('ends.title')} lead={t('ends.lead')} flush>
      <QuietTable
        label={t('ends.title')}
        head={[t('ends.for'), t('ends.rule'), t('ends.until')]}
        rows={[
          {
            key: 'private',
            cells: [t('ends.private'), t('ends.privateRule', { count: rules.ownDays }), end(expiresAt)]
          },
          {
            key: 'tls',
            cells: [
              t('ends.tls'),
              <Box key="rules" component="span" sx={{ display: 'grid' }}>
                {periods.map(({ from, days, state }) => (
                  <Box
                    component="span"
                    key={days}
                    sx={state === 'today' ? { fontWeight: 600 } : { color: 'text.secondary' }}
                  >
                    {state === 'today' || from === null
                      ? t('ends.tlsRule', { days })
                      : t('ends.tlsThen', { days, date: absoluteTime(from, locale, 'day') })}
                  </Box>
                ))}
              </Box>,
              end(expiresForTls)
            ]
          },
          {
            key: 'mail',
            cells: [t('ends.mail'), t('ends.mailRule', { days: rules.mailDomainDays }), end(expiresForMail)]
          }
        ]}
      />
      <Typography variant="caption" color="textSecondary" component="p" sx={{ px: 4, pb: 3, pt: 2 }}>
        {t('ends.shorter')} {rules.source}.
      </Typography>
    </Section>
  )
}
