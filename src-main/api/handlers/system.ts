import { ChanceryError } from '../../../src-shared/errors.ts'
import { actorOf, type HandlersOf } from '../handler.ts'
import { beginSession, describeOperator } from './session.ts'

/** The state of the vault and its first set-up. */
export const systemHandlers: HandlersOf<'system'> = {
  'system.status': (_input, context) => {
    const { engine, signedIn } = context
    const { about } = engine
    const { theme, language, density } = engine.settings.show()
    return {
      product: 'Chancery',
      version: about.version,
      vault: engine.vault.state,
      operator: signedIn === undefined ? null : describeOperator(context, signedIn.operator),
      runtime: { electron: about.electron, node: about.node, mlDsaNative: about.mlDsaNative },
      dataFolderName: about.dataFolderName,
      demo: engine.isDemo(),
      listening: [...engine.listening()],
      listenProblem: engine.listenProblem(),
      secureProblem: engine.secureProblem(),
      look: { theme, language, density }
    }
  },

  'system.setup': async (input, context) => {
    const { engine, caller } = context
    if (!caller.maySetUp)
      throw new ChanceryError(
        'forbidden',
        'The first set-up in a browser needs the one-time link that the server printed when it started. Open that link, or run "chancery init".'
      )
    const made = await engine.accounts.setUp(input, caller.channel)
    const operator = engine.accounts.active(made.operatorId)
    if (operator !== undefined) beginSession(context, operator)
    return made
  },

  'system.make-unlock-secret': async (_input, context) => {
    const secret = await context.engine.accounts.makeUnlockSecret(actorOf(context))
    return {
      file: {
        name: 'chancery-unlock',
        mediaType: 'text/plain',
        base64: Buffer.from(secret).toString('base64')
      }
    }
  },

  'system.show-unlock-at-start': (_input, { engine }) => engine.unlockByKeyStore.state(),

  'system.enable-unlock-at-start': async (_input, context) => {
    await context.engine.unlockByKeyStore.enable(actorOf(context))
    return context.engine.unlockByKeyStore.state()
  },

  'system.disable-unlock-at-start': async (_input, context) => {
    await context.engine.unlockByKeyStore.disable(actorOf(context))
    return context.engine.unlockByKeyStore.state()
  }
}
