import type { TranscriptEntry } from '../../src-shared/model/transcript.ts'
import { ChanceryError } from '../../src-shared/errors.ts'
import { columns, one, rowById, updateRow } from './columns.ts'
import { allRows, getRow, run, type Reader, type Writer } from './connection.ts'

/** A ceremony; where it stands follows from its transcript. */
export interface CeremonyRow {
  readonly id: number
  readonly mode: 'rehearsal' | 'real'
  readonly title: string
  readonly state: 'open' | 'closed' | 'abandoned'
  /** The script byte for byte, as it was opened. */
  readonly script: string
  readonly scriptSha256: string
  /** Name to value. */
  readonly variables: Readonly<Record<string, string>>
  /** The caller parses it. */
  readonly participants: unknown
  /** Of a rehearsal: which token stands in for which. */
  readonly tokens: Readonly<Record<string, string>>
  readonly rehearsalId: number | null
  /** The engine that worked on it last; another one notes that it was interrupted. */
  readonly instance: string
  readonly openedAt: number
  readonly openedBy: string
  readonly endedAt: number | null
}

const ceremony = columns<CeremonyRow>('ceremony', {
  id: 'plain',
  mode: 'plain',
  title: 'plain',
  state: 'plain',
  script: 'plain',
  scriptSha256: 'plain',
  variables: 'json',
  participants: 'json',
  tokens: 'json',
  rehearsalId: 'plain',
  instance: 'plain',
  openedAt: 'plain',
  openedBy: 'plain',
  endedAt: 'plain'
})

export function getCeremony(reader: Reader, id: number): CeremonyRow | undefined {
  return rowById(reader, ceremony, id)
}

/** @returns ceremonies, the newest first */
export function listCeremonies(reader: Reader, limit: number): CeremonyRow[] {
  return allRows(reader, `SELECT ${ceremony.list()} FROM ceremony ORDER BY id DESC LIMIT ?`, [limit]).map(
    ceremony.decode
  )
}

/** @returns ceremonies of one script, the newest first */
export function listCeremoniesOfScript(
  reader: Reader,
  scriptSha256: string,
  mode: CeremonyRow['mode'],
  state: CeremonyRow['state']
): CeremonyRow[] {
  return allRows(
    reader,
    `SELECT ${ceremony.list()} FROM ceremony WHERE script_sha256 = ? AND mode = ? AND state = ? ORDER BY id DESC`,
    [scriptSha256, mode, state]
  ).map(ceremony.decode)
}

/** @returns closed rehearsals of a title, whatever their script said; the newest first */
export function listRehearsalsOfTitle(reader: Reader, title: string): CeremonyRow[] {
  return allRows(
    reader,
    `SELECT ${ceremony.list()} FROM ceremony WHERE title = ? AND mode = 'rehearsal' AND state = 'closed' ORDER BY id DESC LIMIT 20`,
    [title]
  ).map(ceremony.decode)
}

export function insertCeremony(writer: Writer, row: Omit<CeremonyRow, 'id' | 'endedAt'>): number {
  return run(writer, ceremony.insert, ceremony.inOrder({ ...row, endedAt: null })).id
}

export function updateCeremony(
  writer: Writer,
  id: number,
  changes: Partial<Pick<CeremonyRow, 'state' | 'instance' | 'endedAt'>>
): void {
  updateRow(writer, ceremony, id, changes)
}

export function setCeremonyArchive(writer: Writer, id: number, archive: Uint8Array): void {
  run(writer, 'UPDATE ceremony SET archive = ? WHERE id = ?', [archive, id])
}

/** @returns the signed archive; undefined where none was made */
export function getCeremonyArchive(reader: Reader, id: number): Uint8Array | undefined {
  const row = getRow(reader, 'SELECT archive FROM ceremony WHERE id = ? AND archive IS NOT NULL', [id])
  return row === undefined ? undefined : (row as { archive: Uint8Array }).archive
}

type EntryRow = Omit<TranscriptEntry, 'by'> & { readonly id: number; readonly byWhom: TranscriptEntry['by'] }
type StoredEntry = EntryRow & { readonly ceremonyId: number }

