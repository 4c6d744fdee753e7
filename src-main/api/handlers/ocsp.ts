import { disableOcsp, enableOcsp, rollOverResponder } from '../../ca/ocsp/service.ts'
import { tryOcsp } from '../../ca/ocsp/trial.ts'
import { listOcsp } from '../../ca/ocsp/view.ts'
import { actorOf, type HandlersOf } from '../handler.ts'

export const ocspHandlers: HandlersOf<'ocsp'> = {
  'ocsp.enable': async (input, context) => ({ service: await enableOcsp(context.ca, input, actorOf(context)) }),
  'ocsp.disable': async (input, context) => ({ service: await disableOcsp(context.ca, input, actorOf(context)) }),
  'ocsp.renew': async (input, context) => ({ service: await rollOverResponder(context.ca, input, actorOf(context)) }),
  'ocsp.ask': async (input, { ca }) => ({ trial: await tryOcsp(ca, input) }),
  'ocsp.status': (input, { ca }) => listOcsp(ca, input)
}
