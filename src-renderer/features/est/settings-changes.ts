import type { EstService } from '../../../src-shared/api/est.ts'
import type { EstAuth, EstSettings } from '../../../src-shared/model/est.ts'

/** What the form changes, as far as devices notice it. */
export interface EstChange {
  readonly auth: EstAuth
  readonly label: string
  readonly isDefault: boolean
  readonly settings: EstSettings
}

const takesPasswords = (auth: EstAuth): boolean => auth === 'basic' || auth === 'either'
const takesCertificates = (auth: EstAuth): boolean => auth === 'certificate' || auth === 'either'

/** @returns what a change means for devices that use the service: keys of the words under `change` */
export function consequencesOf(
  before: Pick<EstService, 'auth' | 'label' | 'isDefault' | 'settings'>,
  after: EstChange
): readonly string[] {
  const found: string[] = []
  if (before.label !== after.label) found.push('label')
  if (before.isDefault && !after.isDefault) found.push('notDefault')
  if (takesPasswords(before.auth) && !takesPasswords(after.auth)) found.push('passwordOff')
  if (takesCertificates(before.auth) && !takesCertificates(after.auth)) found.push('certificateOff')
  const [was, is] = [before.settings, after.settings]
  if (is.channelBinding === 'require' && was.channelBinding !== 'require') found.push('bindingRequired')
  if (is.channelBinding === 'ignore' && was.channelBinding !== 'ignore') found.push('bindingIgnored')
  if (is.clients.length > 0 && is.clients.join() !== was.clients.join()) found.push('clients')
  if (is.clients.length === 0 && was.clients.length > 0) found.push('everybody')
  if (!was.serverKeys && is.serverKeys) found.push('serverKeys')
  if (was.fullCmc && !is.fullCmc) found.push('cmcOff')
  if (is.baseAddress !== null && was.baseAddress === null) found.push('proxy')
  return found
}
