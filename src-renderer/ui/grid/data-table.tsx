import {
  DataGrid,
  type GridColDef,
  type GridColumnVisibilityModel,
  type GridRowParams,
  type GridRowSelectionModel
} from '@mui/x-data-grid'
import Box from '@mui/material/Box'
import { Fragment, useMemo, useRef, useState, type ReactElement, type ReactNode } from 'react'
import { pageNonce } from '../../theme/theme-provider.tsx'
import { useLook } from '../../state/look.ts'
import type { Action } from '../action/action.ts'
import { ErrorView } from '../display/error-view.tsx'
import { useActions } from '../action/action-registry.tsx'
import { BulkBar } from './bulk-bar.tsx'
import { gridLook } from './grid-look.ts'
import { gridWords } from './grid-words.ts'
import type { RowMenuProps } from '../action/row-menu.tsx'
import { rowKeys } from './row-keys.ts'
import { footerHeight, TableFooter } from './table-footer.tsx'
import { TextCell } from './text-cell.tsx'
import { useAbandonedGrids } from './use-abandoned-grids.ts'
import type { Pages } from './use-pages.ts'
import { useRowMenu } from './use-row-menu.ts'
import { useTranslation } from 'react-i18next'

export interface DataTableProps<R extends { readonly id: number }> {
  /** What the rows are, for screen readers and the export's file name. */
  readonly label: string
  /** The first column stays in view when the rest scrolls. */
  readonly columns: readonly GridColDef<R>[]
  readonly pages: Pages<R>
  readonly empty: ReactNode
  /** Row whose sheet is open. */
  readonly openId?: number | null
  /** A click on a row, or J and K: the sheet. */
  readonly onPeek: (row: R) => void
  /** Enter or double-click: the full page. */
  readonly onOpen: (row: R) => void
  /** What can be done with the chosen rows; without it rows cannot be chosen. */
  readonly bulk?: (rows: readonly R[], clear: () => void) => readonly Action[]
  /** The menu of a row: right mouse button, menu key or Shift+F10. */
  readonly rowMenu?: (row: R, menu: RowMenuProps) => ReactElement
  readonly hiddenColumns?: readonly string[]
  /** Columns that a saved view shows; null goes back to those that are shown at first. */
  readonly shownColumns?: readonly string[] | null
  /** Told whenever somebody shows or hides a column. */
  readonly onColumns?: (shown: readonly string[]) => void
}

