import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import { Section } from '../../ui/layout/section.tsx'
import { BarRow } from './bar-row.tsx'

interface SplitRow {
  readonly key: string
  readonly name: string
  readonly count: number
  readonly to: string
}
const shown = 6

/** How the certificates divide, largest first; nothing where there is nothing. */
export function SplitBars(props: { readonly title: string; readonly rows: readonly SplitRow[] }): ReactElement | null {
  const rows = [...props.rows].sort((first, second) => second.count - first.count).slice(0, shown)
  if (rows.length === 0) return null
  const most = Math.max(...rows.map(({ count }) => count))
  return (
    <Section title={props.title}>
      <Box sx={{ display: 'grid', gap: 1 }}>
        {rows.map(({ key, name, count, to }) => (
          <BarRow key={key} label={name} count={count} most={most} to={to} />
        ))}
      </Box>
    </Section>
  )
}
