import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import type { Ref } from '../../../src-shared/model/scalars.ts'
import type { Domain, Evidence, ProofState } from '../../../src-shared/model/validation.ts'
import { afterCommit, type Reader, type Writer } from '../../store/connection.ts'
import {
  deleteDomain,
  getDomain,
  getDomainByName,
  insertDomain,
  listDomains as listRows,
  updateDomain,
  type DomainRow
} from '../../store/domains.ts'
import { listEvidence } from '../../store/evidence.ts'
import type { OrganizationRow } from '../../store/organizations.ts'
import { challengeOfDomain, putProofChallenge, type ProofChallengeRow } from '../../store/proof-challenges.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { recordAudit } from '../audit.ts'
import type { CaContext } from '../context.ts'
import { domainView } from './domain-view.ts'
import { drafted, evidenceView, keepEvidence, usualLives } from './evidence.ts'
import { readDomain } from './names.ts'
import { requireOrganization } from './organizations.ts'
import { randomValueLife } from './reuse.ts'
import { ownerFor, type Prover } from './who.ts'

/** Which domain: its name, and where several organizations have it, whose. */
export interface WhichDomain {
  readonly name: string
  readonly organization?: Ref | undefined
}

/** 256 bits; BR 3.2.2.4 asks for 112. */
const valueBytes = 32
/** The name of a file is no secret, but not to be guessed either. */
const placeBytes = 16
/** Pieces of evidence shown beside a domain. */
const shownEvidence = 50

/**
 * Adds a domain, or starts a new proof of one that there is; what stood stays until the new proof is seen.
 * @throws ChanceryError `invalid-input`, `not-found`, `forbidden`, `refused-by-policy`, `conflict`
 */
export async function addDomain(
  ca: CaContext,
  input: WhichDomain & { readonly method: 'txt' | 'file' },
  who: Prover
): Promise<{ domain: Domain }> {
  const name = readDomain(input.name)
  const id = await transaction(ca.store, (tx) => {
    const now = ca.clock.now()
    const organization = requireOrganization(tx, input.organization)
    const existing = getDomainByName(tx, organization.id, name)
    const ownerId = ownerFor(who, organization, name, existing)
    if (existing !== undefined) requireOwnProof(who, name, challengeOfDomain(tx, existing.id), now)
    const domainId = existing?.id ?? insertDomain(tx, newRow(organization, name, ownerId, now))
    const value = Buffer.from(ca.random.bytes(valueBytes)).toString('base64url')
    const place = input.method === 'file' ? `${Buffer.from(ca.random.bytes(placeBytes)).toString('hex')}.txt` : 'record'
    putProofChallenge(tx, {
      domainId,
      mailboxId: null,
      method: input.method,
      value,
      place,
      digest: null,
      createdAt: now,
      expiresAt: now + randomValueLife,
      startedBy: who.actor.operatorId
    })
    told(tx, ca, domainId, 'domain.add', { name, organization: organization.name, method: input.method }, who.actor)
    return domainId
  })
  return { domain: viewOf(ca, id) }
}

/** A value that somebody has published, or is about to, is replaced by whoever started that proof, or by staff. */
function requireOwnProof(who: Prover, name: string, pending: ProofChallengeRow | undefined, now: number): void {
  if (who.staff || pending === undefined || pending.expiresAt <= now) return
  if (pending.startedBy !== null && pending.startedBy === who.actor.operatorId) return
  const message = `A proof of ${name} that somebody else started waits until ${new Date(pending.expiresAt).toISOString().slice(0, 10)}. Ask them for its value, or staff with the permission "organization.edit" for a new one.`
  throw new ChanceryError('refused-by-policy', message, {
    reasons: [{ where: `dns:${name}`, rule: 'proof.started', message }]
  })
}

/**
 * Approves a domain by the decision of a person (E.2 12: basis asserted).
 * @throws ChanceryError `invalid-input`, `not-found`, `conflict`
 */
export async function authorizeDomain(
  ca: CaContext,
  input: WhichDomain & { readonly basis: string; readonly until?: number | undefined },
  who: Prover
): Promise<{ domain: Domain; evidence: Evidence[] }> {
  const name = readDomain(input.name)
  const id = await transaction(ca.store, (tx) => {
    const now = ca.clock.now()
    if (input.until !== undefined && input.until <= now)
      throw new ChanceryError('invalid-input', 'The end of the approval lies in the past.')
    const organization = requireOrganization(tx, input.organization)
    const existing = getDomainByName(tx, organization.id, name)
    const ownerId = ownerFor(who, organization, name, existing)
    const domainId = existing?.id ?? insertDomain(tx, newRow(organization, name, ownerId, now))
    const reason = `${who.actor.name} approved ${name} without a look: ${input.basis}`
    const [evidenceId] = keepEvidence(tx, ca, [
      drafted(
        {
          kind: 'domain',
          subject: name,
          outcome: 'verified',
          rule: 'domain.operator',
          reason,
          seenFrom: `the decision of ${who.actor.name}`,
          at: now
        },
        {
          method: 'operator',
          covers: 'subtree',
          domainId,
          ...(input.until === undefined ? {} : { expiresAt: input.until })
        }
      )
    ])
    updateDomain(tx, domainId, existing?.version ?? 1, {
      active: true,
      basis: 'asserted',
      method: 'operator',
      covers: 'subtree',
      basisNote: input.basis,
      verifiedAt: now,
      until: input.until ?? null,
      evidenceId: evidenceId ?? null,
      lastOutcome: 'verified',
      lastReason: reason,
      noticedAt: null,
      updatedAt: now
    })
    const detail = { name, organization: organization.name, basis: input.basis, until: input.until ?? null }
    told(tx, ca, domainId, 'domain.authorize', detail, who.actor)
    return domainId
  })
  return withEvidence(ca, id)
}

