import { ChanceryError } from '../../../src-shared/errors.ts'
import { addDuration, durationOf, durationWords } from '../../../src-shared/model/duration.ts'
import type { FoundProfile } from './find.ts'

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
