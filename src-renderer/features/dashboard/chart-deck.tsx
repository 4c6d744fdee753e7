import {
  closestCenter,
  DndContext,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
  type UniqueIdentifier
} from '@dnd-kit/core'
import { rectSortingStrategy, SortableContext, sortableKeyboardCoordinates } from '@dnd-kit/sortable'
import Print from '@mui/icons-material/PrintOutlined'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import GlobalStyles from '@mui/material/GlobalStyles'
import Skeleton from '@mui/material/Skeleton'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import Typography from '@mui/material/Typography'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { chartIds, type ChartId } from '../../../src-shared/api/dashboard.ts'
import { useCommand, useRead } from '../../live.ts'
import { useSession } from '../../state/session.tsx'
import { useView } from '../../state/view-state.tsx'
import { useUndo } from '../../ui/action/use-undo.ts'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { ChartCard } from './chart-card.tsx'
import { firstLayout, layoutKey, moved, readLayout, type ChartLayout } from './chart-layout.ts'
import { printStyles } from './print-styles.ts'

/** The charts as the operator arranged them. */
export function ChartDeck(): ReactElement {
  const { t } = useTranslation('dashboard')
  const { operator } = useSession()
  const client = useQueryClient()
  const scope = useView((view) => view.authorityScope)
  const undo = useUndo()
  const keep = useCommand('session.set-preference')
  const kept = operator.preferences[layoutKey]
  // What was chosen a moment ago, until the account tells the same.
  const [chosen, setChosen] = useState<ChartLayout | null>(null)
  const layout = chosen ?? readLayout(kept)
  const [arranging, setArranging] = useState(false)
  const read = useRead(
    'dashboard.charts',
    { window: layout.window, ...(scope === null ? {} : { authority: scope }) },
    { keepPrevious: true }
  )
  const change = (next: ChartLayout): void => {
    setChosen(next)
    keep.mutate(
      { key: layoutKey, value: { order: [...next.order], hidden: [...next.hidden], window: next.window } },
      {
        onSuccess: () => {
          void client.invalidateQueries({ queryKey: ['system.status'] })
        }
      }
    )
  }
  const charts = new Map((read.data?.charts ?? []).map((chart) => [chart.id, chart]))
  const shown = layout.order.filter((id) => charts.has(id) && !layout.hidden.includes(id))
  const hide = (id: ChartId): void => {
    change({ ...layout, hidden: [...layout.hidden, id] })
    undo(t('charts.hiddenNow', { title: t(`charts.title.${id}`) }), () => {
      change(layout)
      return Promise.resolve()
    })
  }
  if (read.data === undefined)
    return read.error === null ? (
      <Skeleton variant="rounded" height={320} aria-label={t('charts.loading')} />
    ) : (
      <ErrorView error={read.error} onRetry={() => void read.refetch()} />
    )
  const { counting } = read.data
  return (
    <Box component="section" aria-label={t('charts.heading')} sx={{ display: 'grid', gap: 4 }}>
      <GlobalStyles styles={printStyles} />
      <Box className="chart-tools" sx={{ display: 'flex', alignItems: 'center', gap: 3, flexWrap: 'wrap' }}>
        <Typography variant="h2" sx={{ flex: 1 }}>
          {t('charts.heading')}
        </Typography>
        <ToggleButtonGroup
          size="small"
          exclusive
          value={layout.window}
          aria-label={t('charts.window.label')}
          onChange={(_, window: ChartLayout['window'] | null) => {
            if (window !== null) change({ ...layout, window })
          }}
        >
          {([30, 90, 360] as const).map((window) => (
            <ToggleButton key={window} value={window}>
              {t(`charts.window.${window}`)}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
        <Button
          size="small"
          color="inherit"
          startIcon={<Print />}
          onClick={() => {
            window.print()
          }}
        >
          {t('charts.print')}
        </Button>
        <Button
          size="small"
          color={arranging ? 'primary' : 'inherit'}
          variant={arranging ? 'contained' : 'text'}
          aria-pressed={arranging}
          onClick={() => {
            setArranging(!arranging)
          }}
        >
          {t(arranging ? 'charts.arranged' : 'charts.arrange')}
        </Button>
      </Box>
      {counting !== null && (
        <Alert severity="info" variant="outlined">
          {t('charts.counting', counting)}
        </Alert>
      )}
      <ErrorView error={keep.error} />
      {arranging && <HiddenCharts layout={layout} present={(id) => charts.has(id)} onChange={change} />}
      {shown.length === 0 && charts.size > 0 && <Typography color="textSecondary">{t('charts.allHidden')}</Typography>}
      <Sorting
        ids={shown}
        onMove={(id, to) => {
          change(moved(layout, id, to))
        }}
      >
        <Box
          sx={{
            display: 'grid',
            gridTemplateColumns: { xs: 'repeat(2, minmax(0, 1fr))', xl: 'repeat(3, minmax(0, 1fr))' },
            gridAutoFlow: 'row dense',
            gap: 4,
            alignItems: 'start'
          }}
        >
          {shown.map((id) => {
            const chart = charts.get(id)
            return chart === undefined ? null : (
              <ChartCard
                key={id}
                chart={chart}
                window={layout.window}
                arranging={arranging}
                onHide={() => {
                  hide(id)
                }}
              />
            )
          })}
        </Box>
      </Sorting>
    </Box>
  )
}

/** What is hidden, each with its way back. */
function HiddenCharts(props: {
  readonly layout: ChartLayout
  readonly present: (id: ChartId) => boolean
  readonly onChange: (layout: ChartLayout) => void
}): ReactElement {
  const { t } = useTranslation('dashboard')
  const { layout } = props
  const hidden = layout.hidden.filter(props.present)
  return (
    <Box sx={{ display: 'flex', gap: 2, alignItems: 'center', flexWrap: 'wrap' }}>
      <Typography variant="body2" color="textSecondary" sx={{ width: '100%' }}>
        {t('charts.arrangeHelp')}
      </Typography>
      <Typography variant="body2">{hidden.length === 0 ? t('charts.noneHidden') : `${t('charts.hidden')}:`}</Typography>
      {hidden.map((id) => (
        <Button
          key={id}
          size="small"
          variant="outlined"
          aria-label={t('charts.show', { title: t(`charts.title.${id}`) })}
          onClick={() => {
            props.onChange({ ...layout, hidden: layout.hidden.filter((one) => one !== id) })
          }}
        >
          {t(`charts.title.${id}`)}
        </Button>
      ))}
      <Button
        size="small"
        color="inherit"
        onClick={() => {
          props.onChange({ ...firstLayout, window: layout.window })
        }}
      >
        {t('charts.reset')}
      </Button>
    </Box>
  )
}

const chartOf = (id: UniqueIdentifier | undefined): ChartId | undefined => chartIds.find((one) => one === id)

/** Moving by pointer and by keys, with what happens told to screen readers. */
function Sorting(props: {
  readonly ids: readonly ChartId[]
  readonly onMove: (id: ChartId, to: ChartId) => void
  readonly children: ReactElement
}): ReactElement {
  const { t } = useTranslation('dashboard')
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates })
  )
  const title = (id: UniqueIdentifier): string => {
    const known = chartOf(id)
    return known === undefined ? '' : t(`charts.title.${known}`)
  }
  const place = (over: UniqueIdentifier | undefined): { place: number; count: number } => ({
    place: props.ids.findIndex((id) => id === over) + 1,
    count: props.ids.length
  })
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      onDragEnd={({ active, over }) => {
        const id = chartOf(active.id)
        const to = chartOf(over?.id)
        if (id !== undefined && to !== undefined && id !== to) props.onMove(id, to)
      }}
      accessibility={{
        screenReaderInstructions: { draggable: t('charts.arrangeHelp') },
        announcements: {
          onDragStart: ({ active }) => t('charts.lifted', { title: title(active.id) }),
          onDragOver: ({ active, over }) =>
            over === null || over.id === active.id
              ? undefined
              : t('charts.moved', { title: title(active.id), ...place(over.id) }),
          onDragEnd: ({ active }) => t('charts.put', { title: title(active.id) }),
          onDragCancel: ({ active }) => t('charts.put', { title: title(active.id) })
        }
      }}
    >
      <SortableContext items={[...props.ids]} strategy={rectSortingStrategy}>
        {props.children}
      </SortableContext>
    </DndContext>
  )
}
