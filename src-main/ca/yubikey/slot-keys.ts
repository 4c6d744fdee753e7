import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import type { AttestationVerdict, YubiKeyRecord, YubiKeyView } from '../../../src-shared/model/yubikey-views.ts'
import type { PinPolicy, PivKeyAlgorithm, PivSlot, TouchPolicy } from '../../../src-shared/model/yubikey.ts'
import type { YubiKeySession } from '../../keys/piv/yubikeys.ts'
import { sameBytes } from '../../pki/der/hex.ts'
import { spkiFingerprint } from '../../pki/describe/key.ts'
import { writePem } from '../../pki/pem.ts'
import { readPrivateKeyFile } from '../../pki/private-key-file.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { insertYubiKeyKey, listYubiKeyKeys } from '../../store/yubikeys.ts'
import { openInTurn } from '../protected-files.ts'
import type { CaContext } from '../context.ts'
import { publicKeyOfPkcs8 } from './private-key.ts'
import { verifyAttestation } from './attestation.ts'
import { attestationTrust, openSetUp, yubiKeysOf } from './devices.ts'
import { recordView } from './records.ts'
import { note } from './setup.ts'
import { viewOf } from './view.ts'

/** Where a key goes, and what opens the YubiKey. */
export interface Place {
  readonly serial: number
  readonly slot: PivSlot
  readonly pin: string
  readonly managementKey?: string | undefined
  readonly overwrite: boolean
  readonly pinPolicy: PinPolicy
  readonly touchPolicy: TouchPolicy
}

export interface KeyOnYubiKey {
  readonly yubiKey: YubiKeyView
  readonly record: YubiKeyRecord
}

/** What was made, before it is shown. */
export interface MadeKey {
  readonly id: number
  readonly spki: Uint8Array
}

/**
 * Makes a key on a YubiKey that was set up, and keeps what the YubiKey attests.
 * @throws ChanceryError `refused-by-policy` (factory secrets), `conflict` (the slot has a key), `invalid-input` (the
 *   firmware makes no such key), `wrong-passphrase`, `key-unavailable`; `bad-signature` where the attestation is about
 *   something else than this key: then the key is not kept in the books and must not be used
 */
export async function generateOnYubiKey(
  ca: CaContext,
  input: Place & { readonly key: PivKeyAlgorithm },
  actor: Actor
): Promise<KeyOnYubiKey> {
  return yubiKeysOf(ca).use(input.serial, async (key) => {
    const made = await makeKey(ca, key, input, 'authority', actor)
    return shown(ca, key, made.id)
  })
}

/** The same on a YubiKey that is open. */
export async function makeKey(
  ca: CaContext,
  key: YubiKeySession,
  input: Place & { readonly key: PivKeyAlgorithm },
  use: 'authority' | 'person',
  actor: Actor
): Promise<MadeKey> {
  const { serial, slot, pinPolicy, touchPolicy } = input
  if (!key.algorithms.includes(input.key))
    throw new ChanceryError(
      'invalid-input',
      `The firmware ${key.firmware} of this YubiKey makes no ${input.key} keys. It makes ${key.algorithms.join(', ')}.`
    )
  await openSetUp(key, input.pin, input.managementKey)
  await clearSlot(key, input)
  const spki = await key.generate(slot, input.key, pinPolicy, touchPolicy)
  const [statement, signer] = [await key.attest(slot), await key.readCertificate('f9')]
  const attested = statement !== null && signer !== null ? { statement, signer } : null
  const verdict = attested === null ? null : checked(ca, key, slot, spki, attested)
  const id = await transaction(ca.store, (tx) =>
    insertYubiKeyKey(tx, {
      serial,
      slot,
      algorithm: input.key,
      spkiSha256: spkiFingerprint(spki),
      origin: 'generated',
      use,
      pinPolicy,
      touchPolicy,
      statement: attested?.statement ?? null,
      statementSigner: attested?.signer ?? null,
      createdAt: ca.clock.now()
    })
  )
  const detail = { slot, algorithm: input.key, use, pinPolicy, touchPolicy, attested: verdict?.valid ?? null }
  await note(ca, 'yubikey.generate', serial, detail, 'ok', actor)
  return { id, spki }
}

function checked(
  ca: CaContext,
  key: YubiKeySession,
  slot: PivSlot,
  spki: Uint8Array,
  attested: { readonly statement: Uint8Array; readonly signer: Uint8Array }
): AttestationVerdict {
  const expected = { slot, serial: key.serial, spki }
  const verdict = verifyAttestation(attestationTrust(ca), attested.statement, attested.signer, expected, ca.clock.now())
  // A chain that ends elsewhere is kept and shown as such (a company may put its own key into F9); a statement about
  // another key is a fraud or a fault.
  const wrong = verdict.steps.find(({ check, outcome }) => check !== 'chain' && outcome === 'failed')
  if (wrong !== undefined)
    throw new ChanceryError('bad-signature', `The attestation of the new key is refused: ${wrong.message}`)
  return verdict
}

