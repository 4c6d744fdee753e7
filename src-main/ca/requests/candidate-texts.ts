import type { Overrides } from '../../../src-shared/model/request.ts'
import { parsePublicKeyInfo } from '../../pki/spki.ts'
import type { RequestRecord } from '../../store/requests.ts'
import { reader } from '../../store/store.ts'
import type { CaContext } from '../context.ts'
import { admit } from '../issue/admit.ts'
import { resolveInput } from '../issue/examine.ts'
import { storedRequest } from '../issue/request-record.ts'
import { resolve } from '../profile/resolve.ts'

/**
 * @returns subject and names that the certificate of a waiting request would have with these overrides, as lists show
 *   them; what was asked stays in the request
 * @throws ChanceryError `not-found` where profile or authority are gone
 */
export function candidateTexts(
  ca: CaContext,
  record: RequestRecord,
  overrides: Overrides | null
): Pick<RequestRecord, 'subject' | 'names'> {
  const request = { ...storedRequest(reader(ca.store), record), overrides }
  const admitted = admit(ca, request)
  const publicKey = parsePublicKeyInfo(request.publicKey)
  const { candidate } = resolve(resolveInput(ca, request, admitted, publicKey, record.spkiSha256, ca.clock.now()))
  return { subject: candidate.subjectText, names: candidate.namesText }
}
