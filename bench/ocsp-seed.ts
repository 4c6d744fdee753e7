import { enableOcsp } from '../src-main/ca/ocsp/service.ts'
import { run } from '../src-main/store/connection.ts'
import { transaction } from '../src-main/store/transaction.ts'
import { authority, startLife, type Life } from '../src-main/testing/life.ts'
import { ocspSettings } from '../src-shared/model/ocsp.ts'

/** @returns a house in a file with an authority `ca` that answers OCSP for so many certificates, of which only rows are made. */
export async function answeredLife(path: string, certificates: number): Promise<Life> {
  let life = await startLife({ path, now: Date.now() })
  await authority(life, 'ca', { subject: 'CN=Bench CA' })
  await transaction(life.ca.store, (tx) =>
    run(
      tx,
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
      INSERT INTO certificate (serial, authority_id, class, subject, issuer, names, not_before, not_after, state,
        key_algorithm, signature_algorithm, spki_sha256, fingerprint, requester_text, note, created_at)
      SELECT '4' || substr(lower(hex(randomblob(16))), 2), 1, 'end-entity', 'CN=host-' || i, 'CN=Bench CA', '', ?, ?, 'active',
        'P-256', 'ecdsa-sha256', '', lower(hex(randomblob(32))), '', '', ? FROM n`,
      [certificates, life.clock.now(), life.clock.now() + 86_400_000 * 90, life.clock.now()]
    )
  )
  // Writes the log back, so that what follows does not pay for the filling.
  await life.close()
  life = await startLife(life.parts)
  await enableOcsp(life.ca, { authority: 'ca', settings: ocspSettings.parse({}) }, life.alice)
  return life
}
