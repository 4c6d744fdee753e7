import type { TokenKeyView, TokenView } from '../../../src-shared/model/token.ts'
import { explainToken } from '../../../src-shared/model/token-words.ts'
import type { KeyOnToken, TokenSeen } from '../../keys/token-keys.ts'
import { spkiFingerprint } from '../../pki/describe/key.ts'
import { getAuthorityByKey, listAuthorities } from '../../store/authorities.ts'
import type { Reader } from '../../store/connection.ts'
import { getKeyBySpki, type KeyRow } from '../../store/keys.ts'
import { reader } from '../../store/store.ts'
import { listPlacesOfKey, listTokenKeys, listTokenRows, servicesOfKey } from '../../store/tokens.ts'
import type { CaContext } from '../context.ts'
import { findToken } from './find.ts'
import { unlockFor } from './pin.ts'
import { requireTokens } from './places.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'

/** @returns tokens that are plugged in, were so since the start, or hold keys of ours */
export function listTokens(ca: CaContext): TokenView[] {
  const seen = requireTokens(ca).seen()
  const missing = listTokenRows(reader(ca.store)).filter((row) => seen.every(({ address }) => address !== row.address))
  return [...seen, ...missing.map(({ address, label }) => unseen(address, label))].map((one) => shownToken(ca, one))
}

function unseen(address: string, label: string): TokenSeen {
  const field = (name: string): string =>
    decodeURIComponent(new RegExp(`[:;]${name}=([^;?]*)`).exec(address)?.[1] ?? '')
  return {
    address,
    label,
    manufacturer: field('manufacturer'),
    model: field('model'),
    serial: field('serial'),
    firmware: '',
    state: 'absent',
    tries: 'not-told',
    module: null,
    slot: null,
    hardware: false,
    pinPad: false,
    minPin: null,
    maxPin: null,
    waiting: false,
    queued: 0,
    algorithms: []
  }
}

export function shownToken(ca: CaContext, seen: TokenSeen): TokenView {
  const from = reader(ca.store)
  const row = listTokenRows(from).find(({ address }) => address === seen.address)
  const keys = new Set(listTokenKeys(from).flatMap((key) => (key.tokenId === row?.id ? [key.keyId] : [])))
  return {
    ...seen,
    algorithms: [...seen.algorithms],
    explanation: explainToken(seen),
    pinSource: row?.pinSource ?? null,
    authorities: listAuthorities(from).flatMap(({ keyId, name, state }) =>
      keys.has(keyId) && state !== 'destroyed' ? [name] : []
    ),
    services: [...keys].flatMap((keyId) => servicesOfKey(from, keyId))
  }
}

/** @returns the private keys on a token. @throws ChanceryError `key-unavailable` while it is locked, `not-found` */
export async function listKeysOnToken(
  ca: CaContext,
  input: { token: string; pin?: string | undefined },
  actor: Actor
): Promise<{ keys: TokenKeyView[] }> {
  const token = await findToken(ca, input.token)
  await unlockFor(ca, token, input.pin, actor)
  const keys = await requireTokens(ca).keys(token.address)
  return { keys: keys.map((key) => shownKey(ca, key)) }
}

export function shownKey(ca: CaContext, key: KeyOnToken): TokenKeyView {
  const from = reader(ca.store)
  const spkiSha256 = key.spki === null ? null : spkiFingerprint(key.spki)
  const known = spkiSha256 === null ? undefined : getKeyBySpki(from, spkiSha256)
  const place = listTokenKeys(from).find(({ address }) => address === key.address)
  return {
    keyId: place === undefined ? null : (known?.id ?? null),
    id: key.id,
    label: key.label,
    algorithm: key.algorithm,
    spkiSha256,
    sensitive: key.sensitive,
    extractable: key.extractable,
    neverExtractable: key.neverExtractable,
    madeOnToken: key.local,
    alwaysAuthenticate: key.alwaysAuthenticate,
    authority: known === undefined ? null : (getAuthorityByKey(from, known.id)?.name ?? null),
    services: known === undefined ? [] : servicesOfKey(from, known.id),
    copyOf: place === undefined && known !== undefined && isOnToken(from, known) ? known.label : null,
    warning: warningOf(key, place?.origin === 'imported' || known?.origin === 'imported')
  }
}

/** Only of such a key a copy can be taken up. */
function isOnToken(from: Reader, key: KeyRow): boolean {
  return key.destroyedAt === null && listPlacesOfKey(from, key.id).length > 0
}

function warningOf(key: KeyOnToken, imported: boolean): string {
  if (key.extractable === true || key.sensitive === false) return 'This key can be read out of the token.'
  if (imported)
    return 'This key was outside of the token before it came here. Copies may exist: in backups, on disks, with whoever had it.'
  if (key.local === false || key.neverExtractable === false)
    return 'The token does not say that this key was made on it; copies may exist.'
  return ''
}
