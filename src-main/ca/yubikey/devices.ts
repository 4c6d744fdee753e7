import { ChanceryError } from '../../../src-shared/errors.ts'
import type { YubiKeys, YubiKeySession } from '../../keys/piv/yubikeys.ts'
import type { CaContext } from '../context.ts'
import type { AttestationTrust } from './attestation.ts'

/** @throws ChanceryError `key-unavailable` where no engine is around that reaches YubiKeys */
export function yubiKeysOf(ca: CaContext): YubiKeys {
  if (ca.yubiKeys === undefined) throw new ChanceryError('key-unavailable', 'YubiKeys cannot be reached from here.')
  return ca.yubiKeys
}

/** @returns whom attestations may end at: the maker's roots, and those of the settings, which are told apart */
export function attestationTrust(ca: CaContext): AttestationTrust {
  return { ...yubiKeysOf(ca).trust, ownRoots: ca.settings().attestationRoots }
}

/**
 * Proves that the PIN is not the factory's and opens the management key, which must not be the factory's either.
 * @throws ChanceryError `refused-by-policy` where the YubiKey was not set up; as `openManagement`
 */
export async function openSetUp(key: YubiKeySession, pin: string, managementKey: string | undefined): Promise<void> {
  const problems = await factoryProblems(key)
  // Firmware before 5.3 does not tell; the PIN that works does.
  if (pin === factoryPin && !problems.some(({ rule }) => rule === 'yubikey.factory-pin')) problems.push(pinProblem)
  if (problems.length > 0)
    throw new ChanceryError(
      'refused-by-policy',
      'This YubiKey still has secrets of the factory, which everybody knows. Set it up first: chancery yubikey setup.',
      { reasons: problems }
    )
  const typed = managementKey === undefined ? undefined : new Uint8Array(Buffer.from(managementKey, 'hex'))
  try {
    await key.openManagement(pin, typed)
  } finally {
    typed?.fill(0)
  }
}

export const factoryPin = '123456'
export const factoryPuk = '12345678'

const pinProblem = {
  where: 'pin',
  rule: 'yubikey.factory-pin',
  message: 'The PIN is the one that every YubiKey leaves the factory with.'
}

/** @returns what of the factory's is still in force, each as a reason */
export async function factoryProblems(
  key: YubiKeySession
): Promise<{ where: string; rule: string; message: string }[]> {
  const [pin, puk] = [await key.secret(0x80), await key.secret(0x81)]
  return [
    ...(pin.state === 'factory' ? [pinProblem] : []),
    ...(puk.state === 'factory'
      ? [
          {
            where: 'puk',
            rule: 'yubikey.factory-puk',
            message: 'The PUK is the one that every YubiKey leaves the factory with.'
          }
        ]
      : []),
    ...((await key.hasFactoryManagementKey())
      ? [
          {
            where: 'managementKey',
            rule: 'yubikey.factory-management-key',
            message: 'The management key is the one that every YubiKey leaves the factory with.'
          }
        ]
      : [])
  ]
}

/** Tells windows that the YubiKey waits for a finger while `work` runs, where the key asks for one. */
export async function withTouch<T>(
  ca: CaContext,
  at: { readonly serial: number; readonly slot: string; readonly touch: boolean },
  work: () => Promise<T>
): Promise<T> {
  const { serial, slot, touch } = at
  if (!touch) return work()
  ca.emit('yubikey.touch', { serial, slot, waiting: true })
  try {
    return await work()
  } finally {
    ca.emit('yubikey.touch', { serial, slot, waiting: false })
  }
}
