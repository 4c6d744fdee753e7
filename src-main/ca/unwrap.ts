import { ChanceryError } from '../../src-shared/errors.ts'
import type { KeyTransport } from '../pki/cms.ts'
import type { CaContext } from './context.ts'
import { openSigner, usableKey } from './sign.ts'

/** A content key as a message carries it, for a key of ours. */
export interface WrappedKey {
  readonly keyId: number
  readonly transport: KeyTransport
  readonly encryptedKey: Uint8Array
  /** Octets that the content key has. */
  readonly length: number
}

/**
 * Opens a content key with a key of the vault whose row says that it may. What does not open gives random octets, so that
 * nobody learns by asking whether it did (RFC 3218 2.3). The caller zeroes the key.
 * @throws ChanceryError `key-unavailable`, `locked`, `forbidden`
 */
export async function unwrapKey(ca: CaContext, wrapped: WrappedKey): Promise<Uint8Array> {
  const signer = await openSigner(ca, usableKey(ca, wrapped.keyId, 'unwrap'))
  if (signer.unwrapKey === undefined)
    throw new ChanceryError('key-unavailable', `A ${signer.algorithm} key does not decrypt messages.`)
  return signer.unwrapKey(wrapped.encryptedKey, wrapped.transport, wrapped.length)
}
