import { app, dialog } from 'electron'
import { join } from 'node:path'
import type { KeyStore, KeyStoreRefusal, Prompts } from '../world/host.ts'
import type { StartChild } from '../world/child-process.ts'
import { safeStorageKeyStore } from './key-store.ts'
import { startUtility } from './utility-child.ts'

/** What the desktop brings to the engine's host: the key store of the operating system and a question to the person. */
export function desktopHostParts(): {
  readonly keyStore?: KeyStore
  readonly keyStoreRefusal?: KeyStoreRefusal
  readonly prompts: Prompts
  readonly startChild: StartChild
} {
  const keyStore = safeStorageKeyStore(join(app.getPath('userData'), 'secrets'))
  const prompts: Prompts = {
    // PINs are asked for when a window's call needs them (secret-calls.ts); the engine asks for nothing by itself here.
    secret: () => Promise.resolve(undefined),
    confirm: async (question) => {
      const { response } = await dialog.showMessageBox({
        type: 'question',
        message: question,
        buttons: ['No', 'Yes'],
        defaultId: 0,
        cancelId: 0
      })
      return response === 1
    }
  }
  const parts = { prompts, startChild: startUtility }
  return typeof keyStore === 'string' ? { keyStoreRefusal: keyStore, ...parts } : { keyStore, ...parts }
}
