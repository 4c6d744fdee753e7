import type { ReactElement } from 'react'
import { Navigate } from 'react-router'
import { seesEntry, type RailGroup } from '../../feature.ts'
import { useSession } from '../../state/session.tsx'
import { NotFound } from './not-found.tsx'

/** Leads to the first screen of the rail that the operator may see. */
export function FirstScreen(props: { readonly rail: readonly RailGroup[] }): ReactElement {
  const { permissions } = useSession().operator
  const first = props.rail.flatMap(({ entries }) => entries).find((entry) => seesEntry(entry, permissions))
  return first === undefined ? <NotFound /> : <Navigate to={first.path} replace />
}
