import type { ProducedFile } from '../../../src-shared/api/shapes.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import { defaultSignatureAlgorithm } from '../../../src-shared/model/algorithm.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { verifySignature } from '../../pki/verify.ts'
import { getCeremonyArchive, listCeremonyFiles, setCeremonyArchive, updateCeremony } from '../../store/ceremonies.ts'
import { afterCommit } from '../../store/connection.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { append, bookOf, whoActs, type OpenBook } from './book.ts'
import { brokenEntry } from './chain.ts'
import { certificateOfParticipant } from './people.ts'
import type { ArchiveSignature, CeremonyWorld } from './world.ts'

/** A signature over what a first call gave to sign. */
export interface GivenSignature {
  readonly role: string
  readonly person: string
  /** Base64. */
  readonly signature: string
}

export interface Closed {
  /** The archive; null where nothing here makes one, or somebody still has to sign. */
  readonly file: ProducedFile | null
  /** Who has to sign which bytes, base64, with the own key before the archive is written. */
  readonly toSign: { role: string; person: string; bytes: string }[]
}

/**
 * Closes a ceremony after its last step and writes its archive. The installation signs it, and everybody who takes part
 * with a certificate: where there are such people, the first call gives what they sign, and the second takes it. Where it
 * was interrupted between, or is wanted again, a closed ceremony gives its archive.
 * @param wish.alone writes the archive without the signatures of people
 * @throws ChanceryError `conflict` before the last step is done; `damaged` where the transcript was altered;
 *   `bad-signature` for a signature that does not fit
 */
export async function closeCeremony(
  world: CeremonyWorld,
  id: number,
  actor: Actor,
  wish: { readonly signatures?: readonly GivenSignature[]; readonly alone?: boolean } = {}
): Promise<Closed> {
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
  return archiveOf(world, id, actor, wish.signatures ?? [], wish.alone ?? false)
}

async function archiveOf(
  world: CeremonyWorld,
  id: number,
  actor: Actor,
  signatures: readonly GivenSignature[],
  alone: boolean
): Promise<Closed> {
  const { ca, writeArchive } = world
  const book = bookOf(world, id)
  const there = getCeremonyArchive(reader(ca.store), id)
  if (there !== undefined) return { file: fileOf(book, there), toSign: [] }
  if (writeArchive === undefined) return { file: null, toSign: [] }
  requireIntact(book)
  const { mode, title, script, endedAt } = book.row
  const files = listCeremonyFiles(reader(ca.store), id).map(({ name, content }) => ({
    name,
    bytes: new Uint8Array(content)
  }))
  const toSign: Closed['toSign'] = []
  const signers = alone ? [] : signersOf(book, signatures, toSign)
  const archive = await writeArchive({
    mode,
    title,
    script,
    entries: book.entries,
    files,
    signers,
    at: endedAt ?? 0,
    actor
  })
  if (toSign.length > 0) return { file: null, toSign }
  await transaction(ca.store, (tx) => {
    setCeremonyArchive(tx, id, archive)
    afterCommit(tx, () => ca.emit('ceremony.changed', { id }))
  })
  await world.pause?.('archived')
  return { file: fileOf(book, archive), toSign: [] }
}

/** Everybody once, by the own key; what is still to be signed is put into `toSign`. */
function signersOf(
  { participants }: OpenBook,
  signatures: readonly GivenSignature[],
  toSign: Closed['toSign']
): ArchiveSignature[] {
  const seen = new Set<string>()
  return participants.flatMap((participant) => {
    const known = certificateOfParticipant(participant)
    const key = known?.publicKey.facts.id ?? null
    const { role, person } = participant
    if (known === null || key === null || seen.has(person)) return []
    seen.add(person)
    const algorithm = defaultSignatureAlgorithm(key)
    return [
      {
        role,
        person,
        certificate: known.certificate.der,
        algorithm,
        makeSignature: (attributes): Promise<Uint8Array> => {
          const given = signatures.find((one) => one.role === role && one.person === person)
          if (given === undefined) {
            toSign.push({ role, person, bytes: Buffer.from(attributes).toString('base64') })
            // Stands in until the person has signed; an archive with it is never kept.
            return Promise.resolve(Uint8Array.of(0))
          }
          const signature = new Uint8Array(Buffer.from(given.signature, 'base64'))
          if (!verifySignature(known.publicKey, algorithm, attributes, signature))
            throw new ChanceryError(
              'bad-signature',
              `The signature of ${person} over the archive does not verify with the certificate that was noted (${algorithm} is wanted).`
            )
          return Promise.resolve(signature)
        }
      }
    ]
  })
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
