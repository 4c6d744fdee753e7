import { ChanceryError } from '../../src-shared/errors.ts'
import { signatureAllowed } from '../../src-shared/model/algorithm.ts'
import { sameBytes } from '../pki/der/hex.ts'
import { readPrivateKeyFile } from '../pki/private-key-file.ts'
import { parsePublicKeyInfo } from '../pki/spki.ts'
import { checkWeakKey } from '../pki/weak-key.ts'
import { checkPair, generateKey } from './generate-key.ts'
import { openPkcs8, type OpenedKey } from './opened-key.ts'
import type { KeyVault, Signer, StoredKey } from './signer.ts'
import type { Vault } from './vault.ts'

/**
 * Keys in the database, sealed under the vault. A key that was opened stays open until the vault is locked; a signer
 * from before signs no more, also when the vault is opened again.
 */
export function softwareVault(vault: Vault): KeyVault {
  const opened = new Map<string, { readonly key: OpenedKey; readonly sealed: Uint8Array; readonly signer: Signer }>()
  vault.onChange((state) => {
    if (state !== 'locked') return
    for (const { key } of opened.values()) key.close()
    opened.clear()
  })

  /** Seals a key that is open in memory and closes it. */
  const store = (key: OpenedKey, context: string): StoredKey => {
    const pkcs8 = key.pkcs8()
    try {
      return { context, algorithm: key.algorithm, spki: key.spki, sealed: vault.seal('private-key', context, pkcs8) }
    } finally {
      pkcs8.fill(0)
      key.close()
    }
  }

  return {
    generate: async (algorithm, context) => {
      vault.master() // refuse before seconds of work
      return store(await generateKey(algorithm), context)
    },

    import: async (privateKey, context, passphrase) => {
      vault.master()
      const pkcs8 = await readPrivateKeyFile(privateKey, passphrase)
      try {
        const key = openPkcs8(pkcs8)
        await checkPair(key)
        const { reasons } = await checkWeakKey(parsePublicKeyInfo(key.spki))
        if (reasons.length > 0)
          throw new ChanceryError('weak-key', 'The private key is weak and is not taken over.', { reasons })
        return store(key, context)
      } finally {
        pkcs8.fill(0)
      }
    },

    open: async (stored) => {
      const { context, algorithm, sealed } = stored
      vault.master()
      const known = opened.get(context)
      if (known !== undefined && sameBytes(known.sealed, sealed)) return known.signer
      const pkcs8 = vault.open('private-key', context, sealed)
      const key = openPkcs8(pkcs8)
      pkcs8.fill(0)
      if (key.algorithm !== algorithm || !sameBytes(key.spki, stored.spki)) {
        throw new ChanceryError(
          'damaged',
          `The private key of "${context}" is not the one that its public key names. Restore it from a backup.`
        )
      }
      known?.key.close()
      const isOpen = (): boolean => opened.get(context)?.key === key
      const signer = signerOf(key, isOpen)
      opened.set(context, { key, sealed: sealed.slice(), signer })
      return signer
    },

    exportPkcs8: async (stored) => vault.open('private-key', stored.context, stored.sealed),

    forget: (context) => {
      opened.get(context)?.key.close()
      opened.delete(context)
    }
  }
}

function signerOf(key: OpenedKey, isOpen: () => boolean): Signer {
  return {
    algorithm: key.algorithm,
    spki: key.spki,
    sign: async (data, signatureAlgorithm, signal) => {
      if (!isOpen()) throw new ChanceryError('locked', 'The vault was locked; the key must be opened again.')
      if (signal?.aborted === true) throw new ChanceryError('cancelled', 'The signature was cancelled.')
      if (!signatureAllowed(signatureAlgorithm, key.algorithm)) {
        throw new ChanceryError(
          'invalid-input',
          `A ${key.algorithm} key does not make signatures of ${signatureAlgorithm}.`
        )
      }
      return await key.sign(data, signatureAlgorithm)
    },
    ...(key.unwrapKey === undefined
      ? {}
      : {
          unwrapKey: async (encryptedKey, transport, length) => {
            const content = isOpen() ? key.unwrapKey?.(encryptedKey, transport, length) : undefined
            if (content === undefined)
              throw new ChanceryError('locked', 'The vault was locked; the key must be opened again.')
            return content
          }
        })
  }
}
