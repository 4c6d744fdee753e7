import { ChanceryError } from '../../../src-shared/errors.ts'
import {
  defaultScepSettings,
  scepSettings,
  type ScepMethod,
  type ScepSettings,
  type ScepSettingsPatch
} from '../../../src-shared/model/scep.ts'
import { clientList } from '../services/client-addresses.ts'

/** @returns the settings of a service; those that came with a later version have their defaults */
export function scepSettingsOf(row: { readonly settings: unknown }): ScepSettings {
  const stored = typeof row.settings === 'object' && row.settings !== null ? row.settings : {}
  return scepSettings.parse({ ...defaultScepSettings, ...stored })
}

/** @returns settings with a change laid over them. @throws ChanceryError `invalid-input` with the field that does not fit */
export function changedScepSettings(
  base: ScepSettings,
  change: ScepSettingsPatch,
  methods: readonly ScepMethod[] | undefined
): ScepSettings {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  const settings = scepSettings.parse({ ...base, ...given, ...(methods === undefined ? {} : { methods }) })
  requireFitting(settings)
  return settings
}

function requireFitting(settings: ScepSettings): void {
  const wrong = (where: string, rule: string, message: string): never => {
    throw new ChanceryError('invalid-input', message, { reasons: [{ where: `settings.${where}`, rule, message }] })
  }
  if (new Set(settings.methods).size !== settings.methods.length)
    wrong('methods', 'scep.methods', 'A way for devices to show that they may ask stands in the list twice.')
  if (settings.methods.includes('external') && settings.validatorUrl === null)
    wrong(
      'validatorUrl',
      'scep.validator',
      'Say where the external validator is: without an address nobody would be let in.'
    )
  try {
    clientList(settings.clients)
  } catch {
    wrong('clients', 'scep.clients', 'One of the client ranges is not an address, or a range such as 192.0.2.0/24.')
  }
}

/** @returns what is weak in how a service is set up, in words */
export function scepWarnings(settings: ScepSettings): string[] {
  const { methods, sha1, des, validatorUrl } = settings
  return [
    ...(methods.includes('static')
      ? [
          'Devices share a static secret: whoever learns it from one of them gets certificates as any other. Use one-time or device secrets.'
        ]
      : []),
    ...(sha1 ? ['Messages with SHA-1 are read: a signature with it can be forged with enough money.'] : []),
    ...(des ? ['Messages with single DES are read: whoever records one reads the secret in it.'] : []),
    ...(methods.includes('external') && validatorUrl?.startsWith('http:') === true
      ? ['The external validator is asked over plain HTTP: whoever is between can answer in its place.']
      : [])
  ]
}
