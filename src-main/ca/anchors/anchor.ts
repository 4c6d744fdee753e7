import type { AnchorRow } from '../../../src-shared/api/anchors.ts'
import { anchorFile, anchorStatement, anchorText, type AnchorFile } from '../../../src-shared/model/audit-anchor.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import { parseSignedData, verifySignedData } from '../../pki/cms.ts'
import { base64Bytes, looksLikePem, readPem } from '../../pki/pem.ts'
import {
  anchorsSince,
  getAuditAnchor,
  insertAuditAnchor,
  lastAuditAnchor,
  listAuditAnchors,
  type AuditAnchorRow
} from '../../store/audit-anchors.ts'
import { auditHead, auditHashAt } from '../../store/audit.ts'
import type { Page } from '../../store/cursor.ts'
import type { Reader } from '../../store/connection.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import type { Net } from '../../world/net.ts'
import { recordAudit } from '../audit.ts'
import type { CaContext } from '../context.ts'
import { signDetached, stampBytes } from './detached.ts'
import { anchorSettingsOf } from './settings.ts'
import { evidenceSigner } from './signers.ts'
import { stampBy } from './stamp.ts'

/** @returns the text of an anchor at the newest row. @throws ChanceryError `not-ready` for an empty log */
export function newAnchorText(ca: CaContext): { readonly text: string; readonly seq: number; readonly hash: string } {
  const from = reader(ca.store)
  const { seq, hash } = auditHead(from)
  const installation = auditHashAt(from, 1)
  if (seq === 0 || installation === undefined)
    throw new ChanceryError('not-ready', 'The audit log is empty; there is nothing to anchor.')
  return { text: anchorText({ at: ca.clock.now(), format: 'chancery-anchor/1', hash, installation, seq }), seq, hash }
}

/** How a new anchor is signed: by an evidence key, or it was signed elsewhere. */
export interface NewAnchor {
  readonly signer?: string | undefined
  readonly text?: string | undefined
  /** Detached CMS over the text: PEM, or DER in base64. */
  readonly signature?: string | undefined
}

/**
 * Makes an anchor. Without a time-stamp it is kept as well, with the reason: what was signed is worth something by itself.
 * @throws ChanceryError `not-ready`, `not-found` for the key, `key-unavailable`, `locked`; of one signed elsewhere
 *   `malformed`, `bad-signature`, `conflict` where it is not of this log
 */
export async function createAnchor(
  ca: CaContext,
  net: Net,
  input: NewAnchor,
  actor: Actor,
  origin: 'hand' | 'schedule' = 'hand'
): Promise<AnchorRow> {
  const settings = anchorSettingsOf(reader(ca.store))
  const outside = input.signature !== undefined || input.text !== undefined
  const signed = outside ? signedElsewhere(ca, input) : await signedHere(ca, input.signer ?? settings.signer)
  const stamp = await stamped(ca, net, signed.text)
  const statement = anchorStatement.parse(JSON.parse(signed.text))
  const id = await transaction(ca.store, (tx) => {
    const row = insertAuditAnchor(tx, {
      seq: statement.seq,
      hash: statement.hash,
      at: statement.at,
      ...signed,
      ...stamp,
      origin: outside ? 'outside' : origin,
      createdBy: actor.name
    })
    recordAudit(tx, ca, {
      actor,
      operation: 'anchor.create',
      object: { kind: 'audit-anchor', id: row },
      outcome: 'ok',
      detail: { seq: statement.seq, hash: statement.hash, signer: signed.signer, stampedAt: stamp.stampedAt }
    })
    return row
  })
  return shownAnchor(reader(ca.store), requireAnchor(reader(ca.store), id))
}

type Signed = Pick<AuditAnchorRow, 'text' | 'signer' | 'signature'>

async function signedHere(ca: CaContext, name: string | null): Promise<Signed> {
  if (name === null)
    throw new ChanceryError(
      'not-ready',
      'Say which evidence key signs. Make one with: chancery anchor add-signer --name NAME'
    )
  const { text } = newAnchorText(ca)
  const signer = evidenceSigner(ca, name)
  const signature = await signDetached(Buffer.from(text), signer, ca.clock.now())
  return { text, signature, signer: parseCertificate(signer.certificate).subject.text }
}

