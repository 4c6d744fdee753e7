import type { GridColDef } from '@mui/x-data-grid'
import type { TFunction } from 'i18next'
import type { Evidence } from '../../../src-shared/model/validation.ts'
import { TimeText } from '../../ui/display/time-text.tsx'
import { ruleWords } from '../../ui/engine/engine-sentence.tsx'
import { TextCell } from '../../ui/grid/text-cell.tsx'
import { EvidenceMark } from '../../ui/proof/evidence-line.tsx'

/** Columns of the ledger, in the language of the window. */
export function proofColumns(t: TFunction, language: string): GridColDef<Evidence>[] {
  return [
    {
      field: 'subject',
      headerName: t('column.subject'),
      flex: 0.6,
      minWidth: 200,
      cellClassName: 'first-column',
      headerClassName: 'first-column',
      renderCell: ({ row }) => <TextCell text={row.subject} />
    },
    {
      field: 'outcome',
      headerName: t('column.outcome'),
      width: 145,
      renderCell: ({ row }) => <EvidenceMark evidence={row} />
    },
    {
      field: 'kind',
      headerName: t('column.kind'),
      width: 160,
      valueGetter: (_, row) => t(`ui:evidence.kind.${row.kind}`),
      renderCell: ({ row }) => <TextCell text={t(`ui:evidence.kind.${row.kind}`)} />
    },
    {
      field: 'method',
      headerName: t('column.method'),
      flex: 0.5,
      minWidth: 130,
      valueGetter: (_, row) =>
        row.method === null ? '' : t(`ui:evidence.method.${row.method}`, { defaultValue: row.method }),
      renderCell: ({ value }) => <TextCell text={String(value ?? '')} />
    },
    {
      field: 'reason',
      headerName: t('column.reason'),
      flex: 1,
      minWidth: 130,
      valueGetter: (_, row) => ruleWords(language, row.rule) ?? row.reason,
      renderCell: ({ value }) => <TextCell text={String(value ?? '')} />
    },
    {
      field: 'at',
      headerName: t('column.at'),
      type: 'dateTime',
      width: 110,
      valueGetter: (value: number) => new Date(value),
      renderCell: ({ row }) => <TimeText at={row.at} precision="day" short />
    },
    {
      field: 'expiresAt',
      headerName: t('column.until'),
      type: 'dateTime',
      width: 110,
      valueGetter: (value: number | null) => (value === null ? null : new Date(value)),
      renderCell: ({ row }) => <TimeText at={row.expiresAt} precision="day" short />
    },
    {
      field: 'seenFrom',
      headerName: t('column.from'),
      width: 240,
      valueGetter: (_, row) => t(`ui:evidence.seenFrom.${row.from}`, { defaultValue: row.from })
    }
  ]
}
