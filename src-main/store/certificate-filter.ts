import type { CertificateKind, CertificateState } from '../../src-shared/model/certificate.ts'
import { expiringUntil, stateCondition } from './certificate-state.ts'
import type { CertificateClass } from './certificates.ts'
import type { Bindable } from './connection.ts'

/** How the certificates of one list are found. */
export interface KindCondition {
  readonly kind: CertificateKind
  readonly profileIds: readonly number[]
  /** Revisions of these profiles whose certificates stand in another list. */
  readonly exceptRevisionIds: readonly number[]
}

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
  /** One of the lists; `listCertificates` takes it apart into profiles where that is faster. */
  readonly kind?: KindCondition
  readonly exceptRevisionIds?: readonly number[]
  /** From elsewhere, and in this list. */
  readonly importedKind?: CertificateKind
  readonly tag?: string
  readonly owner?: string
  /** As it stands in the subject, escapes and all; known once the certificate was counted for the charts. */
  readonly organization?: string
  /** Not indexed: only beside something that leaves few rows. */
  readonly signatureAlgorithm?: string
  /** A part of the note; not indexed either. */
  readonly note?: string
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
    const few = filter.classes.includes('end-entity') ? '' : ` AND class <> 'end-entity'`
    add(`class IN (SELECT value FROM json_each(@classes))${few}`, 'classes', JSON.stringify(filter.classes))
  }
  add('key_algorithm = @keyAlgorithm', 'keyAlgorithm', filter.keyAlgorithm)
  add('requester_text = @requester', 'requester', filter.requester)
  add('created_at >= @createdFrom', 'createdFrom', filter.createdFrom)
  add('created_at < @createdTo', 'createdTo', filter.createdTo)
  add('not_after >= @notAfterFrom', 'notAfterFrom', filter.notAfterFrom)
  add('not_after < @notAfterTo', 'notAfterTo', filter.notAfterTo)
  // Written out, so that SQLite sees that the partial index holds these rows.
  if (filter.archived !== undefined) where.push(`archived = ${filter.archived ? 1 : 0}`)
  add(
    'EXISTS (SELECT 1 FROM certificate_tag AS t WHERE t.tag = @tag AND t.certificate_id = certificate.id)',
    'tag',
    filter.tag
  )
  add(
    'EXISTS (SELECT 1 FROM certificate_owner AS o WHERE o.certificate_id = certificate.id AND o.owner = @owner)',
    'owner',
    filter.owner
  )
  add(importedIn('@importedKind'), 'importedKind', filter.importedKind)
  add(
    `EXISTS (SELECT 1 FROM certificate_member AS m JOIN certificate_kind AS k ON k.id = m.kind_id
      WHERE m.certificate_id = certificate.id AND m.facet = 1 AND k.organization = @organization)`,
    'organization',
    filter.organization
  )
  add('signature_algorithm = @signatureAlgorithm', 'signatureAlgorithm', filter.signatureAlgorithm)
  add('instr(lower(note), lower(@note)) > 0', 'note', filter.note)
  if (filter.exceptRevisionIds !== undefined && filter.exceptRevisionIds.length > 0) {
    add(notOfRevisions('@exceptRevisions'), 'exceptRevisions', JSON.stringify(filter.exceptRevisionIds))
  }
  if (filter.kind !== undefined) {
    const { kind, profileIds, exceptRevisionIds } = filter.kind
    where.push(
      `((profile_id IN (SELECT value FROM json_each(@kindProfiles)) AND ${notOfRevisions('@kindExcept')}) OR ${importedIn('@kind')})`
    )
    bound['kindProfiles'] = JSON.stringify(profileIds)
    bound['kindExcept'] = JSON.stringify(exceptRevisionIds)
    bound['kind'] = kind
  }
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

function importedIn(kind: string): string {
  return `(class = 'imported' AND EXISTS (SELECT 1 FROM imported_kind AS i WHERE i.kind = ${kind} AND i.certificate_id = certificate.id))`
}

function notOfRevisions(ids: string): string {
  return `profile_revision_id NOT IN (SELECT value FROM json_each(${ids}))`
}

/**
 * What both filters let through, as one filter.
 * @returns null where that is nothing
 */
export function both(one: CertificateFilter, other: CertificateFilter): CertificateFilter | null {
  const merged: Record<string, unknown> = { ...one }
  for (const [name, value] of Object.entries(other)) {
    const there = merged[name]
    if (there === undefined) merged[name] = value
    else if (name.endsWith('From')) merged[name] = Math.max(Number(there), Number(value))
    else if (name.endsWith('To')) merged[name] = Math.min(Number(there), Number(value))
    else if (name === 'text') merged[name] = `${one.text ?? ''} ${other.text ?? ''}`
    else if (name === 'states') {
      const common = commonStates(one.states ?? [], other.states ?? [])
      if (common.length === 0) return null
      merged[name] = common
    } else if (name === 'classes') {
      const common = (one.classes ?? []).filter((each) => other.classes?.includes(each) === true)
      if (common.length === 0) return null
      merged[name] = common
    } else if (name === 'kind') {
      if (one.kind?.kind !== other.kind?.kind) return null
    } else if (there !== value) return null
  }
  return merged
}

/** `active` takes in what is expiring, so that both have the narrower one in common. */
function commonStates(one: readonly CertificateState[], other: readonly CertificateState[]): CertificateState[] {
  const covers = (set: readonly CertificateState[], state: CertificateState): boolean =>
    set.includes(state) || (state === 'expiring' && set.includes('active'))
  return [...new Set([...one, ...other])].filter((state) => covers(one, state) && covers(other, state))
}
