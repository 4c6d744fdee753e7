import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import { Link } from 'react-router'
import { useLocale } from '../../ui/display/use-locale.ts'

/** One labelled bar from zero that opens the list behind it. */
export function BarRow(props: {
  readonly label: string
  readonly count: number
  readonly most: number
  readonly to: string
  readonly tone?: 'accent' | 'expiring'
}): ReactElement {
  const locale = useLocale()
  return (
    <Box
      component={Link}
      to={props.to}
      sx={{
        display: 'grid',
        gridTemplateColumns: 'minmax(90px, 130px) 1fr minmax(32px, auto)',
        alignItems: 'center',
        gap: 3,
        minHeight: 28,
        color: 'text.primary',
        textDecoration: 'none',
        fontSize: 13,
        borderRadius: 1,
        '&:hover': { backgroundColor: 'action.hover' }
      }}
    >
      <Box
        component="span"
        sx={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}
        title={props.label}
      >
        {props.label}
      </Box>
      <Box component="span" sx={{ height: 12, display: 'block' }}>
        <Box
          component="span"
          sx={(theme) => ({
            display: 'block',
            height: '100%',
            borderRadius: '2px',
            width: `${(100 * props.count) / Math.max(1, props.most)}%`,
            minWidth: props.count > 0 ? 2 : 0,
            backgroundColor: props.tone === 'expiring' ? theme.palette.state.expiringMark : theme.palette.primary.main
          })}
        />
      </Box>
      <Box component="span" sx={{ textAlign: 'right', fontWeight: 600 }}>
        {props.count.toLocaleString(locale)}
      </Box>
    </Box>
  )
}
