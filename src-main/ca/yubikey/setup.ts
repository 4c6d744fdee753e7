import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import type { YubiKeyView } from '../../../src-shared/model/yubikey-views.ts'
import type { YubiKeySession } from '../../keys/piv/yubikeys.ts'
import { transaction } from '../../store/transaction.ts'
import { recordAudit } from '../audit.ts'
import type { CaContext } from '../context.ts'
import { factoryPin, factoryPuk, yubiKeysOf } from './devices.ts'
import { viewOf } from './view.ts'

export interface YubiKeySetup {
  readonly serial: number
  readonly newPin: string
  readonly newPuk: string
  /** Present ones; left out, the factory's. */
  readonly pin?: string | undefined
  readonly puk?: string | undefined
  /** Hex; left out: the one behind the PIN, or the factory's. */
  readonly managementKey?: string | undefined
}

/**
 * Replaces the secrets that a YubiKey left the factory with: PIN, PUK, and the management key by a random one that lies
 * behind the PIN. Done in an order in which a stop between two steps loses nothing: run it again with the new PIN.
 * @throws ChanceryError `invalid-input` for new secrets that are the factory's or the same; `wrong-passphrase`
 */
export async function setUpYubiKey(
  ca: CaContext,
  input: YubiKeySetup,
  actor: Actor
): Promise<{ yubiKey: YubiKeyView }> {
  checkNewSecrets(input)
  const changed: string[] = []
  try {
    const yubiKey = await yubiKeysOf(ca).use(input.serial, async (key) => {
      const pin = input.pin ?? factoryPin
      await key.verifyPin(pin)
      if (await proveManagement(key, pin, input.managementKey)) {
        await key.protectManagement()
        changed.push('management key')
      }
      if (!(await key.hasHolderId())) await key.writeHolderId(ca.random.bytes(16))
      await key.changePuk(input.puk ?? factoryPuk, input.newPuk)
      changed.push('PUK')
      await key.changePin(pin, input.newPin)
      changed.push('PIN')
      return viewOf(ca, key)
    })
    await note(ca, 'yubikey.setup', input.serial, { changed }, 'ok', actor)
    return { yubiKey }
  } catch (error) {
    await note(ca, 'yubikey.setup', input.serial, { changed }, 'failed', actor)
    throw error
  }
}

/** @returns whether a new management key must be made: the present one is the factory's or is kept elsewhere */
async function proveManagement(key: YubiKeySession, pin: string, typed: string | undefined): Promise<boolean> {
  if (await key.hasFactoryManagementKey()) {
    await key.proveFactoryKey()
    return true
  }
  if (typed === undefined) {
    await key.openManagement(pin)
    return false
  }
  const bytes = new Uint8Array(Buffer.from(typed, 'hex'))
  try {
    await key.openManagement(pin, bytes)
    return true
  } finally {
    bytes.fill(0)
  }
}

function checkNewSecrets({ newPin, newPuk }: YubiKeySetup): void {
  if (newPin === factoryPin || newPuk === factoryPuk)
    throw new ChanceryError('invalid-input', 'Choose another PIN and PUK than those of the factory.')
  if (newPin === newPuk)
    throw new ChanceryError(
      'invalid-input',
      'Choose a PUK that is not the PIN: it is what helps when the PIN is blocked.'
    )
}

/** Changes the PIN. @throws ChanceryError `wrong-passphrase`, which costs a try */
export async function changeYubiKeyPin(
  ca: CaContext,
  input: { serial: number; pin: string; newPin: string },
  actor: Actor
): Promise<{ ok: true }> {
  if (input.newPin === factoryPin)
    throw new ChanceryError('invalid-input', 'Choose another PIN than that of the factory.')
  return changing(ca, 'yubikey.change-pin', input.serial, actor, (key) => key.changePin(input.pin, input.newPin))
}

/** Changes the PUK. @throws ChanceryError `wrong-passphrase`, which costs a try */
export async function changeYubiKeyPuk(
  ca: CaContext,
  input: { serial: number; puk: string; newPuk: string },
  actor: Actor
): Promise<{ ok: true }> {
  if (input.newPuk === factoryPuk)
    throw new ChanceryError('invalid-input', 'Choose another PUK than that of the factory.')
  return changing(ca, 'yubikey.change-puk', input.serial, actor, (key) => key.changePuk(input.puk, input.newPuk))
}

/** Opens a blocked PIN. @throws ChanceryError `wrong-passphrase`, which costs a try of the PUK */
export async function unblockYubiKey(
  ca: CaContext,
  input: { serial: number; puk: string; newPin: string },
  actor: Actor
): Promise<{ ok: true }> {
  if (input.newPin === factoryPin)
    throw new ChanceryError('invalid-input', 'Choose another PIN than that of the factory.')
  return changing(ca, 'yubikey.unblock', input.serial, actor, (key) => key.unblockPin(input.puk, input.newPin))
}

async function changing(
  ca: CaContext,
  operation: string,
  serial: number,
  actor: Actor,
  work: (key: YubiKeySession) => Promise<void>
): Promise<{ ok: true }> {
  try {
    await yubiKeysOf(ca).use(serial, work)
  } catch (error) {
    await note(
      ca,
      operation,
      serial,
      { code: error instanceof ChanceryError ? error.code : 'internal' },
      'failed',
      actor
    )
    throw error
  }
  await note(ca, operation, serial, {}, 'ok', actor)
  return { ok: true }
}

/** Writes what was done to a YubiKey into the audit log and tells windows. */
export async function note(
  ca: CaContext,
  operation: string,
  serial: number,
  detail: unknown,
  outcome: 'ok' | 'failed',
  actor: Actor
): Promise<void> {
  await transaction(ca.store, (tx) =>
    recordAudit(tx, ca, { actor, operation, object: { kind: 'yubikey', id: serial }, outcome, detail })
  )
  ca.emit('yubikey.changed', { serial })
}
