import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import Link from '@mui/material/Link'
import MenuItem from '@mui/material/MenuItem'
import Skeleton from '@mui/material/Skeleton'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { groupings, type Grouping } from '../../../src-shared/api/certificates.ts'
import { useRead } from '../../live.ts'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { useLocale } from '../../ui/display/use-locale.ts'
import type { ListFilter } from './certificate-query.ts'

/** The key of the address that a group is the value of. */
export const groupFilterKey: Readonly<Record<Grouping, string>> = {
  authority: 'authority',
  profile: 'profile',
  requester: 'requester',
  'expiry-month': 'month',
  organization: 'organization'
}

/** How many certificates of the list are in each group; a group opens as a filter. */
export function GroupsDialog(props: {
  readonly filter: ListFilter
  readonly onOpen: (key: string, value: string) => void
  readonly onClose: () => void
}): ReactElement {
  const { t } = useTranslation('certificates')
  const locale = useLocale()
  const [by, setBy] = useState<Grouping>('authority')
  const { data, error } = useRead('certificate.groups', { ...props.filter, by }, { keepPrevious: true })
  return (
    <Dialog open onClose={props.onClose} fullWidth maxWidth="sm" aria-labelledby="groups-title">
      <DialogTitle id="groups-title">{t('list.group.title')}</DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 3, alignContent: 'start' }}>
        <TextField
          select
          label={t('list.group.by')}
          value={by}
          sx={{ mt: 2 }}
          onChange={({ target }) => {
            setBy(groupings.find((one) => one === target.value) ?? 'authority')
          }}
        >
          {groupings.map((one) => (
            <MenuItem key={one} value={one}>
              {t(`list.group.${one}`)}
            </MenuItem>
          ))}
        </TextField>
        <ErrorView error={error} />
        {data === undefined && error === null && <Skeleton variant="rounded" height={200} />}
        {data !== undefined && data.newest !== null && (
          <Typography color="textSecondary">
            {t('list.group.newest', { formatted: data.newest.toLocaleString(locale) })}
          </Typography>
        )}
        {data?.groups.length === 0 && <Typography>{t('list.group.none')}</Typography>}
        {data !== undefined && data.groups.length > 0 && (
          <Table size="small">
            <TableHead>
              <TableRow>
                <TableCell>{t('list.group.name')}</TableCell>
                <TableCell align="right">{t('list.group.n')}</TableCell>
              </TableRow>
            </TableHead>
            <TableBody>
              {data.groups.map((group) => (
                <TableRow key={group.key}>
                  <TableCell sx={{ overflowWrap: 'anywhere' }}>
                    <Link
                      component="button"
                      type="button"
                      sx={{ textAlign: 'left' }}
                      onClick={() => {
                        props.onOpen(groupFilterKey[by], group.key)
                      }}
                    >
                      {group.label}
                    </Link>
                  </TableCell>
                  <TableCell align="right" sx={{ whiteSpace: 'nowrap' }}>
                    {group.capped
                      ? t('list.group.atLeast', { formatted: group.n.toLocaleString(locale) })
                      : group.n.toLocaleString(locale)}
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={props.onClose}>{t('ui:close')}</Button>
      </DialogActions>
    </Dialog>
  )
}
