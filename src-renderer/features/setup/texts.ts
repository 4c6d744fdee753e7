import type { SameKeys } from '../../texts.ts'
import { de as returnDe, en as returnEn } from './return-texts.ts'

export const en = {
  welcome: 'Set up Chancery',
  lead: 'A few minutes, once. You make the vault that seals every key, and the account that may use it.',
  operator: {
    step: 'You',
    lead: 'The first operator account. It may do everything; you can add others with fewer rights later.'
  },
  name: 'Sign-in name',
  nameHelp: 'You type it at every sign-in, for example alice.',
  displayName: 'Name shown to others',
  organization: 'Organization',
  organizationHelp: 'Stands in the subjects of new authorities. You can change it later.',
  passphrase: {
    step: 'Passphrase',
    lead: 'The passphrase unlocks the vault. Nobody can read it from the disk, and who loses it needs the recovery code or another administrator.',
    label: 'Passphrase',
    again: 'Passphrase again',
    differ: 'The two passphrases differ.',
    rule: 'At least {{count}} characters. Several words that do not belong together are better than one word with signs.',
    short: '{{count}} more characters are needed.',
    strength: ['Very weak', 'Weak', 'Fair', 'Good', 'Strong'],
    strengthLabel: 'Strength: {{word}}',
    hasName: 'The passphrase contains the sign-in name.'
  },
  recovery: {
    step: 'Recovery code',
    title: 'Recovery code of Chancery',
    lead: 'If every passphrase is lost, this code is the only way to the keys. Print it and lock it away from this computer.',
    again: 'This is the new recovery code. The old one no longer works.'
  },
  create: 'Make the vault',
  first: {
    step: 'First authorities',
    lead: 'A root that stays the anchor of trust, and an issuing authority under it that does the daily work.',
    rootSubject: 'Subject of the root',
    issuingSubject: 'Subject of the issuing authority',
    key: 'Key algorithm',
    keyHelp:
      'P-256 is understood everywhere. P-384 and RSA 4096 for longer lives; ML-DSA withstands quantum computers but few programs know it yet.',
    rootLife: 'Life of the root',
    issuingLife: 'Life of the issuing authority',
    profile: 'First profile',
    profileNone: 'None for now',
    make: 'Make both',
    skip: 'Skip, I do this later',
    working: 'Making {{what}}',
    root: 'the root',
    issuing: 'the issuing authority',
    theProfile: 'the profile'
  },
  ready: {
    step: 'Ready',
    title: 'Chancery is ready',
    made: 'Made',
    go: 'Go to the dashboard',
    nothing: 'The vault and your account are made. The dashboard shows what comes next.'
  },
  signIn: {
    title: 'Sign in',
    locked: 'The vault is locked. Signing in unlocks it.',
    unlocked: 'The vault is unlocked. Sign in to work with it.',
    action: 'Sign in',
    forgot: 'Passphrase lost? Use the recovery code'
  },
  recover: {
    title: 'Recover the account',
    lead: 'Type the recovery code that was printed when the vault was made, and choose a new passphrase.',
    code: 'Recovery code',
    action: 'Set the new passphrase',
    back: 'Back to sign-in',
    done: 'The passphrase is set. Sign in with it.'
  },
  ...returnEn
} as const

export const de: SameKeys<typeof en> = {
  welcome: 'Chancery einrichten',
  lead: 'Einmal, ein paar Minuten. Sie legen den Tresor an, der jeden Schlüssel versiegelt, und das Konto, das ihn benutzen darf.',
  operator: {
    step: 'Sie',
    lead: 'Das erste Bedienerkonto. Es darf alles; weitere mit weniger Rechten können Sie später anlegen.'
  },
  name: 'Anmeldename',
  nameHelp: 'Sie tippen ihn bei jeder Anmeldung, zum Beispiel alice.',
  displayName: 'Name, den andere sehen',
  organization: 'Organisation',
  organizationHelp: 'Steht im Namen neuer Zertifizierungsstellen. Sie können das später ändern.',
  passphrase: {
    step: 'Passphrase',
    lead: 'Die Passphrase öffnet den Tresor. Niemand kann sie vom Datenträger lesen, und wer sie verliert, braucht den Wiederherstellungscode oder einen anderen Administrator.',
    label: 'Passphrase',
    again: 'Passphrase noch einmal',
    differ: 'Die beiden Passphrasen unterscheiden sich.',
    rule: 'Mindestens {{count}} Zeichen. Mehrere Wörter, die nicht zusammengehören, sind besser als ein Wort mit Sonderzeichen.',
    short: 'Es fehlen noch {{count}} Zeichen.',
    strength: ['Sehr schwach', 'Schwach', 'Mäßig', 'Gut', 'Stark'],
    strengthLabel: 'Stärke: {{word}}',
    hasName: 'Die Passphrase enthält den Anmeldenamen.'
  },
  recovery: {
    step: 'Wiederherstellung',
    title: 'Wiederherstellungscode von Chancery',
    lead: 'Gehen alle Passphrasen verloren, führt nur dieser Code zu den Schlüsseln. Drucken Sie ihn und schließen Sie ihn getrennt von diesem Rechner weg.',
    again: 'Dies ist der neue Wiederherstellungscode. Der alte gilt nicht mehr.'
  },
  create: 'Tresor anlegen',
  first: {
    step: 'Erste Stellen',
    lead: 'Eine Wurzel, die der Anker des Vertrauens bleibt, und darunter eine ausstellende Stelle für die tägliche Arbeit.',
    rootSubject: 'Name der Wurzel',
    issuingSubject: 'Name der ausstellenden Stelle',
    key: 'Schlüsselverfahren',
    keyHelp:
      'P-256 versteht jeder. P-384 und RSA 4096 für längere Laufzeiten; ML-DSA hält Quantenrechnern stand, doch kennen es noch wenige Programme.',
    rootLife: 'Laufzeit der Wurzel',
    issuingLife: 'Laufzeit der ausstellenden Stelle',
    profile: 'Erstes Profil',
    profileNone: 'Vorerst keines',
    make: 'Beide anlegen',
    skip: 'Überspringen, das mache ich später',
    working: '{{what}} wird angelegt',
    root: 'die Wurzel',
    issuing: 'die ausstellende Stelle',
    theProfile: 'das Profil'
  },
  ready: {
    step: 'Fertig',
    title: 'Chancery ist bereit',
    made: 'Angelegt',
    go: 'Zur Übersicht',
    nothing: 'Der Tresor und Ihr Konto sind angelegt. Die Übersicht zeigt, was als Nächstes kommt.'
  },
  signIn: {
    title: 'Anmelden',
    locked: 'Der Tresor ist gesperrt. Die Anmeldung öffnet ihn.',
    unlocked: 'Der Tresor ist offen. Melden Sie sich an, um damit zu arbeiten.',
    action: 'Anmelden',
    forgot: 'Passphrase verloren? Wiederherstellungscode benutzen'
  },
  recover: {
    title: 'Konto wiederherstellen',
    lead: 'Tippen Sie den Wiederherstellungscode ein, der beim Anlegen des Tresors gedruckt wurde, und wählen Sie eine neue Passphrase.',
    code: 'Wiederherstellungscode',
    action: 'Neue Passphrase setzen',
    back: 'Zurück zur Anmeldung',
    done: 'Die Passphrase ist gesetzt. Melden Sie sich damit an.'
  },
  ...returnDe
}
