import { changeClockSettings, checkClock, confirmClock } from '../../ca/time-stamps/clock.ts'
import { createTsa, deleteTsa, renewTsa, switchTsa, updateTsa } from '../../ca/time-stamps/service.ts'
import { verifyStamp } from '../../ca/time-stamps/verify.ts'
import { clockViewOf, listStamps, listTsa, showTsa } from '../../ca/time-stamps/view.ts'
import { actorOf, type HandlersOf } from '../handler.ts'

export const tsaHandlers: HandlersOf<'tsa'> = {
  'tsa.create': (input, context) => createTsa(context.ca, input, actorOf(context), context.engine.reached()),
  'tsa.list': (_input, { ca, engine }) => listTsa(ca, engine.reached()),
  'tsa.show': (input, { ca, engine }) => showTsa(ca, input, engine.reached()),
  'tsa.update': (input, context) => updateTsa(context.ca, input, actorOf(context), context.engine.reached()),
  'tsa.enable': (input, context) =>
    switchTsa(context.ca, { ...input, on: true }, actorOf(context), context.engine.reached()),
  'tsa.disable': (input, context) =>
    switchTsa(context.ca, { ...input, on: false }, actorOf(context), context.engine.reached()),
  'tsa.delete': (input, context) => deleteTsa(context.ca, input, actorOf(context)),
  'tsa.renew': (input, context) => renewTsa(context.ca, input, actorOf(context), context.engine.reached()),
  'tsa.log': (input, { ca }) => listStamps(ca, input),
  'tsa.verify': (input, { ca }) => verifyStamp(ca, input),
  'tsa.clock': (_input, { ca }) => clockViewOf(ca),
  'tsa.clock-settings': async (input, context) => {
    await changeClockSettings(context.ca, input, actorOf(context))
    return clockViewOf(context.ca)
  },
  'tsa.clock-check': async (_input, context) => {
    await checkClock(context.ca, actorOf(context), context.signal)
    return clockViewOf(context.ca)
  },
  'tsa.clock-confirm': async (_input, context) => {
    await confirmClock(context.ca, actorOf(context))
    return clockViewOf(context.ca)
  }
}
