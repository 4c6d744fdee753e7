import type { CertificateState } from '../../src-shared/model/certificate.ts'
import { expiringUntil, stateCondition } from './certificate-state.ts'
import type { CertificateClass } from './certificates.ts'
import type { Bindable } from './connection.ts'

/** Which certificates; every present field narrows further. */
export interface CertificateFilter {
  readonly authorityId?: number
  readonly profileId?: number
  /** Any of these, as shown at `now`. `active` takes in those that are expiring. */
  readonly states?: readonly CertificateState[]
  readonly class?: CertificateClass
  /** Any of these. */
  readonly classes?: readonly CertificateClass[]
  readonly keyAlgorithm?: string
  /** The requester's line, whole. */
  readonly requester?: string
  readonly createdFrom?: number
  /** Exclusive, as every `…To`. */
  readonly createdTo?: number
  readonly notAfterFrom?: number
  readonly notAfterTo?: number
  readonly archived?: boolean
  /** Words of subject and names, or the beginning of a serial or fingerprint. */
  readonly text?: string
}

/** The moment of asking, on which states depend. */
export interface Moment {
  readonly now: number
  readonly expiringDays: number
}

export interface Conditions {
  readonly where: readonly string[]
  readonly bound: Record<string, Bindable>
}

/** Conditions of everything but `text`. Column names stand bare: `certificate` must be the only table that has them. */
export function filterConditions(filter: CertificateFilter, moment: Moment): Conditions {
  const where: string[] = []
  const bound: Record<string, Bindable> = {}
  const add = (sql: string, name: string, value: Bindable | undefined): void => {
    if (value === undefined) return
    where.push(sql)
    bound[name] = value
  }
  add('authority_id = @authorityId', 'authorityId', filter.authorityId)
  add('profile_id = @profileId', 'profileId', filter.profileId)
  // The second half lets SQLite see that the partial index holds these rows.
  add(
    filter.class === 'end-entity' ? 'class = @class' : `(class = @class AND class <> 'end-entity')`,
    'class',
    filter.class
  )
  if (filter.classes !== undefined && filter.classes.length > 0) {
    add('class IN (SELECT value FROM json_each(@classes))', 'classes', JSON.stringify(filter.classes))
  }
  add('key_algorithm = @keyAlgorithm', 'keyAlgorithm', filter.keyAlgorithm)
  add('requester_text = @requester', 'requester', filter.requester)
  add('created_at >= @createdFrom', 'createdFrom', filter.createdFrom)
  add('created_at < @createdTo', 'createdTo', filter.createdTo)
  add('not_after >= @notAfterFrom', 'notAfterFrom', filter.notAfterFrom)
  add('not_after < @notAfterTo', 'notAfterTo', filter.notAfterTo)
  add('archived = @archived', 'archived', filter.archived === undefined ? undefined : filter.archived ? 1 : 0)
  const states = [...new Set(filter.states ?? [])]
  if (states.length > 0) {
    const [first] = states
    where.push(
      states.length === 1 && first !== undefined
        ? stateCondition(first)
        : `(${states.map(stateCondition).join(' OR ')})`
    )
    bound['now'] = moment.now
    if (states.includes('expiring')) bound['expiringUntil'] = expiringUntil(moment.now, moment.expiringDays)
    else delete bound['expiringUntil']
    if (states.length === 1 && first === 'revoked') delete bound['now']
  }
  return { where, bound }
}
