import type { GridColDef } from '@mui/x-data-grid'
import type { TFunction } from 'i18next'
import type { DrillColumn, DrillRow } from '../../../src-shared/api/dashboard.ts'
import { certificateState } from '../../../src-shared/model/certificate.ts'
import { requestState } from '../../../src-shared/model/request.ts'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { markLabel, seriesLabel, signatureLabel } from './chart-words.ts'

type Words = TFunction<'dashboard'>
const moments: readonly DrillColumn[] = ['requestedAt', 'issuedAt', 'expiresAt']
const numbers: readonly DrillColumn[] = ['orderNumber', 'termDays', 'keySize']

/** The columns of the table behind a mark; the name is always the first. */
export function drillCells(t: Words, wanted: readonly DrillColumn[]): readonly GridColDef<DrillRow>[] {
  const fields: readonly DrillColumn[] = wanted.includes('commonName') ? wanted : ['commonName', ...wanted]
  return fields.map((field): GridColDef<DrillRow> => {
    const column: GridColDef<DrillRow> = {
      field,
      headerName: t(`charts.column.${field}`),
      flex: field === 'commonName' ? 2 : 1,
      minWidth: field === 'commonName' ? 200 : 110,
      ...(field === 'commonName' ? { cellClassName: 'first-column', headerClassName: 'first-column' } : {})
    }
    if (moments.includes(field))
      return {
        ...column,
        type: 'dateTime',
        valueGetter: (_, row) => {
          const at = row[field]
          return typeof at === 'number' ? new Date(at) : null
        },
        renderCell: ({ row }) => {
          const at = row[field]
          return typeof at === 'number' ? <TimeText at={at} precision="day" short /> : null
        }
      }
    if (numbers.includes(field)) return { ...column, align: 'right', headerAlign: 'right', minWidth: 90 }
    if (field === 'status')
      return {
        ...column,
        minWidth: 150,
        renderCell: ({ row }) => {
          const certificate = certificateState.safeParse(row.status)
          if (row.kind === 'certificate' && certificate.success)
            return <StateChip kind="certificate" state={certificate.data} />
          const request = requestState.safeParse(row.status)
          return request.success ? <StateChip kind="request" state={request.data} /> : row.status
        }
      }
    return { ...column, valueGetter: (_, row) => textOf(t, field, row) }
  })
}

function textOf(t: Words, field: DrillColumn, row: DrillRow): string {
  const value = row[field]
  if (value === null || value === undefined) return ''
  if (field === 'type')
    return row.type === 'authority' || row.type === 'service'
      ? t(`charts.series.${row.type}`)
      : seriesLabel(t, String(value))
  if (field === 'subType') return markLabel(t, 'sub-types', { key: String(value), name: null }, 30, 'en')
  if (field === 'proofState') return markLabel(t, 'proof-states', { key: String(value), name: null }, 30, 'en')
  if (field === 'delegation' && row.delegation !== null) return t(`charts.delegation.${row.delegation}`)
  if (field === 'signatureAlgorithm') return signatureLabel(String(value))
  return String(value)
}
