import { createHash, timingSafeEqual } from 'node:crypto'
import type { Actor } from '../../../src-shared/model/channel.ts'
import type { Ref } from '../../../src-shared/model/scalars.ts'
import { afterCommit, type Writer } from '../../store/connection.ts'
import { updateScepService, type ScepServiceRow } from '../../store/scep.ts'
import { transaction } from '../../store/transaction.ts'
import { bytesForWords } from '../../world/random.ts'
import { recordAudit } from '../audit.ts'
import type { CaContext } from '../context.ts'
import { scepSettingsOf } from './settings.ts'
import { validatorContext } from './validator.ts'
import { requireScepService, scepAddress, scepPagePath } from './view.ts'

/** 128 bits, which nobody guesses: a plain hash keeps it safe. */
const PASSWORD_BYTES = 16
const TOKEN_BYTES = 32

const pageHash = (serviceId: number, user: string, password: string): Uint8Array =>
  new Uint8Array(createHash('sha256').update(`scep-page:${serviceId}:${user}:${password}`).digest())

/** Makes the account of the page, in place of the one before. @throws ChanceryError `not-found` */
export async function setPageAccount(
  ca: CaContext,
  input: { service: Ref; user: string },
  actor: Actor,
  reached: readonly string[]
): Promise<{ user: string; password: string; pageAddress: string | null; pagePath: string }> {
  const password = Buffer.from(bytesForWords(ca.random, PASSWORD_BYTES)).toString('base64url')
  const name = await transaction(ca.store, (tx) => {
    const row = requireScepService(tx, input.service)
    const hash = pageHash(row.id, input.user, password)
    updateScepService(tx, row.id, row.version, {
      pageUser: input.user,
      pageHash: hash,
      updatedAt: ca.clock.now()
    })
    changed(tx, ca, row.id, 'scep.page-account', { user: input.user }, actor)
    return row.name
  })
  const pagePath = scepPagePath(name)
  return { user: input.user, password, pageAddress: scepAddress(ca, pagePath, reached), pagePath }
}

/** @returns whether this is the account of the page; always after the same work */
export function isPageAccount(row: ScepServiceRow, user: string, password: string): boolean {
  const given = pageHash(row.id, user, password)
  const expected = row.pageHash ?? new Uint8Array(given.length)
  return timingSafeEqual(given, expected) && row.pageHash !== null
}

/** Makes the token that the validator is sent, in place of the one before. @throws ChanceryError `not-found`, `locked` */
export async function setValidatorToken(
  ca: CaContext,
  input: { service: Ref },
  actor: Actor
): Promise<{ token: string; url: string | null }> {
  const bytes = bytesForWords(ca.random, TOKEN_BYTES)
  const token = Buffer.from(bytes).toString('base64url')
  const url = await transaction(ca.store, (tx) => {
    const row = requireScepService(tx, input.service)
    const validatorToken = ca.secrets.seal(validatorContext(row.id), bytes)
    updateScepService(tx, row.id, row.version, { validatorToken, updatedAt: ca.clock.now() })
    changed(tx, ca, row.id, 'scep.validator-token', {}, actor)
    return scepSettingsOf(row).validatorUrl
  })
  bytes.fill(0)
  return { token, url }
}

function changed(tx: Writer, ca: CaContext, id: number, operation: string, detail: unknown, actor: Actor): void {
  recordAudit(tx, ca, { actor, operation, object: { kind: 'scep-service', id }, outcome: 'ok', detail })
  afterCommit(tx, () => ca.emit('service.changed', { id }))
}
