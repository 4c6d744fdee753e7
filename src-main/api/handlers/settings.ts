import type { Settings } from '../../../src-shared/model/settings.ts'
import { actorOf, type HandlersOf } from '../handler.ts'

export const settingsHandlers: HandlersOf<'settings'> = {
  'settings.show': (_input, { engine }) => ({ settings: engine.settings.show() }),
  'settings.update': async (input, context) => ({
    settings: await context.engine.settings.update(onlySet(input.settings), actorOf(context))
  })
}

/** A field that was left out stays as it is. */
function onlySet(patch: { readonly [K in keyof Settings]?: Settings[K] | undefined }): Partial<Settings> {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))
}
