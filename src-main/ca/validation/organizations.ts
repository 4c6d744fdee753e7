import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import type { Ref } from '../../../src-shared/model/scalars.ts'
import type { CaaChoice, NamesPolicy, Organization } from '../../../src-shared/model/validation.ts'
import { afterCommit, type Reader, type Writer } from '../../store/connection.ts'
import { countDomains } from '../../store/domains.ts'
import { countMailboxes } from '../../store/mailboxes.ts'
import {
  countOrganizations,
  deleteOrganization,
  firstOrganization,
  getOrganization,
  getOrganizationByName,
  insertOrganization,
  listOrganizations as listRows,
  updateOrganization as updateRow,
  type OrganizationRow
} from '../../store/organizations.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { recordAudit } from '../audit.ts'
import type { CaContext } from '../context.ts'

/** @returns the organization named, or the first where none is. @throws ChanceryError `not-found` */
export function requireOrganization(from: Reader, ref: Ref | undefined): OrganizationRow {
  const row =
    ref === undefined
      ? firstOrganization(from)
      : typeof ref === 'number'
        ? getOrganization(from, ref)
        : (getOrganizationByName(from, ref) ??
          (/^[1-9]\d{0,14}$/.test(ref) ? getOrganization(from, Number(ref)) : undefined))
  if (row !== undefined) return row
  throw new ChanceryError(
    'not-found',
    ref === undefined ? 'There is no organization.' : `There is no organization "${ref}".`
  )
}

function view(from: Reader, row: OrganizationRow): Organization {
  return { ...row, domains: countDomains(from, row.id), mailboxes: countMailboxes(from, row.id) }
}

export function listOrganizations(ca: CaContext): { organizations: Organization[] } {
  const from = reader(ca.store)
  return { organizations: listRows(from).map((row) => view(from, row)) }
}

/** @throws ChanceryError `not-found` */
export function showOrganization(ca: CaContext, ref: Ref): { organization: Organization } {
  const from = reader(ca.store)
  return { organization: view(from, requireOrganization(from, ref)) }
}

/** @throws ChanceryError `name-taken` */
export async function createOrganization(
  ca: CaContext,
  input: { name: string; names: NamesPolicy; caa: CaaChoice; note: string },
  actor: Actor
): Promise<{ organization: Organization }> {
  const id = await transaction(ca.store, (tx) => {
    const now = ca.clock.now()
    const made = insertOrganization(tx, { ...input, state: 'active', createdAt: now, updatedAt: now })
    changed(tx, ca, made, 'organization.create', input, actor)
    return made
  })
  return showOrganization(ca, id)
}

/** @throws ChanceryError `not-found`, `name-taken`, `conflict` where it was changed meanwhile */
export async function updateOrganization(
  ca: CaContext,
  input: {
    organization: Ref
    name?: string | undefined
    names?: NamesPolicy | undefined
    caa?: CaaChoice | undefined
    note?: string | undefined
    state?: 'active' | 'inactive' | undefined
    version?: number | undefined
  },
  actor: Actor
): Promise<{ organization: Organization }> {
  const id = await transaction(ca.store, (tx) => {
    const before = requireOrganization(tx, input.organization)
    const { organization: _which, version, ...given } = input
    const changes = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
    updateRow(tx, before.id, version ?? before.version, { ...changes, updatedAt: ca.clock.now() })
    changed(tx, ca, before.id, 'organization.update', { before, after: changes }, actor)
    return before.id
  })
  return showOrganization(ca, id)
}

/** @throws ChanceryError `not-found`; `conflict` where it has domains or mailboxes, or is the last one */
export async function removeOrganization(ca: CaContext, ref: Ref, actor: Actor): Promise<{ ok: true }> {
  await transaction(ca.store, (tx) => {
    const row = requireOrganization(tx, ref)
    if (countDomains(tx, row.id) > 0 || countMailboxes(tx, row.id) > 0)
      throw new ChanceryError(
        'conflict',
        `${row.name} still has domains or mailboxes. Remove them first, or set it inactive.`
      )
    if (countOrganizations(tx) === 1)
      throw new ChanceryError('conflict', `${row.name} is the only organization, and one is needed.`)
    deleteOrganization(tx, row.id)
    changed(tx, ca, row.id, 'organization.remove', { name: row.name }, actor)
  })
  return { ok: true }
}

function changed(tx: Writer, ca: CaContext, id: number, operation: string, detail: unknown, actor: Actor): void {
  recordAudit(tx, ca, { actor, operation, object: { kind: 'organization', id }, outcome: 'ok', detail })
  afterCommit(tx, () => ca.emit('organization.changed', { id }))
}
