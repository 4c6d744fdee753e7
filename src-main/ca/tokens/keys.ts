import type { TokenKeyView } from '../../../src-shared/model/token.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { isKeyAlgorithmId } from '../../../src-shared/model/algorithm.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import type { Ref } from '../../../src-shared/model/scalars.ts'
import type { KeyPurpose } from '../../keys/signer.ts'
import { readPrivateKeyFile } from '../../pki/private-key-file.ts'
import { base64Bytes, looksLikePem } from '../../pki/pem.ts'
import { afterCommit } from '../../store/connection.ts'
import { getKey, moveKeyToToken } from '../../store/keys.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { requireAuthority } from '../authorities/find.ts'
import { keyAlgorithmNamed } from '../authorities/new-key.ts'
import { openInTurn } from '../protected-files.ts'
import type { CaContext } from '../context.ts'
import { findToken } from './find.ts'
import { unlockFor } from './pin.ts'
import { requireTokens } from './places.ts'
import { recordTokenKey } from './record-key.ts'
import { shownKey } from './view.ts'

const purposesOf: Readonly<Record<'authority' | 'timestamp' | 'ocsp' | 'evidence', readonly KeyPurpose[]>> = {
  authority: ['certificate', 'crl', 'csr', 'ocsp'],
  timestamp: ['timestamp', 'csr'],
  ocsp: ['ocsp', 'csr'],
  evidence: ['audit', 'csr']
}

/**
 * Makes a key pair on a token.
 * @throws ChanceryError `key-unavailable`, `wrong-passphrase`, `not-found`; `invalid-input` where the token makes no such
 *   keys; `name-taken` where a key on it has the label
 */
export async function generateOnToken(
  ca: CaContext,
  input: { token: string; key: string; label: string; use: keyof typeof purposesOf; pin?: string | undefined },
  actor: Actor
): Promise<{ key: TokenKeyView }> {
  const algorithm = keyAlgorithmNamed(input.key)
  const tokens = requireTokens(ca)
  const token = await findToken(ca, input.token)
  await unlockFor(ca, token, input.pin, actor)
  await requireFreeLabel(ca, token.address, input.label)
  const made = await tokens.generate(token.address, algorithm, input.label)
  await transaction(ca.store, (tx) =>
    recordTokenKey(
      tx,
      ca,
      token,
      made,
      { origin: 'generated', operation: 'token.generate', label: input.label, purposes: purposesOf[input.use] },
      actor
    )
  )
  return { key: shownKey(ca, made) }
}

/**
 * Puts an existing private key on a token: that of an authority, which signs there from then on and whose copy in the
 * vault is blanked, or one from a file. That it was outside of a token is shown for ever.
 * @throws ChanceryError as `generateOnToken`; `malformed`, `wrong-passphrase`, `weak-key` for what is in the file
 */
export async function importToToken(
  ca: CaContext,
  input: {
    token: string
    label: string
    authority?: Ref | undefined
    file?: string | undefined
    use: keyof typeof purposesOf
    passphrase?: string | undefined
    pin?: string | undefined
  },
  actor: Actor
): Promise<{ key: TokenKeyView }> {
  if ((input.authority === undefined) === (input.file === undefined))
    throw new ChanceryError('invalid-input', 'Give either an authority whose key goes to the token, or a file.')
  const tokens = requireTokens(ca)
  const token = await findToken(ca, input.token)
  await unlockFor(ca, token, input.pin, actor)
  await requireFreeLabel(ca, token.address, input.label)
  const moved = input.authority === undefined ? undefined : softwareKeyOf(ca, input.authority)
  const pkcs8 =
    moved === undefined
      ? await openInTurn(ca, actor, () => checkedFile(ca, input))
      : await ca.keys.exportPkcs8(moved.stored)
  try {
    const made = await tokens.importKey(token.address, pkcs8, input.label)
    await transaction(ca.store, (tx) => {
      const keyId = recordTokenKey(
        tx,
        ca,
        token,
        made,
        { origin: 'imported', operation: 'token.import', label: input.label, purposes: purposesOf[input.use] },
        actor
      )
      if (moved === undefined) return
      moveKeyToToken(tx, keyId, made.address)
      afterCommit(tx, () => {
        ca.keys.forget(moved.stored.context)
        ca.emit('authority.changed', { id: moved.authorityId })
      })
    })
    return { key: shownKey(ca, made) }
  } finally {
    pkcs8.fill(0)
  }
}

/** @throws ChanceryError `name-taken`: two keys of one label could be taken for each other */
async function requireFreeLabel(ca: CaContext, token: string, label: string): Promise<void> {
  const there = await requireTokens(ca).keys(token)
  if (there.some((key) => key.label === label))
    throw new ChanceryError('name-taken', `A key on the token has the label ${label} already. Choose another.`)
}

function softwareKeyOf(
  ca: CaContext,
  ref: Ref
): { readonly authorityId: number; readonly stored: Parameters<CaContext['keys']['open']>[0] } {
  const from = reader(ca.store)
  const authority = requireAuthority(from, ref)
  const key = getKey(from, authority.keyId)
  if (key === undefined || key.sealed === null || !isKeyAlgorithmId(key.algorithm))
    throw new ChanceryError('conflict', `The key of ${authority.name} is not in the vault, so it cannot go to a token.`)
  const { algorithm, spki, sealed } = key
  return { authorityId: authority.id, stored: { context: `key:${key.id}`, algorithm, spki, sealed } }
}

/** Reads a key file and has the vault look at it as it does at every key that comes from outside. */
async function checkedFile(
  ca: CaContext,
  { file, passphrase }: { file?: string | undefined; passphrase?: string | undefined }
): Promise<Uint8Array> {
  const text = file ?? ''
  const input = looksLikePem(text) ? text : base64Bytes(text)
  if (input === null) throw new ChanceryError('malformed', 'The file is neither PEM nor DER of a private key.')
  await ca.keys.import(input, 'token-import', passphrase)
  return readPrivateKeyFile(input, passphrase)
}
