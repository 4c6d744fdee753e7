import { setPageAccount, setValidatorToken } from '../../ca/scep/accounts.ts'
import { createChallenge, registerDevice, removeDevice, revokeChallenge } from '../../ca/scep/challenges.ts'
import { createScep, deleteScep, renewScep, switchScep, updateScep } from '../../ca/scep/service.ts'
import { listChallenges, listDevices, listEnrolments, listScep, showScep } from '../../ca/scep/view.ts'
import { actorOf, type HandlersOf } from '../handler.ts'

export const scepHandlers: HandlersOf<'scep'> = {
  'scep.create': (input, context) => createScep(context.ca, input, actorOf(context), context.engine.reached()),
  'scep.list': (_input, { ca, engine }) => listScep(ca, engine.reached()),
  'scep.show': (input, { ca, engine }) => showScep(ca, input, engine.reached()),
  'scep.update': (input, context) => updateScep(context.ca, input, actorOf(context), context.engine.reached()),
  'scep.enable': (input, context) =>
    switchScep(context.ca, { ...input, on: true }, actorOf(context), context.engine.reached()),
  'scep.disable': (input, context) =>
    switchScep(context.ca, { ...input, on: false }, actorOf(context), context.engine.reached()),
  'scep.delete': (input, context) => deleteScep(context.ca, input, actorOf(context)),
  'scep.renew': (input, context) => renewScep(context.ca, input, actorOf(context), context.engine.reached()),
  'scep.challenge': (input, context) => createChallenge(context.ca, input, actorOf(context), context.engine.reached()),
  'scep.challenges': (input, { ca }) => listChallenges(ca, input),
  'scep.challenge-revoke': (input, context) => revokeChallenge(context.ca, input, actorOf(context)),
  'scep.device-register': (input, context) =>
    registerDevice(context.ca, input, actorOf(context), context.engine.reached()),
  'scep.devices': (input, { ca }) => listDevices(ca, input),
  'scep.device-remove': (input, context) => removeDevice(context.ca, input, actorOf(context)),
  'scep.enrolments': (input, { ca }) => listEnrolments(ca, input),
  'scep.page-account': (input, context) =>
    setPageAccount(context.ca, input, actorOf(context), context.engine.reached()),
  'scep.validator-token': (input, context) => setValidatorToken(context.ca, input, actorOf(context))
}
