import { useSortable } from '@dnd-kit/sortable'
import BarChart from '@mui/icons-material/BarChartOutlined'
import DragIndicator from '@mui/icons-material/DragIndicator'
import MoreVert from '@mui/icons-material/MoreVert'
import TableChart from '@mui/icons-material/TableChartOutlined'
import VisibilityOff from '@mui/icons-material/VisibilityOffOutlined'
import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import Menu from '@mui/material/Menu'
import MenuItem from '@mui/material/MenuItem'
import Tooltip from '@mui/material/Tooltip'
import Typography from '@mui/material/Typography'
import { useTheme } from '@mui/material/styles'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Chart, ChartWindow } from '../../../src-shared/api/dashboard.ts'
import { useLocale } from '../../ui/display/use-locale.ts'
import { QuietTable } from '../../ui/display/quiet-table.tsx'
import { toBase64 } from '../../ui/files/file-content.ts'
import { toCsv } from '../../ui/files/csv.ts'
import { saveFile, saveText } from '../../ui/files/save-file.ts'
import { Section } from '../../ui/layout/section.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { ChartBars, shownBars } from './chart-bars.tsx'
import { ChartColumns } from './chart-columns.tsx'
import { pictureLook } from './chart-picture-look.ts'
import { chartPicture } from './chart-picture.ts'
import { chartTable } from './chart-words.ts'

/** One chart: its question, its bars or its table, and what can be done with it. T goes to the table and back. */
export function ChartCard(props: {
  readonly chart: Chart
  readonly window: ChartWindow
  readonly arranging: boolean
  readonly onHide: () => void
}): ReactElement {
  const { t } = useTranslation('dashboard')
  const locale = useLocale()
  const { chart, window, arranging } = props
  const [asTable, setAsTable] = useState(false)
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } = useSortable({
    id: chart.id,
    disabled: !arranging
  })
  const title = t(`charts.title.${chart.id}`)
  const overTime = chart.id === 'requested-issued' || chart.id === 'requests-by-type'
  const nothing = chart.marks.every(({ values }) => values.every((n) => n === 0))
  const table = chartTable(t, chart, window, locale)
  const beyond = overTime ? 0 : Math.max(0, table.rows.length - shownBars)
  return (
    <Box
      ref={setNodeRef}
      data-chart={chart.id}
      onKeyDown={(event) => {
        if (event.key.toLowerCase() !== 't' || event.ctrlKey || event.metaKey || event.altKey || nothing) return
        event.stopPropagation()
        setAsTable(!asTable)
      }}
      style={
        transform === null
          ? {}
          : {
              transform: `translate(${transform.x}px, ${transform.y}px)`,
              ...(transition === undefined ? {} : { transition })
            }
      }
      sx={{
        minWidth: 0,
        breakInside: 'avoid',
        display: 'grid',
        ...(overTime ? { gridColumn: { lg: 'span 2' } } : {}),
        ...(isDragging ? { zIndex: 1, opacity: 0.85 } : {}),
        '@media (prefers-reduced-motion: reduce)': { transition: 'none !important' }
      }}
    >
      <Section
        title={title}
        aside={
          <Box sx={{ display: 'flex' }} className="chart-tools">
            {arranging ? (
              <>
                <IconButton size="small" aria-label={`${t('charts.hide')}: ${title}`} onClick={props.onHide}>
                  <VisibilityOff fontSize="small" />
                </IconButton>
                <IconButton
                  ref={setActivatorNodeRef}
                  size="small"
                  {...attributes}
                  {...listeners}
                  aria-label={t('charts.handle', { title })}
                  sx={{ cursor: 'grab', touchAction: 'none' }}
                >
                  <DragIndicator fontSize="small" />
                </IconButton>
              </>
            ) : (
              <>
                {!nothing && (
                  <Tooltip title={`${t(asTable ? 'charts.asChart' : 'charts.asTable')} (T)`}>
                    <IconButton
                      size="small"
                      aria-label={`${t('charts.asTable')}: ${title}`}
                      aria-pressed={asTable}
                      onClick={() => {
                        setAsTable(!asTable)
                      }}
                    >
                      {asTable ? <BarChart fontSize="small" /> : <TableChart fontSize="small" />}
                    </IconButton>
                  </Tooltip>
                )}
                <ChartMenu {...props} title={title} table={table} />
              </>
            )}
          </Box>
        }
      >
        {nothing ? (
          <Typography color="textSecondary">{t(`charts.empty.${chart.id}`)}</Typography>
        ) : asTable ? (
          <Box sx={{ maxHeight: 280, overflow: 'auto', mx: -4 }}>
            <QuietTable
              label={title}
              head={table.head}
              rows={table.rows.map((cells, index) => ({
                key: index,
                cells: cells.map((cell) => (typeof cell === 'number' ? cell.toLocaleString(locale) : cell))
              }))}
            />
          </Box>
        ) : (
          <>
            {overTime ? <ChartColumns chart={chart} window={window} /> : <ChartBars chart={chart} window={window} />}
            <ChartFoot chart={chart} beyond={beyond} />
          </>
        )}
      </Section>
    </Box>
  )
}

