import { getMirror } from '../store/air-gap.ts'
import { listAudit } from '../store/audit.ts'
import { listAuthorities } from '../store/authorities.ts'
import type { Reader } from '../store/connection.ts'
import { latestCrl } from '../store/crls.ts'
import { maySignCrl } from './authorities/states.ts'

/** An authority whose CRL is still that of the backup. */
export interface UnsignedSinceRestore {
  readonly authorityId: number
  readonly name: string
  /** When this installation was restored, Unix ms. */
  readonly restoredAt: number
}

/**
 * What was issued and revoked after the backup was made is not known here: until an authority has signed a CRL, nobody has
 * said that what it knows was put right. Mirrored roots and authorities whose key is off line are left out, since their
 * CRLs are signed elsewhere or seldom.
 */
export function unsignedSinceRestore(from: Reader): UnsignedSinceRestore[] {
  const [restore] = listAudit(from, { operation: 'backup.restore' }, null, 1)
  if (restore === undefined) return []
  return listAuthorities(from).flatMap(({ id, name, state }) => {
    if (!maySignCrl(state) || getMirror(from, id) !== undefined) return []
    const crl = latestCrl(from, id)
    // By the audit log and not by the clock, which may be another machine's.
    const before = crl !== undefined && crl.seenSeq < restore.seq
    return before ? [{ authorityId: id, name, restoredAt: restore.at }] : []
  })
}
