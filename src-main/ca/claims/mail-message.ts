import type { ClaimLanguage } from '../../../src-shared/model/claims.ts'
import type { Message } from '../validation/mailer.ts'

/** What a mail with a link says. */
export interface ClaimMail {
  readonly to: string
  readonly url: string
  readonly device: string
  readonly by: string
  readonly organization: string
  readonly expiresAt: number
  /** Whether a passphrase comes by another way. */
  readonly passphrase: boolean
  readonly language: ClaimLanguage
}

/** @returns the mail with a link: who invites, what happens, until when it counts */
export function claimMessage(mail: ClaimMail): Message {
  const until = `${new Date(mail.expiresAt).toISOString().replace('T', ' ').slice(0, 16)} UTC`
  const from = mail.organization === '' ? mail.by : `${mail.by} (${mail.organization})`
  const lines = mail.language === 'de' ? german(mail, from, until) : english(mail, from, until)
  return { to: mail.to, subject: lines.subject, text: [...lines.text, ''].join('\r\n') }
}

interface Lines {
  readonly subject: string
  readonly text: readonly string[]
}

const english = ({ device, url, passphrase }: ClaimMail, from: string, until: string): Lines => ({
  subject: `A certificate for ${device}`,
  text: [
    `${from} invites you to fetch a certificate for ${device}.`,
    '',
    'Open this address on the device itself:',
    '',
    `    ${url}`,
    '',
    `It works once, until ${until}. Pass it on to nobody.`,
    ...(passphrase ? ['You get the passphrase for the file by another way.'] : []),
    '',
    'If you did not expect this, ask the sender before you open it.'
  ]
})

const german = ({ device, url, passphrase }: ClaimMail, from: string, until: string): Lines => ({
  subject: `Ein Zertifikat für ${device}`,
  text: [
    `${from} lädt Sie ein, ein Zertifikat für ${device} abzuholen.`,
    '',
    'Öffnen Sie diese Adresse auf dem Gerät selbst:',
    '',
    `    ${url}`,
    '',
    `Sie funktioniert einmal, bis ${until}. Geben Sie sie nicht weiter.`,
    ...(passphrase ? ['Das Kennwort für die Datei bekommen Sie auf einem anderen Weg.'] : []),
    '',
    'Wenn Sie das nicht erwartet haben, fragen Sie den Absender, bevor Sie sie öffnen.'
  ]
})
