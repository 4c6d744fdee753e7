import { ChanceryError } from '../../src-shared/errors.ts'
import { getRow, run, type Bindable, type Reader, type Writer } from './connection.ts'

/** How a field lies in its column: as it is, as JSON text, or as 0 and 1. */
export type ColumnKind = 'plain' | 'json' | 'any-json' | 'flag'

/** The columns of one table and their TypeScript fields (camelCase there, snake_case here). */
export interface Columns<Row> {
  readonly table: string
  /** `a AS a, b_c AS bC`, each with the prefix where one is given. */
  readonly list: (prefix?: string) => string
  /** A row as SQLite returned it. STRICT tables keep the column types, so that no check is repeated here. */
  readonly decode: (raw: unknown) => Row
  /** Values for named parameters; fields left out are null. */
  readonly encode: (values: Partial<Row>) => Record<string, Bindable>
  /** INSERT of every column but `id`, a parameter for each in order: names would cost twice the time to bind. */
  readonly insert: string
  /** Values for `insert`; fields left out are null. */
  readonly inOrder: (values: Partial<Row>) => Bindable[]
  /** SELECT of the row with an id. */
  readonly selectById: string
  /** @returns one value as its column keeps it. */
  readonly encodeField: (field: string, value: unknown) => Bindable
  readonly fields: readonly string[]
}

/** Describes a table once; the mapped type asks for every field of the row. */
export function columns<Row extends object>(
  table: string,
  kinds: { readonly [K in keyof Row]-?: ColumnKind }
): Columns<Row> {
  const fields = Object.keys(kinds)
  const special = Object.entries<ColumnKind>(kinds).filter(([, kind]) => kind !== 'plain')
  const kindOf = new Map(Object.entries<ColumnKind>(kinds))
  const inserted = fields.filter((field) => field !== 'id')
  const listed = (prefix: string): string => fields.map((field) => `${prefix}${snake(field)} AS ${field}`).join(', ')
  const unprefixed = listed('')
  const insertedKinds = [...kindOf].filter(([field]) => field !== 'id')
  const into = `INSERT INTO ${table} (${inserted.map(snake).join(', ')})`
  return {
    table,
    fields,
    list: (prefix) => (prefix === undefined ? unprefixed : listed(prefix)),
    decode: (raw) => {
      const row = raw as Record<string, unknown>
      // A list may leave columns out.
      for (const [field, kind] of special) if (field in row) row[field] = decodeValue(row[field], kind)
      return row as Row
    },
    encode: (values) => {
      const given: Readonly<Record<string, unknown>> = { ...values }
      const bound: Record<string, Bindable> = {}
      for (const [field, kind] of kindOf) bound[field] = encodeValue(given[field], kind)
      return bound
    },
    insert: `${into} VALUES (${inserted.map(() => '?').join(', ')})`,
    inOrder: (values) => {
      const given = values as Readonly<Record<string, unknown>>
      return insertedKinds.map(([field, kind]) => encodeValue(given[field], kind))
    },
    selectById: `SELECT ${unprefixed} FROM ${table} WHERE id = ?`,
    encodeField: (field, value) => encodeValue(value, kindOf.get(field) ?? 'plain')
  }
}

/** `authorityId` -> `authority_id`; a digit stays with its word: `spkiSha256` -> `spki_sha256`. */
export function snake(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

function decodeValue(value: unknown, kind: ColumnKind): unknown {
  if (value === null || value === undefined) return null
  if (kind === 'flag') return value === 1
  if ((kind === 'json' || kind === 'any-json') && typeof value === 'string') return JSON.parse(value)
  return value
}

function encodeValue(value: unknown, kind: ColumnKind): Bindable {
  if (kind === 'any-json') return JSON.stringify(value ?? null)
  if (value === undefined || value === null) return null
  if (kind === 'json') return JSON.stringify(value)
  if (kind === 'flag') return value === true ? 1 : 0
  if (typeof value === 'string' || typeof value === 'number' || value instanceof Uint8Array) return value
  throw new ChanceryError('internal', `A column was given a value that SQLite cannot keep (${typeof value}).`)
}

/** @returns the row with this id, or undefined */
export function rowById<Row>(reader: Reader, of: Columns<Row>, id: number): Row | undefined {
  return one(of, getRow(reader, of.selectById, [id]))
}

/** Decodes a row that may be missing. */
export function one<Row>(of: Columns<Row>, raw: unknown): Row | undefined {
  return raw === undefined ? undefined : of.decode(raw)
}

/**
 * Changes the given columns of one row.
 * @param version expected `version` of the row; the row's own is raised by one. Left out for tables without one.
 * @throws `not-found`; `conflict` where the row has another version than the caller saw
 */
export function updateRow<Row>(
  writer: Writer,
  of: Columns<Row>,
  id: number,
  changes: Partial<Row>,
  version?: number
): void {
  const given: Readonly<Record<string, unknown>> = { ...changes }
  const names = of.fields.filter((field) => field !== 'id' && field !== 'version' && Object.hasOwn(given, field))
  const sets = names.map((field) => `${snake(field)} = ?`)
  if (version !== undefined) sets.push('version = version + 1')
  if (sets.length === 0) return
  const bound = [...names.map((field) => of.encodeField(field, given[field])), id]
  if (version !== undefined) bound.push(version)
  const guard = version === undefined ? '' : ' AND version = ?'
  const { changes: changed } = run(writer, `UPDATE ${of.table} SET ${sets.join(', ')} WHERE id = ?${guard}`, bound)
  if (changed === 1) return
  const there = getRow(writer, `SELECT 1 FROM ${of.table} WHERE id = ?`, [id]) !== undefined
  if (there)
    throw new ChanceryError(
      'conflict',
      `Somebody else changed this ${of.table} (number ${id}) meanwhile. Load it again and repeat your change.`
    )
  throw new ChanceryError('not-found', `There is no ${of.table} with number ${id}.`)
}
