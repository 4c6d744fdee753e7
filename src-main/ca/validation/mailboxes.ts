import { hash, timingSafeEqual } from 'node:crypto'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import type { Ref } from '../../../src-shared/model/scalars.ts'
import type { Evidence, Mailbox, ProofState } from '../../../src-shared/model/validation.ts'
import { afterCommit, type Reader, type Writer } from '../../store/connection.ts'
import { listEvidence } from '../../store/evidence.ts'
import {
  deleteMailbox,
  getMailbox,
  getMailboxByAddress,
  insertMailbox,
  listMailboxes as listRows,
  updateMailbox,
  type MailboxRow
} from '../../store/mailboxes.ts'
import { challengeOfMailbox, countTry, putProofChallenge, useUpProofChallenge } from '../../store/proof-challenges.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { recordAudit } from '../audit.ts'
import type { CaContext } from '../context.ts'
import { drafted, evidenceView, keepEvidence, usualLives } from './evidence.ts'
import { mailboxView, mostTries } from './mailbox-view.ts'
import { readMailbox } from './names.ts'
import { requireOrganization } from './organizations.ts'
import { tokenLife } from './reuse.ts'
import { tokenMessage } from './token-message.ts'
import type { Prover } from './who.ts'

export interface WhichMailbox {
  readonly address: string
  readonly organization?: Ref | undefined
}

/** 128 bits; S/MIME BR 3.2.2.2 asks for 112. */
const tokenBytes = 16
/** Before another token is sent to the same mailbox, so that nobody is flooded. */
const pauseBetweenTokens = 60_000
const shownEvidence = 50

/**
 * Adds a mailbox, or starts a new proof: a fresh token goes to the mailbox, or is shown for handing over. The token before
 * it counts no more. Only its hash is kept.
 * @throws ChanceryError `invalid-input`, `not-found`, `forbidden` (hand-over is for staff), `slowed-down`, `not-ready`,
 *   `locked`, `io` where the message was not taken
 */
export async function addMailbox(
  ca: CaContext,
  input: WhichMailbox & { readonly handOver: boolean },
  who: Prover,
  signal: AbortSignal
): Promise<{ mailbox: Mailbox; token: string | null }> {
  const address = readMailbox(input.address)
  if (input.handOver && !who.staff)
    throw new ChanceryError('forbidden', 'Only staff with the permission "organization.edit" hand tokens over.')
  const organization = requireOrganization(reader(ca.store), input.organization)
  if (organization.state === 'inactive')
    throw new ChanceryError('conflict', `${organization.name} is inactive. Activate it first.`)
  requirePause(ca, organization.id, address)
  const token = Buffer.from(ca.random.bytes(tokenBytes)).toString('base64url')
  const now = ca.clock.now()
  const expiresAt = now + tokenLife
  if (!input.handOver) await send(ca, tokenMessage(address, token, organization.name, expiresAt), signal)
  const id = await transaction(ca.store, (tx) => {
    const existing = getMailboxByAddress(tx, organization.id, address)
    const mailboxId =
      existing?.id ?? insertMailbox(tx, newRow(organization.id, address, organization.names, who.actor.operatorId, now))
    putProofChallenge(tx, {
      domainId: null,
      mailboxId,
      // A token that never went through the mailbox is the decision of who handed it over.
      method: input.handOver ? 'operator' : 'token',
      value: null,
      place: null,
      digest: digestOf(token),
      createdAt: now,
      expiresAt,
      startedBy: who.actor.operatorId
    })
    told(tx, ca, mailboxId, 'mailbox.add', 'ok', { address, handedOver: input.handOver }, who.actor)
    return mailboxId
  })
  return { mailbox: viewOf(ca, id), token: input.handOver ? token : null }
}

/**
 * Takes the token that came to a mailbox; compared in constant time, five wrong ones end it.
 * @throws ChanceryError `not-found`, `conflict` (no token awaited), `invalid-input` (wrong token)
 */
export async function verifyMailbox(
  ca: CaContext,
  input: WhichMailbox & { readonly token: string },
  who: Prover
): Promise<{ mailbox: Mailbox; evidence: Evidence[] }> {
  const outcome = await transaction(ca.store, (tx) => {
    const now = ca.clock.now()
    const row = requireMailbox(tx, input)
    const challenge = challengeOfMailbox(tx, row.id)
    if (challenge?.digest == null || challenge.expiresAt <= now || challenge.tries >= mostTries)
      throw new ChanceryError(
        'conflict',
        `No token of ${row.address} is awaited: it is older than 24 hours, used, or was guessed at ${mostTries} times. Send a new one with "mailbox add".`
      )
    const right = timingSafeEqual(challenge.digest, digestOf(input.token.trim()))
    const left = mostTries - challenge.tries - 1
    const handedOver = challenge.method === 'operator'
    const reason = right
      ? handedOver
        ? `The token that staff handed over for ${row.address} came back in time; no message went to the mailbox.`
        : `The token that was sent to ${row.address} came back in time.`
      : `A wrong token was entered for ${row.address}; ${left} ${left === 1 ? 'try is' : 'tries are'} left.`
    const [evidenceId = null] = keepEvidence(tx, ca, [
      drafted(
        {
          kind: 'mailbox',
          subject: row.address,
          outcome: right ? 'verified' : 'failed',
          rule: !right ? 'mailbox.wrong-token' : handedOver ? 'mailbox.handed-over' : 'mailbox.token',
          reason,
          seenFrom: `the entry of ${who.actor.name}`,
          at: now
        },
        {
          method: challenge.method,
          mailboxId: row.id,
          detail: { sentAt: challenge.createdAt, expiresAt: challenge.expiresAt, tokenSha256: hexOf(challenge.digest) }
        }
      )
    ])
    if (right) useUpProofChallenge(tx, challenge.id)
    else countTry(tx, challenge.id, challenge.tries + 1)
    updateMailbox(tx, row.id, row.version, {
      lastOutcome: right ? 'verified' : 'failed',
      lastReason: reason,
      updatedAt: now,
      ...(right ? { method: challenge.method, verifiedAt: now, evidenceId, noticedAt: null } : {})
    })
    told(tx, ca, row.id, 'mailbox.verify', right ? 'ok' : 'failed', { address: row.address, evidenceId }, who.actor)
    return { id: row.id, right, reason }
  })
  if (!outcome.right) throw new ChanceryError('invalid-input', outcome.reason)
  return withEvidence(ca, outcome.id)
}

