import type { Reason } from '../../../src-shared/errors.ts'
import { addDuration, durationOf, durationWords } from '../../../src-shared/model/duration.ts'
import { getCertificate } from '../../store/certificates.ts'
import { utcText } from '../profile/resolve-validity.ts'
import type { CheckInput } from './check.ts'

const because = (rule: string, message: string): Reason => ({ where: 'kind', rule, message })

/** Renew keeps the key, rekey changes it; the profile says what is allowed and how long before the end. */
export function renewalAllowed({ reader, request, content, spkiSha256, now }: CheckInput): readonly Reason[] {
  if (request.kind === 'new') return []
  const previous =
    request.previousCertificateId === undefined ? undefined : getCertificate(reader, request.previousCertificateId)
  if (previous === undefined)
    return [because('renewal.previous', `A ${request.kind} names the certificate that it follows; there is none.`)]
  const reasons: Reason[] = []
  if (request.engine === undefined) {
    const { renewal } = content
    if (!renewal[request.kind])
      reasons.push(because('renewal.kind', `The profile does not allow to ${request.kind} a certificate.`))
    if (renewal.window !== null) {
      const from = addDuration(previous.notAfter, durationOf(renewal.window), -1)
      if (now < from && request.kind !== 'reissue')
        reasons.push(
          because(
            'renewal.window',
            `The profile allows this from ${utcText(from)} on, ${durationWords(renewal.window)} before the certificate ends.`
          )
        )
    }
  }
  if (previous.state === 'revoked')
    reasons.push(because('renewal.revoked', `Certificate ${previous.serial} is revoked; ask for a new one instead.`))
  if (request.kind === 'renew' && previous.spkiSha256 !== spkiSha256)
    reasons.push(because('renewal.key', 'A renewal keeps the key; this request has another one. Use rekey.'))
  if (request.kind === 'rekey' && previous.spkiSha256 === spkiSha256)
    reasons.push(because('renewal.key', 'A rekey changes the key; this request has the same one. Use renew.'))
  return reasons
}
