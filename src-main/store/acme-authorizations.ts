import { columns, rowById } from './columns.ts'
import { allRows, run, type Reader, type Writer } from './connection.ts'

/** What an account may have certified, and on what grounds. */
export interface AcmeAuthorizationRow {
  readonly id: number
  readonly accountId: number
  readonly type: 'dns' | 'ip' | 'email' | 'permanent-identifier'
  /** Without the asterisk. */
  readonly value: string
  readonly wildcard: boolean
  /** Holds for every name below too (RFC 9444). */
  readonly subdomains: boolean
  readonly status: 'pending' | 'valid' | 'invalid' | 'deactivated' | 'revoked'
  readonly basis: 'policy' | 'challenge'
  readonly expiresAt: number
  readonly createdAt: number
}

export interface AcmeChallengeRow {
  readonly id: number
  readonly authorizationId: number
  readonly type: string
  readonly token: string
  readonly status: 'pending' | 'processing' | 'valid' | 'invalid'
  readonly validatedAt: number | null
  readonly error: unknown
  /** The address of the account as its answer was signed for; null before. */
  readonly accountUrl: string | null
}

export interface AcmeAttemptRow {
  readonly id: number
  readonly challengeId: number
  readonly at: number
  readonly outcome: 'verified' | 'failed'
  readonly summary: string
  readonly steps: readonly string[]
  readonly seen: Uint8Array | null
}

const authorization = columns<AcmeAuthorizationRow>('acme_authorization', {
  id: 'plain',
  accountId: 'plain',
  type: 'plain',
  value: 'plain',
  wildcard: 'flag',
  subdomains: 'flag',
  status: 'plain',
  basis: 'plain',
  expiresAt: 'plain',
  createdAt: 'plain'
})
const challenge = columns<AcmeChallengeRow>('acme_challenge', {
  id: 'plain',
  authorizationId: 'plain',
  type: 'plain',
  token: 'plain',
  status: 'plain',
  validatedAt: 'plain',
  error: 'json',
  accountUrl: 'plain'
})
const attempt = columns<AcmeAttemptRow>('acme_attempt', {
  id: 'plain',
  challengeId: 'plain',
  at: 'plain',
  outcome: 'plain',
  summary: 'plain',
  steps: 'json',
  seen: 'plain'
})

const ofOrder = `SELECT ${authorization.list('a.')} FROM acme_order_authorization l JOIN acme_authorization a ON a.id = l.authorization_id
  WHERE l.order_id = +? ORDER BY l.authorization_id`
const ofAuthorization = `SELECT ${challenge.list()} FROM acme_challenge WHERE authorization_id = +? ORDER BY id`

export function getAcmeAuthorization(reader: Reader, id: number): AcmeAuthorizationRow | undefined {
  return rowById(reader, authorization, id)
}

export function authorizationsOf(reader: Reader, orderId: number): AcmeAuthorizationRow[] {
  return allRows(reader, ofOrder, [orderId]).map(authorization.decode)
}

export function insertAcmeAuthorization(
  writer: Writer,
  row: Omit<AcmeAuthorizationRow, 'id'>,
  challenges: readonly { readonly type: string; readonly token: string }[]
): number {
  const { id } = run(writer, authorization.insert, authorization.inOrder(row))
  for (const { type, token } of challenges)
    run(
      writer,
      challenge.insert,
      challenge.inOrder({
        authorizationId: id,
        type,
        token,
        status: 'pending',
        validatedAt: null,
        error: null,
        accountUrl: null
      })
    )
  return id
}

/** Live authorizations of an account for one name that are looked at; more come of messages that nobody answered. */
const mostLive = 200
/** Names are asked for in fours, so that there are few statements to keep. */
const namesAtOnce = 4

