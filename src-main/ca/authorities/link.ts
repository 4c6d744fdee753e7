import type { AuthorityOrigin } from '../../../src-shared/model/authority.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import { addAuthorityCertificate, updateAuthority } from '../../store/authorities.ts'
import { getCertificate } from '../../store/certificates.ts'
import { afterCommit, type Writer } from '../../store/connection.ts'
import { recordAudit } from '../audit.ts'
import type { CaContext } from '../context.ts'
import { originOf, requireAuthority } from './find.ts'
import { requireAfter } from './states.ts'

/** What changes with a new certificate; fields left out stay. */
export interface NewLink {
  readonly authorityId: number
  readonly certificateId: number
  /** Operation of the audit row. */
  readonly operation: string
  readonly detail?: Record<string, unknown>
  readonly issuerId?: number | null
  readonly externalIssuer?: string | null
  readonly subject?: { readonly text: string; readonly der: Uint8Array }
  readonly certificateOrigin?: AuthorityOrigin['certificate']
}

/**
 * Makes a certificate the present one of an authority, in the transaction that records the certificate.
 * @throws ChanceryError `conflict` where the authority's state does not let it take one
 */
export function linkCertificate(tx: Writer, ca: CaContext, change: NewLink, actor: Actor): void {
  const row = requireAuthority(tx, change.authorityId)
  const now = ca.clock.now()
  updateAuthority(tx, row.id, row.version, {
    state: requireAfter(row.state, 'certified', row.name),
    certificateId: change.certificateId,
    csr: null,
    updatedAt: now,
    ...(change.issuerId === undefined ? {} : { issuerId: change.issuerId }),
    ...(change.externalIssuer === undefined ? {} : { externalIssuer: change.externalIssuer }),
    ...(change.certificateOrigin === undefined
      ? {}
      : { origin: { ...originOf(row), certificate: change.certificateOrigin } }),
    ...(change.subject === undefined ? {} : { subject: change.subject.text, subjectDer: change.subject.der })
  })
  addAuthorityCertificate(tx, { authorityId: row.id, certificateId: change.certificateId, since: now })
  const certificate = getCertificate(tx, change.certificateId)
  const detail = {
    name: row.name,
    subject: certificate?.subject ?? row.subject,
    serial: certificate?.serial ?? '',
    certificateId: change.certificateId,
    ...change.detail
  }
  recordAudit(tx, ca, {
    actor,
    operation: change.operation,
    object: { kind: 'authority', id: row.id },
    outcome: 'ok',
    detail
  })
  afterCommit(tx, () => ca.emit('authority.changed', { id: row.id }))
}
