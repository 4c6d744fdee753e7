import { useState } from 'react'
import { useLocation } from 'react-router'
import type { RailGroup, RailGroupId } from '../../feature.ts'
import { useView } from '../../state/view-state.tsx'

/** @returns the group that a screen belongs to by its address; null where no line of the rail leads there */
export function groupOf(groups: readonly RailGroup[], pathname: string): RailGroupId | null {
  const holds = (path: string): boolean => pathname === path || pathname.startsWith(`${path}/`)
  return groups.find(({ entries }) => entries.some(({ path }) => holds(path)))?.id ?? null
}

/** Which groups of the rail are open: that of the screen, and the one that was opened last by hand. */
export function useRailGroups(groups: readonly RailGroup[]): {
  readonly current: RailGroupId | null
  readonly isOpen: (group: RailGroupId) => boolean
  readonly toggle: (group: RailGroupId) => void
} {
  const { pathname } = useLocation()
  const current = groupOf(groups, pathname)
  const opened = useView((view) => view.railOpen)
  const set = useView((view) => view.set)
  // The group of a screen may be closed while that screen is shown; the next screen opens its own again.
  const [closedAt, setClosedAt] = useState<string | null>(null)
  const isOpen = (group: RailGroupId): boolean => (group === current ? closedAt !== pathname : group === opened)
  return {
    current,
    isOpen,
    toggle: (group) => {
      const opens = !isOpen(group)
      if (group === current) setClosedAt(opens ? null : pathname)
      if (opens) set({ railOpen: group })
      else if (group === opened) set({ railOpen: null })
    }
  }
}
