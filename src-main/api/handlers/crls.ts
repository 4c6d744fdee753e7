import { exportCrl, issueCrlByHand, listCrls, showCrl } from '../../ca/crl/view.ts'
import { actorOf, type HandlersOf } from '../handler.ts'

export const crlHandlers: HandlersOf<'crl'> = {
  'crl.issue': (input, context) => issueCrlByHand(context.ca, input, actorOf(context)),
  'crl.list': (input, { ca }) => listCrls(ca, input),
  'crl.show': (input, { ca }) => showCrl(ca, input),
  'crl.export': (input, { ca }) => exportCrl(ca, input)
}
