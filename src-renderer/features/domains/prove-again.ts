import type { Domain } from '../../../src-shared/model/validation.ts'

/** @returns where a new proof of a domain is started, with the method that it had */
export function proveAgainAddress({ name, organizationId, method }: Domain): string {
  const known = method === 'txt' || method === 'file' || method === 'operator' ? { method } : {}
  return `/domains/new?${new URLSearchParams({ name, organization: String(organizationId), ...known }).toString()}`
}
