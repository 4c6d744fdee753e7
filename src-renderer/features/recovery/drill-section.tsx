import Drill from '@mui/icons-material/FireExtinguisherOutlined'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { DrillRow } from '../../../src-shared/api/recovery.ts'
import { call } from '../../client.ts'
import { useRead } from '../../live.ts'
import { printLanguage } from './print-language.ts'
import { ActionButton } from '../../ui/action/action-button.tsx'
import { EmptyState } from '../../ui/display/empty-state.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { QuietTable } from '../../ui/display/quiet-table.tsx'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { useLocale } from '../../ui/display/use-locale.ts'
import { useSave } from '../../ui/files/use-save.ts'
import { Section } from '../../ui/layout/section.tsx'
import { DrillDialog } from './drill-dialog.tsx'

const stepStates = { passed: 'fine', failed: 'problem', 'needs-token': 'note', 'not-performed': 'note' } as const

/** Drills: the last one with its report, those before, and a new one. */
export function DrillSection(): ReactElement {
  const { t } = useTranslation('recovery')
  const locale = useLocale()
  const read = useRead('backup.drills', {})
  const [open, setOpen] = useState(false)
  const drills = read.data?.drills
  const last = drills?.[0]
  const begin = {
    id: 'backup.drill',
    label: t('drill.begin'),
    icon: Drill,
    run: () => {
      setOpen(true)
    }
  }
  return (
    <Section title={t('drill.title')} lead={t('drill.lead')} aside={<ActionButton action={begin} size="small" />}>
      <Box sx={{ display: 'grid', gap: 4 }}>
        <ErrorView error={read.error} />
        {drills?.length === 0 && <EmptyState icon={Drill} title={t('drill.emptyTitle')} text={t('drill.emptyText')} />}
        {last !== undefined && <DrillView drill={last} />}
        {drills !== undefined && drills.length > 1 && (
          <QuietTable
            label={t('drill.earlier')}
            head={[t('drill.at'), t('drill.what'), t('drill.outcome'), t('drill.took'), t('drill.report')]}
            rows={drills.slice(1, 12).map((drill) => ({
              key: String(drill.id),
              cells: [
                <TimeText key="at" at={drill.at} />,
                t(`drill.kind.${drill.kind}`),
                <OutcomeChip key="outcome" drill={drill} />,
                `${(drill.tookMs / 1000).toLocaleString(locale, { maximumFractionDigits: 1 })} s`,
                <ReportButtons key="report" id={drill.id} />
              ]
            }))}
          />
        )}
      </Box>
      {open && (
        <DrillDialog
          onClose={() => {
            setOpen(false)
          }}
        />
      )}
    </Section>
  )
}

function OutcomeChip({ drill }: { readonly drill: DrillRow }): ReactElement {
  const { t } = useTranslation('recovery')
  return (
    <StateChip
      kind="finding"
      state={drill.outcome === 'passed' ? 'fine' : 'problem'}
      label={t(`drill.result.${drill.outcome}`)}
    />
  )
}

function DrillView({ drill }: { readonly drill: DrillRow }): ReactElement {
  const { t } = useTranslation('recovery')
  const { report } = drill
  return (
    <Box sx={{ display: 'grid', gap: 3 }}>
      <Box sx={{ display: 'flex', gap: 3, alignItems: 'center', flexWrap: 'wrap' }}>
        <OutcomeChip drill={drill} />
        <Typography>
          {t(`drill.kind.${drill.kind}`)}, <TimeText at={drill.at} />
          {report.backup === null ? '' : `, ${report.backup.file}`}
        </Typography>
        <ReportButtons id={drill.id} />
      </Box>
      {drill.present.length > 0 && (
        <Typography variant="body2" color="textSecondary">
          {t('drill.present', { names: drill.present.join(', ') })}
        </Typography>
      )}
      {report.lostDuties.length > 0 && (
        <Alert severity="error">
          {report.lostDuties.map((duty) => (
            <Typography key={duty} variant="body2">
              {duty}
            </Typography>
          ))}
        </Alert>
      )}
      <QuietTable
        label={t('drill.steps')}
        head={[t('drill.step'), t('drill.outcome'), t('drill.seen')]}
        rows={report.steps.map(({ name, subject, outcome, message }, index) => ({
          key: `${index}`,
          cells: [
            `${t(`drill.stepName.${name}`)}${subject === '' ? '' : ` ${subject}`}`,
            <StateChip
              key="outcome"
              kind="finding"
              state={stepStates[outcome]}
              label={t(`drill.stepOutcome.${outcome}`)}
            />,
            <Box key="seen" component="span" sx={{ overflowWrap: 'anywhere' }}>
              {message}
            </Box>
          ]
        }))}
      />
    </Box>
  )
}

function ReportButtons({ id }: { readonly id: number }): ReactElement {
  const { t, i18n } = useTranslation('recovery')
  const { busy, save } = useSave()
  return (
    <Box sx={{ display: 'flex', gap: 1 }}>
      {(['pdf', 'json'] as const).map((format) => (
        <Button
          key={format}
          size="small"
          disabled={busy}
          aria-label={t('drill.saveReport', { format: format.toUpperCase() })}
          onClick={() => {
            save(
              async () =>
                (await call('backup.drill-report', { id, format, language: printLanguage(i18n.language) })).file
            )
          }}
        >
          {format.toUpperCase()}
        </Button>
      ))}
    </Box>
  )
}
