import type { AttestationVerdict, YubiKeyRecord } from '../../../src-shared/model/yubikey-views.ts'
import { pinPolicy, pivKeyAlgorithm, pivSlot, touchPolicy } from '../../../src-shared/model/yubikey.ts'
import type { Reader } from '../../store/connection.ts'
import { getAuthorityByKey } from '../../store/authorities.ts'
import { getKeyBySpki } from '../../store/keys.ts'
import { reader } from '../../store/store.ts'
import { listYubiKeyKeys, yubiKeyKeysOf, type YubiKeyKeyRow } from '../../store/yubikeys.ts'
import type { CaContext } from '../context.ts'
import { verifyAttestation } from './attestation.ts'
import { attestationTrust } from './devices.ts'

const importedWarning =
  'This key was not made on the YubiKey: it has been outside, and nobody can prove that no copy of it is left.'
const unattested = 'The YubiKey gave no statement on where this key was made.'

/** @returns a row as the windows show it, its attestation checked anew under the roots of today */
export function recordView(ca: CaContext, from: Reader, row: YubiKeyKeyRow): YubiKeyRecord {
  const key = getKeyBySpki(from, row.spkiSha256)
  const authority = key === undefined ? undefined : getAuthorityByKey(from, key.id)
  const attestation = attestationOf(ca, row)
  return {
    id: row.id,
    serial: row.serial,
    slot: pivSlot.parse(row.slot),
    algorithm: pivKeyAlgorithm.parse(row.algorithm),
    spkiSha256: row.spkiSha256,
    origin: row.origin,
    use: row.use,
    pinPolicy: pinPolicy.parse(row.pinPolicy),
    touchPolicy: touchPolicy.parse(row.touchPolicy),
    attestation,
    warning: row.origin === 'imported' ? importedWarning : attestation === null ? unattested : null,
    createdAt: row.createdAt,
    replacedAt: row.replacedAt,
    alsoOn: yubiKeyKeysOf(from, row.spkiSha256)
      .filter(({ id, replacedAt }) => id !== row.id && replacedAt === null)
      .map(({ serial, slot }) => ({ serial, slot: pivSlot.parse(slot) })),
    authority: authority === undefined ? null : { id: authority.id, name: authority.name }
  }
}

function attestationOf(ca: CaContext, row: YubiKeyKeyRow): AttestationVerdict | null {
  if (row.statement === null || row.statementSigner === null) return null
  const slot = pivSlot.parse(row.slot)
  return verifyAttestation(
    attestationTrust(ca),
    row.statement,
    row.statementSigner,
    { slot, serial: row.serial },
    ca.clock.now()
  )
}

/** Lists every key that was made on a YubiKey or written to one, newest first. */
export function listYubiKeyRecords(ca: CaContext): { keys: YubiKeyRecord[] } {
  const from = reader(ca.store)
  return { keys: listYubiKeyKeys(from).map((row) => recordView(ca, from, row)) }
}
