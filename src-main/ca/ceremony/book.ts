import type { z } from 'zod'
import {
  ceremonyParticipant,
  type CeremonyParticipant,
  type CeremonyScript
} from '../../../src-shared/model/ceremony.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import type { TranscriptEntry } from '../../../src-shared/model/transcript.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import {
  getCeremony,
  insertCeremonyEntry,
  insertCeremonyFile,
  listCeremonyEntries,
  updateCeremony,
  type CeremonyRow
} from '../../store/ceremonies.ts'
import { afterCommit, type Reader, type Writer } from '../../store/connection.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { createHash } from 'node:crypto'
import { recordAudit } from '../audit.ts'
import { nextEntry, type EntryDraft } from './chain.ts'
import { positionOf, type Position } from './position.ts'
import { readScript } from './script.ts'
import { filledScript } from './variables.ts'
import type { CeremonyWorld } from './world.ts'

/** A ceremony as it stands now. */
export interface OpenBook {
  readonly row: CeremonyRow
  /** Variables are filled in. */
  readonly script: CeremonyScript
  readonly participants: readonly CeremonyParticipant[]
  readonly entries: readonly TranscriptEntry[]
  readonly position: Position
}

/** A file that comes with an entry. */
export interface NewFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/** An entry with the files that it brings; they get the number of the entry in front of their names. */
export interface NewEntry extends Pick<EntryDraft, 'kind' | 'step' | 'by' | 'detail'> {
  readonly files?: readonly NewFile[]
}

/** @throws ChanceryError `not-found`, `damaged` */
export function readBook(from: Reader, id: number): OpenBook {
  const row = getCeremony(from, id)
  if (row === undefined) throw new ChanceryError('not-found', `There is no ceremony with number ${id}.`)
  const script = filledScript(readScript(row.script).script, row.variables)
  const participants = participantsOf(row.participants)
  const entries = listCeremonyEntries(from, id)
  return { row, script, participants, entries, position: positionOf(script, participants, entries) }
}

const participantList: z.ZodArray<typeof ceremonyParticipant> = ceremonyParticipant.array()

function participantsOf(stored: unknown): readonly CeremonyParticipant[] {
  return participantList.parse(stored)
}

/**
 * Appends to a transcript what `draft` makes of the ceremony as it stands at that moment, in one transaction. Where
 * another engine had the ceremony before, it is noted first that it was interrupted and goes on.
 * @param draft sees the ceremony as it is within the transaction and throws where the entry has no place in it
 * @param beside writes what belongs to the entry
 * @throws ChanceryError `conflict` where the ceremony has ended; what `draft` throws
 */
export function append(
  world: CeremonyWorld,
  id: number,
  actor: Actor,
  draft: (book: OpenBook) => NewEntry,
  beside: (tx: Writer, entry: TranscriptEntry) => void = () => undefined
): Promise<TranscriptEntry> {
  const { ca } = world
  return transaction(ca.store, (tx) => {
    const book = readBook(tx, id)
    if (book.row.state !== 'open')
      throw new ChanceryError(
        'conflict',
        `The ceremony "${book.row.title}" is ${book.row.state}; nothing is added to it.`
      )
    let last = book.entries.at(-1)
    if (book.row.instance !== world.instance) {
      last = write(tx, world, id, last, {
        kind: 'resumed',
        step: book.position.step?.id ?? null,
        by: whoActs(book, actor),
        detail: { interruptedAfter: last?.seq ?? 0, phase: book.position.phase }
      })
      updateCeremony(tx, id, { instance: world.instance })
    }
    const made = draft(book)
    const entry = write(tx, world, id, last, made)
    beside(tx, entry)
    recordAudit(tx, ca, {
      actor,
      operation: `ceremony.${made.kind}`,
      object: { kind: 'ceremony', id },
      outcome: 'ok',
      detail: { mode: book.row.mode, title: book.row.title, seq: entry.seq, step: entry.step, hash: entry.hash }
    })
    afterCommit(tx, () => ca.emit('ceremony.changed', { id }))
    return entry
  })
}

/** Writes an entry behind the last one. */
export function write(
  tx: Writer,
  { ca }: Pick<CeremonyWorld, 'ca'>,
  id: number,
  last: TranscriptEntry | undefined,
  { files = [], ...draft }: NewEntry
): TranscriptEntry {
  const seq = (last?.seq ?? 0) + 1
  const named = files.map(({ name, bytes }) => ({
    name: `${String(seq).padStart(4, '0')}-${name}`,
    bytes,
    sha256: sha256Of(bytes)
  }))
  const attachments = named.map(({ name, bytes, sha256 }) => ({ name, sha256, bytes: bytes.length }))
  const entry = nextEntry(last, { ...draft, attachments }, ca.clock.now())
  insertCeremonyEntry(tx, id, entry)
  for (const { name, bytes, sha256 } of named)
    insertCeremonyFile(tx, { ceremonyId: id, seq, name, sha256, content: bytes })
  return entry
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** @returns the ceremony as it stands */
export function bookOf(world: CeremonyWorld, id: number): OpenBook {
  return readBook(reader(world.ca.store), id)
}

/** @returns in which roles the operator at the machine takes part; else as somebody beside them */
export function whoActs({ participants }: Pick<OpenBook, 'participants'>, actor: Actor): TranscriptEntry['by'] {
  const roles = participants.filter(({ account }) => account === actor.name)
  return roles.length === 0
    ? [{ role: 'at the machine', person: actor.name }]
    : roles.map(({ role, person }) => ({ role, person }))
}
