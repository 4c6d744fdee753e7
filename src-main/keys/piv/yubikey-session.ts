import { ChanceryError } from '../../../src-shared/errors.ts'
import type { PivKeyAlgorithm, PivSlot } from '../../../src-shared/model/yubikey.ts'
import { hasFactoryManagementKey, openManagement, protectManagement } from './management-access.ts'
import { factoryManagementKey } from './management-key.ts'
import { algorithmsOfFirmware } from './piv-keys.ts'
import {
  certificateIn,
  certificateObject,
  certificateObjectOf,
  chuidObject,
  maxCertificate,
  objects,
  readAdminData
} from './piv-objects.ts'
import type { PivSession } from './piv-session.ts'

/** A YubiKey under work: the commands of PIV, and what takes several of them. */
export interface YubiKeySession extends PivSession {
  /** Keys that this firmware makes. */
  readonly algorithms: readonly PivKeyAlgorithm[]
  /** Verifies the PIN and proves the management key, by default the one behind the PIN. @throws as `openManagement` */
  openManagement(pin: string, typed?: Uint8Array): Promise<void>
  /** Proves the management key that every YubiKey leaves the factory with. */
  proveFactoryKey(): Promise<void>
  /** Makes a random management key and puts it behind the PIN. */
  protectManagement(): Promise<void>
  hasFactoryManagementKey(): Promise<boolean>
  managementBehindPin(): Promise<boolean>
  /** @returns the certificate beside the key, DER; null where there is none, or what is there cannot be read */
  readCertificate(slot: PivSlot | 'f9'): Promise<Uint8Array | null>
  /** @throws ChanceryError `too-large` */
  writeCertificate(slot: PivSlot, der: Uint8Array): Promise<void>
  /** Takes the certificate of a slot away. */
  clearCertificate(slot: PivSlot): Promise<void>
  hasHolderId(): Promise<boolean>
  /** @param guid 16 random bytes, by which systems tell cards apart */
  writeHolderId(guid: Uint8Array): Promise<void>
}

export function yubiKeySession(session: PivSession): YubiKeySession {
  return {
    ...session,
    algorithms: algorithmsOfFirmware(session.firmware),
    openManagement: (pin, typed) => openManagement(session, pin, typed),
    proveFactoryKey: async () => session.authenticate((await session.managementKey()).algorithm, factoryManagementKey),
    protectManagement: () => protectManagement(session),
    hasFactoryManagementKey: () => hasFactoryManagementKey(session),
    managementBehindPin: async () => readAdminData(await session.getObject(objects.yubicoAdmin)).protectedKey,
    readCertificate: async (slot) => {
      const object = await session.getObject(slot === 'f9' ? objects.attestation : certificateObjectOf(slot))
      if (object === null) return null
      try {
        return certificateIn(object)
      } catch (error) {
        // Another program's content: not a certificate object, or not gzip.
        if (error instanceof ChanceryError || error instanceof Error) return null
        throw error
      }
    },
    writeCertificate: async (slot, der) => {
      if (der.length > maxCertificate)
        throw new ChanceryError(
          'too-large',
          `The certificate has ${der.length} bytes; a slot of a YubiKey holds ${maxCertificate}.`
        )
      await session.putObject(certificateObjectOf(slot), certificateObject(der))
    },
    clearCertificate: (slot) => session.putObject(certificateObjectOf(slot), new Uint8Array()),
    hasHolderId: async () => (await session.getObject(objects.chuid)) !== null,
    writeHolderId: (guid) => session.putObject(objects.chuid, chuidObject(guid))
  }
}
