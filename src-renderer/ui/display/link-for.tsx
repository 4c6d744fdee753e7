import Link from '@mui/material/Link'
import type { ReactElement, ReactNode } from 'react'
import { Link as RouterLink } from 'react-router'
import type { Permission } from '../../../src-shared/model/permission.ts'
import { useMay } from '../../state/session.tsx'

/** A link for those who may open what it leads to; the words alone for everyone else. */
export function LinkFor(props: {
  readonly may: Permission
  readonly to: string
  readonly children: ReactNode
}): ReactElement {
  const allowed = useMay(props.may)
  if (!allowed) return <>{props.children}</>
  return (
    <Link component={RouterLink} to={props.to}>
      {props.children}
    </Link>
  )
}
