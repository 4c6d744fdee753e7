import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import type { Reason } from '../../../src-shared/errors.ts'
import { EngineSentence } from '../engine/engine-sentence.tsx'

/** Every broken rule: the sentence first, the field and the rule's id small below. */
export function ReasonList(props: { readonly reasons: readonly Reason[] }): ReactElement {
  return (
    <Box component="ul" sx={{ m: 0, pl: 5, display: 'grid', gap: 2 }}>
      {props.reasons.map((reason, index) => (
        <li key={`${reason.where} ${reason.rule} ${index}`}>
          <EngineSentence rule={reason.rule} message={reason.message} />
          <Typography variant="caption" color="textSecondary" component="p">
            {reason.where} · {reason.rule}
          </Typography>
        </li>
      ))}
    </Box>
  )
}
