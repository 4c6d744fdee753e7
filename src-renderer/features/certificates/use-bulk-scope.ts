import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CertificateListRow } from '../../../src-shared/api/certificates.ts'
import type { CertificateRow } from '../../../src-shared/model/certificate.ts'
import type { CallError } from '../../client.ts'
import { useRead } from '../../live.ts'
import type { ListFilter } from './certificate-query.ts'

/** The chosen rows, or everything that the filter of the list lets through. */
export type BulkScope =
  | { readonly kind: 'rows'; readonly rows: readonly CertificateListRow[] }
  | { readonly kind: 'filter'; readonly filter: ListFilter }

interface Resolved {
  /** Undefined while the engine is asked. */
  readonly ids: readonly number[] | undefined
  /** The first of them, by name. */
  readonly sample: readonly CertificateRow[]
  /** What is among them, in words; null for chosen rows, which are all named. */
  readonly holds: string | null
  readonly more: boolean
  readonly error: CallError | null
}

/** Asks once which certificates a filter lets through; the action is then done with exactly these. */
export function useBulkScope(scope: BulkScope, fits: (row: CertificateRow) => boolean): Resolved {
  const { t } = useTranslation('certificates')
  const asked = useRead('certificate.select', scope.kind === 'filter' ? scope.filter : { archived: false }, {
    enabled: scope.kind === 'filter'
  })
  // What the action changes changes what the filter lets through; the choice stays what the person saw.
  const [frozen, setFrozen] = useState<typeof asked.data>(undefined)
  if (frozen === undefined && asked.data !== undefined && !asked.isFetching) setFrozen(asked.data)
  if (scope.kind === 'rows') {
    const rows = scope.rows.filter(fits)
    return { ids: rows.map(({ id }) => id), sample: rows, holds: null, more: false, error: null }
  }
  const data = frozen
  if (data === undefined) return { ids: undefined, sample: [], holds: null, more: false, error: asked.error }
  const states = data.byState.map(({ state, n }) => `${t(`ui:state.certificate.${state}`)} ${n}`).join(', ')
  const authorities = data.byAuthority.map(({ name, n }) => `${name} ${n}`).join(', ')
  return {
    ids: data.ids,
    sample: data.sample,
    holds: data.ids.length === 0 ? null : t('list.bulk.holds', { states, authorities }),
    more: data.more,
    error: null
  }
}
