import { ChanceryError } from '../../../src-shared/errors.ts'
import { addDuration, durationOf, durationWords } from '../../../src-shared/model/duration.ts'
import type { WantedValidity } from '../../../src-shared/model/request.ts'
import type { CaContext } from '../context.ts'
import type { FoundProfile } from './find.ts'
import { profileOfService } from './present.ts'

/**
 * A validity that is fixed before anybody asks is refused at once where no request under the profile could have it, and
 * not with the first device.
 * @param validity a span such as `90d`
 * @param now Unix ms
 * @throws ChanceryError `invalid-input`
 */
export function requireChoosable({ row, content }: FoundProfile, validity: string, now: number): void {
  const { maximumValidity } = content
  if (maximumValidity === null)
    throw new ChanceryError(
      'invalid-input',
      `The profile ${row.name} sets the validity itself. Leave the validity out, or let requests choose it by giving the profile a longest one.`
    )
  if (addDuration(now, durationOf(validity)) > addDuration(now, durationOf(maximumValidity)))
    throw new ChanceryError(
      'invalid-input',
      `${durationWords(validity)} is longer than the ${durationWords(maximumValidity)} that the profile ${row.name} allows. Choose a shorter validity.`
    )
}

/** What a request is given whose validity was fixed before, or why it can have it no more. */
export type BoundValidity =
  | { readonly kind: 'given'; readonly validity: WantedValidity }
  | {
      readonly kind: 'lost'
      /** For who asks. */
      readonly message: string
      /** For the operator. */
      readonly advice: string
    }

/**
 * Looks again at a validity that was fixed before, when a request makes use of it: under a profile that lets nobody choose
 * by now, the door would take that of the profile instead, which may be longer. One that is too long the door refuses.
 * @param profileId of the service @param validity a span such as `90d`
 * @throws ChanceryError `not-found`
 */
export function boundValidity(ca: CaContext, profileId: number, validity: string): BoundValidity {
  const { name, mayChooseValidity } = profileOfService(ca, profileId)
  if (mayChooseValidity) return { kind: 'given', validity: { duration: validity } }
  return {
    kind: 'lost',
    message: `Your certificates are to be valid for ${durationWords(validity)}, which the profile of this service does not let be chosen any more.`,
    advice: `The profile ${name} sets the validity itself by now. Give it a longest validity again, or let the device in anew without a validity of its own.`
  }
}
