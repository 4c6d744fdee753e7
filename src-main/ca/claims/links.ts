import type { ClaimLinkView, MadeClaimLink } from '../../../src-shared/api/claims.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import { claimPlatform, type ClaimLanguage } from '../../../src-shared/model/claims.ts'
import { certifiedDevice } from '../../store/acme.ts'
import { getAuthority } from '../../store/authorities.ts'
import {
  certificateByChallenge,
  endClaimLink,
  getClaimLink,
  insertClaimLink,
  listClaimLinks,
  setClaimMailed,
  type ClaimLinkRow,
  type NewClaimLink
} from '../../store/claims.ts'
import { afterCommit, type Reader, type Writer } from '../../store/connection.ts'
import { decodeCursor, encodeCursor } from '../../store/cursor.ts'
import { destroyKey } from '../../store/keys.ts'
import { getRequest } from '../../store/requests.ts'
import { getScepService } from '../../store/scep.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { recordAudit } from '../audit.ts'
import type { CaContext } from '../context.ts'
import { scepAddress } from '../scep/view.ts'
import { appleContent, type AppleContent } from './content.ts'
import { claimMessage } from './mail-message.ts'
import { claimHash, claimPath, newClaimToken } from './token.ts'

const HOUR = 3_600_000

/** Where and how a link goes out. */
export interface Sending {
  readonly hours: number
  readonly mail?: string | undefined
  readonly language: ClaimLanguage
}

/** @returns the address of a path for people. @throws ChanceryError `not-ready` where nothing is served */
export function publicAddress(ca: CaContext, path: string, reached: readonly string[]): string {
  const url = scepAddress(ca, path, reached)
  if (url !== null) return url
  throw new ChanceryError(
    'not-ready',
    'Nothing here answers a link yet. Start "chancery serve" with --http, or switch on the public listener in the settings.'
  )
}

/**
 * Writes a link and sends it where a mail is wanted; a mail that does not go out leaves the link good.
 * @param also runs in the same transaction
 */
export async function makeLink(
  ca: CaContext,
  row: Omit<NewClaimLink, 'hash' | 'expiresAt' | 'createdAt' | 'createdBy' | 'operatorId' | 'mail'>,
  sending: Sending,
  actor: Actor,
  reached: readonly string[],
  signal: AbortSignal,
  also: (tx: Writer, id: number) => void = () => undefined
): Promise<MadeClaimLink> {
  const token = newClaimToken(ca.random)
  const hash = claimHash(token)
  if (hash === null) throw new RangeError('a new link is always one')
  const url = publicAddress(ca, claimPath(token), reached)
  const now = ca.clock.now()
  const whole: NewClaimLink = {
    ...row,
    hash,
    mail: sending.mail ?? null,
    expiresAt: now + sending.hours * HOUR,
    createdAt: now,
    createdBy: actor.name,
    operatorId: actor.operatorId
  }
  const id = await transaction(ca.store, (tx) => {
    const made = insertClaimLink(tx, whole)
    also(tx, made)
    const { hash: _hash, ...detail } = whole
    told(tx, ca, 'claim.create', made, detail, actor)
    return made
  })
  const mailProblem = await mailed(ca, id, whole, url, sending, signal)
  return {
    link: viewOf(ca, requireLink(reader(ca.store), id)),
    url,
    mailed: sending.mail !== undefined && mailProblem === null,
    mailProblem,
    warnings: url.startsWith('http:')
      ? [
          'The address is plain HTTP: who listens on the way can use the link first. Send it over a network that you trust, or set an https address in the settings.'
        ]
      : []
  }
}

async function mailed(
  ca: CaContext,
  id: number,
  row: NewClaimLink,
  url: string,
  { mail, language }: Sending,
  signal: AbortSignal
): Promise<string | null> {
  if (mail === undefined) return null
  if (ca.mailer === undefined) return 'This engine sends no mail.'
  const { device, createdBy, expiresAt, kind } = row
  const organization = ca.settings().organizationName
  const message = {
    to: mail,
    url,
    device,
    by: createdBy,
    organization,
    expiresAt,
    passphrase: kind === 'pkcs12',
    language
  }
  try {
    await ca.mailer.send(claimMessage(message), signal)
  } catch (error) {
    return error instanceof Error ? error.message : 'The mail was not taken.'
  }
  await transaction(ca.store, (tx) => {
    setClaimMailed(tx, id, ca.clock.now())
    afterCommit(tx, () => ca.emit('claim.changed', { id }))
  })
  return null
}

/** Writes the audit row of a link and tells windows. */
export function told(tx: Writer, ca: CaContext, operation: string, id: number, detail: unknown, actor: Actor): void {
  recordAudit(tx, ca, { actor, operation, object: { kind: 'claim-link', id }, outcome: 'ok', detail })
  afterCommit(tx, () => ca.emit('claim.changed', { id }))
}

function requireLink(from: Reader, id: number): ClaimLinkRow {
  const row = getClaimLink(from, id)
  if (row !== undefined) return row
  throw new ChanceryError('not-found', `There is no link with number ${id}.`)
}

