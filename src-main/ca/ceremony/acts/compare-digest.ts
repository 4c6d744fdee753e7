import { ChanceryError } from '../../../../src-shared/errors.ts'
import { answered } from './people.ts'
import { factOf, type Act, type StepOf } from './act.ts'

/** A digest of an earlier step against the script, or against what is read from paper. */
export const compareDigestAct: Act<StepOf<'compare-digest'>> = {
  perform: (step, context) => {
    const digest = bare(factOf(context, step.of, step.fact))
    const other = bare(step.against ?? answered(context, `Digest of ${step.of}, as it stands on paper`))
    if (!/^(?:[0-9a-f]{2}){16,64}$/.test(other))
      throw new ChanceryError('invalid-input', `"${other}" is no digest in hexadecimal digits.`)
    return { facts: { digest, other, same: digest === other ? 'yes' : 'no' }, mustBe: { same: 'yes' } }
  }
}

/** People write digests in groups, with colons or blanks between. */
function bare(text: string): string {
  return text.replaceAll(/[\s:]+/g, '').toLowerCase()
}
