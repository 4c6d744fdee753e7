import { z } from 'zod'
import { chartIds, chartWindow, type ChartId, type ChartWindow } from '../../../src-shared/api/dashboard.ts'

/** How an operator wants the charts; kept with the account. */
export interface ChartLayout {
  /** Every chart once. */
  readonly order: readonly ChartId[]
  readonly hidden: readonly ChartId[]
  readonly window: ChartWindow
}

/** The name of the preference. */
export const layoutKey = 'dashboard.layout'

export const firstLayout: ChartLayout = { order: chartIds, hidden: [], window: 30 }

const stored = z.object({ order: z.array(z.string()), hidden: z.array(z.string()), window: chartWindow })

/** Reads what was kept; charts that are new since then stand at the end, those that are gone are left out. */
export function readLayout(value: unknown): ChartLayout {
  const read = stored.safeParse(value)
  if (!read.success) return firstLayout
  const kept = [...new Set(read.data.order)].flatMap((id) => chartIds.filter((one) => one === id))
  return {
    order: [...kept, ...chartIds.filter((id) => !kept.includes(id))],
    hidden: chartIds.filter((id) => read.data.hidden.includes(id)),
    window: read.data.window
  }
}

/** @returns the layout with a chart where another stands now */
export function moved(layout: ChartLayout, id: ChartId, to: ChartId): ChartLayout {
  const target = layout.order.indexOf(to)
  if (target < 0 || !layout.order.includes(id)) return layout
  const rest = layout.order.filter((one) => one !== id)
  return { ...layout, order: [...rest.slice(0, target), id, ...rest.slice(target)] }
}
