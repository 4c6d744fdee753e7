import { createEstClient, endEstClient, listEstClientViews, rotateEstClient } from '../../ca/est/clients.ts'
import { createEst, deleteEst, switchEst, updateEst } from '../../ca/est/service.ts'
import { listEst, listEstAsked, requireEstService, showEst } from '../../ca/est/view.ts'
import { listServiceLines } from '../../ca/services/log.ts'
import { reader } from '../../store/store.ts'
import { actorOf, type HandlersOf } from '../handler.ts'

export const estHandlers: HandlersOf<'est'> = {
  'est.create': (input, context) => createEst(context.ca, input, actorOf(context), context.engine.reached()),
  'est.list': (_input, { ca, engine }) => listEst(ca, engine.reached()),
  'est.show': (input, { ca, engine }) => showEst(ca, input, engine.reached()),
  'est.update': (input, context) => updateEst(context.ca, input, actorOf(context), context.engine.reached()),
  'est.enable': (input, context) =>
    switchEst(context.ca, { ...input, on: true }, actorOf(context), context.engine.reached()),
  'est.disable': (input, context) =>
    switchEst(context.ca, { ...input, on: false }, actorOf(context), context.engine.reached()),
  'est.delete': (input, context) => deleteEst(context.ca, input, actorOf(context)),
  'est.client-create': (input, context) =>
    createEstClient(context.ca, input, actorOf(context), context.engine.reached()),
  'est.client-rotate': (input, context) =>
    rotateEstClient(context.ca, input, actorOf(context), context.engine.reached()),
  'est.client-list': (input, { ca }) => listEstClientViews(ca, input),
  'est.client-revoke': (input, context) => endEstClient(context.ca, input, actorOf(context)),
  'est.requests': (input, { ca }) => listEstAsked(ca, input),
  'est.log': (input, { ca }) => {
    const { name } = requireEstService(reader(ca.store), input.service)
    return listServiceLines(ca, { service: `est:${name}`, cursor: input.cursor, limit: input.limit })
  }
}
