import { columns, one, updateRow } from './columns.ts'
import { getRow, run, type Reader, type Writer } from './connection.ts'

/** A random value that waits to be seen: one at a time for each domain and mailbox, gone as soon as it served. */
export interface ProofChallengeRow {
  readonly id: number
  readonly domainId: number | null
  readonly mailboxId: number | null
  readonly method: string
  /** Of what is published; null for a token, of which the hash is kept. */
  readonly value: string | null
  /** Name of the file, or label of the record. */
  readonly place: string | null
  /** SHA-256 of a token. */
  readonly digest: Uint8Array | null
  /** Wrong tokens so far. */
  readonly tries: number
  readonly createdAt: number
  readonly expiresAt: number
  /** The operator account that started the proof; null for the engine, or where it was not kept. */
  readonly startedBy: number | null
}

const challenge = columns<ProofChallengeRow>('proof_challenge', {
  id: 'plain',
  domainId: 'plain',
  mailboxId: 'plain',
  method: 'plain',
  value: 'plain',
  place: 'plain',
  digest: 'plain',
  tries: 'plain',
  createdAt: 'plain',
  expiresAt: 'plain',
  startedBy: 'plain'
})

export function challengeOfDomain(reader: Reader, domainId: number): ProofChallengeRow | undefined {
  return one(
    challenge,
    getRow(reader, `SELECT ${challenge.list()} FROM proof_challenge WHERE domain_id = ?`, [domainId])
  )
}

export function challengeOfMailbox(reader: Reader, mailboxId: number): ProofChallengeRow | undefined {
  return one(
    challenge,
    getRow(reader, `SELECT ${challenge.list()} FROM proof_challenge WHERE mailbox_id = ?`, [mailboxId])
  )
}

/** Takes the place of the one before. */
export function putProofChallenge(writer: Writer, row: Omit<ProofChallengeRow, 'id' | 'tries'>): void {
  if (row.domainId !== null) run(writer, 'DELETE FROM proof_challenge WHERE domain_id = ?', [row.domainId])
  if (row.mailboxId !== null) run(writer, 'DELETE FROM proof_challenge WHERE mailbox_id = ?', [row.mailboxId])
  run(writer, challenge.insert, challenge.inOrder({ ...row, tries: 0 }))
}

export function countTry(writer: Writer, id: number, tries: number): void {
  updateRow(writer, challenge, id, { tries })
}

/** @returns false where it was used up by another call meanwhile */
export function useUpProofChallenge(writer: Writer, id: number): boolean {
  return run(writer, 'DELETE FROM proof_challenge WHERE id = ?', [id]).changes === 1
}
