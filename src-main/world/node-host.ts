import { assertNever } from '../../src-shared/assert-never.ts'
import { ChanceryError } from '../../src-shared/errors.ts'
import type { StartChild } from './child-process.ts'
import type { Host, KeyStore, KeyStoreRefusal, SecretReference } from './host.ts'
import { readOsKeyStore } from './os-key-store.ts'
import { readOwnerOnlyFile, readSystemdCredential } from './secret-file.ts'

/**
 * The host of a plain Node process.
 * @param options.credentialsDirectory the value of $CREDENTIALS_DIRECTORY, where systemd set it.
 * @param options.keyStore the operating system's key store, where the caller has one (the desktop's safeStorage);
 *   without it secrets are read through the system's own program.
 * @param options.startChild how children are started; a fork without it.
 * @param options.keyStoreRefusal why the caller, who looked for one, brings none.
 */
export function nodeHost(
  options: {
    credentialsDirectory?: string | undefined
    keyStore?: KeyStore
    keyStoreRefusal?: KeyStoreRefusal
    startChild?: StartChild
  } = {}
): Host {
  const { keyStore, keyStoreRefusal, startChild } = options
  const read = async (reference: SecretReference): Promise<Uint8Array> => {
    switch (reference.kind) {
      case 'file':
        return readOwnerOnlyFile(reference.path)
      case 'credential':
        return readSystemdCredential(reference.name, options.credentialsDirectory)
      case 'key-store':
        return readKeyStore(keyStore, reference.name)
      default:
        return assertNever(reference)
    }
  }
  return {
    secrets: {
      read,
      ...(keyStore === undefined ? {} : { keyStore }),
      ...(keyStoreRefusal === undefined ? {} : { keyStoreRefusal })
    },
    ...(startChild === undefined ? {} : { startChild })
  }
}

async function readKeyStore(keyStore: KeyStore | undefined, name: string): Promise<Uint8Array> {
  if (keyStore === undefined) return readOsKeyStore(name)
  const secret = await keyStore.read(name)
  if (secret === undefined)
    throw new ChanceryError('not-found', `The key store of the operating system has no secret "${name}".`)
  return secret
}
