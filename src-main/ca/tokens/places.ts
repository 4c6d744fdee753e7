import { ChanceryError } from '../../../src-shared/errors.ts'
import type { KeyAlgorithmId } from '../../../src-shared/model/algorithm.ts'
import type { Signer } from '../../keys/signer.ts'
import type { Tokens } from '../../keys/token-keys.ts'
import type { Reader } from '../../store/connection.ts'
import type { KeyRow } from '../../store/keys.ts'
import { reader } from '../../store/store.ts'
import { listPlacesOfKey } from '../../store/tokens.ts'
import type { CaContext } from '../context.ts'

/** @throws ChanceryError `not-ready` where this engine uses no tokens */
export function requireTokens(ca: Pick<CaContext, 'tokens'>): Tokens {
  if (ca.tokens !== undefined) return ca.tokens
  throw new ChanceryError('not-ready', 'Tokens are not used here.')
}

/** @returns addresses of a key on tokens */
export function placesOf(from: Reader, keyId: number): string[] {
  return listPlacesOfKey(from, keyId).map(({ address }) => address)
}

/** Opens a key that lies on a token. @throws ChanceryError `key-unavailable`, `locked` */
export function openOnToken(ca: CaContext, key: KeyRow, algorithm: KeyAlgorithmId): Promise<Signer> {
  const places = placesOf(reader(ca.store), key.id)
  return requireTokens(ca).open({ label: key.label, algorithm, spki: key.spki, places })
}
