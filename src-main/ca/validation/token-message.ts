import type { Message } from './mailer.ts'

/** @returns the mail with a token: what it is for, until when it counts, and what to do where nobody asked for it */
export function tokenMessage(to: string, token: string, organization: string, expiresAt: number): Message {
  const until = new Date(expiresAt).toISOString().replace('T', ' ').slice(0, 16)
  return {
    to,
    subject: 'Confirm your mail address',
    text: [
      `A certificate is asked for that names the address ${to} (${organization}).`,
      '',
      'To confirm that this mailbox is yours, enter this token where you asked for the certificate:',
      '',
      `    ${token}`,
      '',
      `It counts once, until ${until} UTC.`,
      '',
      'If you did not ask for this, do nothing: without the token no certificate names your address.',
      ''
    ].join('\r\n')
  }
}
