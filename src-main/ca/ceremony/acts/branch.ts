import { factOf, type Act, type StepOf } from './act.ts'

/** IF and GO TO of the script; the way that was taken is a fact like any other. */
export const branchAct: Act<StepOf<'branch'>> = {
  perform: (step, context) => {
    const { if: condition } = step
    if (condition === undefined) return { facts: { taken: step.goto } }
    const found = factOf(context, condition.step, condition.fact)
    if (found === condition.is) return { facts: { found, taken: step.goto } }
    return { facts: step.else === undefined ? { found } : { found, taken: step.else } }
  }
}
