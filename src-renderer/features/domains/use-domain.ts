import type { Domain } from '../../../src-shared/model/validation.ts'
import type { CallError } from '../../client.ts'
import { useRead } from '../../live.ts'

/** A domain by its number; the contract names domains by name and organization. */
export function useDomain(id: number): {
  readonly domain: Domain | undefined
  /** All are known, and this one is not among them. */
  readonly missing: boolean
  readonly error: CallError | null
} {
  const read = useRead('domain.list', {})
  const domain = read.data?.domains.find((one) => one.id === id)
  return { domain, missing: read.data !== undefined && domain === undefined, error: read.error }
}
