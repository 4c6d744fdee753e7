import { deleteAcmeService } from '../../ca/acme/delete-service.ts'
import { createEab, listEabs, revokeEab, rotateEab } from '../../ca/acme/eab.ts'
import {
  createAcmeService,
  disableAcmeService,
  listAcmeServices,
  showAcmeService,
  updateAcmeService
} from '../../ca/acme/services.ts'
import { listAccounts, listOrders, revokeAccount, showOrder } from '../../ca/acme/views.ts'
import { servicePulses } from '../../ca/services/devices.ts'
import { listServiceLines } from '../../ca/services/log.ts'
import { actorOf, type HandlersOf } from '../handler.ts'

export const acmeHandlers: HandlersOf<'acme'> = {
  'acme.create': (input, context) => createAcmeService(context.ca, input, actorOf(context), context.engine.reached()),
  'acme.list': (_input, { ca, engine }) => listAcmeServices(ca, engine.reached()),
  'acme.show': (input, { ca, engine }) => showAcmeService(ca, input, engine.reached()),
  'acme.update': (input, context) => updateAcmeService(context.ca, input, actorOf(context), context.engine.reached()),
  'acme.disable': (input, context) => disableAcmeService(context.ca, input, actorOf(context), context.engine.reached()),
  'acme.delete': (input, context) => deleteAcmeService(context.ca, input, actorOf(context)),
  'acme.eab-create': (input, context) => createEab(context.ca, input, actorOf(context), context.engine.reached()),
  'acme.eab-rotate': (input, context) => rotateEab(context.ca, input, actorOf(context), context.engine.reached()),
  'acme.eab-list': (input, { ca }) => listEabs(ca, input),
  'acme.eab-revoke': (input, context) => revokeEab(context.ca, input, actorOf(context)),
  'acme.accounts': (input, { ca }) => listAccounts(ca, input),
  'acme.account-revoke': (input, context) => revokeAccount(context.ca, input, actorOf(context)),
  'acme.orders': (input, { ca }) => listOrders(ca, input),
  'acme.order': (input, { ca }) => showOrder(ca, input)
}

export const serviceHandlers: HandlersOf<'service'> = {
  'service.pulse': (_input, { ca }) => servicePulses(ca),
  'service.log': (input, { ca }) => listServiceLines(ca, input)
}