function ChartFoot(props: { readonly chart: Chart; readonly beyond: number }): ReactElement | null {
  const { t } = useTranslation('dashboard')
  const locale = useLocale()
  const { chart, beyond } = props
  const trusted = chart.marks
    .filter(({ flag }) => flag === 'public')
    .reduce((sum, { values }) => sum + (values[0] ?? 0), 0)
  const parts = [
    t('charts.total', { count: chart.total }),
    ...(beyond > 0 ? [t('charts.more', { count: beyond })] : []),
    ...(chart.id === 'signers' && chart.total > 0
      ? [
          t('charts.publicShare', {
            share: (trusted / chart.total).toLocaleString(locale, { style: 'percent', maximumFractionDigits: 1 })
          })
        ]
      : [])
  ]
  return (
    <Typography variant="caption" color="textSecondary" component="p" sx={{ mt: 2 }}>
      {parts.join(' · ')}
    </Typography>
  )
}

function ChartMenu(props: {
  readonly chart: Chart
  readonly title: string
  readonly table: ReturnType<typeof chartTable>
  readonly onHide: () => void
}): ReactElement {
  const { t } = useTranslation('dashboard')
  const locale = useLocale()
  const theme = useTheme()
  const toast = useToast()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const { chart, title, table } = props
  const save = (name: string, write: () => Promise<boolean>): void => {
    setAnchor(null)
    write()
      .then((saved) => {
        if (saved) toast({ tone: 'success', text: t('charts.saved', { name }) })
      })
      .catch((error: unknown) => {
        toast({ tone: 'error', text: error instanceof Error ? error.message : String(error) })
      })
  }
  return (
    <>
      <IconButton
        size="small"
        aria-label={t('charts.menu', { title })}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => {
          setAnchor(event.currentTarget)
        }}
      >
        <MoreVert fontSize="small" />
      </IconButton>
      <Menu
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => {
          setAnchor(null)
        }}
      >
        <MenuItem
          onClick={() => {
            const name = `${chart.id}.csv`
            save(name, () => saveText(name, toCsv(table.head, table.rows), 'text/csv'))
          }}
        >
          {t('charts.csv')}
        </MenuItem>
        <MenuItem
          onClick={() => {
            const name = `${chart.id}.png`
            save(name, async () => {
              const foot = `Chancery · ${new Date().toLocaleString(locale)}`
              const bytes = await chartPicture({ title, ...table, foot }, pictureLook(theme, locale))
              return saveFile({ name, base64: toBase64(bytes), mediaType: 'image/png' })
            })
          }}
        >
          {t('charts.png')}
        </MenuItem>
        <MenuItem
          onClick={() => {
            setAnchor(null)
            props.onHide()
          }}
        >
          {t('charts.hide')}
        </MenuItem>
      </Menu>
    </>
  )
}
