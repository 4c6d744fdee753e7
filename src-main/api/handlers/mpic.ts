import { configureConnector } from '../../ca/mpic/connector.ts'
import { connectorView, rulesView } from '../../ca/mpic/views.ts'
import { listExchanges, rawExchange, runCheck, showExchange } from '../../ca/mpic/workbench.ts'
import { actorOf, type HandlersOf } from '../handler.ts'

export const mpicHandlers: HandlersOf<'mpic'> = {
  'mpic.settings': (_input, { ca }) => connectorView(ca),
  'mpic.configure': async (input, context) =>
    connectorView(context.ca, await configureConnector(context.ca, input, actorOf(context))),
  'mpic.test': (_input, { engine, signal }) => engine.mpic.test(signal),
  'mpic.rules': (input, { ca }) => rulesView(input.at ?? ca.clock.now()),
  'mpic.check': (input, context) => runCheck(context.engine.mpic.parts, input, actorOf(context), context.signal),
  'mpic.list': (input, { ca }) => listExchanges(ca, input),
  'mpic.show': (input, { ca }) => showExchange(ca, input),
  'mpic.raw': (input, { ca }) => ({ file: rawExchange(ca, input) })
}
