import type { SvgIconComponent } from '@mui/icons-material'
import type { RouteObject } from 'react-router'
import type { Permission } from '../src-shared/model/permission.ts'

/** A line of the left rail. */
export interface RailEntry {
  /** Address it opens, e.g. `/certificates`. */
  readonly path: string
  /** Key of the label: `<namespace>:<key>`, e.g. `certificates:title`. */
  readonly label: string
  readonly icon: SvgIconComponent
  /** A hairline separates groups. */
  readonly group: 'work' | 'objects' | 'records'
  /** Place within the group. */
  readonly order: number
  /** Who sees it; null for everyone who is signed in. */
  readonly permission: Permission | null
  /** Number beside the label: requests that wait, or proposals that wait for whoever is signed in. */
  readonly badge?: 'requests-waiting' | 'approvals-waiting'
}

/** @returns whether an operator with these permissions sees a line of the rail */
export function seesEntry(entry: RailEntry, permissions: readonly Permission[]): boolean {
  return entry.permission === null || permissions.includes(entry.permission)
}

/** What a folder under features brings: its `feature.ts` exports one of these as `feature`. */
export interface Feature {
  readonly rail?: RailEntry
  /** Screens; load the page lazily: `lazy: async () => ({ Component: (await import('./x-page.tsx')).XPage })`. */
  readonly routes: readonly RouteObject[]
}
