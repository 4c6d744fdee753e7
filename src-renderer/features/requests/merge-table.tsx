import Box from '@mui/material/Box'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import Typography from '@mui/material/Typography'
import { visuallyHidden } from '../../ui/display/visually-hidden.ts'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Reason } from '../../../src-shared/errors.ts'
import type { MergeRow } from '../../../src-shared/model/request.ts'
import { OutcomeMark } from './outcome-mark.tsx'

/** Per field and extension: what was asked, what the profile says, what will be in the certificate, and why (N-21). */
export function MergeTable(props: {
  readonly rows: readonly MergeRow[]
  readonly reasons: readonly Reason[]
}): ReactElement {
  const { t } = useTranslation('requests')
  const overridden = props.rows.some(({ override }) => override !== null)
  return (
    <Box sx={{ overflowX: 'auto' }} tabIndex={0} role="region" aria-label={t('section.merge')}>
      <Table size="small" sx={{ minWidth: 560 }}>
        <caption style={visuallyHidden}>{t('section.merge')}</caption>
        <TableHead>
          <TableRow>
            <TableCell>{t('merge.field')}</TableCell>
            <TableCell>{t('merge.asked')}</TableCell>
            {overridden && <TableCell>{t('merge.override')}</TableCell>}
            <TableCell>{t('merge.rule')}</TableCell>
            <TableCell>{t('merge.result')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {props.rows.map((row) => {
            const broken = props.reasons.filter(({ where }) => where === row.field || where.startsWith(`${row.field}.`))
            return (
              <TableRow key={row.field} sx={row.outcome === 'refused' ? { '& td': { bgcolor: 'action.hover' } } : {}}>
                <TableCell component="th" scope="row" sx={{ fontWeight: 600 }}>
                  {row.label}
                </TableCell>
                <TableCell sx={{ overflowWrap: 'anywhere' }}>{row.asked ?? <Nothing />}</TableCell>
                {overridden && <TableCell sx={{ overflowWrap: 'anywhere' }}>{row.override ?? ''}</TableCell>}
                <TableCell sx={{ color: 'text.secondary' }}>{row.rule}</TableCell>
                <TableCell sx={{ overflowWrap: 'anywhere', minWidth: 180 }}>
                  <Box sx={{ display: 'grid', gap: 1, justifyItems: 'start' }}>
                    <Box sx={{ fontWeight: 600 }}>{row.result ?? <Nothing />}</Box>
                    <Box sx={{ display: 'flex', gap: 2, alignItems: 'center', flexWrap: 'wrap' }}>
                      <OutcomeMark outcome={row.outcome} />
                      <Typography variant="caption" color="text.secondary">
                        {row.why}
                      </Typography>
                    </Box>
                    {broken.map((reason, index) => (
                      <Typography key={index} variant="caption" color="error">
                        {reason.message}
                      </Typography>
                    ))}
                  </Box>
                </TableCell>
              </TableRow>
            )
          })}
        </TableBody>
      </Table>
      <Typography variant="caption" color="text.secondary" component="p" sx={{ px: 3, py: 2 }}>
        {t('merge.hint')}
      </Typography>
    </Box>
  )
}

function Nothing(): ReactElement {
  const { t } = useTranslation('requests')
  return (
    <Box component="span" sx={{ color: 'text.secondary', fontWeight: 400 }}>
      {t('merge.nothing')}
    </Box>
  )
}
