import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import LinearProgress from '@mui/material/LinearProgress'
import Typography from '@mui/material/Typography'
import { useEffect, useId, useRef, useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useNavigate, useParams } from 'react-router'
import type { CeremonyView } from '../../../src-shared/api/ceremonies.ts'
import type { TranscriptEntry } from '../../../src-shared/model/transcript.ts'
import { useRead } from '../../live.ts'
import { WaitingPage } from '../../ui/layout/waiting-page.tsx'
import { AttachButtons } from './attach-buttons.tsx'
import { EvidenceSection } from './evidence-section.tsx'
import { NoteDialog } from './note-dialog.tsx'
import { RehearsalMark } from './rehearsal-mark.tsx'
import { StageAside } from './stage-aside.tsx'
import { StageHeader } from './stage-header.tsx'
import { StageHost } from './stage-host.tsx'
import { StageSignOff } from './stage-sign-off.tsx'
import { StageStep } from './stage-step.tsx'
import { stageTitle } from './stage-text.ts'
import { useFullScreen } from './use-full-screen.ts'

/** A ceremony as everybody in the room sees it: one step at a time, in large type, over the whole window. */
export function StagePage(): ReactElement {
  const { t } = useTranslation('ceremonies')
  const id = Number(useParams()['id'])
  const read = useRead('ceremony.show', { ceremony: id })
  const transcript = useRead('ceremony.transcript', { ceremony: id })
  const ceremony = read.data?.ceremony
  if (ceremony === undefined)
    return <WaitingPage title={t('title')} error={read.error} retry={() => void read.refetch()} />
  return <Stage ceremony={ceremony} entries={transcript.data?.entries ?? []} />
}

function Stage(props: { readonly ceremony: CeremonyView; readonly entries: readonly TranscriptEntry[] }): ReactElement {
  const { t } = useTranslation('ceremonies')
  const navigate = useNavigate()
  const state: unknown = useLocation().state
  const atOnce = typeof state === 'object' && state !== null && 'full' in state && state.full === true
  const [full, setFull] = useFullScreen(atOnce)
  const [note, setNote] = useState<'digress' | 'abort' | null>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const titleId = useId()
  const { ceremony, entries } = props
  const { id, phase, step, script, mode } = ceremony
  const place = step === null ? -1 : script.steps.findIndex((one) => one.id === step.id)
  const ended = phase === 'close' || phase === 'ended'
  useEffect(() => {
    // Who is to sign off types at once; anything else begins with its heading.
    if (phase !== 'sign-off') heading.current?.focus()
  }, [phase, step?.id, ceremony.visit])
  const title =
    phase === 'host-check'
      ? t('host.title')
      : phase === 'close'
        ? t('stage.close')
        : (step?.title ?? t(`state.${ceremony.state}`))
  return (
    <Dialog
      fullScreen
      open
      aria-labelledby={titleId}
      transitionDuration={0}
      slotProps={{ paper: { sx: { borderRadius: 0, border: 0 } } }}
    >
      <Box sx={{ display: 'flex', flexDirection: 'column', height: '100%', position: 'relative' }}>
        {mode === 'rehearsal' && <RehearsalMark />}
        <StageHeader
          ceremony={ceremony}
          entries={entries}
          full={full}
          onFull={setFull}
          onLeave={() => void navigate(`/ceremonies/${id}`)}
        />
        <LinearProgress
          variant="determinate"
          aria-label={t('stage.progress')}
          value={ended ? 100 : (100 * Math.max(0, place)) / script.steps.length}
        />
        <Box
          sx={{
            flex: 1,
            minHeight: 0,
            overflow: 'auto',
            display: 'grid',
            alignContent: 'start',
            gap: 6,
            p: { xs: 6, xl: 10 },
            gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 1fr) 280px', xl: 'minmax(0, 1fr) 360px' }
          }}
        >
          <Box sx={{ display: 'grid', gap: 5, alignContent: 'start', minWidth: 0 }}>
            {ceremony.interrupted && <Alert severity="info">{t('stage.interrupted')}</Alert>}
            <Typography
              id={titleId}
              ref={heading}
              tabIndex={-1}
              component="h1"
              sx={{ fontSize: stageTitle, fontWeight: 700, lineHeight: 1.2, outline: 0, overflowWrap: 'anywhere' }}
            >
              {title}
            </Typography>
            {phase === 'host-check' && <StageHost ceremony={ceremony} />}
            {(phase === 'begin' || phase === 'complete') && step !== null && (
              <StageStep
                key={`${step.id}/${ceremony.visit}`}
                ceremony={ceremony}
                step={step}
                entries={entries}
                attach={
                  <Box sx={{ display: 'flex', gap: 3, flexWrap: 'wrap' }}>
                    <AttachButtons ceremony={ceremony} large />
                  </Box>
                }
              />
            )}
            {phase === 'sign-off' && <StageSignOff ceremony={ceremony} />}
            {ended && <EvidenceSection ceremony={ceremony} />}
          </Box>
          <StageAside ceremony={ceremony} entries={entries} />
        </Box>
        {ceremony.state === 'open' && (
          <Box
            component="footer"
            sx={{ display: 'flex', gap: 3, flexWrap: 'wrap', px: 6, py: 3, borderTop: 1, borderColor: 'divider' }}
          >
            <Button
              variant="outlined"
              onClick={() => {
                setNote('digress')
              }}
            >
              {t('digress.title')}
            </Button>
            <AttachButtons ceremony={ceremony} />
            <Box sx={{ flex: 1 }} />
            <Button
              color="error"
              onClick={() => {
                setNote('abort')
              }}
            >
              {t('abort.open')}
            </Button>
          </Box>
        )}
      </Box>
      {note !== null && (
        <NoteDialog
          ceremony={id}
          what={note}
          onClose={() => {
            setNote(null)
          }}
        />
      )}
    </Dialog>
  )
}
