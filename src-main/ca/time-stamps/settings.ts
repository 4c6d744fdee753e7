import { ChanceryError } from '../../../src-shared/errors.ts'
import { addDuration, durationOf } from '../../../src-shared/model/duration.ts'
import { keyAlgorithms, signatureAllowed, type SignatureAlgorithmId } from '../../../src-shared/model/algorithm.ts'
import {
  defaultTsaSettings,
  tsaSettings,
  type TsaSettings,
  type TsaSettingsPatch
} from '../../../src-shared/model/tsa.ts'
import type { Random } from '../../world/random.ts'
import { clientList } from '../services/client-addresses.ts'

/** @returns the settings of a service; those that came with a later version have their defaults */
export function tsaSettingsOf(row: { readonly settings: unknown }): TsaSettings {
  const stored = typeof row.settings === 'object' && row.settings !== null ? row.settings : {}
  return tsaSettings.parse({ ...defaultTsaSettings, ...stored })
}

/** @returns settings with a change laid over them. @throws ChanceryError `invalid-input` with the field that does not fit */
export function changedSettings(base: TsaSettings, change: TsaSettingsPatch, now: number): TsaSettings {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  const settings = tsaSettings.parse({ ...base, ...given })
  requireFitting(settings, now)
  return settings
}

/** @returns the settings of a new service; without a policy it gets one of its own, which nobody else can have (X.667). */
export function newSettings(change: TsaSettingsPatch, random: Random, now: number): TsaSettings {
  return changedSettings({ ...defaultTsaSettings, policies: [ownPolicy(random)] }, change, now)
}

/** X.667 7.3: 2.25 and the number of a UUID, here of version 4. */
function ownPolicy(random: Random): string {
  const uuid = Uint8Array.from(random.bytes(16))
  uuid[6] = ((uuid[6] ?? 0) & 0x0f) | 0x40
  uuid[8] = ((uuid[8] ?? 0) & 0x3f) | 0x80
  return `2.25.${BigInt(`0x${Buffer.from(uuid).toString('hex')}`)}`
}

function requireFitting(settings: TsaSettings, now: number): void {
  const wrong = (where: string, rule: string, message: string): never => {
    throw new ChanceryError('invalid-input', message, { reasons: [{ where: `settings.${where}`, rule, message }] })
  }
  if (new Set(settings.policies).size !== settings.policies.length)
    wrong('policies', 'tsa.policies', 'A policy stands in the list twice. The first is the default; name each once.')
  if (settings.digest !== null && chosenSignature(settings) === null)
    wrong(
      'digest',
      'tsa.digest',
      `A ${settings.key} key signs with its own hash. Leave the hash of the signature out for it.`
    )
  if (addDuration(now, durationOf(settings.keyUse)) > addDuration(now, durationOf(settings.certificateLife)))
    wrong(
      'keyUse',
      'tsa.key-use',
      `A key cannot stamp for ${settings.keyUse} when its certificate ends after ${settings.certificateLife}.`
    )
  try {
    clientList(settings.clients)
  } catch {
    wrong('clients', 'tsa.clients', 'One of the client ranges is not an address, or a range such as 192.0.2.0/24.')
  }
}

function chosenSignature({ key, digest }: TsaSettings): SignatureAlgorithmId | null {
  if (digest === null) return null
  const { kind } = keyAlgorithms[key]
  if (kind !== 'rsa' && kind !== 'ec') return null
  const wanted: SignatureAlgorithmId = kind === 'rsa' ? `rsa-pkcs1-${digest}` : `ecdsa-${digest}`
  return signatureAllowed(wanted, key) ? wanted : null
}

/** @returns how a key of this kind stamps: with the chosen hash where it goes with the key, else as usual for it */
export function stampSignature(settings: TsaSettings, key: TsaSettings['key']): SignatureAlgorithmId {
  return chosenSignature({ ...settings, key }) ?? keyAlgorithms[key].defaultSignature
}
