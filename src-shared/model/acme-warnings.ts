import type { AcmeSettings, AcmeWarning, EabMode } from './acme.ts'

/** What decides whom an ACME service lets in. */
export interface AcmeEntry {
  readonly settings: Pick<AcmeSettings, 'challenges' | 'attestedDevices' | 'mailUnsignedDomains'>
  readonly eab: EabMode
  readonly approvedNames: readonly string[]
  /** Of the profile: with anything but `auto` a person looks before anything is issued. */
  readonly approval: string
}

/** @returns by what a service lets in people whom nobody here chose */
export function acmeWarningsOf({ settings, eab, approvedNames, approval }: AcmeEntry): AcmeWarning[] {
  const { challenges, attestedDevices, mailUnsignedDomains } = settings
  const unseen = approval === 'auto'
  const warnings: AcmeWarning[] = []
  if (unseen && challenges.includes('device-attest-01') && attestedDevices === 'any') warnings.push('any-device')
  if (unseen && eab === 'none' && approvedNames.length > 0) warnings.push('names-for-anybody')
  if (challenges.includes('email-reply-00') && mailUnsignedDomains.length > 0) warnings.push('unsigned-mail')
  return warnings
}
