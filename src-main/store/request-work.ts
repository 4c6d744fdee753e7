import { columns, one } from './columns.ts'
import { allRows, getRow, run, type Reader, type Writer } from './connection.ts'

/** How people work on one request. */
export interface RequestWork {
  readonly requestId: number
  /** The operator to whom it is given; never together with a role. */
  readonly assigneeId: number | null
  readonly assigneeRole: string | null
  /** Who looks at it just now, until `claimedUntil`. */
  readonly claimedBy: number | null
  readonly claimedUntil: number | null
  /** Since when a question waits for its answer. */
  readonly askedAt: number | null
  /** Mail address of who asked. */
  readonly contact: string | null
  /** When the end was told to that address, or telling it was given up. */
  readonly toldAt: number | null
}

const work = columns<RequestWork>('request_work', {
  requestId: 'plain',
  assigneeId: 'plain',
  assigneeRole: 'plain',
  claimedBy: 'plain',
  claimedUntil: 'plain',
  askedAt: 'plain',
  contact: 'plain',
  toldAt: 'plain'
})

/** @returns the work on a request; undefined where nobody did any */
export function getRequestWork(reader: Reader, requestId: number): RequestWork | undefined {
  return one(work, getRow(reader, `SELECT ${work.list()} FROM request_work WHERE request_id = ?`, [requestId]))
}

/** @returns the work on each of these requests, by number; those that nobody worked on are not in it */
export function listRequestWork(reader: Reader, requestIds: readonly number[]): ReadonlyMap<number, RequestWork> {
  const rows = allRows(
    reader,
    `SELECT ${work.list()} FROM request_work WHERE request_id IN (SELECT value FROM json_each(?))`,
    [JSON.stringify(requestIds)]
  ).map(work.decode)
  return new Map(rows.map((row) => [row.requestId, row]))
}

/** Changes what is given and leaves the rest; makes the row where there is none. */
export function putRequestWork(
  writer: Writer,
  requestId: number,
  changes: Partial<Omit<RequestWork, 'requestId'>>
): void {
  const none: Omit<RequestWork, 'requestId'> = {
    assigneeId: null,
    assigneeRole: null,
    claimedBy: null,
    claimedUntil: null,
    askedAt: null,
    contact: null,
    toldAt: null
  }
  const row: RequestWork = { ...none, ...getRequestWork(writer, requestId), ...changes, requestId }
  run(
    writer,
    `INSERT INTO request_work (request_id, assignee_id, assignee_role, claimed_by, claimed_until, asked_at, contact, told_at)
    VALUES (@requestId, @assigneeId, @assigneeRole, @claimedBy, @claimedUntil, @askedAt, @contact, @toldAt)
    ON CONFLICT (request_id) DO UPDATE SET assignee_id = @assigneeId, assignee_role = @assigneeRole, claimed_by = @claimedBy,
      claimed_until = @claimedUntil, asked_at = @askedAt, contact = @contact, told_at = @toldAt`,
    work.encode(row)
  )
}

/** Ends the claim and the open question of a request that was decided; cheap where nobody worked on it. */
export function settleRequestWork(writer: Writer, requestId: number): void {
  run(writer, 'UPDATE request_work SET claimed_by = NULL, claimed_until = NULL, asked_at = NULL WHERE request_id = ?', [
    requestId
  ])
}

/** @returns requests that ended and whose requester, who left an address, was not told yet; the oldest first */
export function listUntold(reader: Reader, most: number): { readonly requestId: number; readonly contact: string }[] {
  return allRows(
    reader,
    `SELECT w.request_id AS requestId, w.contact FROM request_work w JOIN request r ON r.id = w.request_id
    WHERE w.contact IS NOT NULL AND w.told_at IS NULL AND (r.state = 'issued' OR r.state = 'declined')
    ORDER BY w.request_id LIMIT ?`,
    [most]
  ) as { requestId: number; contact: string }[]
}

/** A question that went back to who asked, or its answer. */
export interface RequestMessage {
  readonly id: number
  readonly requestId: number
  readonly kind: 'question' | 'answer'
  /** Null for requesters without an account. */
  readonly operatorId: number | null
  readonly text: string
  readonly at: number
  readonly mailedAt: number | null
}

const message = columns<RequestMessage>('request_message', {
  id: 'plain',
  requestId: 'plain',
  kind: 'plain',
  operatorId: 'plain',
  text: 'plain',
  at: 'plain',
  mailedAt: 'plain'
})

export function insertRequestMessage(writer: Writer, row: Omit<RequestMessage, 'id' | 'mailedAt'>): number {
  return run(writer, message.insert, message.inOrder({ ...row, mailedAt: null })).id
}

/** Oldest first. */
export function listRequestMessages(reader: Reader, requestId: number): RequestMessage[] {
  return allRows(reader, `SELECT ${message.list()} FROM request_message WHERE request_id = ? ORDER BY id`, [
    requestId
  ]).map(message.decode)
}

/** @returns questions that are not mailed yet and have an address to go to; the oldest first */
export function listUnmailedQuestions(reader: Reader, most: number): (RequestMessage & { readonly contact: string })[] {
  return allRows(
    reader,
    `SELECT ${message.list('m.')}, w.contact FROM request_message m JOIN request_work w ON w.request_id = m.request_id
    WHERE m.kind = 'question' AND m.mailed_at IS NULL AND w.contact IS NOT NULL ORDER BY m.id LIMIT ?`,
    [most]
  ) as (RequestMessage & { contact: string })[]
}

export function markMailed(writer: Writer, messageId: number, at: number): void {
  run(writer, 'UPDATE request_message SET mailed_at = ? WHERE id = ?', [at, messageId])
}