/** @throws ChanceryError `not-found` */
export function listMailboxes(
  ca: CaContext,
  input: { readonly organization?: Ref | undefined; readonly state?: ProofState | undefined }
): { mailboxes: Mailbox[] } {
  const from = reader(ca.store)
  const organization = input.organization === undefined ? undefined : requireOrganization(from, input.organization).id
  const all = listRows(from, organization).map((row) => mailboxView(from, row, ca.settings(), ca.clock.now()))
  return { mailboxes: input.state === undefined ? all : all.filter(({ state }) => state === input.state) }
}

/** @throws ChanceryError `not-found` */
export function showMailbox(ca: CaContext, input: WhichMailbox): { mailbox: Mailbox; evidence: Evidence[] } {
  return withEvidence(ca, requireMailbox(reader(ca.store), input).id)
}

/** Removes a mailbox; its evidence stays. @throws ChanceryError `not-found` */
export async function removeMailbox(ca: CaContext, input: WhichMailbox, actor: Actor): Promise<{ ok: true }> {
  await transaction(ca.store, (tx) => {
    const row = requireMailbox(tx, input)
    deleteMailbox(tx, row.id)
    told(tx, ca, row.id, 'mailbox.remove', 'ok', { address: row.address }, actor)
  })
  return { ok: true }
}

function requireMailbox(from: Reader, which: WhichMailbox): MailboxRow {
  const address = readMailbox(which.address)
  const organization = requireOrganization(from, which.organization)
  const row = getMailboxByAddress(from, organization.id, address)
  if (row !== undefined) return row
  throw new ChanceryError('not-found', `${organization.name} has no mailbox ${address}. Add it first.`)
}

function requirePause(ca: CaContext, organizationId: number, address: string): void {
  const from = reader(ca.store)
  const row = getMailboxByAddress(from, organizationId, address)
  const last = row === undefined ? undefined : challengeOfMailbox(from, row.id)
  const wait = last === undefined ? 0 : last.createdAt + pauseBetweenTokens - ca.clock.now()
  if (wait > 0)
    throw new ChanceryError(
      'slowed-down',
      `A token for ${address} was made less than a minute ago. Try again in ${Math.ceil(wait / 1000)} seconds.`
    )
}

async function send(
  ca: CaContext,
  message: Parameters<NonNullable<CaContext['mailer']>['send']>[0],
  signal: AbortSignal
): Promise<void> {
  if (ca.mailer === undefined)
    throw new ChanceryError('not-ready', 'This engine sends no mail. Show the token and hand it over.')
  await ca.mailer.send(message, signal)
}

function withEvidence(ca: CaContext, id: number): { mailbox: Mailbox; evidence: Evidence[] } {
  const days = ca.settings().proofReuseDays
  const now = ca.clock.now()
  const { rows } = listEvidence(reader(ca.store), { mailboxId: id }, now, usualLives(days), shownEvidence)
  return { mailbox: viewOf(ca, id), evidence: rows.map((row) => evidenceView(row, now, days)) }
}

function viewOf(ca: CaContext, id: number): Mailbox {
  const from = reader(ca.store)
  const row = getMailbox(from, id)
  if (row === undefined) throw new ChanceryError('not-found', `There is no mailbox with number ${id}.`)
  return mailboxView(from, row, ca.settings(), ca.clock.now())
}

function told(
  tx: Writer,
  ca: CaContext,
  id: number,
  operation: string,
  outcome: 'ok' | 'failed',
  detail: unknown,
  actor: Actor
): void {
  recordAudit(tx, ca, { actor, operation, object: { kind: 'mailbox', id }, outcome, detail })
  afterCommit(tx, () => ca.emit('mailbox.changed', { id }))
}

const digestOf = (token: string): Uint8Array => hash('sha256', token, 'buffer')
const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

function newRow(
  organizationId: number,
  address: string,
  names: string,
  operatorId: number | null,
  now: number
): Omit<MailboxRow, 'id' | 'version'> {
  return {
    organizationId,
    address,
    method: null,
    ownerId: names === 'new-per-requester' ? operatorId : null,
    verifiedAt: null,
    evidenceId: null,
    lastOutcome: null,
    lastReason: '',
    noticedAt: null,
    createdAt: now,
    updatedAt: now
  }
}
