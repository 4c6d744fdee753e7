import { randomFillSync } from 'node:crypto'
import { z } from 'zod'
import { ChanceryError } from '../../src-shared/errors.ts'
import { argon2id, defaultArgon2Cost, largestArgon2Cost, type Argon2Cost } from './argon2.ts'
import { MasterKey } from './master-key.ts'
import { passphraseBytes } from './passphrase.ts'
import { newRecoveryCode, readRecoveryCode } from './recovery-code.ts'
import { deriveKey } from './seal.ts'
import { newUnattendedSecret, readUnattendedSecret } from './unattended-secret.ts'

const base64 = z
  .string()
  .max(400)
  .regex(/^[A-Za-z0-9_-]+$/)
const salt = base64.length(22) // 16 bytes
const owner = z.string().min(1).max(200)
const upTo = (largest: number): z.ZodNumber => z.number().int().min(1).max(largest)

const passphraseSlotSchema = z.strictObject({
  kind: z.literal('passphrase'),
  owner,
  salt,
  cost: z.strictObject({
    memoryKiB: upTo(largestArgon2Cost.memoryKiB),
    passes: upTo(largestArgon2Cost.passes),
    lanes: upTo(largestArgon2Cost.lanes)
  }),
  wrapped: base64
})
const secretSlotSchema = z.strictObject({ kind: z.enum(['recovery', 'unattended']), owner, salt, wrapped: base64 })

/** The master key wrapped under an operator's passphrase (Argon2id). Plain JSON: the store keeps it as text. */
export type PassphraseSlot = Readonly<z.infer<typeof passphraseSlotSchema>>
/** The master key wrapped under a secret of full entropy (HKDF-SHA-256): the recovery code or the unattended secret. */
export type SecretSlot = Readonly<z.infer<typeof secretSlotSchema>>
export type Slot = PassphraseSlot | SecretSlot

const slotSchema = z.discriminatedUnion('kind', [passphraseSlotSchema, secretSlotSchema])

/** @throws ChanceryError `damaged` when a stored slot is not one (also when it asks for more work than any slot of ours). */
export function parseSlot(value: unknown): Slot {
  const parsed = slotSchema.safeParse(value)
  if (!parsed.success)
    throw new ChanceryError(
      'damaged',
      'A stored unlock record of the vault is not in the form that Chancery writes. Restore it from a backup.'
    )
  return parsed.data
}

/**
 * Wraps the master key for an operator.
 * @param owner the operator's id; the slot opens for no other and in no other vault.
 */
export async function passphraseSlot(
  master: MasterKey,
  vaultId: string,
  owner: string,
  passphrase: string,
  cost: Argon2Cost = defaultArgon2Cost
): Promise<PassphraseSlot> {
  const salt = randomFillSync(new Uint8Array(16))
  const wrappingKey = await passphraseKey(passphrase, salt, cost)
  try {
    const wrapped = master.wrap(wrappingKey, slotContext(vaultId, 'passphrase', owner))
    return { kind: 'passphrase', owner, salt: encode(salt), cost: { ...cost }, wrapped: encode(wrapped) }
  } finally {
    wrappingKey.fill(0)
  }
}

/** @throws ChanceryError `wrong-passphrase`, also when the slot was altered or taken from another operator or vault. */
export async function openPassphraseSlot(
  slot: PassphraseSlot,
  vaultId: string,
  passphrase: string
): Promise<MasterKey> {
  const wrappingKey = await passphraseKey(passphrase, decode(slot.salt), slot.cost)
  return unwrap(wrappingKey, slot, vaultId, 'The passphrase is wrong.')
}

/** Makes a recovery code. @returns the code, to be shown once and kept nowhere, and the slot to store. */
export function recoverySlot(
  master: MasterKey,
  vaultId: string,
  owner: string
): { readonly code: string; readonly slot: SecretSlot } {
  const code = newRecoveryCode()
  return { code, slot: secretSlot('recovery', master, vaultId, owner, readRecoveryCode(code)) }
}

/** @throws ChanceryError `invalid-input` for a typing error, `wrong-passphrase` for another code. */
export function openRecoverySlot(slot: SecretSlot, vaultId: string, code: string): MasterKey {
  return openSecretSlot(
    slot,
    vaultId,
    readRecoveryCode(code),
    'This recovery code does not belong to this vault, or a newer code replaced it.'
  )
}

/** Makes a secret for unattended start. @returns the file's content, kept by the caller outside the database, and the slot. */
export function unattendedSlot(
  master: MasterKey,
  vaultId: string,
  owner: string
): { readonly file: string; readonly slot: SecretSlot } {
  const file = newUnattendedSecret()
  return { file, slot: secretSlot('unattended', master, vaultId, owner, readUnattendedSecret(Buffer.from(file))) }
}

/** @throws ChanceryError `malformed` for a file that is none, `wrong-passphrase` for one of another vault or withdrawn. */
export function openUnattendedSlot(slot: SecretSlot, vaultId: string, file: Uint8Array): MasterKey {
  return openSecretSlot(
    slot,
    vaultId,
    readUnattendedSecret(file),
    'This unlock secret does not belong to this vault, or it was withdrawn.'
  )
}

function secretSlot(
  kind: SecretSlot['kind'],
  master: MasterKey,
  vaultId: string,
  owner: string,
  secret: Uint8Array
): SecretSlot {
  const salt = randomFillSync(new Uint8Array(16))
  const wrappingKey = deriveKey(secret, salt, `slot/${kind}`)
  secret.fill(0)
  try {
    return {
      kind,
      owner,
      salt: encode(salt),
      wrapped: encode(master.wrap(wrappingKey, slotContext(vaultId, kind, owner)))
    }
  } finally {
    wrappingKey.fill(0)
  }
}

function openSecretSlot(slot: SecretSlot, vaultId: string, secret: Uint8Array, refusal: string): MasterKey {
  const wrappingKey = deriveKey(secret, decode(slot.salt), `slot/${slot.kind}`)
  secret.fill(0)
  return unwrap(wrappingKey, slot, vaultId, refusal)
}

function unwrap(wrappingKey: Uint8Array, slot: Slot, vaultId: string, refusal: string): MasterKey {
  try {
    return MasterKey.unwrap(wrappingKey, slotContext(vaultId, slot.kind, slot.owner), decode(slot.wrapped))
  } catch (cause) {
    throw new ChanceryError('wrong-passphrase', refusal, { cause })
  } finally {
    wrappingKey.fill(0)
  }
}

async function passphraseKey(passphrase: string, salt: Uint8Array, cost: Argon2Cost): Promise<Uint8Array> {
  const bytes = passphraseBytes(passphrase)
  try {
    return await argon2id(bytes, salt, cost)
  } finally {
    bytes.fill(0)
  }
}

/** JSON keeps the parts apart whatever characters they hold. */
const slotContext = (vaultId: string, kind: Slot['kind'], owner: string): string =>
  JSON.stringify(['slot', vaultId, kind, owner])
const encode = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')
const decode = (text: string): Uint8Array => Buffer.from(text, 'base64url')
