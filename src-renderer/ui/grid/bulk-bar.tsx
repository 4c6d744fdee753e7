import Button from '@mui/material/Button'
import Paper from '@mui/material/Paper'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { ActionButton } from '../action/action-button.tsx'
import type { Action } from '../action/action.ts'

/** How many rows are chosen and what can be done with them. */
export function BulkBar(props: {
  readonly count: number
  readonly actions: readonly Action[]
  readonly onClear: () => void
}): ReactElement {
  const { t } = useTranslation('ui')
  return (
    <Paper
      role="toolbar"
      aria-label={t('grid.bulk', { count: props.count })}
      sx={{
        position: 'absolute',
        bottom: 56,
        left: '50%',
        transform: 'translateX(-50%)',
        display: 'flex',
        // Beside a sheet the list is narrow.
        flexWrap: 'wrap',
        width: 'max-content',
        maxWidth: 'calc(100% - 16px)',
        '& .MuiButton-root': { whiteSpace: 'nowrap' },
        alignItems: 'center',
        gap: 2,
        px: 4,
        py: 2,
        border: 1,
        borderColor: 'divider',
        boxShadow: 8,
        zIndex: 3
      }}
    >
      <Typography sx={{ fontWeight: 600, pr: 2, whiteSpace: 'nowrap' }}>
        {t('grid.bulk', { count: props.count })}
      </Typography>
      {props.actions.map((action) => (
        <ActionButton key={action.id} action={action} size="small" />
      ))}
      <Button size="small" color="inherit" onClick={props.onClear}>
        {t('grid.clear')}
      </Button>
    </Paper>
  )
}
