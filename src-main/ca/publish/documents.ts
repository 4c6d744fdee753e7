import { createHash } from 'node:crypto'
import type { z } from 'zod'
import type { publishDocument } from '../../../src-shared/api/publishing.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import { afterCommit } from '../../store/connection.ts'
import { deletePublishDocument, listPublishDocuments, savePublishDocument } from '../../store/publishing.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { recordAudit } from '../audit.ts'
import type { CaContext } from '../context.ts'

type Document = z.infer<typeof publishDocument>

/** Documents go with everything else that is published; a statement of some hundred pages has less. */
export const MAX_DOCUMENT = 8 * 1024 * 1024

/** Media types by the end of a name; what is not here is sent as bytes. */
const mediaTypes: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  html: 'text/html; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  md: 'text/plain; charset=utf-8',
  json: 'application/json',
  p7c: 'application/pkcs7-mime',
  cer: 'application/pkix-cert',
  crl: 'application/pkix-crl'
}

/** @returns the media type of a file by the end of its name (RFC 2585 for certificates and CRLs), or null. */
export function mediaTypeOf(path: string): string | null {
  const end = path.slice(path.lastIndexOf('.') + 1).toLowerCase()
  return Object.hasOwn(mediaTypes, end) ? (mediaTypes[end] ?? null) : null
}

/** Stores a document for publication. @throws ChanceryError `invalid-input`, `too-large` */
export async function saveDocument(
  ca: CaContext,
  input: { readonly path: string; readonly file?: string | undefined; readonly text?: string | undefined },
  actor: Actor
): Promise<Document> {
  if ((input.file === undefined) === (input.text === undefined))
    throw new ChanceryError('invalid-input', 'Give the document either as a file or as text.')
  if (/^(?:crl|aia|ocsp)\//.test(input.path) || input.path === 'status.json')
    throw new ChanceryError(
      'invalid-input',
      'CRLs, certificates, answers and the index have that place. Choose another one.'
    )
  const bytes = input.file === undefined ? Buffer.from(input.text ?? '') : Buffer.from(input.file, 'base64')
  if (bytes.length > MAX_DOCUMENT)
    throw new ChanceryError('too-large', `A document has ${MAX_DOCUMENT} bytes at most; this one has ${bytes.length}.`)
  const row = {
    path: input.path,
    mediaType: mediaTypeOf(input.path) ?? 'application/octet-stream',
    sha256: createHash('sha256').update(bytes).digest('hex'),
    updatedAt: ca.clock.now()
  }
  await transaction(ca.store, (tx) => {
    savePublishDocument(tx, { ...row, bytes })
    recordAudit(tx, ca, {
      actor,
      operation: 'publish.document-save',
      object: { kind: 'publish-document', id: row.path },
      outcome: 'ok',
      detail: { sha256: row.sha256, size: bytes.length }
    })
    afterCommit(tx, () => ca.emit('publishing.changed', { id: 0 }))
  })
  return { ...row, size: bytes.length }
}

/** @throws ChanceryError `not-found` */
export async function removeDocument(ca: CaContext, path: string, actor: Actor): Promise<void> {
  await transaction(ca.store, (tx) => {
    if (!deletePublishDocument(tx, path)) throw new ChanceryError('not-found', `There is no document ${path}.`)
    recordAudit(tx, ca, {
      actor,
      operation: 'publish.document-remove',
      object: { kind: 'publish-document', id: path },
      outcome: 'ok'
    })
    afterCommit(tx, () => ca.emit('publishing.changed', { id: 0 }))
  })
}

export function listDocuments(ca: CaContext): Document[] {
  return listPublishDocuments(reader(ca.store))
}
