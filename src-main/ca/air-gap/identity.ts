import { createHash } from 'node:crypto'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { BundleParty, PeerCard } from '../../../src-shared/model/bundle.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import { hexOf } from '../../pki/der/hex.ts'
import { getIdentity, insertIdentity, renameIdentity, type IdentityRow } from '../../store/air-gap.ts'
import { canonicalJson } from '../../store/canonical-json.ts'
import { getKey, type KeyRow } from '../../store/keys.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { recordAudit } from '../audit.ts'
import { generateKey, keepKey } from '../authorities/new-key.ts'
import type { CaContext } from '../context.ts'

/** This installation as others across the air gap know it. */
export interface Identity {
  readonly row: IdentityRow
  readonly key: KeyRow
}

/** @returns SHA-256 of a SubjectPublicKeyInfo, in hex: how a peer is recognised */
export function fingerprintOfKey(spki: Uint8Array): string {
  return createHash('sha256').update(spki).digest('hex')
}

/** @returns the identity, or undefined before the first use. @throws ChanceryError `damaged` */
export function findIdentity(ca: Pick<CaContext, 'store'>): Identity | undefined {
  const from = reader(ca.store)
  const row = getIdentity(from)
  if (row === undefined) return undefined
  const key = getKey(from, row.keyId)
  if (key === undefined)
    throw new ChanceryError('damaged', 'The air-gap key of this installation is not in the database.')
  return { row, key }
}

/** @throws ChanceryError `not-ready` where there is none yet */
export function requireIdentity(ca: Pick<CaContext, 'store'>): Identity {
  const identity = findIdentity(ca)
  if (identity !== undefined) return identity
  throw new ChanceryError(
    'not-ready',
    'This installation has no air-gap key yet. Make one first: chancery bundle identity --name NAME.'
  )
}

/**
 * Makes the air-gap key of this installation on its first use; a name that is given later renames it. The key signs
 * bundles and nothing else.
 * @throws ChanceryError `locked`; `invalid-input` where the first use gives no name
 */
export async function ensureIdentity(
  ca: CaContext,
  input: { readonly name?: string | undefined },
  actor: Actor
): Promise<Identity> {
  const present = findIdentity(ca)
  if (present !== undefined) {
    const { name } = input
    if (name === undefined || name === present.row.name) return present
    await transaction(ca.store, (tx) => {
      renameIdentity(tx, name)
      recordAudit(tx, ca, {
        actor,
        operation: 'bundle.identity',
        object: { kind: 'installation', id: present.row.installation },
        outcome: 'ok',
        detail: { before: present.row.name, name }
      })
    })
    return requireIdentity(ca)
  }
  if (input.name === undefined)
    throw new ChanceryError(
      'invalid-input',
      'Give this installation a name by which the other side knows it, for example "Root safe" or "Issuing office".'
    )
  const name = input.name
  const key = await generateKey(ca, 'P-256', { label: 'Air-gap key', purposes: ['bundle'] })
  const installation = hexOf(ca.random.bytes(16))
  await transaction(ca.store, (tx) => {
    if (getIdentity(tx) !== undefined) return
    keepKey(tx, key)
    insertIdentity(tx, { installation, name, keyId: key.id, createdAt: ca.clock.now() })
    recordAudit(tx, ca, {
      actor,
      operation: 'bundle.identity',
      object: { kind: 'installation', id: installation },
      outcome: 'ok',
      detail: { name, fingerprint: fingerprintOfKey(key.spki) }
    })
  })
  return requireIdentity(ca)
}

/** @returns the identity as it stands in bundles */
export function partyOf({ row, key }: Identity): BundleParty {
  return { installation: row.installation, name: row.name, fingerprint: fingerprintOfKey(key.spki) }
}

/** @returns the file that the other side pairs with */
export function cardOf({ row, key }: Identity): Uint8Array {
  const card: PeerCard = {
    format: 'chancery-peer/1',
    installation: row.installation,
    name: row.name,
    publicKey: Buffer.from(key.spki).toString('base64')
  }
  return new Uint8Array(Buffer.from(`${canonicalJson(card)}\n`, 'utf8'))
}
