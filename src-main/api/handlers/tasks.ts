import { ChanceryError } from '../../../src-shared/errors.ts'
import { signedInOf, type HandlersOf } from '../handler.ts'

/** Long work. One sees and stops the own; who manages operators sees and stops all. */
export const taskHandlers: HandlersOf<'task'> = {
  'task.list': (_input, context) => {
    const { operator, permissions } = signedInOf(context)
    const all = permissions.includes('operator.manage')
    return { tasks: context.engine.tasks.list().filter((task) => all || task.operator === operator.name) }
  },
  'task.cancel': (input, context) => {
    const { operator, permissions } = signedInOf(context)
    const task = context.engine.tasks.list().find((one) => one.id === input.id)
    if (task === undefined || (task.operator !== operator.name && !permissions.includes('operator.manage')))
      throw new ChanceryError('not-found', `There is no task ${input.id} of yours.`)
    context.engine.tasks.cancel(input.id)
    return { ok: true } as const
  }
}
