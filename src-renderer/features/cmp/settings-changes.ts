import type { CmpSettings } from '../../../src-shared/model/cmp.ts'

/** @returns what a change of settings means for devices that use the service: keys of the words under `change` */
export function consequencesOf(before: CmpSettings, after: CmpSettings): readonly string[] {
  const found: string[] = []
  if (before.protection !== 'signature' && after.protection === 'signature') found.push('secretsOff')
  if (before.protection !== 'mac' && after.protection === 'mac') found.push('signaturesOff')
  if (before.sha1 && !after.sha1) found.push('sha1Off')
  if (!before.sha1 && after.sha1) found.push('sha1On')
  if (after.maximumIterations < before.maximumIterations) found.push('iterations')
  if (before.clockMinutes > 0 && after.clockMinutes === 0) found.push('clockOff')
  if (before.implicitConfirm && !after.implicitConfirm) found.push('confirm')
  if (before.unconfirmed === 'revoke' && after.unconfirmed === 'keep') found.push('keep')
  if (before.sameNames && !after.sameNames) found.push('otherNames')
  if (!before.centralKeys && after.centralKeys) found.push('centralKeys')
  if (after.trusted.length > before.trusted.length) found.push('trustMore')
  if (after.trusted.length < before.trusted.length) found.push('trustLess')
  if (after.clients.length > 0 && after.clients.join() !== before.clients.join()) found.push('clients')
  if (after.clients.length === 0 && before.clients.length > 0) found.push('everybody')
  if (before.key !== after.key || before.certificateLife !== after.certificateLife) found.push('nextKey')
  return found
}
