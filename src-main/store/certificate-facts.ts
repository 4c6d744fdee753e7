import type { CertificateKind } from '../../src-shared/model/certificate.ts'
import { allRows, getRow, run, type Reader, type Writer } from './connection.ts'

/** Who answers for a certificate, as people typed it. */
export interface CertificateOwner {
  /** A person or a team; empty for nobody. */
  readonly owner: string
  readonly organization: string
  readonly department: string
  /** E-mail addresses or telephone numbers, one a line. */
  readonly contacts: string
}

/** Where a certificate is installed. */
export interface CertificateLocation {
  readonly id: number
  readonly certificateId: number
  readonly name: string
  readonly details: string
  readonly createdAt: number
  readonly createdBy: string
}

const nobody: CertificateOwner = { owner: '', organization: '', department: '', contacts: '' }

export function getOwner(reader: Reader, certificateId: number): CertificateOwner {
  const row = getRow(
    reader,
    'SELECT owner, organization, department, contacts FROM certificate_owner WHERE certificate_id = ?',
    [certificateId]
  )
  return (row as CertificateOwner | undefined) ?? nobody
}

/** Replaces who answers for a certificate; all empty takes the row away. */
export function setOwner(writer: Writer, certificateId: number, owner: CertificateOwner, at: number): void {
  const { owner: name, organization, department, contacts } = owner
  if ([name, organization, department, contacts].every((text) => text === '')) {
    run(writer, 'DELETE FROM certificate_owner WHERE certificate_id = ?', [certificateId])
    return
  }
  run(
    writer,
    `INSERT INTO certificate_owner (certificate_id, owner, organization, department, contacts, updated_at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (certificate_id) DO UPDATE SET owner = excluded.owner, organization = excluded.organization,
       department = excluded.department, contacts = excluded.contacts, updated_at = excluded.updated_at`,
    [certificateId, name, organization, department, contacts, at]
  )
}

/** @returns its tags by name */
export function getTags(reader: Reader, certificateId: number): string[] {
  const rows = allRows(reader, 'SELECT tag FROM certificate_tag WHERE certificate_id = ? ORDER BY tag', [certificateId])
  return (rows as { tag: string }[]).map(({ tag }) => tag)
}

/** Adds and takes away tags; a tag that is there, or is not, stays so. */
export function changeTags(
  writer: Writer,
  certificateId: number,
  add: readonly string[],
  remove: readonly string[]
): void {
  for (const tag of remove)
    run(writer, 'DELETE FROM certificate_tag WHERE tag = ? AND certificate_id = ?', [tag, certificateId])
  for (const tag of add)
    run(writer, 'INSERT OR IGNORE INTO certificate_tag (tag, certificate_id) VALUES (?, ?)', [tag, certificateId])
}

/** @returns tags and owners that are in use, by name: each is one step along the index, however many certificates bear it */
export function factsInUse(reader: Reader, most: number): { readonly tags: string[]; readonly owners: string[] } {
  const distinct = (table: string, column: string): string[] => {
    const rows = allRows(
      reader,
      `WITH RECURSIVE step(name) AS (SELECT min(${column}) FROM ${table} WHERE ${column} > ''
         UNION ALL SELECT (SELECT min(${column}) FROM ${table} WHERE ${column} > step.name) FROM step WHERE step.name IS NOT NULL)
       SELECT name FROM step WHERE name IS NOT NULL LIMIT ?`,
      [most]
    )
    return (rows as { name: string }[]).map(({ name }) => name)
  }
  return { tags: distinct('certificate_tag', 'tag'), owners: distinct('certificate_owner', 'owner') }
}

/** @returns where it is installed, in the order in which it was told */
export function listLocations(reader: Reader, certificateId: number): CertificateLocation[] {
  return allRows(
    reader,
    `SELECT id, certificate_id AS certificateId, name, details, created_at AS createdAt, created_by AS createdBy
     FROM certificate_location WHERE certificate_id = ? ORDER BY id`,
    [certificateId]
  ) as CertificateLocation[]
}

/** @returns its id */
export function addLocation(writer: Writer, location: Omit<CertificateLocation, 'id'>): number {
  return run(
    writer,
    'INSERT INTO certificate_location (certificate_id, name, details, created_at, created_by) VALUES (?, ?, ?, ?, ?)',
    [location.certificateId, location.name, location.details, location.createdAt, location.createdBy]
  ).id
}

/** @returns whether there was one */
export function removeLocation(writer: Writer, certificateId: number, id: number): boolean {
  const sql = 'DELETE FROM certificate_location WHERE id = ? AND certificate_id = ?'
  return run(writer, sql, [id, certificateId]).changes > 0
}

/** Notes in which list a certificate of an outside issuer stands. */
export function setImportedKind(writer: Writer, certificateId: number, kind: CertificateKind): void {
  run(writer, 'INSERT OR IGNORE INTO imported_kind (kind, certificate_id) VALUES (?, ?)', [kind, certificateId])
}

/** What a revision of a profile says that tells the list of its certificates. */
export interface RevisionUse {
  readonly id: number
  readonly profileId: number
  readonly certificateClass: string
  readonly oids: readonly string[]
  readonly channels: readonly string[]
}

/** @returns every revision of every profile */
export function revisionUses(reader: Reader): RevisionUse[] {
  const rows = allRows(
    reader,
    `SELECT id, profile_id AS profileId, coalesce(json_extract(content, '$.certificateClass'), 'end-entity') AS certificateClass,
       coalesce(json_extract(content, '$.extendedKeyUsage.oids'), '[]') AS oids, coalesce(json_extract(content, '$.channels'), '[]') AS channels
     FROM profile_revision`
  ) as { id: number; profileId: number; certificateClass: string; oids: string; channels: string }[]
  const texts = (json: string): string[] => {
    const value: unknown = JSON.parse(json)
    return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []
  }
  return rows.map((row) => ({ ...row, oids: texts(row.oids), channels: texts(row.channels) }))
}

/** @returns owner, tags and channel of the certificates of a page, those without left out */
export function factsOfRows(
  reader: Reader,
  ids: readonly number[]
): {
  readonly owners: ReadonlyMap<number, string>
  readonly tags: ReadonlyMap<number, readonly string[]>
  readonly channels: ReadonlyMap<number, string>
} {
  const of = (sql: string): { id: number; text: string }[] =>
    allRows(reader, sql, [JSON.stringify(ids)]) as { id: number; text: string }[]
  const asked = 'SELECT value FROM json_each(?)'
  const tags = new Map<number, string[]>()
  for (const { id, text } of of(
    `SELECT certificate_id AS id, tag AS text FROM certificate_tag INDEXED BY certificate_tag_certificate
     WHERE certificate_id IN (${asked}) ORDER BY certificate_id, tag`
  ))
    tags.set(id, [...(tags.get(id) ?? []), text])
  return {
    owners: new Map(
      of(
        `SELECT certificate_id AS id, owner AS text FROM certificate_owner WHERE certificate_id IN (${asked}) AND owner <> ''`
      ).map(({ id, text }) => [id, text])
    ),
    tags,
    channels: new Map(
      of(
        `SELECT c.id, r.channel AS text FROM certificate c JOIN request r ON r.id = c.request_id WHERE c.id IN (${asked})`
      ).map(({ id, text }) => [id, text])
    )
  }
}
