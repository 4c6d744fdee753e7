import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { safeStorage } from 'electron'
import { ChanceryError } from '../../src-shared/errors.ts'
import type { KeyStore, KeyStoreRefusal } from '../world/host.ts'

const secretName = /^[a-z0-9][a-z0-9.-]{0,63}$/

/**
 * The key store of the operating system through Electron's safeStorage: the secret lies encrypted in a file, the key
 * to it with the keyring, Keychain or DPAPI. Refused where Linux has no keyring: the fallback there is a fixed password.
 * @returns why there is none, where there is no key store worth the name
 */
export function safeStorageKeyStore(folder: string): KeyStore | KeyStoreRefusal {
  if (process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text') return 'fixed-password'
  if (!safeStorage.isEncryptionAvailable()) return 'no-key-store'
  const fileOf = (name: string): string => {
    if (!secretName.test(name))
      throw new ChanceryError('invalid-input', `"${name}" cannot be the name of a stored secret.`)
    return join(folder, `${name}.sealed`)
  }
  return {
    read: async (name) => {
      const sealed = await readFile(fileOf(name)).catch((cause: unknown) => {
        if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined
        throw new ChanceryError('io', `The stored secret "${name}" could not be read.`, { cause })
      })
      if (sealed === undefined) return undefined
      try {
        return Uint8Array.from(Buffer.from(safeStorage.decryptString(sealed), 'base64'))
      } catch (cause) {
        throw new ChanceryError(
          'damaged',
          `The stored secret "${name}" cannot be opened with this account's key store.`,
          { cause }
        )
      }
    },
    write: async (name, secret) => {
      const file = fileOf(name)
      const sealed = safeStorage.encryptString(Buffer.from(secret).toString('base64'))
      await mkdir(folder, { recursive: true, mode: 0o700 })
      await writeFile(`${file}.new`, sealed, { mode: 0o600 })
      await rename(`${file}.new`, file)
    },
    remove: async (name) => {
      await rm(fileOf(name), { force: true })
    }
  }
}
