import type { ReactElement } from 'react'
import { Navigate } from 'react-router'
import { seesEntry, type RailEntry } from '../../feature.ts'
import { useSession } from '../../state/session.tsx'
import { NotFound } from './not-found.tsx'

/** Leads to the first screen of the rail that the operator may see. */
export function FirstScreen(props: { readonly rail: readonly (readonly RailEntry[])[] }): ReactElement {
  const { permissions } = useSession().operator
  const first = props.rail.flat().find((entry) => seesEntry(entry, permissions))
  return first === undefined ? <NotFound /> : <Navigate to={first.path} replace />
}
