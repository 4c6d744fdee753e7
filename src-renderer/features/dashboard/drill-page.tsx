import ArrowBack from '@mui/icons-material/ArrowBack'
import OpenInNew from '@mui/icons-material/FormatListBulleted'
import type { GridColDef } from '@mui/x-data-grid'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useMemo, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useParams, useSearchParams } from 'react-router'
import {
  chartId,
  chartIds,
  chartWindow,
  drillColumns,
  type ChartId,
  type ChartWindow,
  type DrillRow
} from '../../../src-shared/api/dashboard.ts'
import { useRead } from '../../live.ts'
import { useView } from '../../state/view-state.tsx'
import { EmptyState } from '../../ui/display/empty-state.tsx'
import { useLocale } from '../../ui/display/use-locale.ts'
import { DataTable } from '../../ui/grid/data-table.tsx'
import { usePages } from '../../ui/grid/use-pages.ts'
import { Page } from '../../ui/layout/page.tsx'
import { markLabel, seriesLabel } from './chart-words.ts'
import { drillCells } from './drill-columns.tsx'
import { listAddress } from './list-address.ts'

/** The rows behind one mark of a chart. */
export function DrillPage(): ReactElement {
  const { t } = useTranslation('dashboard')
  const locale = useLocale()
  const navigate = useNavigate()
  const [params] = useSearchParams()
  const chart: ChartId = chartId.safeParse(useParams()['chart']).data ?? chartIds[0]
  const mark = params.get('mark') ?? ''
  const series = params.get('series')
  const window: ChartWindow = chartWindow.safeParse(Number(params.get('window'))).data ?? 30
  const scope = useView((view) => view.authorityScope)
  const asked = useMemo(
    () => ({
      chart,
      mark,
      window,
      limit: 100,
      ...(series === null ? {} : { series }),
      ...(scope === null ? {} : { authority: scope })
    }),
    [chart, mark, window, series, scope]
  )
  const pages = usePages('dashboard.drill', asked)
  // Names of profiles, authorities and organizations stand in the chart, not in the address.
  const drawn = useRead('dashboard.charts', {
    charts: [chart],
    window,
    ...(scope === null ? {} : { authority: scope })
  })
  const known = drawn.data?.charts[0]?.marks.find(({ key }) => key === mark)
  const label =
    mark === '' ? t('charts.drill.all') : markLabel(t, chart, known ?? { key: mark, name: null }, window, locale)
  const columns = useMemo<readonly GridColDef<DrillRow>[]>(() => drillCells(t, drillColumns[chart]), [t, chart])
  const open = (row: DrillRow): void => {
    const place = { certificate: 'certificates', request: 'requests', domain: 'domains' } as const
    void navigate(`/${place[row.kind]}/${row.id}`)
  }
  const list = listAddress(chart, mark, series)
  const total = pages.page?.total
  return (
    <Page
      fill
      title={t(`charts.title.${chart}`)}
      aside={
        <Typography color="textSecondary" data-testid="drill-total">
          {[
            series === null ? label : `${label}, ${seriesLabel(t, series)}`,
            ...(total === null || total === undefined ? [] : [total.toLocaleString(locale)])
          ].join(': ')}
        </Typography>
      }
      menu={
        <>
          {list !== null && (
            <Button component={Link} to={list} size="small" color="inherit" startIcon={<OpenInNew />}>
              {t('charts.drill.list')}
            </Button>
          )}
          <Button component={Link} to="/dashboard" size="small" color="inherit" startIcon={<ArrowBack />}>
            {t('charts.drill.back')}
          </Button>
        </>
      }
    >
      <DataTable<DrillRow>
        label={t(`charts.title.${chart}`)}
        columns={columns}
        pages={pages}
        empty={<EmptyState title={t('charts.drill.none')} text={t('charts.drill.noneText')} />}
        onPeek={() => undefined}
        onOpen={open}
      />
    </Page>
  )
}