/** A list: server-side keyset pages, chosen rows with a bulk bar, keyboard, exact total and export. */
export function DataTable<R extends { readonly id: number }>(props: DataTableProps<R>): ReactElement {
  const { t } = useTranslation('ui')
  const compact = useLook().density === 'compact'
  const [chosen, setChosen] = useState<ReadonlyMap<number, R>>(new Map())
  const wanted = props.shownColumns ?? null
  const startModel = (): GridColumnVisibilityModel =>
    wanted === null
      ? Object.fromEntries((props.hiddenColumns ?? []).map((field) => [field, false]))
      : Object.fromEntries(props.columns.map(({ field }) => [field, wanted.includes(field)]))
  const [columnsShown, setColumnsShown] = useState<GridColumnVisibilityModel>(startModel)
  const [applied, setApplied] = useState(wanted)
  if (applied !== wanted) {
    setApplied(wanted)
    setColumnsShown(startModel())
  }
  const { onPeek, onOpen, openId, bulk } = props
  const rows = useMemo(() => props.pages.page?.rows ?? [], [props.pages.page])
  const choosable = bulk !== undefined
  const columns = useMemo(() => props.columns.map(withDots), [props.columns])

  const keys = useMemo(
    () =>
      rowKeys<R>({
        rows,
        openId: openId ?? null,
        words: { next: t('keys.next'), previous: t('keys.previous'), open: t('keys.open'), choose: t('keys.select') },
        onPeek,
        onOpen,
        ...(choosable
          ? {
              onToggle: (row: R) => {
                setChosen((before) => toggled(before, row))
              }
            }
          : {})
      }),
    [rows, openId, onPeek, onOpen, choosable, t]
  )
  useActions(keys)
  useAbandonedGrids()

  const box = useRef<HTMLDivElement>(null)
  const { menu, onContextMenu, close } = useRowMenu({
    enabled: props.rowMenu !== undefined,
    rows,
    openId: openId ?? null,
    box
  })
  const selection: GridRowSelectionModel = { type: 'include', ids: new Set(chosen.keys()) }
  const clear = (): void => {
    setChosen(new Map())
  }
  const headerHeight = compact ? 36 : 40
  const bulkActions = bulk === undefined || chosen.size === 0 ? [] : bulk([...chosen.values()], clear)

  if (props.pages.error !== null) return <ErrorView error={props.pages.error} onRetry={props.pages.retry} />
  return (
    <Box
      ref={box}
      onContextMenu={onContextMenu}
      sx={{ position: 'relative', flex: 1, minHeight: 200, display: 'flex', flexDirection: 'column' }}
    >
      <DataGrid<R>
        {...(pageNonce() === undefined ? {} : { nonce: pageNonce() ?? '' })}
        aria-label={props.label}
        rows={rows}
        columns={columns}
        loading={props.pages.loading}
        localeText={gridWords(t)}
        rowHeight={compact ? 32 : 44}
        columnHeaderHeight={headerHeight}
        density="standard"
        disableColumnFilter
        disableColumnSorting
        disableRowSelectionOnClick
        disableVirtualization={rows.length <= 50}
        checkboxSelection={choosable}
        rowSelectionModel={selection}
        keepNonExistentRowsSelected
        onRowSelectionModelChange={(model) => {
          setChosen((before) => chosenRows(before, rows, model))
        }}
        columnVisibilityModel={columnsShown}
        onColumnVisibilityModelChange={(model) => {
          setColumnsShown(model)
          props.onColumns?.(props.columns.map(({ field }) => field).filter((field) => model[field] !== false))
        }}
        paginationMode="server"
        pagination
        rowCount={rows.length}
        paginationModel={{ page: 0, pageSize: 100 }}
        getRowClassName={({ row }) => (row.id === openId ? 'open-row' : '')}
        onRowClick={({ row }: GridRowParams<R>) => {
          onPeek(row)
        }}
        onRowDoubleClick={({ row }: GridRowParams<R>) => {
          onOpen(row)
        }}
        onCellKeyDown={({ row }: { readonly row: R }, event) => {
          if (event.key !== 'Enter') return
          event.preventDefault()
          onOpen(row)
        }}
        slots={{ noRowsOverlay: NoOverlay, footer: TableFooter }}
        slotProps={{
          loadingOverlay: { variant: 'skeleton', noRowsVariant: 'skeleton' },
          footer: { pages: props.pages, label: props.label, columns: props.columns as readonly GridColDef[] }
        }}
        sx={gridLook(choosable)}
      />
      {rows.length === 0 && !props.pages.loading && (
        <Box
          sx={{
            position: 'absolute',
            top: headerHeight + 2,
            bottom: footerHeight,
            left: 1,
            right: 1,
            overflow: 'auto'
          }}
        >
          {props.empty}
        </Box>
      )}
      {menu !== null && (
        <Fragment key={menu.key}>{props.rowMenu?.(menu.row, { place: menu.place, onClose: close })}</Fragment>
      )}
      {bulkActions.length > 0 && <BulkBar count={chosen.size} actions={bulkActions} onClear={clear} />}
    </Box>
  )
}

/** @returns the column, where it holds plain text with dots at its end when it is cut, and the whole on hover */
function withDots<R extends { readonly id: number }>(column: GridColDef<R>): GridColDef<R> {
  if (column.renderCell !== undefined || (column.type ?? 'string') !== 'string') return column
  return { ...column, renderCell: ({ formattedValue }) => <TextCell text={String(formattedValue ?? '')} /> }
}

/** What an empty list says lies over the grid and not in it: a grid may hold rows, but no button of its own (ARIA 1.2). */
function NoOverlay(): null {
  return null
}

function toggled<R extends { readonly id: number }>(before: ReadonlyMap<number, R>, row: R): ReadonlyMap<number, R> {
  const after = new Map(before)
  if (!after.delete(row.id)) after.set(row.id, row)
  return after
}

/** Rows of other pages stay chosen; those of this page follow the grid. */
export function chosenRows<R extends { readonly id: number }>(
  before: ReadonlyMap<number, R>,
  rows: readonly R[],
  model: GridRowSelectionModel
): ReadonlyMap<number, R> {
  const after = new Map(before)
  for (const row of rows) {
    const wanted = model.type === 'include' ? model.ids.has(row.id) : !model.ids.has(row.id)
    if (wanted) after.set(row.id, row)
    else after.delete(row.id)
  }
  return after
}
