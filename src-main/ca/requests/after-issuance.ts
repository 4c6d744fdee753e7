import type { Actor } from '../../../src-shared/model/channel.ts'
import { getCertificate } from '../../store/certificates.ts'
import { getProfileRevision } from '../../store/profiles.ts'
import { getRequest } from '../../store/requests.ts'
import { reader } from '../../store/store.ts'
import type { CaContext } from '../context.ts'
import type { IssuanceOutcome } from '../issue/request.ts'
import { contentOf } from '../profiles/find.ts'
import { revokeCertificate } from '../revoke.ts'

/**
 * What a profile wants after a certificate took the place of another: revoking the old one as superseded.
 * Never throws: the new certificate is there, and the old one can be revoked by hand.
 */
export async function afterIssuance(ca: CaContext, outcome: IssuanceOutcome, actor: Actor): Promise<void> {
  if (outcome.kind !== 'issued') return
  const from = reader(ca.store)
  const record = getRequest(from, outcome.requestId)
  const revision = record === undefined ? undefined : getProfileRevision(from, record.profileRevisionId)
  if (record === undefined || revision === undefined || record.previousCertificateId === null) return
  if (!contentOf(revision).renewal.revokeOld) return
  const old = getCertificate(from, record.previousCertificateId)
  if (old === undefined || old.state === 'revoked' || old.notAfter < ca.clock.now()) return
  try {
    const comment = `Replaced by certificate ${outcome.certificateId}`
    await revokeCertificate(ca, { id: old.id, reason: 'superseded', comment }, actor)
  } catch (error) {
    ca.log.error('the certificate that was replaced could not be revoked', error, { certificateId: old.id })
  }
}
