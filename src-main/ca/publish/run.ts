import { createHash } from 'node:crypto'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { PublishContents } from '../../../src-shared/model/publishing.ts'
import { getOcspResponse } from '../../store/ocsp.ts'
import {
  countUnexpired,
  deletePublishFile,
  listOldAnswers,
  listPublishedFiles,
  publishedMark,
  savePublishFile,
  type PublishFileRow
} from '../../store/publishing.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import type { CaContext } from '../context.ts'
import { answeredAuthorities, answersAtPlaces, signMissingAnswers, type AnsweredAuthority } from './answers.ts'
import { listArtefacts } from './artefacts.ts'
import type { Destination, OutgoingFile } from './destination.ts'
import { inParallel } from './in-parallel.ts'
import { MAX_DOCUMENT } from './documents.ts'
import { documentsIn, INDEX_PATH, statusIndex } from './status-index.ts'

/** What a run is told. */
export interface PublishOrder {
  readonly targetId: number
  readonly what: PublishContents
  /** Address that the target is served under; null where none is known. */
  readonly base: string | null
  readonly removeOld: boolean
  /** Writes what lies there unchanged, too. */
  readonly full: boolean
}

/** What a run did. */
export interface PublishCount {
  written: number
  unchanged: number
  removed: number
  bytes: number
  /** What could not be published, in words. */
  readonly notes: string[]
}

/** How a run is watched and stopped. */
export interface PublishControl {
  readonly signal: AbortSignal
  readonly progress: (done: number, total: number | null, message: string) => void
}

/** Rows of written files kept back at most: after a crash so many are written again. */
const ROWS = 500
const OCSP_TYPE = 'application/ocsp-response'
/** Bytes of an index that are read: some thousand documents. */
const MAX_INDEX = 1024 * 1024

/**
 * Brings a target up to date: signs answers that are missing, writes what changed since it was written there last, takes
 * away what is not to be there, and writes the index at the end. What was written stays recorded, also where the run
 * fails half-way; the count tells of it.
 * @throws what the destination throws; ChanceryError `cancelled`
 */
export async function publish(
  ca: CaContext,
  order: PublishOrder,
  destination: Destination,
  count: PublishCount,
  control: PublishControl
): Promise<void> {
  const rows = writtenRows(ca)
  const put = async (
    file: Omit<PublishFileRow, 'targetId' | 'size' | 'writtenAt'>,
    mediaType: string,
    bytes: () => Uint8Array | null
  ): Promise<void> => {
    const content = bytes()
    if (content === null) return
    if (file.kind === 'document' && (await isOfOthers(ca, order, file, destination, control.signal))) {
      count.notes.push(
        `${file.path} was not written: a file of that name lies there that Chancery did not put there. Take it away, or name the document differently.`
      )
      return
    }
    await destination.put({ path: file.path, bytes: content, mediaType, nextUpdate: file.nextUpdate }, control.signal)
    count.written++
    count.bytes += content.length
    await rows.add({ ...file, targetId: order.targetId, size: content.length, writtenAt: ca.clock.now() })
  }
  try {
    const { files, notes } = listArtefacts(reader(ca.store), order.what, order.base)
    count.notes.push(...notes)
    await inParallel(destination.parallel, files, async ({ path, kind, authorityId, mark, nextUpdate, ...file }) => {
      if (isThere(ca, order, path, mark)) count.unchanged++
      else await put({ path, kind, authorityId, mark, nextUpdate }, file.mediaType, file.bytes)
    })
    const answered = order.what.ocsp ? answeredAuthorities(ca, order.what, order.base) : []
    if (order.what.ocsp && answered.length === 0)
      count.notes.push('No authority has an OCSP responder, so there are no answers to publish. Enable one first.')
    for (const authority of answered) await publishAnswers(ca, order, authority, destination, count, control, put)
    await rows.flush()
    if (order.removeOld) {
      const wanted = new Set(files.map(({ path }) => path))
      await removeOld(
        ca,
        order,
        wanted,
        answered.map(({ id }) => id),
        destination,
        count,
        control
      )
    }
    await destination.put(indexFile(ca, order), control.signal)
  } finally {
    await rows.flush()
  }
}

