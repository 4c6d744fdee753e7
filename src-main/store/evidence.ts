import { columns, one, rowById } from './columns.ts'
import { allRows, getRow, run, type Reader, type Writer } from './connection.ts'
import { decodeCursor, encodeCursor, type Page } from './cursor.ts'

/** What a check found; a green mark needs such a row behind it. Rows are never changed and never deleted. */
export interface EvidenceRow {
  readonly id: number
  readonly kind: string
  readonly subject: string
  readonly method: string | null
  readonly covers: 'exact' | 'wildcard' | 'subtree' | null
  readonly outcome: 'verified' | 'failed' | 'not-required' | 'not-performed' | 'expired'
  readonly rule: string
  readonly reason: string
  readonly seenFrom: string
  readonly steps: readonly string[]
  readonly detail: unknown
  readonly raw: Uint8Array | null
  readonly rawCut: boolean
  readonly question: string | null
  readonly at: number
  readonly expiresAt: number | null
  readonly restsOn: number | null
  readonly requestId: number | null
  readonly domainId: number | null
  readonly mailboxId: number | null
  readonly holder: string | null
}

/** A row as lists need it: how long the raw proof is, not its bytes. */
export type ListedEvidence = Omit<EvidenceRow, 'raw' | 'question'> & { readonly rawBytes: number }

const listedKinds = {
  id: 'plain',
  kind: 'plain',
  subject: 'plain',
  method: 'plain',
  covers: 'plain',
  outcome: 'plain',
  rule: 'plain',
  reason: 'plain',
  seenFrom: 'plain',
  steps: 'json',
  detail: 'json',
  rawCut: 'flag',
  at: 'plain',
  expiresAt: 'plain',
  restsOn: 'plain',
  requestId: 'plain',
  domainId: 'plain',
  mailboxId: 'plain',
  holder: 'plain'
} as const
const evidence = columns<EvidenceRow>('evidence', { ...listedKinds, raw: 'plain', question: 'plain' })
const listed = columns<Omit<ListedEvidence, 'rawBytes'>>('evidence', listedKinds)
const listColumns = `${listed.list()}, coalesce(length(raw), 0) AS rawBytes`
const decodeListed = (raw: unknown): ListedEvidence => listed.decode(raw) as ListedEvidence

export function insertEvidence(writer: Writer, row: Omit<EvidenceRow, 'id'>): number {
  return run(writer, evidence.insert, evidence.inOrder(row)).id
}

/** With the raw proof. */
export function getEvidence(reader: Reader, id: number): EvidenceRow | undefined {
  return rowById(reader, evidence, id)
}

export function getListedEvidence(reader: Reader, id: number): ListedEvidence | undefined {
  const row = getRow(reader, `SELECT ${listColumns} FROM evidence WHERE id = ?`, [id])
  return row === undefined ? undefined : decodeListed(row)
}

export interface EvidenceFilter {
  readonly kind?: string | undefined
  /** As it is told at `now`: a verified row whose time is over is expired. */
  readonly outcome?: EvidenceRow['outcome'] | undefined
  /** Part of the subject. */
  readonly subject?: string | undefined
  /** Looked at from then on, and before then. */
  readonly from?: number | undefined
  readonly to?: number | undefined
  readonly requestId?: number | undefined
  readonly domainId?: number | undefined
  readonly mailboxId?: number | undefined
}

/** Milliseconds that proofs without an end of their own are used again. */
export interface ProofLives {
  readonly domain: number
  readonly mailbox: number
}

/** The end of a row's use, as `evidenceView` tells it. */
const ends = "coalesce(expires_at, at + CASE kind WHEN 'domain' THEN ? WHEN 'mailbox' THEN ? END)"

/** Newest first. */
export function listEvidence(
  reader: Reader,
  filter: EvidenceFilter,
  now: number,
  lives: ProofLives,
  limit: number,
  cursor: string | null = null
): Page<ListedEvidence> {
  const where: string[] = []
  const bound: (string | number)[] = []
  const equal = (column: string, value: string | number | undefined): void => {
    if (value === undefined) return
    where.push(`${column} = ?`)
    bound.push(value)
  }
  equal('kind', filter.kind)
  equal('request_id', filter.requestId)
  equal('domain_id', filter.domainId)
  equal('mailbox_id', filter.mailboxId)
  if (filter.subject !== undefined && filter.subject !== '') {
    where.push('instr(subject, ?) > 0')
    bound.push(filter.subject)
  }
  if (filter.from !== undefined) {
    where.push('at >= ?')
    bound.push(filter.from)
  }
  if (filter.to !== undefined) {
    where.push('at < ?')
    bound.push(filter.to)
  }
  if (filter.outcome === 'verified') {
    where.push(`outcome = 'verified' AND coalesce(${ends} > ?, 1)`)
    bound.push(lives.domain, lives.mailbox, now)
  } else if (filter.outcome === 'expired') {
    where.push(`(outcome = 'expired' OR (outcome = 'verified' AND ${ends} <= ?))`)
    bound.push(lives.domain, lives.mailbox, now)
  } else equal('outcome', filter.outcome)
  if (cursor !== null) {
    where.push('id < ?')
    bound.push(decodeCursor('evidence', cursor).id)
  }
  const clause = where.length === 0 ? '' : `WHERE ${where.join(' AND ')}`
  const rows = allRows(reader, `SELECT ${listColumns} FROM evidence ${clause} ORDER BY id DESC LIMIT ?`, [
    ...bound,
    limit + 1
  ]).map(decodeListed)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    rows: page,
    next: rows.length > limit && last !== undefined ? encodeCursor('evidence', { value: last.id, id: last.id }) : null
  }
}

/** @returns the newest row that answered this very question and may still be used, with the raw proof */
export function answeredBefore(
  reader: Reader,
  subject: string,
  question: string,
  now: number
): EvidenceRow | undefined {
  return one(
    evidence,
    getRow(
      reader,
      `SELECT ${evidence.list()} FROM evidence
       WHERE subject = ? AND question = ? AND outcome = 'verified' AND expires_at > ? AND rests_on IS NULL
       ORDER BY id DESC LIMIT 1`,
      [subject, question, now]
    )
  )
}

/** @returns proofs of control that belong to one holder, for any of the names; newest first */
export function proofsOfHolder(
  reader: Reader,
  holder: string,
  subjects: readonly string[],
  kind: 'domain' | 'mailbox' = 'domain'
): ListedEvidence[] {
  return allRows(
    reader,
    `SELECT ${listColumns} FROM evidence
     WHERE holder = ? AND kind = ? AND outcome = 'verified' AND rests_on IS NULL
       AND subject IN (${subjects.map(() => '?').join(', ')})
     ORDER BY id DESC`,
    [holder, kind, ...subjects]
  ).map(decodeListed)
}

/** @returns the newest evidence of a kind that was gathered with another one */
export function evidenceRestingOn(reader: Reader, id: number, kind: string): ListedEvidence | undefined {
  const row = getRow(
    reader,
    `SELECT ${listColumns} FROM evidence WHERE rests_on = ? AND kind = ? ORDER BY id DESC LIMIT 1`,
    [id, kind]
  )
  return row === undefined ? undefined : decodeListed(row)
}
