import type { ProducedFile } from '../../../src-shared/api/shapes.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { getCeremonyArchive, listCeremonyFiles, setCeremonyArchive, updateCeremony } from '../../store/ceremonies.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { append, bookOf, whoActs, type OpenBook } from './book.ts'
import { brokenEntry } from './chain.ts'
import type { CeremonyWorld } from './world.ts'

/**
 * Closes a ceremony after its last step and writes its archive. Where it was interrupted between the two, or wanted
 * again, a closed ceremony gives its archive.
 * @returns the archive; null where nothing here makes one
 * @throws ChanceryError `conflict` before the last step is done; `damaged` where the transcript was altered
 */
export async function closeCeremony(world: CeremonyWorld, id: number, actor: Actor): Promise<ProducedFile | null> {
  const { row, position } = bookOf(world, id)
  if (row.state === 'open') {
    if (position.phase !== 'close')
      throw new ChanceryError(
        'conflict',
        'The ceremony is not at its end. Do the steps that are left, or abandon it with a reason.'
      )
    await append(
      world,
      id,
      actor,
      (book) => {
        requireIntact(book)
        return {
          kind: 'closed',
          step: null,
          by: whoActs(book, actor),
          detail: { steps: book.position.results.size, digressions: book.position.digressions }
        }
      },
      (tx) => updateCeremony(tx, id, { state: 'closed', endedAt: world.ca.clock.now() })
    )
    await world.pause?.('closed')
    if (row.mode === 'rehearsal') await world.dropSandbox(id)
  } else if (row.state === 'abandoned')
    throw new ChanceryError('conflict', 'The ceremony was abandoned; there is nothing to close.')
  return archiveOf(world, id)
}

async function archiveOf(world: CeremonyWorld, id: number): Promise<ProducedFile | null> {
  const { ca, writeArchive } = world
  const book = bookOf(world, id)
  const there = getCeremonyArchive(reader(ca.store), id)
  if (there !== undefined) return fileOf(book, there)
  if (writeArchive === undefined) return null
  requireIntact(book)
  const { mode, title, script } = book.row
  const files = listCeremonyFiles(reader(ca.store), id).map(({ name, content }) => ({
    name,
    bytes: new Uint8Array(content)
  }))
  const archive = await writeArchive({ mode, title, script, entries: book.entries, files })
  await transaction(ca.store, (tx) => setCeremonyArchive(tx, id, archive))
  await world.pause?.('archived')
  return fileOf(book, archive)
}

function fileOf({ row }: OpenBook, archive: Uint8Array): ProducedFile {
  const stem = row.title
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .toLowerCase()
    .slice(0, 60)
  return {
    name: `${row.mode === 'rehearsal' ? 'REHEARSAL-' : ''}${stem}-${row.id}.zip`,
    mediaType: 'application/zip',
    base64: Buffer.from(archive).toString('base64')
  }
}

function requireIntact({ entries }: Pick<OpenBook, 'entries'>): void {
  const broken = brokenEntry(entries)
  if (broken !== null)
    throw new ChanceryError(
      'damaged',
      `Entry ${broken} of the transcript is not as it was written. The ceremony proves nothing any more.`
    )
}