/** @returns authorizations of the account for any of these names that live on, the valid ones first, then those that live longest */
export function liveAuthorizations(
  reader: Reader,
  accountId: number,
  names: readonly string[],
  now: number
): AcmeAuthorizationRow[] {
  const places = Math.max(1, Math.ceil(names.length / namesAtOnce)) * namesAtOnce
  const bound = Array.from({ length: places }, (_, at) => names[at] ?? names.at(-1) ?? '')
  const rows = allRows(
    reader,
    `SELECT ${authorization.list()} FROM acme_authorization WHERE account_id = +? AND value IN (${bound.map(() => '?').join(', ')})
      AND expires_at > +? AND status IN ('pending', 'valid') LIMIT ${mostLive}`,
    [accountId, ...bound, now]
  ).map(authorization.decode)
  const valid = (row: AcmeAuthorizationRow): number => (row.status === 'valid' ? 1 : 0)
  return rows.length < 2 ? rows : rows.toSorted((a, b) => valid(b) - valid(a) || b.expiresAt - a.expiresAt)
}

/** @returns false where it was not in the expected state any more */
export function moveAcmeAuthorization(
  writer: Writer,
  id: number,
  from: AcmeAuthorizationRow['status'],
  to: { readonly status: AcmeAuthorizationRow['status']; readonly expiresAt?: number }
): boolean {
  return (
    run(
      writer,
      'UPDATE acme_authorization SET status = ?, expires_at = coalesce(?, expires_at) WHERE id = ? AND status = ?',
      [to.status, to.expiresAt ?? null, id, from]
    ).changes === 1
  )
}

export function getAcmeChallenge(reader: Reader, id: number): AcmeChallengeRow | undefined {
  return rowById(reader, challenge, id)
}

export function challengesOf(reader: Reader, authorizationId: number): AcmeChallengeRow[] {
  return allRows(reader, ofAuthorization, [authorizationId]).map(challenge.decode)
}

/** @returns challenges whose validation has begun and not ended, oldest first; those that wait for a message are not ours to hurry */
export function challengesUnderWay(reader: Reader, most: number): AcmeChallengeRow[] {
  return allRows(
    reader,
    `SELECT ${challenge.list()} FROM acme_challenge WHERE status = 'processing' AND type <> 'email-reply-00' ORDER BY id LIMIT ?`,
    [most]
  ).map(challenge.decode)
}

/** @returns false where it was not in the expected state any more */
export function moveAcmeChallenge(
  writer: Writer,
  id: number,
  from: AcmeChallengeRow['status'],
  to: {
    readonly status: AcmeChallengeRow['status']
    readonly validatedAt?: number
    readonly error?: unknown
    readonly accountUrl?: string
  }
): boolean {
  return (
    run(
      writer,
      `UPDATE acme_challenge SET status = ?, validated_at = ?, error = ?, account_url = coalesce(?, account_url)
        WHERE id = ? AND status = ?`,
      [
        to.status,
        to.validatedAt ?? null,
        to.error === undefined ? null : JSON.stringify(to.error),
        to.accountUrl ?? null,
        id,
        from
      ]
    ).changes === 1
  )
}

export function insertAcmeAttempt(writer: Writer, row: Omit<AcmeAttemptRow, 'id'>): number {
  return run(writer, attempt.insert, attempt.inOrder(row)).id
}

export function attemptsOf(reader: Reader, challengeId: number): AcmeAttemptRow[] {
  return allRows(reader, `SELECT ${attempt.list()} FROM acme_attempt WHERE challenge_id = ? ORDER BY id`, [
    challengeId
  ]).map(attempt.decode)
}

/** @returns the authorizations of a service's accounts that live on because a name was approved without proof, after an id, in order */
export function approvedAuthorizations(
  reader: Reader,
  serviceId: number,
  after: number,
  now: number,
  most: number
): AcmeAuthorizationRow[] {
  return allRows(
    reader,
    `SELECT ${authorization.list('z.')} FROM acme_authorization z JOIN acme_account a ON a.id = z.account_id
      WHERE a.service_id = ? AND z.id > ? AND z.basis = 'policy' AND z.status = 'valid' AND z.expires_at > ? ORDER BY z.id LIMIT ?`,
    [serviceId, after, now, most]
  ).map(authorization.decode)
}
