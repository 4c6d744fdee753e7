import type { Actor } from '../../../src-shared/model/channel.ts'
import { getCertificate } from '../../store/certificates.ts'
import type { CmpTransactionRow } from '../../store/cmp.ts'
import { reader } from '../../store/store.ts'
import type { CaContext } from '../context.ts'
import { revokeCertificate } from '../revoke.ts'

/** Revokes a certificate that its client rejected, or never confirmed. Never throws: it is logged, and an operator can. */
export async function revokeUnwanted(
  ca: CaContext,
  row: Pick<CmpTransactionRow, 'certificateId'>,
  comment: string,
  actor: Actor
): Promise<void> {
  const { certificateId } = row
  const record = certificateId === null ? undefined : getCertificate(reader(ca.store), certificateId)
  if (record === undefined || record.state === 'revoked') return
  try {
    await revokeCertificate(ca, { id: record.id, reason: 'cessationOfOperation', comment }, actor)
  } catch (error) {
    ca.log.error('a certificate that its CMP client did not take could not be revoked', error, { certificateId })
  }
}
