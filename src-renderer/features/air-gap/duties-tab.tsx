import Calendar from '@mui/icons-material/CalendarMonthOutlined'
import Card from '@mui/icons-material/PictureAsPdfOutlined'
import Luggage from '@mui/icons-material/LuggageOutlined'
import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import { call } from '../../client.ts'
import { useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { ActionButton } from '../../ui/action/action-button.tsx'
import { EmptyState } from '../../ui/display/empty-state.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { QuietTable } from '../../ui/display/quiet-table.tsx'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { useSave } from '../../ui/files/use-save.ts'
import { Section } from '../../ui/layout/section.tsx'
import { HandOverDialog } from './hand-over-dialog.tsx'
import { MirrorSection } from './mirror-section.tsx'
import { RequestDialog } from './request-dialog.tsx'

/** What each root must do, and the visit that it is done in. */
export function DutiesTab(): ReactElement {
  const { t, i18n } = useTranslation('air-gap')
  const duties = useRead('duty.list', {})
  const overview = useRead('bundle.overview', {})
  const mayAsk = useMay('authority.edit')
  const mayHandOver = useMay('authority.create')
  const [open, setOpen] = useState<'request' | 'hand' | null>(null)
  const { save } = useSave()
  const rows = duties.data?.duties ?? []
  const paired = (overview.data?.peers ?? []).length > 0
  const mirrors = overview.data?.mirrors ?? []
  const close = (): void => {
    setOpen(null)
  }
  if (duties.error !== null) return <ErrorView error={duties.error} onRetry={() => void duties.refetch()} />
  return (
    <>
      <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap' }}>
        {mayAsk && paired && (
          <ActionButton
            action={{
              id: 'bundle.create',
              label: t('duties.prepare'),
              icon: Luggage,
              tone: 'primary',
              run: () => {
                setOpen('request')
              }
            }}
          />
        )}
        {mayHandOver && paired && rows.some(({ mirrored }) => !mirrored) && (
          <ActionButton
            action={{
              id: 'bundle.hand-over',
              label: t('duties.handOver'),
              run: () => {
                setOpen('hand')
              }
            }}
          />
        )}
        {rows.length > 0 && (
          <>
            <ActionButton
              action={{
                id: 'duty.calendar',
                label: t('duties.calendar'),
                icon: Calendar,
                run: () => {
                  save(async () => (await call('duty.calendar', {})).file)
                }
              }}
            />
            <ActionButton
              action={{
                id: 'duty.card',
                label: t('duties.card'),
                icon: Card,
                run: () => {
                  save(async () => (await call('duty.card', { language: i18n.language === 'de' ? 'de' : 'en' })).file)
                }
              }}
            />
          </>
        )}
      </Box>
      {mirrors.length > 0 && <MirrorSection mirrors={mirrors} />}
      <Section title={t('duties.title')} lead={t('duties.lead')} flush>
        {rows.length === 0 ? (
          <EmptyState title={t('duties.none')} text={t('duties.noneText')} />
        ) : (
          <QuietTable
            label={t('duties.title')}
            head={[
              t('duties.what'),
              t('duties.about'),
              t('duties.root'),
              t('duties.doBy'),
              t('duties.lapses'),
              t('duties.state')
            ]}
            rows={rows.map((duty) => ({
              key: `${duty.kind} ${duty.authorityId} ${duty.certificateId ?? 0} ${duty.about}`,
              cells: [
                t(`duty.${duty.kind}`),
                duty.certificateId === null ? (
                  duty.about
                ) : (
                  <Link key="about" component={RouterLink} to={`/certificates/${duty.certificateId}`}>
                    {duty.about}
                  </Link>
                ),
                <Link key="root" component={RouterLink} to={`/authorities/${duty.authorityId}`}>
                  {duty.authorityName}
                </Link>,
                <TimeText key="by" at={duty.doBy} precision="day" short />,
                <TimeText key="lapses" at={duty.lapsesAt} precision="day" short />,
                <StateChip key="state" kind="duty" state={duty.state} label={t(`dutyState.${duty.state}`)} />
              ]
            }))}
          />
        )}
      </Section>
      {open === 'request' && overview.data !== undefined && <RequestDialog overview={overview.data} onClose={close} />}
      {open === 'hand' && overview.data !== undefined && <HandOverDialog overview={overview.data} onClose={close} />}
    </>
  )
}