/** @returns a link as people see it: never itself */
function viewOf(ca: CaContext, row: ClaimLinkRow): ClaimLinkView {
  const from = reader(ca.store)
  const { id, kind, device, person, mail, authorityId, serviceId, challengeId, requestId, visits, mailedAt } = row
  const request = requestId === null ? undefined : getRequest(from, requestId)
  const content = kind === 'apple-acme' ? appleContent.parse(row.content) : null
  const byDevice =
    content !== null
      ? certificateByOrder(from, content, row.claimedAt)
      : serviceId === null || challengeId === null
        ? null
        : certificateByChallenge(from, serviceId, challengeId)
  return {
    id,
    kind,
    state: stateOf(row, ca.clock.now(), byDevice !== null),
    platform: claimPlatform.parse(row.platform),
    device,
    person,
    mail,
    service: serviceId === null ? (content?.url ?? null) : (getScepService(from, serviceId)?.name ?? ''),
    serviceId,
    authorityName: authorityId === null ? null : (getAuthority(from, authorityId)?.name ?? null),
    requestId,
    certificateId: request?.certificateId ?? byDevice,
    waiting: request !== undefined && request.certificateId === null,
    visits,
    mailedAt,
    openedAt: row.openedAt,
    claimedAt: row.claimedAt,
    client: row.client,
    expiresAt: row.expiresAt,
    createdAt: row.createdAt,
    createdBy: row.createdBy
  }
}

/** @returns what the device ordered from a service here after it took its profile */
function certificateByOrder(from: Reader, { acme }: AppleContent, claimedAt: number | null): number | null {
  if (acme?.serviceId === undefined || claimedAt === null) return null
  return certifiedDevice(from, acme.serviceId, acme.clientIdentifier, claimedAt)
}

function stateOf(row: ClaimLinkRow, now: number, enrolled: boolean): ClaimLinkView['state'] {
  if (row.state === 'claimed') return enrolled ? 'enrolled' : 'claimed'
  if (row.state !== 'open') return row.state
  if (row.expiresAt <= now) return 'expired'
  return row.openedAt === null ? 'sent' : 'opened'
}

/** @returns a page of links, the newest first. @throws ChanceryError `malformed` (cursor) */
export function listClaims(
  ca: CaContext,
  input: { readonly open?: boolean | undefined; readonly cursor?: string | undefined; readonly limit: number },
  actor: Actor,
  all: boolean
): { rows: ClaimLinkView[]; next: string | null; total: null } {
  const before = input.cursor === undefined ? null : decodeCursor('claim', input.cursor).id
  const filter = { open: input.open, operatorId: all ? undefined : actor.operatorId }
  const found = listClaimLinks(reader(ca.store), filter, before, input.limit + 1)
  const rows = found.slice(0, input.limit)
  const last = rows.at(-1)
  const next =
    found.length > rows.length && last !== undefined ? encodeCursor('claim', { value: '', id: last.id }) : null
  return { rows: rows.map((row) => viewOf(ca, row)), next, total: null }
}

/** @throws ChanceryError `not-found`, also for somebody else's link where the caller sees only their own */
function requireSeen(ca: CaContext, id: number, actor: Actor, all: boolean): ClaimLinkRow {
  const row = requireLink(reader(ca.store), id)
  if (all || row.operatorId === actor.operatorId) return row
  throw new ChanceryError('not-found', `There is no link with number ${id}.`)
}

/** @throws ChanceryError `not-found` */
export function showClaim(
  ca: CaContext,
  input: { readonly id: number },
  actor: Actor,
  all: boolean
): { link: ClaimLinkView } {
  return { link: viewOf(ca, requireSeen(ca, input.id, actor, all)) }
}

/** Ends a link; the key that waited for it is destroyed. @throws ChanceryError `not-found`; `conflict` where it ended before */
export async function withdrawClaim(
  ca: CaContext,
  input: { readonly id: number },
  actor: Actor,
  all: boolean
): Promise<{ ok: true }> {
  const row = requireSeen(ca, input.id, actor, all)
  await transaction(ca.store, (tx) => {
    if (!endLink(tx, ca, row, 'withdrawn'))
      throw new ChanceryError('conflict', `The link ${row.id} cannot be used any more already.`)
    told(tx, ca, 'claim.withdraw', row.id, { device: row.device }, actor)
  })
  return { ok: true }
}

/** Ends an open link without a use. @returns false where it was not open */
export function endLink(tx: Writer, ca: CaContext, row: ClaimLinkRow, state: 'withdrawn' | 'expired'): boolean {
  if (!endClaimLink(tx, row.id, state)) return false
  if (row.keyId !== null) dropKey(tx, ca, row.keyId)
  return true
}

/** Destroys a key that was to be handed over, or was. */
export function dropKey(tx: Writer, ca: CaContext, keyId: number): void {
  if (destroyKey(tx, keyId, ca.clock.now())) afterCommit(tx, () => ca.keys.forget(`key:${keyId}`))
}
