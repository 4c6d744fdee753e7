import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { hostFinding, type HostFinding } from '../../../src-shared/api/ceremonies.ts'
import type { TranscriptEntry } from '../../../src-shared/model/transcript.ts'
import { StateChip } from '../../ui/display/state-chip.tsx'

/** How each outcome of a look at the machine is shown. */
export const findingLooks = { passed: 'verified', failed: 'failed', 'not-performed': 'not-performed' } as const

/** @returns what the last look at the machine found, as the transcript has it */
export function lastFindings(entries: readonly TranscriptEntry[]): readonly HostFinding[] {
  const look = entries.findLast(({ kind }) => kind === 'host-check')
  const read = z.array(hostFinding).safeParse(look?.detail['findings'])
  return read.success ? read.data : []
}

/** What was found of the machine, each finding with its truth: verified, failed or not performed. */
export function MachineFindings(props: { readonly findings: readonly HostFinding[] }): ReactElement {
  const { t } = useTranslation('ceremonies')
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 2 }}>
      {props.findings.map(({ check, outcome, message }) => (
        <Box component="li" key={check} sx={{ display: 'grid', gap: 1, justifyItems: 'start', minWidth: 0 }}>
          <Typography variant="body2" sx={{ fontWeight: 600 }}>
            {t(`host.check.${check}`)}
          </Typography>
          <StateChip kind="check" state={findingLooks[outcome]} label={t(`host.outcome.${outcome}`)} />
          <Typography variant="caption" color="textSecondary" sx={{ overflowWrap: 'anywhere' }}>
            {message}
          </Typography>
        </Box>
      ))}
    </Box>
  )
}
