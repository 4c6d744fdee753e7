import type { AcmeService } from '../../../src-shared/api/services.ts'
import type { AcmeWarning } from '../../../src-shared/model/acme.ts'
import { acmeWarningsOf, type AcmeEntry } from '../../../src-shared/model/acme-warnings.ts'

const messages: Readonly<Record<AcmeWarning, string>> = {
  'any-device':
    'Every device in the world that a maker attests gets a certificate, and nobody looks at it first. ' +
    'List your devices with --settings.attested-devices listed and --settings.devices, or let the profile ask for approval.',
  'names-for-anybody':
    'Whoever reaches the service gets certificates for its pre-approved names without a proof. ' +
    'Ask for credentials with --eab random, or take the names out, so that they have to be proven.',
  'unsigned-mail':
    'Answers from some domains are taken without a signature: who can send mail under a false name gets certificates for ' +
    'addresses there. Let their mail server sign (DKIM), and empty --settings.mail-unsigned-domains.'
}

/** @returns what is weak in how a service is set up, each with what to do about it */
export function acmeWarnings(entry: AcmeEntry): AcmeService['warnings'] {
  return acmeWarningsOf(entry).map((code) => ({ code, message: messages[code] }))
}
