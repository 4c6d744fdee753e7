import { revocationReason, type RevocationReason } from '../../../src-shared/model/revocation.ts'
import type { FilterValues } from '../../ui/grid/filter-state.ts'

/**
 * What somebody typed and chose above the entries of a CRL. Serial numbers are pasted with spaces, colons and 0x.
 * @returns the question to the engine; null where the text cannot be a serial number
 */
export function entryQuery(values: FilterValues): { serial?: string; reason?: RevocationReason[] } | null {
  const typed = values['text']?.[0] ?? ''
  const serial = typed.replace(/[\s:]/g, '').replace(/^0x/i, '')
  if (!/^[0-9A-Fa-f]{0,64}$/.test(serial)) return null
  const reason = revocationReason.options.filter((one) => values['reason']?.includes(one) === true)
  return { ...(serial === '' ? {} : { serial }), ...(reason.length === 0 ? {} : { reason }) }
}
