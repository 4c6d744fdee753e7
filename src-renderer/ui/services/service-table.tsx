import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import Typography from '@mui/material/Typography'
import type { ReactElement, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import { Mono } from '../display/mono.tsx'
import { QuietTable } from '../display/quiet-table.tsx'
import { StateChip } from '../display/state-chip.tsx'

/** One service as the page of all services shows it. */
export interface ServiceLine {
  readonly key: string | number
  readonly name: string
  /** A word beside the name, e.g. that it is the default. */
  readonly mark?: string | undefined
  /** Its page. */
  readonly to: string
  /** What clients are given; null where nobody reaches it yet. */
  readonly address: string | null
  readonly state: 'enabled' | 'disabled'
  /** In place of the chip of the state, where another says more. */
  readonly chip?: ReactNode
  /** The profile or authority behind it. */
  readonly bound: ReactNode
  /** What it did last, in a few words. */
  readonly pulse: ReactNode
  readonly menu?: ReactNode
}

/** The services of one kind: the same columns for all of them. */
export function ServiceTable(props: { readonly label: string; readonly lines: readonly ServiceLine[] }): ReactElement {
  const { t } = useTranslation('ui')
  return (
    <QuietTable
      label={props.label}
      head={[
        t('services.name'),
        t('services.state'),
        t('services.address'),
        t('services.bound'),
        t('services.pulse'),
        ''
      ]}
      rows={props.lines.map((line) => ({
        key: line.key,
        cells: [
          <Box key="name">
            <Link component={RouterLink} to={line.to} sx={{ fontWeight: 600, whiteSpace: 'nowrap' }}>
              {line.name}
            </Link>
            {line.mark !== undefined && (
              <Typography variant="caption" color="textSecondary" component="div">
                {line.mark}
              </Typography>
            )}
          </Box>,
          line.chip ?? <StateChip key="state" kind="service" state={line.state} />,
          line.address === null ? (
            <StateChip key="address" kind="check" state="failed" label={t('services.unreachable')} />
          ) : (
            // A narrow window breaks an address into a few lines, not into a column of letters.
            <Box key="address" sx={{ minWidth: 190 }}>
              <Mono value={line.address} grouped={false} />
            </Box>
          ),
          line.bound,
          line.pulse,
          line.menu ?? ''
        ]
      }))}
    />
  )
}
