import { purpose } from '../../../src-shared/model/key-purpose.ts'

/** What a receipt says, in short sentences for people who do not work with certificates. */
export interface ReceiptWords {
  readonly issuedTitle: string
  readonly declinedTitle: string
  readonly waitingTitle: string
  readonly whatFor: string
  readonly howLong: string
  readonly renew: string
  readonly renewText: (date: string) => string
  readonly revoke: string
  readonly revokeText: (organization: string, serial: string) => string
  readonly check: string
  readonly checkText: (fingerprint: string) => string
  readonly why: string
  readonly whyText: (reason: string) => string
  readonly next: string
  readonly nextText: string
  readonly waiting: string
  readonly waitingText: string
  readonly names: (names: string) => string
  readonly validity: (from: string, to: string) => string
  /** By the object identifier of a purpose. */
  readonly purposes: Readonly<Record<string, string>>
  readonly otherPurpose: string
  readonly question: (request: number) => string
  readonly questionLead: (names: string) => string
  readonly answerHow: (request: number) => string
}

export const receiptWords: Readonly<Record<'en' | 'de', ReceiptWords>> = {
  en: {
    issuedTitle: 'Your certificate is ready',
    declinedTitle: 'Your request was declined',
    waitingTitle: 'Your request is on its way',
    whatFor: 'What it is for',
    howLong: 'How long it is valid',
    renew: 'How to renew it',
    renewText: (date) =>
      `Ask for a new one before it ends; ${date} is a good day for that. Make a new key for it. The old one works until its end.`,
    revoke: 'When something goes wrong',
    revokeText: (organization, serial) =>
      `Is the key lost, or has somebody else seen it? Tell ${organization} at once and name this number: ${serial}. The certificate is then revoked and nobody should trust it any more.`,
    check: 'How to be sure that it is yours',
    checkText: (fingerprint) => `Its fingerprint (SHA-256) is ${fingerprint}.`,
    why: 'Why',
    whyText: (reason) => `The reason given is: ${reason}`,
    next: 'What you can do',
    nextText: 'You can send a new request that puts this right.',
    waiting: 'What happens now',
    waitingText: 'Somebody looks at it. You need not do anything, unless a question comes.',
    names: (names) => `It is made out for: ${names}.`,
    validity: (from, to) => `It is valid from ${from} until ${to}.`,
    purposes: {
      [purpose.serverAuth]: 'A server shows it, so that visitors know that they reached the right one.',
      [purpose.clientAuth]: 'A person or a device shows it to sign in.',
      [purpose.codeSigning]: 'It signs programs, so that users know who made them.',
      [purpose.emailProtection]: 'It signs e-mail and lets others encrypt e-mail to you.'
    },
    otherPurpose: 'It proves that the key belongs to the names in it.',
    question: (request) => `A question about your request ${request}`,
    questionLead: (names) => `You asked for a certificate for ${names}. Before it can be decided, there is a question:`,
    answerHow: (request) =>
      `Please open request ${request} in Chancery and answer there. An answer to this message is not read.`
  },
  de: {
    issuedTitle: 'Ihr Zertifikat ist fertig',
    declinedTitle: 'Ihr Antrag wurde abgelehnt',
    waitingTitle: 'Ihr Antrag ist unterwegs',
    whatFor: 'Wofür es da ist',
    howLong: 'Wie lange es gilt',
    renew: 'Wie Sie es erneuern',
    renewText: (date) =>
      `Beantragen Sie ein neues, bevor es endet; ein guter Tag dafür ist der ${date}. Machen Sie dafür einen neuen Schlüssel. Das alte gilt bis zu seinem Ende.`,
    revoke: 'Wenn etwas schiefgeht',
    revokeText: (organization, serial) =>
      `Ist der Schlüssel verloren, oder hat ihn jemand anders gesehen? Sagen Sie es sofort: ${organization}. Nennen Sie diese Nummer: ${serial}. Das Zertifikat wird dann widerrufen, und niemand soll ihm mehr vertrauen.`,
    check: 'Woran Sie erkennen, dass es Ihres ist',
    checkText: (fingerprint) => `Sein Fingerabdruck (SHA-256) ist ${fingerprint}.`,
    why: 'Warum',
    whyText: (reason) => `Als Grund ist angegeben: ${reason}`,
    next: 'Was Sie tun können',
    nextText: 'Sie können einen neuen Antrag senden, der das richtigstellt.',
    waiting: 'Was jetzt geschieht',
    waitingText: 'Jemand sieht ihn sich an. Sie müssen nichts tun, außer es kommt eine Frage.',
    names: (names) => `Es ist ausgestellt für: ${names}.`,
    validity: (from, to) => `Es gilt vom ${from} bis zum ${to}.`,
    purposes: {
      [purpose.serverAuth]: 'Ein Server zeigt es vor, damit Besucher wissen, dass sie beim richtigen sind.',
      [purpose.clientAuth]: 'Ein Mensch oder ein Gerät zeigt es vor, um sich anzumelden.',
      [purpose.codeSigning]: 'Es signiert Programme, damit Benutzer wissen, wer sie gemacht hat.',
      [purpose.emailProtection]: 'Es signiert E-Mails und lässt andere E-Mails an Sie verschlüsseln.'
    },
    otherPurpose: 'Es beweist, dass der Schlüssel zu den Namen darin gehört.',
    question: (request) => `Eine Frage zu Ihrem Antrag ${request}`,
    questionLead: (names) =>
      `Sie haben ein Zertifikat für ${names} beantragt. Bevor darüber entschieden wird, gibt es eine Frage:`,
    answerHow: (request) =>
      `Bitte öffnen Sie Antrag ${request} in Chancery und antworten Sie dort. Eine Antwort auf diese Nachricht liest niemand.`
  }
}
