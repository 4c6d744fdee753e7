import { app } from 'electron'
import { join } from 'node:path'
import type { KeyStore, KeyStoreRefusal } from '../world/host.ts'
import type { StartChild } from '../world/child-process.ts'
import { safeStorageKeyStore } from './key-store.ts'
import { startUtility } from './utility-child.ts'

/** What the desktop brings to the engine's host: the key store of the operating system and a way to start children. */
export function desktopHostParts(): {
  readonly keyStore?: KeyStore
  readonly keyStoreRefusal?: KeyStoreRefusal
  readonly startChild: StartChild
} {
  const keyStore = safeStorageKeyStore(join(app.getPath('userData'), 'secrets'))
  return { ...(typeof keyStore === 'string' ? { keyStoreRefusal: keyStore } : { keyStore }), startChild: startUtility }
}
