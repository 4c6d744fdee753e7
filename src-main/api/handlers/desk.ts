import type { Permission } from '../../../src-shared/model/permission.ts'
import { requireAuthority } from '../../ca/authorities/find.ts'
import { dashboardSummary } from '../../ca/dashboard.ts'
import { noticesOf } from '../../ca/notices.ts'
import { resolveReservation } from '../../ca/issue/reservations.ts'
import { followUp } from '../../ca/revoke.ts'
import { reader } from '../../store/store.ts'
import { actorOf, signedInOf, type HandlersOf } from '../handler.ts'

export const dashboardHandlers: HandlersOf<'dashboard'> = {
  'dashboard.summary': (_input, { ca, engine }) => dashboardSummary(ca, engine.backups.lastAt()),

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
    const problem = engine.listenProblem()
    if (problem !== null && may('settings.read'))
      notices.push({
        id: `not-served:${problem}`,
        kind: 'not-served',
        count: 1,
        name: '',
        objectId: null,
        at: null,
        text: problem
      })
    return { notices }
  }
}

export const reservationHandlers: HandlersOf<'reservation'> = {
  'reservation.resolve': async (input, context) => {
    const { ca } = context
    const authority = requireAuthority(reader(ca.store), input.authority)
    await resolveReservation(ca, authority.id, input.serial, actorOf(context))
    await followUp(ca, authority.id, actorOf(context))
    return { ok: true } as const
  }
}
