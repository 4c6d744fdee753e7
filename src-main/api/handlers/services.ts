import { createEab, listEabs, revokeEab } from '../../ca/acme/eab.ts'
import {
  createAcmeService,
  disableAcmeService,
  listAcmeServices,
  showAcmeService,
  updateAcmeService
} from '../../ca/acme/services.ts'
import { listAccounts, listOrders, revokeAccount, showOrder } from '../../ca/acme/views.ts'
import { actorOf, type HandlersOf } from '../handler.ts'

export const acmeHandlers: HandlersOf<'acme'> = {
  'acme.create': (input, context) => createAcmeService(context.ca, input, actorOf(context), context.engine.listening()),
  'acme.list': (_input, { ca, engine }) => listAcmeServices(ca, engine.listening()),
  'acme.show': (input, { ca, engine }) => showAcmeService(ca, input, engine.listening()),
  'acme.update': (input, context) => updateAcmeService(context.ca, input, actorOf(context), context.engine.listening()),
  'acme.disable': (input, context) =>
    disableAcmeService(context.ca, input, actorOf(context), context.engine.listening()),
  'acme.eab-create': (input, context) => createEab(context.ca, input, actorOf(context), context.engine.listening()),
  'acme.eab-list': (input, { ca }) => listEabs(ca, input),
  'acme.eab-revoke': (input, context) => revokeEab(context.ca, input, actorOf(context)),
  'acme.accounts': (input, { ca }) => listAccounts(ca, input),
  'acme.account-revoke': (input, context) => revokeAccount(context.ca, input, actorOf(context)),
  'acme.orders': (input, { ca }) => listOrders(ca, input),
  'acme.order': (input, { ca }) => showOrder(ca, input)
}
