import { createCmpClient, listCmpClientViews, revokeCmpClient } from '../../ca/cmp/clients.ts'
import { createCmp, deleteCmp, renewCmp, switchCmp, updateCmp } from '../../ca/cmp/service.ts'
import { listCmp, listCmpLog, showCmp } from '../../ca/cmp/view.ts'
import { actorOf, type HandlersOf } from '../handler.ts'

export const cmpHandlers: HandlersOf<'cmp'> = {
  'cmp.create': (input, context) => createCmp(context.ca, input, actorOf(context), context.engine.reached()),
  'cmp.list': (_input, { ca, engine }) => listCmp(ca, engine.reached()),
  'cmp.show': (input, { ca, engine }) => showCmp(ca, input, engine.reached()),
  'cmp.update': (input, context) => updateCmp(context.ca, input, actorOf(context), context.engine.reached()),
  'cmp.enable': (input, context) =>
    switchCmp(context.ca, { ...input, on: true }, actorOf(context), context.engine.reached()),
  'cmp.disable': (input, context) =>
    switchCmp(context.ca, { ...input, on: false }, actorOf(context), context.engine.reached()),
  'cmp.delete': (input, context) => deleteCmp(context.ca, input, actorOf(context)),
  'cmp.renew': (input, context) => renewCmp(context.ca, input, actorOf(context), context.engine.reached()),
  'cmp.client-create': (input, context) =>
    createCmpClient(context.ca, input, actorOf(context), context.engine.reached()),
  'cmp.client-list': (input, { ca }) => listCmpClientViews(ca, input),
  'cmp.client-revoke': (input, context) => revokeCmpClient(context.ca, input, actorOf(context)),
  'cmp.log': (input, { ca }) => listCmpLog(ca, input)
}
