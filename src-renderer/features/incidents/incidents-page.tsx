import Add from '@mui/icons-material/Add'
import Button from '@mui/material/Button'
import Box from '@mui/material/Box'
import Skeleton from '@mui/material/Skeleton'
import { useMemo, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { call } from '../../client.ts'
import { useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import type { Action } from '../../ui/action/action.ts'
import { EmptyState } from '../../ui/display/empty-state.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { QuietTable } from '../../ui/display/quiet-table.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { useLocale } from '../../ui/display/use-locale.ts'
import { useSave } from '../../ui/files/use-save.ts'
import { Page } from '../../ui/layout/page.tsx'
import { Section } from '../../ui/layout/section.tsx'

/** Drills and mass revocations, with their records to save. */
export function IncidentsPage(): ReactElement {
  const { t } = useTranslation('incidents')
  const navigate = useNavigate()
  const locale = useLocale()
  const mayExport = useMay('certificate.export')
  const read = useRead('incident.list', {})
  const { busy, save } = useSave()
  const actions = useMemo<readonly Action[]>(
    () => [
      {
        id: 'incident.new',
        label: t('new'),
        icon: Add,
        tone: 'primary',
        run: () => {
          void navigate('/incidents/new')
        }
      }
    ],
    [t, navigate]
  )
  const saver = (id: number, format: 'text' | 'csv'): ReactElement => (
    <Button
      size="small"
      disabled={busy}
      onClick={() => {
        save(async () => (await call('incident.export', { id, format })).file)
      }}
    >
      {t(format === 'text' ? 'saveText' : 'saveCsv')}
    </Button>
  )
  const incidents = read.data?.incidents
  return (
    <Page title={t('title')} lead={t('lead')} actions={actions}>
      <ErrorView error={read.error} />
      {incidents === undefined && read.error === null && <Skeleton variant="rounded" height={160} />}
      {incidents?.length === 0 && <EmptyState title={t('none')} text={t('noneText')} />}
      {incidents !== undefined && incidents.length > 0 && (
        <Section title={t('records')} flush>
          <QuietTable
            label={t('records')}
            head={[t('kind'), t('scenario'), t('affected'), t('revoked'), t('at'), t('by'), t('note'), t('record')]}
            rows={incidents.map((one) => ({
              key: one.id,
              cells: [
                one.cancelled ? t('stopped', { kind: t(`kinds.${one.kind}`) }) : t(`kinds.${one.kind}`),
                t(`scenarios.${one.scenario}`),
                one.affected.toLocaleString(locale),
                one.kind === 'drill' ? '–' : one.revoked.toLocaleString(locale),
                <TimeText key="at" at={one.startedAt} short />,
                one.by,
                one.note,
                <Box key="save" sx={{ display: 'flex', flexWrap: 'wrap' }}>
                  {mayExport && saver(one.id, 'text')}
                  {mayExport && saver(one.id, 'csv')}
                </Box>
              ]
            }))}
          />
        </Section>
      )}
    </Page>
  )
}
