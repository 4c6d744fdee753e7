import { operations, type OperationName } from '../../src-shared/api/index.ts'
import type { CeremonyStep } from '../../src-shared/model/ceremony.ts'
import { ChanceryError } from '../../src-shared/errors.ts'
import { readScript } from '../ca/ceremony/script.ts'
import { showCeremony } from '../ca/ceremony/view.ts'
import { signedInOf, type HandlerContext } from './handler.ts'

/**
 * The operation that does outside of a ceremony what a step does in it. Whoever may not call it may not have a script do
 * it either; what needs nothing more than `ceremony.run` is null.
 */
function sameAs(step: CeremonyStep): OperationName | null {
  switch (step.kind) {
    case 'generate-key':
    case 'create-root':
    case 'sign-subordinate':
      return 'authority.create'
    case 'issue-crl':
      return 'crl.issue'
    case 'destroy-key':
      return 'authority.destroy'
    case 'duplicate-key':
      return 'token.import'
    case 'drill':
      return step.what === 'test-crl' ? 'crl.issue' : null
    case 'read':
    case 'confirm':
    case 'record-bag':
    case 'photograph':
    case 'export':
    case 'compare-digest':
    case 'branch':
      return null
  }
}

/** @throws ChanceryError `forbidden` where the caller may not do the present step of a ceremony by the operation of its own */
export function requireRightOfStep(context: HandlerContext, ceremony: number): void {
  const { step } = showCeremony(context.engine.ceremonies, ceremony).ceremony
  if (step !== null) requireRights(context, [step])
}

/**
 * Before a ceremony is opened: the caller may do every step of it. Where a quorum rule wants approvals for what a step of
 * the real run does, opening has to be under a rule too: then the whole script, with its values, is approved beforehand.
 * @throws ChanceryError `forbidden`; `refused-by-policy` for a rule that the ceremony would go round; as `readScript`
 */
export function requireRightsOfScript(context: HandlerContext, mode: 'rehearsal' | 'real', text: string): void {
  const { steps } = readScript(text).script
  requireRights(context, steps)
  const { quorum } = context.engine
  if (mode === 'rehearsal' || quorum.requirementsFor('ceremony.open', {}).length > 0) return
  for (const step of steps) {
    const operation = sameAs(step)
    if (operation !== null && quorum.requirementsFor(operation, {}).length > 0)
      throw new ChanceryError(
        'refused-by-policy',
        `The step ${step.id} does what "${operation}" does, for which a rule wants approvals. Set a rule for "ceremony.open" as well: then the whole script is approved before the ceremony is opened.`
      )
  }
}

function requireRights(context: HandlerContext, steps: readonly CeremonyStep[]): void {
  const { permissions, operator } = signedInOf(context)
  for (const step of steps) {
    const operation = sameAs(step)
    if (operation === null) continue
    const { access } = operations[operation]
    if (permissions.some((one) => one === access)) continue
    throw new ChanceryError(
      'forbidden',
      `The step ${step.id} ("${step.title}") needs the permission "${access}", which none of the roles of ${operator.name} has.`
    )
  }
}