async function publishAnswers(
  ca: CaContext,
  order: PublishOrder,
  authority: AnsweredAuthority,
  destination: Destination,
  count: PublishCount,
  control: PublishControl,
  put: (
    file: Omit<PublishFileRow, 'targetId' | 'size' | 'writtenAt'>,
    mediaType: string,
    bytes: () => Uint8Array | null
  ) => Promise<void>
): Promise<void> {
  const total = countUnexpired(reader(ca.store), authority.id, ca.clock.now())
  let signed = 0
  const note = await signMissingAnswers(ca, authority, control.signal, (more) => {
    signed += more
    control.progress(signed, total, `Signing answers of ${authority.name}`)
  })
  if (note !== null) count.notes.push(note)
  let done = 0
  await inParallel(destination.parallel, answersAtPlaces(ca, authority), async (answer) => {
    if (control.signal.aborted) throw new ChanceryError('cancelled', 'Publishing was stopped.')
    const { path, certificateId, mark, nextUpdate } = answer
    if (isThere(ca, order, path, mark)) count.unchanged++
    else
      await put(
        { path, kind: 'ocsp', authorityId: authority.id, mark, nextUpdate },
        OCSP_TYPE,
        // Gone where the certificate's status changed in this moment; that change asks for another run.
        () => getOcspResponse(reader(ca.store), certificateId, 'sha1')?.der ?? null
      )
    control.progress(++done, total * authority.folders.length, `Publishing answers of ${authority.name}`)
  })
}

function isThere(ca: CaContext, order: PublishOrder, path: string, mark: string): boolean {
  return !order.full && publishedMark(reader(ca.store), order.targetId, path) === mark
}

/** Names of documents are somebody's choice, and who chooses them may not have the right to write over files of this account. */
async function isOfOthers(
  ca: CaContext,
  order: PublishOrder,
  { path, mark }: Pick<PublishFileRow, 'path' | 'mark'>,
  destination: Destination,
  signal: AbortSignal
): Promise<boolean> {
  if (publishedMark(reader(ca.store), order.targetId, path) !== undefined) return false
  if ((await destination.isTaken?.(path)) !== true) return false
  try {
    const there = createHash('sha256')
      .update(await destination.get(path, MAX_DOCUMENT, signal))
      .digest('hex')
    // The same content, or what another run over this place wrote: a folder exported to before, a target made again.
    return there !== mark && documentsIn(await destination.get(INDEX_PATH, MAX_INDEX, signal)).get(path) !== there
  } catch {
    // Too large for a document, no file, or no index.
    return true
  }
}

async function removeOld(
  ca: CaContext,
  order: PublishOrder,
  wanted: ReadonlySet<string>,
  authorities: readonly number[],
  destination: Destination,
  count: PublishCount,
  control: PublishControl
): Promise<void> {
  const remove = async (path: string): Promise<void> => {
    await destination.remove(path, control.signal)
    await transaction(ca.store, (tx) => deletePublishFile(tx, order.targetId, path))
    count.removed++
  }
  const old = listPublishedFiles(reader(ca.store), order.targetId).filter(({ path }) => !wanted.has(path))
  for (const { path } of old) await remove(path)
  for (;;) {
    const bounds = { now: ca.clock.now(), authorities, limit: ROWS }
    const paths = listOldAnswers(reader(ca.store), order.targetId, bounds)
    if (paths.length === 0) return
    await inParallel(destination.parallel, paths, remove)
  }
}

function indexFile(ca: CaContext, order: PublishOrder): OutgoingFile {
  const text = statusIndex(ca, order.targetId)
  return { path: INDEX_PATH, bytes: Buffer.from(text), mediaType: 'application/json', nextUpdate: null }
}

/** Gathers rows of written files, so that a hundred thousand files are not as many transactions. */
function writtenRows(ca: CaContext): { add(row: PublishFileRow): Promise<void>; flush(): Promise<void> } {
  let pending: PublishFileRow[] = []
  const flush = async (): Promise<void> => {
    const rows = pending
    pending = []
    if (rows.length > 0)
      await transaction(ca.store, (tx) => {
        for (const row of rows) savePublishFile(tx, row)
      })
  }
  return {
    add: async (row) => {
      pending.push(row)
      if (pending.length >= ROWS) await flush()
    },
    flush
  }
}
