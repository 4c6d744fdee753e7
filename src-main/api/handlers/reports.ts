import { reportKinds, reportShapes } from '../../../src-shared/model/report.ts'
import { reportWords } from '../../../src-shared/model/report-words.ts'
import type { Permission } from '../../../src-shared/model/permission.ts'
import { signedInOf, type HandlerContext, type HandlersOf } from '../handler.ts'

const readerOf = (context: HandlerContext): Pick<ReturnType<typeof signedInOf>, 'actor' | 'permissions'> => {
  const { actor, permissions } = signedInOf(context)
  return { actor, permissions }
}

/** Which reports somebody may read: the permission for reports opens no door that others keep shut. */
const readable = (permissions: readonly Permission[]): (typeof reportKinds)[number][] =>
  reportKinds.filter((kind) => reportShapes[kind].needs.every((one) => permissions.includes(one)))

export const reportHandlers: HandlersOf<'report'> = {
  'report.list': ({ language }, context) => {
    const allowed = new Set(readable(signedInOf(context).permissions))
    const last = context.engine.reports.lastMade()
    const words = reportWords(language)
    return {
      reports: reportKinds.map((report) => ({
        report,
        title: words.titles[report],
        answers: words.answers[report],
        allowed: allowed.has(report),
        needs: [...reportShapes[report].needs],
        lastMadeAt: last.get(report) ?? null
      }))
    }
  },
  'report.preview': (input, context) => context.engine.reports.preview(input, readerOf(context), context.signal),
  'report.run': async (input, context) => ({
    run: await context.engine.reports.make(input, readerOf(context), context.signal)
  }),
  'report.history': ({ report, schedule, cursor, limit }, context) => {
    const kinds = readable(signedInOf(context).permissions).filter((kind) => report === undefined || kind === report)
    return context.engine.reports.history({ reports: kinds, scheduleId: schedule }, cursor ?? null, limit)
  },
  'report.download': async ({ id }, context) => ({
    file: await context.engine.reports.download(id, readerOf(context))
  }),
  'report.delete': async ({ id }, context) => {
    await context.engine.reports.remove(id, readerOf(context))
    return { ok: true }
  },
  'report.schedules': (_input, context) => {
    const kinds = readable(signedInOf(context).permissions)
    return { schedules: context.engine.reportSchedules.list().filter(({ report }) => kinds.includes(report)) }
  },
  'report.schedule': async (input, context) => ({
    schedule: await context.engine.reportSchedules.add(input, readerOf(context), signedInOf(context).operator.id)
  }),
  'report.schedule-update': async ({ schedule, ...change }, context) => ({
    schedule: await context.engine.reportSchedules.update(schedule, change, readerOf(context))
  }),
  'report.schedule-delete': async ({ schedule }, context) => {
    await context.engine.reportSchedules.remove(schedule, readerOf(context))
    return { ok: true }
  }
}