const entry = columns<StoredEntry>('ceremony_entry', {
  id: 'plain',
  ceremonyId: 'plain',
  seq: 'plain',
  at: 'plain',
  kind: 'plain',
  step: 'plain',
  byWhom: 'json',
  detail: 'json',
  attachments: 'json',
  previous: 'plain',
  hash: 'plain'
})

/** @returns the transcript in order */
export function listCeremonyEntries(reader: Reader, ceremonyId: number): TranscriptEntry[] {
  return allRows(reader, `SELECT ${entry.list()} FROM ceremony_entry WHERE ceremony_id = ? ORDER BY seq`, [
    ceremonyId
  ]).map((raw) => {
    const { id: _id, ceremonyId: _ceremony, byWhom, ...rest } = entry.decode(raw)
    return { ...rest, by: byWhom }
  })
}

/** @throws ChanceryError `conflict` where another entry has the number: two wrote at once */
export function insertCeremonyEntry(writer: Writer, ceremonyId: number, { by, ...rest }: TranscriptEntry): void {
  const taken = getRow(writer, 'SELECT 1 FROM ceremony_entry WHERE ceremony_id = ? AND seq = ?', [ceremonyId, rest.seq])
  if (taken !== undefined)
    throw new ChanceryError('conflict', 'The ceremony went on meanwhile. Look at where it stands, then repeat.')
  run(writer, entry.insert, entry.inOrder({ ...rest, ceremonyId, byWhom: by }))
}

/** A file that belongs to an entry of the transcript. */
export interface CeremonyFileRow {
  readonly id: number
  readonly ceremonyId: number
  readonly seq: number
  readonly name: string
  readonly sha256: string
  readonly content: Uint8Array
}

const file = columns<CeremonyFileRow>('ceremony_file', {
  id: 'plain',
  ceremonyId: 'plain',
  seq: 'plain',
  name: 'plain',
  sha256: 'plain',
  content: 'plain'
})

export function insertCeremonyFile(writer: Writer, row: Omit<CeremonyFileRow, 'id'>): number {
  return run(writer, file.insert, file.inOrder(row)).id
}

export function listCeremonyFiles(reader: Reader, ceremonyId: number): CeremonyFileRow[] {
  return allRows(reader, `SELECT ${file.list()} FROM ceremony_file WHERE ceremony_id = ? ORDER BY id`, [
    ceremonyId
  ]).map(file.decode)
}

export function getCeremonyFile(reader: Reader, ceremonyId: number, name: string): CeremonyFileRow | undefined {
  return one(
    file,
    getRow(reader, `SELECT ${file.list()} FROM ceremony_file WHERE ceremony_id = ? AND name = ?`, [ceremonyId, name])
  )
}

/** What one step had to sign. */
export interface CeremonyTbsRow {
  readonly id: number
  readonly ceremonyId: number
  readonly step: string
  readonly visit: number
  readonly place: number
  readonly kind: 'certificate' | 'crl'
  /** The facts that a real run has to repeat. */
  readonly facts: Readonly<Record<string, string>>
  readonly tbs: Uint8Array
}

const tbs = columns<CeremonyTbsRow>('ceremony_tbs', {
  id: 'plain',
  ceremonyId: 'plain',
  step: 'plain',
  visit: 'plain',
  place: 'plain',
  kind: 'plain',
  facts: 'json',
  tbs: 'plain'
})

/** Keeps what was seen last: a step that was interrupted sees its bytes again. */
export function keepCeremonyTbs(writer: Writer, row: Omit<CeremonyTbsRow, 'id'>): void {
  run(writer, tbs.insert.replace('INSERT', 'INSERT OR REPLACE'), tbs.inOrder(row))
}

export function listCeremonyTbs(reader: Reader, ceremonyId: number, step: string, visit: number): CeremonyTbsRow[] {
  return allRows(
    reader,
    `SELECT ${tbs.list()} FROM ceremony_tbs WHERE ceremony_id = ? AND step = ? AND visit = ? ORDER BY place`,
    [ceremonyId, step, visit]
  ).map(tbs.decode)
}
