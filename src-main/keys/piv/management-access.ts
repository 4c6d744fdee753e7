import { ChanceryError } from '../../../src-shared/errors.ts'
import { factoryManagementKey, newManagementKey } from './management-key.ts'
import { adminDataObject, objects, protectedKeyIn, protectedKeyObject, readAdminData } from './piv-objects.ts'
import type { PivSession } from './piv-session.ts'

/**
 * Verifies the PIN and opens the management key that lies behind it (Yubico's "PIN-protected management key"), or takes
 * one that was typed.
 * @throws ChanceryError `wrong-passphrase`; `not-ready` where no key lies there and none was typed
 */
export async function openManagement(session: PivSession, pin: string, typed?: Uint8Array): Promise<void> {
  await session.verifyPin(pin)
  const { algorithm } = await session.managementKey()
  if (typed !== undefined) return session.authenticate(algorithm, typed)
  const { protectedKey } = readAdminData(await session.getObject(objects.yubicoAdmin))
  const stored = protectedKey ? await session.getObject(objects.printed) : null
  const key = stored === null ? undefined : protectedKeyIn(stored)
  if (key === undefined)
    throw new ChanceryError(
      'not-ready',
      'The management key of this YubiKey is not kept behind its PIN. Set the YubiKey up first, or give its management key.'
    )
  try {
    await session.authenticate(algorithm, key)
  } finally {
    key.fill(0)
  }
}

/**
 * Gives the YubiKey a random management key and puts it behind the PIN, where Yubico's programs find it too. The PIN was
 * verified and the present management key proved. The key is written down before it counts: a power cut between the two
 * leaves the old one in force.
 */
export async function protectManagement(session: PivSession): Promise<void> {
  const { algorithm } = await session.managementKey()
  const key = newManagementKey(algorithm)
  try {
    const admin = readAdminData(await session.getObject(objects.yubicoAdmin))
    await session.putObject(objects.printed, protectedKeyObject(key))
    await session.setManagementKey(algorithm, key)
    await session.putObject(objects.yubicoAdmin, adminDataObject({ ...admin, protectedKey: true }))
  } finally {
    key.fill(0)
  }
}

/** @returns whether the management key is the factory's, by proving it; costs no try. */
export async function hasFactoryManagementKey(session: PivSession): Promise<boolean> {
  const { algorithm, state } = await session.managementKey()
  if (state !== 'unknown') return state === 'factory'
  try {
    await session.authenticate(algorithm, factoryManagementKey)
    return true
  } catch (error) {
    if (error instanceof ChanceryError && error.code === 'wrong-passphrase') return false
    throw error
  }
}
