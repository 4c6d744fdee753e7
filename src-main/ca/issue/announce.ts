import type { CaContext } from '../context.ts'

/** Step 9: tells windows and listeners of a certificate that is on disk. */
export function announce(
  ca: CaContext,
  requestId: number,
  certificateId: number,
  previousCertificateId: number | null
): void {
  ca.emit('certificate.changed', { id: certificateId })
  if (previousCertificateId !== null) ca.emit('certificate.changed', { id: previousCertificateId })
  ca.emit('request.changed', { id: requestId, state: 'issued' })
}
