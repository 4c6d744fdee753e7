import type { SxProps, Theme } from '@mui/material/styles'
import { alpha } from '@mui/material/styles'

/** Hairlines, quiet header, first column that stays in view. @param choosable with a checkbox column before it */
export function gridLook(choosable: boolean): SxProps<Theme> {
  return (theme) => ({
    flex: 1,
    border: `1px solid ${theme.palette.line}`,
    borderRadius: 2,
    backgroundColor: theme.palette.background.paper,
    fontSize: 13,
    '--DataGrid-rowBorderColor': theme.palette.line,
    '--DataGrid-t-header-background-base': theme.palette.background.paper,
    '& .MuiDataGrid-columnHeaderTitle': { fontWeight: 600, fontSize: 12, color: theme.palette.text.secondary },
    '& .MuiDataGrid-cell': { display: 'flex', alignItems: 'center', gap: 1 },
    '& .MuiDataGrid-row': { cursor: 'pointer' },
    '& .MuiDataGrid-row.open-row': { backgroundColor: alpha(theme.palette.primary.main, 0.1) },
    '& .MuiDataGrid-cell:focus-visible, & .MuiDataGrid-columnHeader:focus-visible': { outlineOffset: -2 },
    '& .first-column': {
      position: 'sticky',
      left: choosable ? 50 : 0,
      zIndex: 1,
      backgroundColor: theme.palette.background.paper,
      fontWeight: 600
    },
    '& .MuiDataGrid-row:hover .first-column, & .MuiDataGrid-row.Mui-selected .first-column, & .open-row .first-column':
      {
        backgroundImage: `linear-gradient(${alpha(theme.palette.primary.main, 0.08)}, ${alpha(theme.palette.primary.main, 0.08)})`
      }
  })
}
