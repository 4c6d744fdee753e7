import type { Permission } from '../../../src-shared/model/permission.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { chartPermissions, dashboardCharts } from '../../ca/dashboard/charts.ts'
import { countBeforeLooking } from '../../ca/dashboard/counting.ts'
import { drillChart } from '../../ca/dashboard/drill.ts'
import { dashboardSummary, summaryFor } from '../../ca/dashboard/summary.ts'
import { noticesOf } from '../../ca/notices.ts'
import { signedInOf, type HandlersOf } from '../handler.ts'

export const dashboardHandlers: HandlersOf<'dashboard'> = {
  'dashboard.summary': (_input, context) => {
    const { permissions } = signedInOf(context)
    return summaryFor(dashboardSummary(context.ca, context.engine.backups.lastAt()), (one) => permissions.includes(one))
  },

  'dashboard.charts': async (input, context) => {
    const { permissions } = signedInOf(context)
    await countBeforeLooking(context.ca)
    return dashboardCharts(context.ca, input, (one) => permissions.includes(one))
  },

  'dashboard.drill': async (input, context) => {
    const { permissions } = signedInOf(context)
    const missing = chartPermissions[input.chart].find((one) => !permissions.includes(one))
    if (missing !== undefined)
      throw new ChanceryError(
        'forbidden',
        `Your roles do not include the permission ${missing}, which the rows behind this chart need. Ask an administrator.`
      )
    await countBeforeLooking(context.ca)
    return drillChart(context.ca, input)
  },

  'dashboard.notices': (_input, context) => {
    const { ca, engine } = context
    const { operator, permissions } = signedInOf(context)
    const may = (one: Permission): boolean => permissions.includes(one)
    const notices = noticesOf(ca, dashboardSummary(ca, engine.backups.lastAt()), may)
    for (const { id, title, state, message, endedAt, operator: owner } of engine.tasks.list())
      if (state === 'failed' && (owner === operator.name || may('operator.manage')))
        notices.push({
          id: `task:${id}`,
          kind: 'task-failed',
          count: 1,
          name: title,
          objectId: null,
          at: endedAt,
          text: message
        })
    if (may('backup.create')) notices.push(...engine.recovery.notices())
    const unserved = [
      ['not-served', engine.listenProblem()],
      ['not-served-secure', engine.secureProblem()]
    ] as const
    for (const [kind, problem] of unserved)
      if (problem !== null && may('settings.read'))
        notices.push({
          id: `${kind}:${problem}`,
          kind,
          count: 1,
          name: '',
          objectId: null,
          at: null,
          text: problem
        })
    return { notices }
  }
}