/** @throws ChanceryError `conflict` where something would be destroyed that nobody agreed to */
async function clearSlot(key: YubiKeySession, { slot, overwrite }: Place): Promise<void> {
  const used = (await key.metadata(slot)) !== null || (await key.readCertificate(slot)) !== null
  if (used && !overwrite)
    throw new ChanceryError(
      'conflict',
      `Slot ${slot} is in use. Choose another, or say that what is in it may be destroyed.`
    )
  if (await key.readCertificate(slot)) await key.clearCertificate(slot)
}

/**
 * Writes a private key from a file to a YubiKey: the way to a second YubiKey with the same key. The key is in memory only
 * while it is written.
 * @throws as `generateOnYubiKey`; ChanceryError `malformed`, `wrong-passphrase` for the file
 */
export async function importToYubiKey(
  ca: CaContext,
  input: Place & { readonly file: string; readonly passphrase?: string | undefined },
  actor: Actor
): Promise<KeyOnYubiKey> {
  const pkcs8 = await openInTurn(ca, actor, () => readPrivateKeyFile(input.file, input.passphrase))
  try {
    const { algorithm, spki } = publicKeyOfPkcs8(pkcs8)
    return await yubiKeysOf(ca).use(input.serial, async (key) => {
      if (!key.algorithms.includes(algorithm))
        throw new ChanceryError(
          'invalid-input',
          `The firmware ${key.firmware} of this YubiKey takes no ${algorithm} keys.`
        )
      await openSetUp(key, input.pin, input.managementKey)
      await clearSlot(key, input)
      await key.importKey(input.slot, algorithm, pkcs8, input.pinPolicy, input.touchPolicy)
      const shownKey = (await key.metadata(input.slot))?.spki
      if (shownKey != null && !sameBytes(shownKey, spki))
        throw new ChanceryError('damaged', 'The YubiKey has another key than the one that was written to it.')
      const id = await transaction(ca.store, (tx) =>
        insertYubiKeyKey(tx, {
          serial: input.serial,
          slot: input.slot,
          algorithm,
          spkiSha256: spkiFingerprint(spki),
          origin: 'imported',
          use: 'authority',
          pinPolicy: input.pinPolicy,
          touchPolicy: input.touchPolicy,
          statement: null,
          statementSigner: null,
          createdAt: ca.clock.now()
        })
      )
      const detail = { slot: input.slot, algorithm, spkiSha256: spkiFingerprint(spki) }
      await note(ca, 'yubikey.import', input.serial, detail, 'ok', actor)
      return shown(ca, key, id)
    })
  } finally {
    pkcs8.fill(0)
  }
}

async function shown(ca: CaContext, key: YubiKeySession, id: number): Promise<KeyOnYubiKey> {
  return { yubiKey: await viewOf(ca, key), record: recordOf(ca, id) }
}

/** @returns the record of a key that was just written */
export function recordOf(ca: CaContext, id: number): YubiKeyRecord {
  const from = reader(ca.store)
  const row = listYubiKeyKeys(from).find((one) => one.id === id)
  if (row === undefined) throw new ChanceryError('not-found', `There is no key ${id} on a YubiKey.`)
  return recordView(ca, from, row)
}

/** Has the YubiKey attest a key now. @throws ChanceryError `not-found` where it makes no statement on the slot */
export async function attestNow(
  ca: CaContext,
  { serial, slot }: { serial: number; slot: PivSlot }
): Promise<{ attestation: AttestationVerdict; file: { name: string; mediaType: string; base64: string } }> {
  return yubiKeysOf(ca).use(serial, async (key) => {
    const [statement, signer] = [await key.attest(slot), await key.readCertificate('f9')]
    if (statement === null || signer === null)
      throw new ChanceryError(
        'not-found',
        `The YubiKey attests nothing for slot ${slot}: it is empty, or its key was made elsewhere.`
      )
    const spki = (await key.metadata(slot))?.spki
    const expected = { slot, serial: key.serial, ...(spki == null ? {} : { spki }) }
    const trust = attestationTrust(ca)
    const pem = [statement, signer].map((der) => writePem('CERTIFICATE', der)).join('')
    return {
      attestation: verifyAttestation(trust, statement, signer, expected, ca.clock.now()),
      file: {
        name: `yubikey-${serial}-${slot}-attestation.pem`,
        mediaType: 'application/x-pem-file',
        base64: Buffer.from(pem).toString('base64')
      }
    }
  })
}
