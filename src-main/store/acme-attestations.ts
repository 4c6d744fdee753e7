import { getRow, run, type Reader, type Writer } from './connection.ts'

/** Keeps the attestation object of an answer to device-attest-01 until it is checked. @throws where the challenge has one already */
export function insertAcmeAttestation(writer: Writer, challengeId: number, statement: Uint8Array): void {
  run(writer, 'INSERT INTO acme_attestation (challenge_id, statement) VALUES (?, ?)', [challengeId, statement])
}

/** @returns the attestation object of an answer that is not decided; undefined where there is none */
export function getAcmeAttestation(reader: Reader, challengeId: number): Uint8Array | undefined {
  const row = getRow(reader, 'SELECT statement FROM acme_attestation WHERE challenge_id = ?', [challengeId]) as
    { statement: Uint8Array | null } | undefined
  return row?.statement ?? undefined
}

/** Puts the key that was attested in the place of the object, which is kept with the attempt. @param spkiSha256 hex; null where it did not hold */
export function decideAcmeAttestation(writer: Writer, challengeId: number, spkiSha256: string | null): void {
  run(writer, 'UPDATE acme_attestation SET statement = NULL, spki_sha256 = ? WHERE challenge_id = ?', [
    spkiSha256,
    challengeId
  ])
}

/** @returns SHA-256 of the key that a valid challenge of an authorization attested, in hex; null where none did */
export function attestedKeyOf(reader: Reader, authorizationId: number): string | null {
  const row = getRow(
    reader,
    `SELECT a.spki_sha256 AS key FROM acme_challenge c JOIN acme_attestation a ON a.challenge_id = c.id
      WHERE c.authorization_id = ? AND c.status = 'valid'`,
    [authorizationId]
  ) as { key: string | null } | undefined
  return row?.key ?? null
}
