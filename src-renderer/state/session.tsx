import { createContext, use } from 'react'
import type { Output } from '../../src-shared/api/index.ts'
import type { Permission } from '../../src-shared/model/permission.ts'

export type SystemStatus = Output<'system.status'>
export type Operator = NonNullable<SystemStatus['operator']>

export interface Session {
  readonly status: SystemStatus
  readonly operator: Operator
}

/** Who is signed in; set by the gate, so every screen behind it has one. */
export const SessionContext = createContext<Session | null>(null)

export function useSession(): Session {
  const session = use(SessionContext)
  if (session === null) throw new Error('useSession stands before sign-in.')
  return session
}

/** @returns whether the operator may do this. The engine decides again; this only keeps hopeless buttons away. */
export function useMay(permission: Permission): boolean {
  return useSession().operator.permissions.includes(permission)
}
