import { destroyTokenKey } from '../../ca/tokens/destroy.ts'
import { examineModules, tokensBehind } from '../../ca/tokens/examine.ts'
import { generateOnToken, importToToken } from '../../ca/tokens/keys.ts'
import { addModule, removeModule, showModules } from '../../ca/tokens/modules.ts'
import { takeUpCopy } from '../../ca/tokens/take-up.ts'
import { changeTokenPin, lockToken, setTokenPinSource, unlockToken } from '../../ca/tokens/pin.ts'
import { listKeysOnToken, shownToken } from '../../ca/tokens/view.ts'
import { actorOf, type HandlersOf } from '../handler.ts'

export const tokenHandlers: HandlersOf<'token'> = {
  'token.list': (input, { ca }) => tokensBehind(ca, input),
  'token.doctor': (input, { ca }) => examineModules(ca, input),
  'token.modules': (_input, { ca }) => showModules(ca),
  'token.modules-add': (input, context) => addModule(context.ca, input, actorOf(context)),
  'token.modules-remove': (input, context) => removeModule(context.ca, input, actorOf(context)),
  'token.unlock': async (input, context) => ({
    token: shownToken(context.ca, await unlockToken(context.ca, input, actorOf(context)))
  }),
  'token.lock': async (input, context) => ({
    token: shownToken(context.ca, await lockToken(context.ca, input, actorOf(context)))
  }),
  'token.change-pin': async (input, context) => ({
    token: shownToken(context.ca, await changeTokenPin(context.ca, input, actorOf(context)))
  }),
  'token.keep-pin': async (input, context) => ({
    token: shownToken(context.ca, await context.engine.keepTokenPin(input, actorOf(context)))
  }),
  'token.set-pin-source': async (input, context) => {
    const source = input.source === 'none' ? null : input.source
    const token = await setTokenPinSource(context.ca, { token: input.token, source }, actorOf(context))
    return { token: shownToken(context.ca, token) }
  },
  'token.keys': (input, context) => listKeysOnToken(context.ca, input, actorOf(context)),
  'token.generate': (input, context) => generateOnToken(context.ca, input, actorOf(context)),
  'token.import': (input, context) => importToToken(context.ca, input, actorOf(context)),
  'token.take-up': (input, context) => takeUpCopy(context.ca, input, actorOf(context)),
  'token.destroy-key': (input, context) => destroyTokenKey(context.ca, input, actorOf(context))
}
