import ChevronLeft from '@mui/icons-material/ChevronLeft'
import ChevronRight from '@mui/icons-material/ChevronRight'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import { ColumnsPanelTrigger, useGridApiContext, type GridColDef } from '@mui/x-data-grid'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { toCsv } from '../files/csv.ts'
import { saveText } from '../files/save-file.ts'
import { useToast } from '../toasts.tsx'
import { failureOf } from '../display/error-view.tsx'
import type { Pages } from './use-pages.ts'
import { utcTime } from '../display/time-words.ts'
import { useLocale } from '../display/use-locale.ts'

declare module '@mui/x-data-grid' {
  interface FooterPropsOverrides {
    readonly pages?: Pages<{ readonly id: number }>
    readonly label?: string
    readonly columns?: readonly GridColDef[]
  }
}

interface FooterProps {
  readonly pages?: Pages<{ readonly id: number }>
  readonly label?: string
  readonly columns?: readonly GridColDef[]
}
const exportLimit = 100_000
/** Least height of the footer, in px. */
export const footerHeight = 44

/** The exact total, the pages, the columns and the export. */
export function TableFooter({ pages, label = '', columns = [] }: FooterProps): ReactElement | null {
  const { t } = useTranslation('ui')
  const locale = useLocale()
  const toast = useToast()
  const apiRef = useGridApiContext()
  const [exporting, setExporting] = useState(false)
  if (pages === undefined) return null
  const total = pages.page?.total ?? null

  const exportRows = async (): Promise<void> => {
    setExporting(true)
    try {
      // One more than is written tells whether that was all.
      const read = await pages.readAll(exportLimit + 1)
      const rows = read.slice(0, exportLimit)
      const cells = rows.map((row) => columns.map((column) => exportedCell(column, row, apiRef)))
      const saved = await saveText(
        `${label}.csv`,
        toCsv(
          columns.map(({ field, headerName }) => headerName ?? field),
          cells
        ),
        'text/csv'
      )
      const said = { count: rows.length, formatted: rows.length.toLocaleString(locale) }
      if (!saved) return
      toast(
        read.length > rows.length
          ? { tone: 'warning', text: t('grid.exportedFirst', said) }
          : { tone: 'success', text: t('grid.exported', said) }
      )
    } catch (error) {
      toast({ tone: 'error', text: failureOf(error).message })
    } finally {
      setExporting(false)
    }
  }

  return (
    <Box
      data-buttons
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 2,
        px: 3,
        minHeight: footerHeight,
        borderTop: 1,
        borderColor: 'divider',
        fontSize: 13,
        whiteSpace: 'nowrap',
        containerType: 'inline-size',
        // Beside a sheet the list may be narrow; what is left is the total and the way to the next page.
        '@container (max-width: 400px)': { '& .wide-only': { display: 'none' } }
      }}
    >
      <Box sx={{ flex: 1, color: 'text.secondary' }}>
        {total === null ? '' : t('grid.total', { count: total, formatted: total.toLocaleString(locale) })}
      </Box>
      <ColumnsPanelTrigger render={<Button size="small" color="inherit" className="wide-only" />}>
        {t('grid.columns')}
      </ColumnsPanelTrigger>
      <Button
        size="small"
        color="inherit"
        className="wide-only"
        loading={exporting}
        disabled={pages.page === undefined || (pages.page.rows.length === 0 && pages.number === 1)}
        onClick={() => void exportRows()}
      >
        {t('grid.export')}
      </Button>
      <IconButton
        size="small"
        aria-label={t('grid.previousPage')}
        disabled={pages.goBack === undefined}
        onClick={pages.goBack}
      >
        <ChevronLeft fontSize="small" />
      </IconButton>
      <span>{t('grid.page', { number: pages.number })}</span>
      <IconButton
        size="small"
        aria-label={t('grid.nextPage')}
        disabled={pages.goNext === undefined}
        onClick={pages.goNext}
      >
        <ChevronRight fontSize="small" />
      </IconButton>
    </Box>
  )
}

type GridApi = Parameters<NonNullable<GridColDef['valueGetter']>>[3]

/** @returns what a column shows of a row, as the export writes it: a moment in UTC to the second */
export function exportedCell(
  column: GridColDef,
  row: { readonly id: number },
  apiRef: GridApi
): string | number | null {
  const held: unknown = (row as Readonly<Record<string, unknown>>)[column.field]
  // What a column works out of the row is no field of it.
  const value: unknown =
    column.valueGetter === undefined ? held : column.valueGetter(held as never, row, column, apiRef)
  if (value instanceof Date) return utcTime(value.getTime())
  if (typeof value === 'number') return column.type === 'dateTime' ? utcTime(value) : value
  if (typeof value === 'string') return value
  return value === null || value === undefined ? null : JSON.stringify(value)
}
