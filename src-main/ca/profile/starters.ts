import { starterNames, type ProfileContent, type StarterName } from '../../../src-shared/model/profile.ts'
import { codeSigning } from './starters/code-signing.ts'
import { device } from './starters/device.ts'
import { documentSigning } from './starters/document-signing.ts'
import { domainController } from './starters/domain-controller.ts'
import { ipsec } from './starters/ipsec.ts'
import { ocspResponder } from './starters/ocsp-responder.ts'
import { smartCardLogon } from './starters/smart-card-logon.ts'
import { smime } from './starters/smime.ts'
import type { Starter } from './starters/starter.ts'
import { subordinateCa } from './starters/subordinate-ca.ts'
import { timeStampAuthority } from './starters/time-stamp-authority.ts'
import { tlsClient } from './starters/tls-client.ts'
import { tlsServerClient } from './starters/tls-server-client.ts'
import { tlsServer } from './starters/tls-server.ts'

/** Every preset by its name. */
export const starters: Readonly<Record<StarterName, Starter>> = {
  'tls-server': tlsServer,
  'tls-client': tlsClient,
  'tls-server-client': tlsServerClient,
  smime,
  'code-signing': codeSigning,
  'document-signing': documentSigning,
  device,
  ipsec,
  'smart-card-logon': smartCardLogon,
  'domain-controller': domainController,
  'ocsp-responder': ocspResponder,
  'time-stamp-authority': timeStampAuthority,
  'subordinate-ca': subordinateCa
}

/** @returns the presets in the order in which they are offered. */
export function listStarters(): readonly (Starter & { readonly name: StarterName })[] {
  return starterNames.map((name) => ({ name, ...starters[name] }))
}

/** @returns the content of a preset, a value of its own. */
export function starterContent(name: StarterName): ProfileContent {
  return structuredClone(starters[name].content)
}
