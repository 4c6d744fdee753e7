import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import type { Output } from '../../../src-shared/api/index.ts'
import type { TrialRow } from '../../../src-shared/api/understanding.ts'
import { useCommand } from '../../live.ts'
import { DifferenceTable } from '../../ui/difference/difference-table.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { QuietTable } from '../../ui/display/quiet-table.tsx'
import { ReasonList } from '../../ui/display/reason-list.tsx'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { useLocale } from '../../ui/display/use-locale.ts'
import { Page } from '../../ui/layout/page.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { TrialForm } from './trial-form.tsx'

const verdicts = ['newly-refused', 'differs', 'newly-accepted', 'refused-either-way', 'unreadable', 'same'] as const
const looks = {
  'newly-refused': 'revoked',
  differs: 'expiring',
  'newly-accepted': 'active',
  'refused-either-way': 'expired',
  unreadable: 'suspended',
  same: 'active'
} as const

/** Tries stored requests against changed rules; nothing is issued. */
export function SimulatorPage(): ReactElement {
  const { t } = useTranslation('simulator')
  const run = useCommand('simulator.run')
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Section title={t('what')}>
        <TrialForm
          busy={run.isPending}
          onRun={(input) => {
            run.mutate(input)
          }}
        />
      </Section>
      <ErrorView error={run.error} />
      {run.data !== undefined && <Result trial={run.data} />}
    </Page>
  )
}

function Result({ trial }: { readonly trial: Output<'simulator.run'> }): ReactElement {
  const { t } = useTranslation('simulator')
  const locale = useLocale()
  return (
    <>
      <Section
        title={t('result', { count: trial.tried, name: trial.profileName })}
        lead={trial.cancelled ? t('stopped') : t('resultLead')}
      >
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }} data-testid="verdicts">
          {verdicts.map((verdict) => (
            <StateChip
              key={verdict}
              kind="certificate"
              state={looks[verdict]}
              label={`${t(`verdict.${verdict}`)}: ${(trial.counts[verdict] ?? 0).toLocaleString(locale)}`}
            />
          ))}
        </Box>
      </Section>
      {trial.changes.length > 0 && (
        <Section title={t('changes')} flush>
          <QuietTable
            label={t('changes')}
            head={[t('rule.field'), t('rule.before'), t('rule.after')]}
            rows={trial.changes.map(({ field, before, after }) => ({
              key: field,
              cells: [field, before === '' ? '–' : before, after === '' ? '–' : after]
            }))}
          />
        </Section>
      )}
      {trial.rows.length > 0 && (
        <Section title={t('requests')} {...(trial.more > 0 ? { lead: t('more', { count: trial.more }) } : {})}>
          <Box sx={{ display: 'grid', gap: 5 }}>
            {trial.rows.slice(0, 100).map((row) => (
              <Tried key={row.requestId} row={row} />
            ))}
            {trial.rows.length > 100 && <Typography>{t('more', { count: trial.rows.length - 100 })}</Typography>}
          </Box>
        </Section>
      )}
    </>
  )
}

function Tried({ row }: { readonly row: TrialRow }): ReactElement {
  const { t } = useTranslation('simulator')
  return (
    <Box sx={{ display: 'grid', gap: 2, minWidth: 0 }} data-verdict={row.verdict}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 2, minWidth: 0 }}>
        <StateChip kind="certificate" state={looks[row.verdict]} label={t(`verdict.${row.verdict}`)} />
        <Link component={RouterLink} to={`/requests/${row.requestId}`} sx={{ overflowWrap: 'anywhere' }}>
          {t('request', { id: row.requestId })}
        </Link>
        <Typography sx={{ overflowWrap: 'anywhere', minWidth: 0 }}>{row.subject}</Typography>
        <Typography color="textSecondary">{row.requester}</Typography>
      </Box>
      {row.reasons.length > 0 && <ReasonList reasons={row.reasons} />}
      {row.differences.length > 0 && (
        <DifferenceTable label={t('differences', { id: row.requestId })} rows={row.differences} />
      )}
    </Box>
  )
}
