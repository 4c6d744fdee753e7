import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Assessment } from '../../../src-shared/model/request.ts'
import { getProfile } from '../../store/profiles.ts'
import type { RequestRecord } from '../../store/requests.ts'
import { reader } from '../../store/store.ts'
import type { CaContext } from '../context.ts'
import { assess } from '../issue/assess.ts'
import { firstOf } from '../issue/refusal.ts'
import { storedRequest } from '../issue/request-record.ts'
import { isBuiltInProfile } from '../profile/built-in.ts'

/**
 * What would come of a stored request now, under the profile revision that it was made with.
 * @returns null for a request of the engine itself, which is not judged by a profile
 */
export async function assessRecord(ca: CaContext, record: RequestRecord): Promise<Assessment | null> {
  const from = reader(ca.store)
  const profile = getProfile(from, record.profileId)
  if (profile === undefined || isBuiltInProfile(profile)) return null
  // The row's own transaction id belongs to the row; an assessment is not a repetition of it.
  const { transactionId: _transactionId, ...request } = storedRequest(from, record)
  return assess(ca, request)
}

/** @throws ChanceryError `refused-by-policy` with all reasons where the request would be refused as it stands */
export async function requireAcceptable(ca: CaContext, record: RequestRecord): Promise<void> {
  const { reasons } = (await assessRecord(ca, record)) ?? { reasons: [] }
  const first = firstOf(reasons)
  if (first === undefined) return
  throw new ChanceryError('refused-by-policy', `Request ${record.id} cannot be approved as it stands: ${first}`, {
    reasons
  })
}
