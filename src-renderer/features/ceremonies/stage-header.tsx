import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Chip from '@mui/material/Chip'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { CeremonyView } from '../../../src-shared/api/ceremonies.ts'
import type { TranscriptEntry } from '../../../src-shared/model/transcript.ts'
import { useNow } from './stage-host.tsx'

/** What is held, where it stands, and how long it has taken. */
export function StageHeader(props: {
  readonly ceremony: CeremonyView
  readonly entries: readonly TranscriptEntry[]
  readonly full: boolean
  readonly onFull: (full: boolean) => void
  readonly onLeave: () => void
}): ReactElement {
  const { t } = useTranslation('ceremonies')
  const now = useNow()
  const { ceremony, entries, full } = props
  const { mode, title, script, step, openedAt, endedAt } = ceremony
  const place = step === null ? -1 : script.steps.findIndex((one) => one.id === step.id)
  const began = entries.findLast(({ kind }) => kind === 'step-began')
  const until = endedAt ?? now
  return (
    <Box
      component="header"
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 3,
        flexWrap: 'wrap',
        pl: 'max(24px, env(titlebar-area-x, 24px))',
        // The buttons of the window lie over its upper right corner.
        pr: full
          ? '24px'
          : 'calc(min(100vw - env(titlebar-area-x, 0px) - env(titlebar-area-width, 100vw), 160px) + 24px)',
        minHeight: 64,
        py: 2
      }}
    >
      {mode === 'rehearsal' && <Chip color="warning" label="REHEARSAL" sx={{ fontWeight: 800 }} />}
      <Typography sx={{ fontWeight: 600, minWidth: 0, overflowWrap: 'anywhere' }}>{title}</Typography>
      <Typography color="textSecondary" sx={{ flex: 1, whiteSpace: 'nowrap' }}>
        {place >= 0 &&
          ceremony.phase !== 'host-check' &&
          t('stage.stepOf', { step: place + 1, steps: script.steps.length })}
      </Typography>
      <Typography role="timer" aria-label={t('stage.timer')} sx={{ fontVariantNumeric: 'tabular-nums' }}>
        {step !== null && began?.step === step.id && `${span(until - began.at)} · `}
        {span(until - openedAt)}
      </Typography>
      <Button
        size="small"
        onClick={() => {
          props.onFull(!full)
        }}
      >
        {t(full ? 'stage.small' : 'stage.full')}
      </Button>
      <Button size="small" color="inherit" onClick={props.onLeave}>
        {t('stage.leave')}
      </Button>
    </Box>
  )
}

/** @returns hours, minutes and seconds */
function span(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000))
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  return parts.map((part) => String(part).padStart(2, '0')).join(':')
}
