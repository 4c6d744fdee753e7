import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import type { Finding } from '../../../src-shared/model/lint.ts'
import { severities } from '../../../src-shared/model/lint.ts'
import { EngineSentence } from '../engine/engine-sentence.tsx'
import { StateChip } from '../display/state-chip.tsx'

/** What the rules said, gravest first, each with its clause. */
export function LintFindings(props: { readonly findings: readonly Finding[] }): ReactElement {
  const sorted = [...props.findings].sort(
    (first, second) => severities.indexOf(first.severity) - severities.indexOf(second.severity)
  )
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 3 }}>
      {sorted.map((finding, index) => (
        <Box component="li" key={`${finding.rule} ${index}`} sx={{ display: 'flex', gap: 3, alignItems: 'flex-start' }}>
          <Box sx={{ width: 92, flex: 'none' }}>
            <StateChip kind="severity" state={finding.severity} />
          </Box>
          <Box sx={{ minWidth: 0 }}>
            <EngineSentence rule={finding.rule} message={finding.message} />
            <Typography variant="caption" color="textSecondary">
              {[finding.clause, finding.rule, finding.profileField]
                .filter((part) => part !== null && part !== '')
                .join(' · ')}
            </Typography>
          </Box>
        </Box>
      ))}
    </Box>
  )
}
