import type { CertificateFacts } from '../../../src-shared/api/certificates.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import {
  addLocation,
  changeTags,
  factsInUse,
  getOwner,
  getTags,
  listLocations,
  removeLocation,
  setOwner,
  type CertificateOwner
} from '../../store/certificate-facts.ts'
import { annotateCertificate as annotateRow } from '../../store/certificates.ts'
import { afterCommit, type Reader, type Writer } from '../../store/connection.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { recordAudit } from '../audit.ts'
import { changedTogether, runBulk, type Bulk, type BulkOutcome } from '../bulk.ts'
import type { CaContext } from '../context.ts'
import { requireCertificate } from './find.ts'

/** Tags of one certificate; more are no help to find it. */
const mostTags = 30
const mostLocations = 200
/** Names that a window offers to choose from. */
const mostOffered = 500

/** @throws ChanceryError `not-found` */
export function showFacts(ca: CaContext, id: number): { facts: CertificateFacts } {
  const from = reader(ca.store)
  requireCertificate(from, id)
  return { facts: factsOf(from, id) }
}

function factsOf(from: Reader, id: number): CertificateFacts {
  const locations = listLocations(from, id).map((row) => ({
    id: row.id,
    name: row.name,
    details: row.details,
    createdAt: row.createdAt,
    createdBy: row.createdBy
  }))
  return { ...getOwner(from, id), tags: getTags(from, id), locations }
}

export function listFactsInUse(ca: CaContext): { tags: string[]; owners: string[] } {
  return factsInUse(reader(ca.store), mostOffered)
}

/** Sets who answers for a certificate; what is left out stays. @throws ChanceryError `not-found` */
export function ownCertificate(
  ca: CaContext,
  input: { readonly id: number } & { readonly [K in keyof CertificateOwner]?: string | undefined },
  actor: Actor
): Promise<{ facts: CertificateFacts }> {
  return changeFacts(ca, input.id, actor, (tx) => {
    const before = getOwner(tx, input.id)
    const after = {
      owner: input.owner ?? before.owner,
      organization: input.organization ?? before.organization,
      department: input.department ?? before.department,
      contacts: input.contacts ?? before.contacts
    }
    setOwner(tx, input.id, after, ca.clock.now())
    return { owner: { before, after } }
  })
}

/** @throws ChanceryError `not-found`; `conflict` for too many tags */
export function tagCertificate(
  ca: CaContext,
  input: { readonly id: number; readonly add: readonly string[]; readonly remove: readonly string[] },
  actor: Actor
): Promise<{ facts: CertificateFacts }> {
  return changeFacts(ca, input.id, actor, (tx) => tagsChanged(tx, input.id, input.add, input.remove))
}

function tagsChanged(tx: Writer, id: number, add: readonly string[], remove: readonly string[]): unknown {
  const before = getTags(tx, id)
  changeTags(tx, id, add, remove)
  const after = getTags(tx, id)
  if (after.length > mostTags)
    throw new ChanceryError('conflict', `Certificate ${id} would have ${after.length} tags; at most ${mostTags} fit.`)
  return { tags: { before, after } }
}

/** @throws ChanceryError `not-found`; `conflict` for too many places */
export function addCertificateLocation(
  ca: CaContext,
  input: { readonly id: number; readonly name: string; readonly details: string },
  actor: Actor
): Promise<{ facts: CertificateFacts }> {
  return changeFacts(ca, input.id, actor, (tx) => {
    if (listLocations(tx, input.id).length >= mostLocations)
      throw new ChanceryError('conflict', `At most ${mostLocations} places are noted of one certificate.`)
    const { id, name, details } = input
    addLocation(tx, { certificateId: id, name, details, createdAt: ca.clock.now(), createdBy: actor.name })
    return { installed: name }
  })
}

/** @throws ChanceryError `not-found` */
export function removeCertificateLocation(
  ca: CaContext,
  input: { readonly id: number; readonly location: number },
  actor: Actor
): Promise<{ facts: CertificateFacts }> {
  return changeFacts(ca, input.id, actor, (tx) => {
    const known = listLocations(tx, input.id).find(({ id }) => id === input.location)
    if (known === undefined || !removeLocation(tx, input.id, known.id))
      throw new ChanceryError('not-found', `Certificate ${input.id} has no place with number ${input.location}.`)
    return { removed: known.name }
  })
}

async function changeFacts(
  ca: CaContext,
  id: number,
  actor: Actor,
  change: (tx: Writer) => unknown
): Promise<{ facts: CertificateFacts }> {
  await transaction(ca.store, (tx) => {
    requireCertificate(tx, id)
    audited(tx, ca, id, actor, change(tx))
  })
  return showFacts(ca, id)
}

function audited(tx: Writer, ca: CaContext, id: number, actor: Actor, detail: unknown): void {
  recordAudit(tx, ca, {
    actor,
    operation: 'certificate.annotate',
    object: { kind: 'certificate', id },
    outcome: 'ok',
    detail
  })
  afterCommit(tx, () => ca.emit('certificate.changed', { id }))
}

/** Sets owner, tags, note and archive flag of many, each in a transaction of its own; what is left out stays. */
export function annotateMany(
  ca: CaContext,
  input: {
    readonly ids: readonly number[]
    readonly owner?: string | undefined
    readonly addTags: readonly string[]
    readonly removeTags: readonly string[]
    readonly note?: string | undefined
    readonly archived?: boolean | undefined
  },
  actor: Actor,
  bulk: Bulk = {}
): Promise<BulkOutcome> {
  const { owner, addTags, removeTags, note, archived } = input
  const one = async (id: number): Promise<void> => {
    await transaction(ca.store, (tx) => {
      const record = requireCertificate(tx, id)
      const detail: Record<string, unknown> = {}
      if (owner !== undefined) {
        const before = getOwner(tx, id)
        setOwner(tx, id, { ...before, owner }, ca.clock.now())
        detail['owner'] = { before: before.owner, after: owner }
      }
      if (addTags.length + removeTags.length > 0) Object.assign(detail, tagsChanged(tx, id, addTags, removeTags))
      if (note !== undefined || archived !== undefined) {
        annotateRow(tx, id, {
          ...(note === undefined ? {} : { note }),
          ...(archived === undefined ? {} : { archived })
        })
        detail['before'] = { note: record.note, archived: record.archived }
        detail['after'] = { note: note ?? record.note, archived: archived ?? record.archived }
      }
      audited(tx, ca, id, actor, detail)
    })
  }
  return runBulk(ca, input.ids, bulk, one, changedTogether)
}
