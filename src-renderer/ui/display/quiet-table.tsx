import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableContainer from '@mui/material/TableContainer'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import type { ReactElement, ReactNode } from 'react'

/** A short table inside a card: a few rows that need no paging, choosing or columns to pick. */
export function QuietTable(props: {
  readonly label: string
  readonly head: readonly string[]
  readonly rows: readonly { readonly key: string | number; readonly cells: readonly ReactNode[] }[]
}): ReactElement {
  return (
    <TableContainer tabIndex={0} role="group" aria-label={props.label}>
      <Table
        size="small"
        aria-label={props.label}
        sx={{ '& tr > :first-of-type': { pl: 4 }, '& tr > :last-of-type': { pr: 4 } }}
      >
        <TableHead>
          <TableRow>
            {props.head.map((title, index) => (
              <TableCell key={index} {...(title === '' ? { component: 'td' } : {})}>
                {title}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {props.rows.map(({ key, cells }) => (
            <TableRow key={key} sx={{ '&:last-of-type td': { borderBottom: 0 } }}>
              {cells.map((cell, index) => (
                <TableCell key={index}>{cell}</TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  )
}
