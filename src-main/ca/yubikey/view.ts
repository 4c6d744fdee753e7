import { ChanceryError } from '../../../src-shared/errors.ts'
import type { YubiKeyRecord, YubiKeyRow, YubiKeySlot, YubiKeyView } from '../../../src-shared/model/yubikey-views.ts'
import { pivSlotLabel, pivSlots, pkcs11IdOf, type PivSlot } from '../../../src-shared/model/yubikey.ts'
import type { YubiKeySession } from '../../keys/piv/yubikeys.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import { sameBytes } from '../../pki/der/hex.ts'
import { spkiFingerprint } from '../../pki/describe/key.ts'
import type { Certificate } from '../../pki/model.ts'
import { formatName } from '../../../src-shared/model/name-text.ts'
import { reader } from '../../store/store.ts'
import { listYubiKeyKeys } from '../../store/yubikeys.ts'
import type { CaContext } from '../context.ts'
import { factoryProblems, yubiKeysOf } from './devices.ts'
import { recordView } from './records.ts'

/** Lists the YubiKeys that are plugged in. @throws ChanceryError `key-unavailable` without a smart card service */
export async function listYubiKeys(ca: CaContext): Promise<{ yubiKeys: YubiKeyRow[] }> {
  const keys = yubiKeysOf(ca)
  const rows: YubiKeyRow[] = []
  for (const { serial } of await keys.list()) if (serial !== null) rows.push(await keys.use(serial, rowOf))
  return { yubiKeys: rows }
}

/** Shows one YubiKey with its slots. @throws ChanceryError `key-unavailable` where it is not plugged in */
export async function showYubiKey(ca: CaContext, serial: number): Promise<{ yubiKey: YubiKeyView }> {
  return { yubiKey: await yubiKeysOf(ca).use(serial, (key) => viewOf(ca, key)) }
}

async function rowOf(key: YubiKeySession): Promise<YubiKeyRow> {
  const [pin, puk, management] = [await key.secret(0x80), await key.secret(0x81), await key.managementKey()]
  const behindPin = await key.managementBehindPin()
  const factory = await factoryProblems(key)
  const problems = [
    ...factory.map(({ message }) => message),
    ...(pin.left === 0 ? ['The PIN is blocked. Give it a new value with the PUK.'] : []),
    ...(puk.left === 0 ? ['The PUK is blocked: a blocked PIN could not be opened again.'] : []),
    ...(factory.length === 0 && !behindPin
      ? ['The management key is not behind the PIN: it must be given whenever something is written.']
      : [])
  ]
  return {
    serial: key.serial,
    firmware: key.firmware,
    reader: key.reader,
    pin,
    puk,
    managementKey: {
      algorithm: management.algorithm,
      // Proved without metadata: an `unknown` that was found out.
      state: factory.some(({ rule }) => rule === 'yubikey.factory-management-key') ? 'factory' : 'changed',
      behindPin
    },
    ready: factory.length === 0 && pin.left !== 0,
    problems,
    algorithms: [...key.algorithms]
  }
}

/** The same with the slots, of a YubiKey that is open. */
export async function viewOf(ca: CaContext, key: YubiKeySession): Promise<YubiKeyView> {
  const row = await rowOf(key)
  const from = reader(ca.store)
  const records = new Map<string, YubiKeyRecord>()
  for (const one of key.serial === null ? [] : listYubiKeyKeys(from, key.serial))
    if (one.replacedAt === null) records.set(one.slot, recordView(ca, from, one))
  const slots: YubiKeySlot[] = []
  for (const slot of pivSlots) slots.push(await slotOf(key, slot, records.get(slot) ?? null))
  return { ...row, slots }
}

async function slotOf(key: YubiKeySession, slot: PivSlot, record: YubiKeyRecord | null): Promise<YubiKeySlot> {
  const metadata = await key.metadata(slot)
  const certificate = readable(await key.readCertificate(slot))
  const spkiSha256 = metadata?.spki == null ? null : spkiFingerprint(metadata.spki)
  return {
    slot,
    label: pivSlotLabel(slot),
    pkcs11Id: pkcs11IdOf(slot),
    key:
      metadata === null
        ? null
        : {
            algorithm: metadata.algorithm ?? 'a kind that Chancery does not use',
            spkiSha256,
            pinPolicy: metadata.pinPolicy,
            touchPolicy: metadata.touchPolicy,
            origin: metadata.origin
          },
    certificate:
      certificate === null
        ? null
        : {
            subject: formatName(certificate.subject.value),
            issuer: formatName(certificate.issuer.value),
            notAfter: certificate.notAfter,
            fitsKey: metadata?.spki == null ? null : sameBytes(metadata.spki, certificate.publicKey.der)
          },
    // A key that was made by another program in the meantime is not the one of our record.
    record: record !== null && spkiSha256 !== null && record.spkiSha256 !== spkiSha256 ? null : record
  }
}

function readable(der: Uint8Array | null): Certificate | null {
  if (der === null) return null
  try {
    return parseCertificate(der)
  } catch (error) {
    if (error instanceof ChanceryError) return null
    throw error
  }
}
