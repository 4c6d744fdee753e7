import { setImmediate as turn } from 'node:timers/promises'
import { ChanceryError } from '../../src-shared/errors.ts'
import { auditColumns, auditHead, type AuditHead, type AuditRow } from './audit.ts'
import { auditHash, genesisHash } from './audit-hash.ts'
import { allRows, getRow, type Reader } from './connection.ts'
import { one } from './columns.ts'

export interface AuditProblem {
  /** `truncated`: rows are missing at the end; `seal`: the chain is not the one that was sealed. */
  readonly kind: 'altered' | 'removed' | 'moved' | 'truncated' | 'seal'
  /** The first row concerned: the one that was altered, is missing, or was moved away. */
  readonly seq: number
  readonly message: string
}

export interface AuditVerdict {
  readonly rows: number
  readonly head: AuditHead
  /** Null where the chain holds from the first row to the head. */
  readonly problem: AuditProblem | null
  /** `not-checked` where no seal was made, or no way to check it was given. */
  readonly seal: 'verified' | 'not-checked'
}

export interface VerifyAuditOptions {
  readonly onProgress?: (rows: number, total: number) => void
  readonly signal?: AbortSignal
  /** Checks a seal made over (seq, hash); needs the key, so that the vault must be open. */
  readonly checkSeal?: (seq: number, hash: string, seal: Uint8Array) => boolean
}

const chunk = 1000

/**
 * Walks the chain from the first row to the head, giving the event loop a turn after each thousand rows.
 * Rows appended meanwhile are left to the next walk.
 * @returns the first thing wrong, or none
 * @throws `cancelled`
 */
export async function verifyAudit(reader: Reader, options: VerifyAuditOptions = {}): Promise<AuditVerdict> {
  const head = auditHead(reader)
  const report = (
    rows: number,
    problem: AuditProblem | null,
    seal: AuditVerdict['seal'] = 'not-checked'
  ): AuditVerdict => ({ rows, head, problem, seal })
  let expected = 1
  let previous = genesisHash
  let sealedHash: string | null = head.sealedSeq === 0 ? genesisHash : null
  for (;;) {
    const rows = allRows(
      reader,
      `SELECT ${auditColumns.list()} FROM audit WHERE seq >= ? AND seq <= ? ORDER BY seq LIMIT ?`,
      [expected, head.seq, chunk]
    ).map(auditColumns.decode)
    for (const row of rows) {
      const problem = rowProblem(reader, row, expected, previous)
      if (problem !== null) return report(expected - 1, problem)
      previous = row.hash
      if (row.seq === head.sealedSeq) sealedHash = row.hash
      expected++
    }
    options.onProgress?.(expected - 1, head.seq)
    if (rows.length < chunk) break
    await turn()
    if (options.signal?.aborted === true)
      throw new ChanceryError('cancelled', 'The check of the audit log was cancelled.')
  }
  const end = endProblem(reader, head, expected, previous)
  if (end !== null) return report(expected - 1, end)
  if (head.seal === null || head.sealedSeq === null) return report(expected - 1, null)
  const broken = {
    kind: 'seal',
    seq: head.sealedSeq,
    message: `The log up to row ${head.sealedSeq} is not the one that was sealed.`
  } as const
  if (sealedHash === null || sealedHash !== head.sealedHash) return report(expected - 1, broken)
  if (options.checkSeal === undefined) return report(expected - 1, null)
  return options.checkSeal(head.sealedSeq, sealedHash, head.seal)
    ? report(expected - 1, null, 'verified')
    : report(expected - 1, broken)
}

function endProblem(reader: Reader, head: AuditHead, expected: number, last: string): AuditProblem | null {
  if (expected <= head.seq) {
    return (
      movedAway(reader, expected, last) ?? {
        kind: 'truncated',
        seq: expected,
        message: `The log ends at row ${expected - 1}, but its head stands at row ${head.seq}: rows ${expected} to ${head.seq} are missing.`
      }
    )
  }
  if (last !== head.hash)
    return {
      kind: 'truncated',
      seq: head.seq,
      message: `The head of the log does not belong to its last row ${head.seq}.`
    }
  const beyond = one(
    auditColumns,
    getRow(reader, `SELECT ${auditColumns.list()} FROM audit WHERE seq > ? ORDER BY seq LIMIT 1`, [head.seq])
  )
  if (beyond === undefined || auditHead(reader).seq !== head.seq) return null
  return {
    kind: 'altered',
    seq: beyond.seq,
    message: `Row ${beyond.seq} stands behind the head of the log; Chancery did not write it.`
  }
}

function rowProblem(reader: Reader, row: AuditRow, expected: number, previous: string): AuditProblem | null {
  if (row.seq !== expected) {
    return (
      movedAway(reader, expected, previous) ?? {
        kind: 'removed',
        seq: expected,
        message: `Row ${expected} is missing; the next is row ${row.seq}.`
      }
    )
  }
  if (row.prevHash === previous && row.hash === auditHash(row)) return null
  const from = placeOf(reader, row)
  if (from !== null && from !== expected) {
    return { kind: 'moved', seq: expected, message: `Row ${expected} holds what was written as row ${from}.` }
  }
  return {
    kind: 'altered',
    seq: expected,
    message: `Row ${expected} is not what was written: its hash does not match.`
  }
}

/** Looks whether the row that belongs at `expected` stands elsewhere. Walks the log once, when something is wrong already. */
function movedAway(reader: Reader, expected: number, previous: string): AuditProblem | null {
  const row = one(
    auditColumns,
    getRow(reader, `SELECT ${auditColumns.list()} FROM audit WHERE prev_hash = ? AND seq <> ?`, [previous, expected])
  )
  if (row === undefined || auditHash({ ...row, seq: expected }) !== row.hash) return null
  return { kind: 'moved', seq: expected, message: `Row ${expected} was moved: it stands at ${row.seq} now.` }
}

/** @returns the place at which the row's own hash is right: one behind the row that it names as its predecessor */
function placeOf(reader: Reader, row: AuditRow): number | null {
  if (row.prevHash === genesisHash) return auditHash({ ...row, seq: 1 }) === row.hash ? 1 : null
  const before = allRows(reader, 'SELECT seq FROM audit WHERE hash = ?', [row.prevHash]) as { seq: number }[]
  // The predecessor may have been moved too, so that its place is only a first guess; the others are tried around it.
  const guesses = before.flatMap(({ seq }) => [seq + 1, seq, seq - 1, seq + 2])
  return guesses.find((seq) => auditHash({ ...row, seq }) === row.hash) ?? null
}
