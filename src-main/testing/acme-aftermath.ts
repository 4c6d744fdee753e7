import { verifyAudit } from '../store/audit-verify.ts'
import { getCertificateByFingerprint } from '../store/certificates.ts'
import { allRows } from '../store/connection.ts'
import { close, open, quickCheck } from '../store/open.ts'
import { reader } from '../store/store.ts'

/** What a database shows after its engine was killed and has run again; all lists are empty where all is well. */
export interface AcmeAftermath {
  /** Fingerprints that clients received and the store does not have. */
  readonly unknown: readonly string[]
  /** Orders and challenges that nobody will move any more. */
  readonly stuck: readonly unknown[]
  /** Certificates that more than one order claims. */
  readonly claimedTwice: readonly unknown[]
  readonly damage: readonly unknown[]
  /** Null where the audit chain is whole. */
  readonly auditProblem: unknown
}

/** @param received fingerprints of the certificates that clients were given, SHA-256, hex */
export async function acmeAftermath(path: string, received: readonly string[]): Promise<AcmeAftermath> {
  const store = open(path)
  try {
    const from = reader(store)
    return {
      unknown: received.filter((fingerprint) => getCertificateByFingerprint(from, fingerprint)?.state !== 'active'),
      stuck: [
        ...allRows(from, `SELECT 'order' AS what, id FROM acme_order WHERE status = 'processing'`),
        ...allRows(from, `SELECT 'challenge' AS what, id FROM acme_challenge WHERE status = 'processing'`)
      ],
      claimedTwice: allRows(
        from,
        `SELECT certificate_id AS id FROM acme_order WHERE certificate_id IS NOT NULL GROUP BY certificate_id HAVING count(*) > 1`
      ),
      damage: quickCheck(from),
      auditProblem: (await verifyAudit(from)).problem
    }
  } finally {
    await close(store)
  }
}
