import { setPageAccount, setValidatorToken } from '../../ca/scep/accounts.ts'
import { createChallenge, registerDevice, removeDevice, revokeChallenge } from '../../ca/scep/challenges.ts'
import { createScep, deleteScep, renewScep, switchScep, updateScep } from '../../ca/scep/service.ts'
import { listChallenges, listDevices, listEnrolments, listScep, showScep } from '../../ca/scep/view.ts'
import { actorOf, type HandlersOf } from '../handler.ts'

export const scepHandlers: HandlersOf<'scep'> = {
  'scep.create': (input, context) => createScep(context.ca, input, actorOf(context), context.engine.listening()),
  'scep.list': (_input, { ca, engine }) => listScep(ca, engine.listening()),
  'scep.show': (input, { ca, engine }) => showScep(ca, input, engine.listening()),
  'scep.update': (input, context) => updateScep(context.ca, input, actorOf(context), context.engine.listening()),
  'scep.enable': (input, context) =>
    switchScep(context.ca, { ...input, on: true }, actorOf(context), context.engine.listening()),
  'scep.disable': (input, context) =>
    switchScep(context.ca, { ...input, on: false }, actorOf(context), context.engine.listening()),
  'scep.delete': (input, context) => deleteScep(context.ca, input, actorOf(context)),
  'scep.renew': (input, context) => renewScep(context.ca, input, actorOf(context), context.engine.listening()),
  'scep.challenge': (input, context) =>
    createChallenge(context.ca, input, actorOf(context), context.engine.listening()),
  'scep.challenges': (input, { ca }) => listChallenges(ca, input),
  'scep.challenge-revoke': (input, context) => revokeChallenge(context.ca, input, actorOf(context)),
  'scep.device-register': (input, context) =>
    registerDevice(context.ca, input, actorOf(context), context.engine.listening()),
  'scep.devices': (input, { ca }) => listDevices(ca, input),
  'scep.device-remove': (input, context) => removeDevice(context.ca, input, actorOf(context)),
  'scep.enrolments': (input, { ca }) => listEnrolments(ca, input),
  'scep.page-account': (input, context) =>
    setPageAccount(context.ca, input, actorOf(context), context.engine.listening()),
  'scep.validator-token': (input, context) => setValidatorToken(context.ca, input, actorOf(context))
}
