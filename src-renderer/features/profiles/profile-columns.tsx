import type { GridColDef } from '@mui/x-data-grid'
import type { TFunction } from 'i18next'
import type { ProfileRow } from '../../../src-shared/api/profiles.ts'
import { durationIn } from '../../ui/display/duration-words.ts'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { starterWords } from '../../ui/engine/starter-words-de.ts'
import { TextCell } from '../../ui/grid/text-cell.tsx'

/** Columns of the list of profiles. */
export function profileColumns(t: TFunction, locale: string): GridColDef<ProfileRow>[] {
  return [
    {
      field: 'name',
      headerName: t('column.name'),
      flex: 1,
      minWidth: 160,
      cellClassName: 'first-column',
      headerClassName: 'first-column'
    },
    {
      field: 'state',
      headerName: t('column.state'),
      width: 130,
      renderCell: ({ row }) => <StateChip kind="profile" state={row.state} />
    },
    {
      field: 'authorityName',
      headerName: t('column.authority'),
      width: 140,
      valueGetter: (_, row) => row.authorityName ?? ''
    },
    {
      field: 'approval',
      headerName: t('column.approval'),
      width: 150,
      renderCell: ({ row }) => t(`approval.${row.approval}`, { defaultValue: row.approval })
    },
    {
      field: 'keyAlgorithms',
      headerName: t('column.keys'),
      flex: 1,
      minWidth: 160,
      valueGetter: (_, row) => row.keyAlgorithms.join(', '),
      renderCell: ({ row }) => <TextCell text={row.keyAlgorithms.join(', ')} />
    },
    {
      field: 'validity',
      headerName: t('column.validity'),
      width: 120,
      valueGetter: (_, row) => durationIn(row.validity, locale)
    },
    { field: 'certificates', headerName: t('column.certificates'), width: 110, align: 'right', headerAlign: 'right' },
    { field: 'revision', headerName: t('column.revision'), width: 90, align: 'right', headerAlign: 'right' },
    {
      field: 'description',
      headerName: t('column.description'),
      flex: 1.5,
      minWidth: 200,
      renderCell: ({ row }) => <TextCell text={starterWords(locale, row.description)} />
    },
    {
      field: 'updatedAt',
      headerName: t('column.updatedAt'),
      width: 200,
      renderCell: ({ row }) => <TimeText at={row.updatedAt} precision="day" />
    }
  ]
}
