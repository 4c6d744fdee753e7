import type { SxProps, Theme } from '@mui/material/styles'
import { alpha } from '@mui/material/styles'

/** Hairlines, quiet header, first column that stays in view. @param choosable with a checkbox column before it */
export function gridLook(choosable: boolean): SxProps<Theme> {
  return (theme) => ({
    flex: 1,
    border: `1px solid ${theme.palette.line}`,
    borderRadius: 1,
    backgroundColor: theme.palette.background.paper,
    fontSize: 13,
    '--DataGrid-rowBorderColor': theme.palette.line,
    '--DataGrid-t-header-background-base': theme.palette.background.paper,
    '& .MuiDataGrid-columnHeader, & .MuiDataGrid-columnHeaders': { backgroundColor: theme.palette.background.paper },
    '& .MuiDataGrid-columnHeaderTitle': { fontWeight: 600, fontSize: 12, color: theme.palette.text.secondary },
    '& .MuiDataGrid-cell': { display: 'flex', alignItems: 'center', gap: 1 },
    '& .MuiDataGrid-row': { cursor: 'pointer', '--row-tint': 'transparent', backgroundColor: 'var(--row-tint)' },
    '& .MuiDataGrid-row:hover': { '--row-tint': theme.palette.action.hover, backgroundColor: 'var(--row-tint)' },
    '& .MuiDataGrid-row.Mui-selected, & .MuiDataGrid-row.Mui-selected:hover': {
      '--row-tint': alpha(theme.palette.primary.main, 0.07),
      backgroundColor: 'var(--row-tint)'
    },
    '& .MuiDataGrid-row.open-row, & .MuiDataGrid-row.open-row:hover': {
      '--row-tint': alpha(theme.palette.primary.main, 0.1),
      backgroundColor: 'var(--row-tint)'
    },
    '& .MuiDataGrid-cell:focus-visible, & .MuiDataGrid-columnHeader:focus-visible': {
      outline: `2px solid ${theme.palette.primary.main}`,
      outlineOffset: -2
    },
    '& .first-column': {
      position: 'sticky',
      left: choosable ? 50 : 0,
      zIndex: 1,
      backgroundColor: theme.palette.background.paper,
      // The row's tint lies over the paper that hides what scrolls beneath.
      backgroundImage: 'linear-gradient(var(--row-tint, transparent), var(--row-tint, transparent))',
      fontWeight: 600
    }
  })
}