/** @throws ChanceryError `not-found` */
export function listDomains(
  ca: CaContext,
  input: { readonly organization?: Ref | undefined; readonly state?: ProofState | undefined }
): { domains: Domain[] } {
  const from = reader(ca.store)
  const organization = input.organization === undefined ? undefined : requireOrganization(from, input.organization).id
  const all = listRows(from, organization).map((row) => domainView(from, row, ca.settings(), ca.clock.now()))
  return { domains: input.state === undefined ? all : all.filter(({ state }) => state === input.state) }
}

/** @throws ChanceryError `not-found` */
export function showDomain(ca: CaContext, input: WhichDomain): { domain: Domain; evidence: Evidence[] } {
  return withEvidence(ca, requireDomain(reader(ca.store), input).row.id)
}

/** Stops the names of a domain from being certified, or allows them again. @throws ChanceryError `not-found` */
export async function disableDomain(
  ca: CaContext,
  input: WhichDomain & { readonly disabled: boolean },
  actor: Actor
): Promise<{ domain: Domain }> {
  const id = await transaction(ca.store, (tx) => {
    const { row } = requireDomain(tx, input)
    updateDomain(tx, row.id, row.version, { active: !input.disabled, updatedAt: ca.clock.now() })
    told(tx, ca, row.id, 'domain.disable', { name: row.name, disabled: input.disabled }, actor)
    return row.id
  })
  return { domain: viewOf(ca, id) }
}

/** Removes a domain; its evidence stays. @throws ChanceryError `not-found` */
export async function removeDomain(ca: CaContext, input: WhichDomain, actor: Actor): Promise<{ ok: true }> {
  await transaction(ca.store, (tx) => {
    const { row } = requireDomain(tx, input)
    deleteDomain(tx, row.id)
    told(tx, ca, row.id, 'domain.remove', { name: row.name }, actor)
  })
  return { ok: true }
}

/** @throws ChanceryError `invalid-input`, `not-found` */
export function requireDomain(
  from: Reader,
  which: WhichDomain
): { readonly row: DomainRow; readonly organization: OrganizationRow } {
  const name = readDomain(which.name)
  const organization = requireOrganization(from, which.organization)
  const row = getDomainByName(from, organization.id, name)
  if (row !== undefined) return { row, organization }
  throw new ChanceryError('not-found', `${organization.name} has no domain ${name}. Add it first.`)
}

/** @returns a domain with its evidence, newest first */
export function withEvidence(ca: CaContext, id: number): { domain: Domain; evidence: Evidence[] } {
  const days = ca.settings().proofReuseDays
  const now = ca.clock.now()
  const { rows } = listEvidence(reader(ca.store), { domainId: id }, now, usualLives(days), shownEvidence)
  return { domain: viewOf(ca, id), evidence: rows.map((row) => evidenceView(row, now, days)) }
}

/** Audit and event of a change to a domain. */
export function told(tx: Writer, ca: CaContext, id: number, operation: string, detail: unknown, actor: Actor): void {
  recordAudit(tx, ca, { actor, operation, object: { kind: 'domain', id }, outcome: 'ok', detail })
  afterCommit(tx, () => ca.emit('domain.changed', { id }))
}

function viewOf(ca: CaContext, id: number): Domain {
  const from = reader(ca.store)
  const row = getDomain(from, id)
  if (row === undefined) throw new ChanceryError('not-found', `There is no domain with number ${id}.`)
  return domainView(from, row, ca.settings(), ca.clock.now())
}

function newRow(
  organization: OrganizationRow,
  name: string,
  ownerId: number | null,
  now: number
): Omit<DomainRow, 'id' | 'version'> {
  return {
    organizationId: organization.id,
    name,
    active: true,
    basis: null,
    method: null,
    covers: null,
    basisNote: '',
    ownerId,
    verifiedAt: null,
    until: null,
    evidenceId: null,
    lastOutcome: null,
    lastReason: '',
    noticedAt: null,
    createdAt: now,
    updatedAt: now
  }
}
