import type { SvgIconComponent } from '@mui/icons-material'
import type { RouteObject } from 'react-router'
import type { Permission } from '../src-shared/model/permission.ts'

/** Where the rail shows a screen: `work` and `foot` always, the others below a heading that opens. */
export type RailGroupId =
  'work' | 'authorities' | 'enrolment' | 'validation' | 'revocation' | 'oversight' | 'tools' | 'foot'

/** A part of the rail with its screens in order. */
export interface RailGroup {
  readonly id: RailGroupId
  /** Heading that opens and closes the group; null where its screens always show. */
  readonly heading: { readonly label: string; readonly icon: SvgIconComponent } | null
  readonly entries: readonly RailEntry[]
}

/** A line of the left rail. */
export interface RailEntry {
  /** Address it opens, e.g. `/certificates`. */
  readonly path: string
  /** Key of the label: `<namespace>:<key>`, e.g. `certificates:title`. */
  readonly label: string
  readonly icon: SvgIconComponent
  readonly group: RailGroupId
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
