import { durationText } from '../../../src-shared/model/duration.ts'
import type { Input } from '../../../src-shared/api/index.ts'

/** What the form holds; an empty text leaves a rule as it is. */
export interface Wishes {
  readonly last: string
  readonly revision: string
  readonly validity: string
  readonly maximumValidity: string
  readonly keyAlgorithms: string
  readonly publicTrust: string
  readonly warnings: string
}

export const unchanged: Wishes = {
  last: '1000',
  revision: '',
  validity: '',
  maximumValidity: '',
  keyAlgorithms: '',
  publicTrust: '',
  warnings: ''
}

/** @returns the change that the form asks for, or null where it asks for none or says something that is no duration */
export function changeOf(wishes: Wishes): Input<'simulator.run'>['change'] | null {
  if (wishes.revision !== '') return { by: 'revision', revision: Number(wishes.revision) }
  const durations = [wishes.validity, wishes.maximumValidity].map((text) => text.trim()).filter((text) => text !== '')
  if (durations.some((text) => !durationText.safeParse(text).success)) return null
  const keys = wishes.keyAlgorithms
    .split(/[\s,]+/)
    .map((key) => key.trim())
    .filter((key) => key !== '')
  const trust = (['none', 'tls', 'smime'] as const).find((one) => one === wishes.publicTrust)
  const warnings = (['show', 'refuse'] as const).find((one) => one === wishes.warnings)
  const rules = {
    ...(wishes.validity.trim() === ''
      ? {}
      : { validity: { kind: 'duration' as const, duration: wishes.validity.trim() } }),
    ...(wishes.maximumValidity.trim() === '' ? {} : { maximumValidity: wishes.maximumValidity.trim() }),
    ...(keys.length === 0 ? {} : { keyAlgorithms: keys }),
    ...(trust === undefined ? {} : { publicTrust: trust }),
    ...(warnings === undefined ? {} : { warnings })
  }
  return Object.keys(rules).length === 0 ? null : { by: 'rules', rules }
}
