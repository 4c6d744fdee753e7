import Box from '@mui/material/Box'
import Chip from '@mui/material/Chip'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { CeremonyRow } from '../../../src-shared/api/ceremonies.ts'

/** What a ceremony is and how it stands, in words; a rehearsal is never taken for the real one. */
export function CeremonyState(props: { readonly row: Pick<CeremonyRow, 'mode' | 'state'> }): ReactElement {
  const { t } = useTranslation('ceremonies')
  const { mode, state } = props.row
  return (
    <Box component="span" sx={{ display: 'inline-flex', gap: 2, flexWrap: 'wrap' }}>
      <Chip
        size="small"
        color={mode === 'rehearsal' ? 'warning' : 'primary'}
        variant="outlined"
        label={t(`mode.${mode}`)}
      />
      <Chip size="small" variant="outlined" label={t(`state.${state}`)} />
    </Box>
  )
}
