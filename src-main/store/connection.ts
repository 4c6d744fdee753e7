import type Database from 'better-sqlite3'
import { ChanceryError } from '../../src-shared/errors.ts'

/** Reaches the connection behind a Reader; exported for the files of this folder only. */
export const connectionKey: unique symbol = Symbol('store connection')
const writerKey: unique symbol = Symbol('store writer')

/** The right to read. Status services get nothing else, so that they cannot change the database. */
export interface Reader {
  readonly [connectionKey]: Connection
}

/** The right to write (and to read what was just written); exists only inside `transaction`. */
export interface Writer extends Reader {
  readonly [writerKey]: WriterState
}

interface WriterState {
  open: boolean
  readonly committed: (() => void)[]
}

/** Values that SQLite takes. Flags and JSON are turned into these by `columns.ts`. */
export type Bindable = string | number | bigint | Uint8Array | null
export type Parameters = Readonly<Record<string, Bindable>> | readonly Bindable[]

/** Bound on kept statements: lists with filters make many texts, and each statement holds memory. */
const statementLimit = 400

/** One SQLite connection with its prepared statements. */
export interface Connection {
  readonly database: Database.Database
  readonly statements: Map<string, Prepared>
  /** Rows of `remembered`. */
  readonly definitions: Definitions
}

interface Prepared {
  readonly statement: Database.Statement<unknown[], unknown>
  /** It changes rows that `remembered` keeps. */
  readonly redefines: boolean
}

/** Statements after which nothing remembered holds any more; `run` and `runReturning` are the only ways to change a row. */
const redefining =
  /^\s*(?:(?:INSERT|REPLACE)\b.*?\bINTO|DELETE FROM|UPDATE(?: OR \w+)?)\s+(?:authority|key|profile|acme_service|acme_account|organization|tsa_service|tsa_certificate|scep_certificate)\b|^\s*UPDATE(?: OR \w+)?\s+certificate\b/is

/** By kind of row, then by number or name. */
type Definitions = Map<string, Map<number | string, unknown>>

/** Wraps an open database. */
export function connection(database: Database.Database): Connection {
  return { database, statements: new Map(), definitions: new Map() }
}

/** @returns a reader over the connection */
export function readerOver(over: Connection): Reader {
  return { [connectionKey]: over }
}

/** @returns a writer over the connection, for the transaction runner only */
export function writerOver(over: Connection): Writer {
  return { [connectionKey]: over, [writerKey]: { open: true, committed: [] } }
}

/** Ends a writer's life: a closure that kept it gets an error instead of writing outside a transaction. */
export function closeWriter(writer: Writer): readonly (() => void)[] {
  writer[writerKey].open = false
  return writer[writerKey].committed
}

/**
 * Runs `action` after the transaction has been committed and before its promise resolves; never when it is rolled back.
 * For events to windows and webhooks.
 */
export function afterCommit(writer: Writer, action: () => void): void {
  requireOpen(writer)
  writer[writerKey].committed.push(action)
}

function requireOpen(writer: Writer): void {
  if (!writer[writerKey].open)
    throw new ChanceryError('internal', 'A write was attempted after its transaction had ended.')
}

function prepared(over: Connection, sql: string): Prepared {
  const known = over.statements.get(sql)
  if (known !== undefined) return known
  const made = { statement: over.database.prepare<unknown[], unknown>(sql), redefines: redefining.test(sql) }
  if (over.statements.size >= statementLimit) {
    const oldest = over.statements.keys().next()
    if (oldest.done !== true) over.statements.delete(oldest.value)
  }
  over.statements.set(sql, made)
  return made
}

/** Rows of one kind remembered at most; those of a large installation are some dozens. */
const rememberedLimit = 2000

/**
 * Gives the row of the last time, until anything is written to `authority`, `key`, `profile`, `acme_service`,
 * `acme_account`, `organization`, `tsa_service`, `tsa_certificate` or `scep_certificate`, or a certificate is changed. For the
 * few rows that every issuance and every answer asks for, and which change when a person changes them. Rows are read-only values and are shared.
 */
export function remembered<T>(reader: Reader, what: string, id: number | string, read: () => T): T {
  const { definitions } = reader[connectionKey]
  // The caller names one kind of row by one word, so that what is found is what it put there.
  const known = definitions.get(what)?.get(id)
  if (known !== undefined) return known as T
  const value = read()
  if (value === undefined) return value
  const rows = definitions.get(what) ?? new Map<number | string, unknown>()
  definitions.set(what, rows)
  if (rows.size >= rememberedLimit) rows.clear()
  rows.set(id, value)
  return value
}

/*
 * Values beside `=` in a query with an order are written `= +?` where it is asked often: SQLite plans such a statement anew
 * at every execution, since the value might change its plan, which costs ten times the search; a value behind a plus is not
 * looked at.
 */

/** @returns the first row, or undefined */
export function getRow(reader: Reader, sql: string, parameters: Parameters = []): unknown {
  return prepared(reader[connectionKey], sql).statement.get(parameters)
}

/** @returns every row */
export function allRows(reader: Reader, sql: string, parameters: Parameters = []): unknown[] {
  return prepared(reader[connectionKey], sql).statement.all(parameters)
}

/** @returns the first column of the first row as a number; 0 where there is no row or it is null */
export function getNumber(reader: Reader, sql: string, parameters: Parameters = []): number {
  const row = prepared(reader[connectionKey], sql).statement.get(parameters)
  if (typeof row !== 'object' || row === null) return 0
  const value: unknown = Object.values(row)[0]
  return typeof value === 'number' ? value : 0
}

/** Runs a statement that changes something. @returns how many rows it changed and the last row id */
export function run(
  writer: Writer,
  sql: string,
  parameters: Parameters = []
): { readonly changes: number; readonly id: number } {
  requireOpen(writer)
  const { statement, redefines } = prepared(writer[connectionKey], sql)
  if (redefines) writer[connectionKey].definitions.clear()
  const result = statement.run(parameters)
  return { changes: result.changes, id: Number(result.lastInsertRowid) }
}

/** Runs a changing statement with a RETURNING clause. @returns its first row, or undefined */
export function runReturning(writer: Writer, sql: string, parameters: Parameters = []): unknown {
  requireOpen(writer)
  const { statement, redefines } = prepared(writer[connectionKey], sql)
  if (redefines) writer[connectionKey].definitions.clear()
  return statement.get(parameters)
}
