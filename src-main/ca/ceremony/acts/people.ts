import { ChanceryError } from '../../../../src-shared/errors.ts'
import type { Act, PerformContext, StepOf } from './act.ts'

/** Reading aloud changes nothing; that it was done is signed off. */
export const readAct: Act<StepOf<'read'>> = { perform: () => ({ facts: {} }) }

/** A question to the people in the room. */
export const confirmAct: Act<StepOf<'confirm'>> = {
  perform: (step, context) => {
    const answer = answered(context, step.question)
    if (step.answers !== undefined && !step.answers.includes(answer))
      throw new ChanceryError('invalid-input', `The answer is one of: ${step.answers.join(', ')}. It was "${answer}".`)
    return { facts: { answer } }
  }
}

/** The serial number on a tamper-evident bag, typed as it is read aloud. */
export const recordBagAct: Act<StepOf<'record-bag'>> = {
  perform: (step, context) => ({
    facts: { what: step.what, serial: answered(context, `Serial number of the ${step.what}`) }
  })
}

/** Photographs are attached to the transcript while the step is open. */
export const photographAct: Act<StepOf<'photograph'>> = {
  perform: (step, { attached }) => {
    if (attached < step.least)
      throw new ChanceryError(
        'conflict',
        `This step wants ${step.least === 1 ? 'a photograph' : `${step.least} photographs`} of ${step.what}; ${attached} are attached. Attach them, then complete the step.`
      )
    return { facts: { what: step.what, files: String(attached) } }
  }
}

/** @throws ChanceryError `invalid-input` where nobody has answered */
export function answered({ answer }: Pick<PerformContext, 'answer'>, question: string): string {
  if (answer !== undefined) return answer
  throw new ChanceryError('invalid-input', `This step wants an answer: ${question}`)
}
