import Done from '@mui/icons-material/CheckCircleOutlined'
import Open from '@mui/icons-material/RadioButtonUncheckedOutlined'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactElement, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CeremonyView } from '../../../src-shared/api/ceremonies.ts'
import type { TranscriptEntry } from '../../../src-shared/model/transcript.ts'
import { TimeText } from '../../ui/display/time-text.tsx'
import { lastFindings, MachineFindings } from './machine-findings.tsx'

/** Beside the step: who takes part and has signed off, what was noted, what was attached. */
export function StageAside(props: {
  readonly ceremony: CeremonyView
  readonly entries: readonly TranscriptEntry[]
}): ReactElement {
  const { t } = useTranslation('ceremonies')
  const { participants, step, script, phase, missing, files } = props.ceremony
  const signing = new Set(step === null ? [] : (step.signOff ?? (step.kind === 'branch' ? [] : script.signOff)))
  const findings = lastFindings(props.entries)
  const notes = props.entries.filter(({ kind }) => kind === 'digression' || kind === 'resumed').reverse()
  const stateOf = (role: string, person: string): 'signed' | 'waits' | 'watches' => {
    if (phase === 'host-check' || !signing.has(role)) return 'watches'
    const waits = missing.some((one) => one.role === role && one.person === person)
    return phase === 'sign-off' && !waits ? 'signed' : 'waits'
  }
  return (
    <Box component="aside" aria-label={t('aside.title')} sx={{ display: 'grid', gap: 5, alignContent: 'start' }}>
      <Part title={t('aside.people')}>
        {participants.map(({ role, person }) => {
          const state = stateOf(role, person)
          return (
            <Box component="li" key={`${role}/${person}`} sx={{ display: 'flex', gap: 2, alignItems: 'center' }}>
              {state === 'signed' ? (
                <Done fontSize="small" color="success" aria-hidden />
              ) : (
                <Open fontSize="small" color="disabled" aria-hidden />
              )}
              <Box sx={{ minWidth: 0 }}>
                <Typography sx={{ fontWeight: 600 }}>{person}</Typography>
                <Typography variant="caption" color="textSecondary">
                  {step === null ? role : `${role} · ${t(`aside.${state}`)}`}
                </Typography>
              </Box>
            </Box>
          )
        })}
      </Part>
      <Part title={t('aside.notes')}>
        {notes.length === 0 && <li>{t('aside.noNotes')}</li>}
        {notes.map(({ seq, at, kind, detail }) => (
          <Box component="li" key={seq}>
            <Typography variant="caption" color="textSecondary" component="div">
              <TimeText at={at} short />
            </Typography>
            {kind === 'resumed' ? t('aside.interrupted') : textOf(detail['what'])}
          </Box>
        ))}
      </Part>
      {phase !== 'host-check' && findings.length > 0 && (
        <Box component="section">
          <Typography variant="h4" component="h2" sx={{ mb: 2 }}>
            {t('host.title')}
          </Typography>
          <MachineFindings findings={findings} />
        </Box>
      )}
      <Part title={t('aside.files', { count: files.length })}>
        {files.map(({ name }, at) => (
          <Box component="li" key={at} sx={{ overflowWrap: 'anywhere' }}>
            {name}
          </Box>
        ))}
      </Part>
    </Box>
  )
}

function Part(props: { readonly title: string; readonly children: ReactNode }): ReactElement {
  return (
    <Box component="section">
      <Typography variant="h4" component="h2" sx={{ mb: 2 }}>
        {props.title}
      </Typography>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 2 }}>
        {props.children}
      </Box>
    </Box>
  )
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
