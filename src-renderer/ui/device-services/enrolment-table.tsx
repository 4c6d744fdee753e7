import Receipt from '@mui/icons-material/ReceiptLongOutlined'
import type { GridColDef } from '@mui/x-data-grid'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { EmptyState } from '../display/empty-state.tsx'
import { LinkFor } from '../display/link-for.tsx'
import { Mono } from '../display/mono.tsx'
import { StateChip } from '../display/state-chip.tsx'
import { TimeText } from '../display/time-text.tsx'
import { DataTable } from '../grid/data-table.tsx'
import { TextCell } from '../grid/text-cell.tsx'
import type { Pages } from '../grid/use-pages.ts'

/** What a device asked for, whatever it speaks. */
interface Asked {
  readonly id: number
  readonly certificateId: number | null
  readonly requestId: number | null
}

/** What devices asked for and what became of it; a row leads to the certificate, or to the request that waits. */
export function EnrolmentTable<Row extends Asked>(props: {
  readonly columns: GridColDef<Row>[]
  readonly pages: Pages<Row>
  readonly hiddenColumns?: readonly string[]
  readonly empty: { readonly title: string; readonly text: string }
}): ReactElement {
  const { t } = useTranslation('device-services')
  const navigate = useNavigate()
  return (
    <DataTable
      label={t('tab.enrolments')}
      columns={props.columns}
      pages={props.pages}
      onPeek={() => undefined}
      onOpen={({ certificateId, requestId }) => {
        if (certificateId !== null) void navigate(`/certificates/${certificateId}`)
        else if (requestId !== null) void navigate(`/requests/${requestId}`)
      }}
      {...(props.hiddenColumns === undefined ? {} : { hiddenColumns: props.hiddenColumns })}
      empty={<EmptyState icon={Receipt} title={props.empty.title} text={props.empty.text} />}
    />
  )
}

/** When; the first column. */
export function timeColumn<Row extends Asked>(
  field: keyof Row & string,
  headerName: string,
  at: (row: Row) => number
): GridColDef<Row> {
  return {
    field,
    headerName,
    type: 'dateTime',
    width: 160,
    cellClassName: 'first-column',
    headerClassName: 'first-column',
    valueGetter: (_, row) => new Date(at(row)),
    renderCell: ({ row }) => <TimeText at={at(row)} short />
  }
}

/** How far it came: a chip that looks like that state of an order, with the protocol's own word. */
export function stateColumn<Row extends Asked>(
  headerName: string,
  width: number,
  look: (row: Row) => { readonly state: 'processing' | 'valid' | 'invalid'; readonly label: string }
): GridColDef<Row> {
  return {
    field: 'state',
    headerName,
    width,
    renderCell: ({ row }) => <StateChip kind="acmeOrder" {...look(row)} />
  }
}

/** Text that fills what the other columns leave. */
export function wideColumn<Row extends Asked>(
  field: string,
  headerName: string,
  minWidth: number,
  text: (row: Row) => string
): GridColDef<Row> {
  return { field, headerName, flex: 1, minWidth, renderCell: ({ row }) => <TextCell text={text(row)} /> }
}

/** What became of it: a link to the certificate, to the request that waits, or why there is neither. */
export function outcomeColumn<Row extends Asked>(options: {
  readonly field: string
  readonly headerName: string
  /** As the export writes it. */
  readonly value: (row: Row) => string | number
  readonly certificate: (row: Row, id: number) => string
  /** Words of the request; undefined where it does not wait (any longer). */
  readonly request: (row: Row, id: number) => string | undefined
  readonly message: (row: Row) => string
}): GridColDef<Row> {
  return {
    field: options.field,
    headerName: options.headerName,
    flex: 1,
    minWidth: 170,
    sortable: false,
    valueGetter: (_, row) => options.value(row),
    renderCell: ({ row }) => {
      const { certificateId, requestId } = row
      if (certificateId !== null)
        return (
          <LinkFor may="certificate.read" to={`/certificates/${certificateId}`}>
            {options.certificate(row, certificateId)}
          </LinkFor>
        )
      const waits = requestId === null ? undefined : options.request(row, requestId)
      if (waits === undefined) return <TextCell text={options.message(row)} />
      return (
        <LinkFor may="request.read" to={`/requests/${requestId}`}>
          {waits}
        </LinkFor>
      )
    }
  }
}

/** Who asked: an address. */
export function addressColumn<Row extends Asked>(
  field: string,
  headerName: string,
  address: (row: Row) => string
): GridColDef<Row> {
  return {
    field,
    headerName,
    width: 130,
    renderCell: ({ row }) => <Mono value={address(row)} grouped={false} copy={false} />
  }
}

/** The protocol's own identifier of the exchange, hidden at first. */
export function transactionColumn<Row extends Asked & { readonly transactionId: string }>(
  headerName: string
): GridColDef<Row> {
  return {
    field: 'transactionId',
    headerName,
    width: 200,
    renderCell: ({ row }) => <Mono value={row.transactionId} grouped={false} short={16} />
  }
}