function signedElsewhere(ca: CaContext, { text, signature }: NewAnchor): Signed {
  if (text === undefined || signature === undefined)
    throw new ChanceryError('invalid-input', 'An anchor that was signed elsewhere needs its text and its signature.')
  const exact = text.replace(/\r?\n$/, '')
  const statement = anchorStatement.safeParse(jsonIn(exact))
  if (!statement.success || anchorText(statement.data) !== exact)
    throw new ChanceryError('malformed', 'The text is not that of an anchor. Take the file that "anchor prepare" gave.')
  const { seq, hash, installation } = statement.data
  const from = reader(ca.store)
  if (auditHashAt(from, seq) !== hash || auditHashAt(from, 1) !== installation)
    throw new ChanceryError('conflict', `Row ${seq} of this log does not have the hash that the anchor names.`)
  const der = cmsIn(signature)
  const data = parseSignedData(der)
  const [signedBy] = verifySignedData(data, { content: Buffer.from(exact) })
  if (signedBy === undefined) throw new ChanceryError('bad-signature', 'Nobody signed the anchor.')
  return { text: exact, signature: der, signer: signedBy.certificate.subject.text }
}

function cmsIn(text: string): Uint8Array {
  const bytes = looksLikePem(text) ? readPem(text)[0]?.bytes : base64Bytes(text)
  if (bytes === undefined || bytes === null)
    throw new ChanceryError('malformed', 'The signature is neither PEM nor DER.')
  return bytes
}

async function stamped(
  ca: CaContext,
  net: Net,
  text: string
): Promise<Pick<AuditAnchorRow, 'stamp' | 'stampedAt' | 'stampProblem'>> {
  const ask = stampBy(ca, net, anchorSettingsOf(reader(ca.store)))
  if (ask === null) return { stamp: null, stampedAt: null, stampProblem: null }
  try {
    const nonce = Buffer.from(ca.random.bytes(8)).toString('hex')
    const { answer, time } = await stampBytes(Buffer.from(text), ask, nonce)
    return { stamp: answer, stampedAt: Math.floor(time), stampProblem: null }
  } catch (error) {
    if (!(error instanceof ChanceryError)) throw error
    return { stamp: null, stampedAt: null, stampProblem: error.message }
  }
}

/** @returns when the next anchor is due, Unix ms; null where none is made by itself */
export function nextAnchorAt(from: Reader): number | null {
  const { everyHours } = anchorSettingsOf(from)
  if (everyHours === 0) return null
  return (lastAuditAnchor(from)?.at ?? 0) + everyHours * 3_600_000
}

/** Makes the anchor that is due, where the log has grown by more than the row of the last anchor. @returns when the next is due */
export async function anchorWhenDue(ca: CaContext, net: Net, actor: Actor): Promise<number | null> {
  const from = reader(ca.store)
  const due = nextAnchorAt(from)
  if (due === null || due > ca.clock.now()) return due
  const last = lastAuditAnchor(from)
  if (last === undefined || auditHead(from).seq > last.seq + 1) await createAnchor(ca, net, {}, actor, 'schedule')
  return nextAnchorAt(reader(ca.store))
}

/** @throws ChanceryError `not-found` */
export function requireAnchor(from: Reader, id: number): AuditAnchorRow {
  const row = getAuditAnchor(from, id)
  if (row !== undefined) return row
  throw new ChanceryError('not-found', `There is no anchor with number ${id}.`)
}

export function shownAnchors(from: Reader, cursor: string | null, limit: number): Page<AnchorRow> {
  const { rows, next } = listAuditAnchors(from, cursor, limit)
  return { rows: rows.map((row) => shownAnchor(from, row)), next }
}

function shownAnchor(from: Reader, row: AuditAnchorRow): AnchorRow {
  const { signature: _signature, stamp: _stamp, ...rest } = row
  return { ...rest, holds: auditHashAt(from, row.seq) === row.hash }
}

/** @returns anchors from a moment on, for the stand-alone verifier */
export function anchorsFile(from: Reader, since: number): AnchorFile {
  const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
  return anchorFile.parse({
    format: 'chancery-anchors/1',
    anchors: anchorsSince(from, since).map(({ text, signature, stamp }) => ({
      text,
      signature: base64(signature),
      stamp: stamp === null ? null : base64(stamp)
    }))
  })
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
