import { useEffect, useState } from 'react'
import { useLocation } from 'react-router'
import type { RailGroup, RailGroupId } from '../../feature.ts'
import { useView } from '../../state/view-state.tsx'

/** @returns the group that a screen belongs to by its address; null where no line of the rail leads there */
export function groupOf(groups: readonly RailGroup[], pathname: string): RailGroupId | null {
  const holds = (path: string): boolean => pathname === path || pathname.startsWith(`${path}/`)
  return groups.find(({ entries }) => entries.some(({ path }) => holds(path)))?.id ?? null
}

/** Which group of the rail is open: at most one, so that a low window shows every line. */
export interface RailState {
  /** The group of the screen that is shown; null for one that always stands in the rail. */
  readonly current: RailGroupId | null
  readonly open: RailGroupId | null
  readonly toggle: (group: RailGroupId) => void
}

/** @param groups those with a heading */
export function useRailGroups(groups: readonly RailGroup[]): RailState {
  const { pathname } = useLocation()
  const current = groupOf(groups, pathname)
  const last = useView((view) => view.railOpen)
  const set = useView((view) => view.set)
  // A choice by hand holds as long as the screen stays; the next one opens its own group.
  const [chosen, setChosen] = useState<{ readonly at: string; readonly group: RailGroupId | null } | null>(null)
  const open = chosen?.at === pathname ? chosen.group : (current ?? last)
  useEffect(() => {
    if (open !== last) set({ railOpen: open })
  }, [open, last, set])
  return {
    current,
    open,
    toggle: (group) => {
      setChosen({ at: pathname, group: group === open ? null : group })
    }
  }
}
