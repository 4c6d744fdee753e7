import type { SameKeys } from '../../texts.ts'

/** Coming back after a loss: a backup, or shares of the master key. */
export const en = {
  restore: {
    step: 'Backup',
    title: 'Restore from a backup',
    lead: 'An installation comes back as it was when the backup was made, in this empty data folder.',
    inBrowser: 'A backup is restored on the machine that keeps the authority, before its engine starts:',
    choose: 'Choose the backup',
    chooseOther: 'Choose another backup',
    file: 'File',
    installation: 'Installation',
    madeAt: 'Made',
    madeBy: 'Made by',
    size: 'Size',
    megabytes: '{{size}} MB',
    recipients: 'Also opened by',
    opener: 'Opened with',
    byPassphrase: 'Passphrase of the backup',
    byKey: 'Private key of a recipient',
    passphrase: 'Passphrase of the backup',
    passphraseHelp: 'The one that was set for backups, not the one you sign in with.',
    passphraseNeeded: 'The passphrase of the backup is needed.',
    keyPassphrase: 'Passphrase of the private key',
    keyPassphraseHelp: 'Leave it empty where the key has none.',
    what: 'Every part is checked before anything is written. Whoever had an account signs in with the passphrase of that time.',
    action: 'Check and restore',
    actionKey: 'Choose the key and restore',
    back: 'Back to a new installation'
  },
  restored: {
    step: 'Restored',
    title: 'The installation is back',
    audit: 'Audit log',
    auditRows_one: '{{rows}} row, the chain holds',
    auditRows_other: '{{rows}} rows, the chain holds',
    authorities: 'Authorities',
    authority: 'Authority',
    lastCrl: 'Last CRL number in the backup',
    nextCrl: 'Next CRL number',
    above: 'above {{number}}',
    tokens: 'Keys on tokens are in no backup. Plug in these tokens before their keys are to sign:',
    before: 'Before this goes on line',
    steps: {
      verify: 'Sign in and verify the audit log.',
      lost: 'Look for certificates that were issued after the backup, and revoke them by serial number.',
      crl: 'Sign and publish a CRL for each authority.'
    },
    paused:
      'Make sure that the installation of before publishes nothing any more, then switch these targets on again under Distribution: {{names}}.',
    go: 'Go to sign-in'
  },
  shares: {
    title: 'Recover with shares',
    link: 'Passphrase and code lost? Use shares of the master key',
    lead: 'Each holder enters the words of the own card, hidden from the others. Enough of them open the vault and set a new passphrase for one operator.',
    operatorHelp: 'Whose passphrase is set anew.',
    share: 'Share {{number}}',
    shareHelp: 'All words of one card with spaces between, or the text that a scanner reads from its QR code.',
    another: 'Another share',
    needed: 'Enter the words of a card.',
    done: 'The passphrase is set. Sign in with it.'
  }
} as const

export const de: SameKeys<typeof en> = {
  restore: {
    step: 'Sicherung',
    title: 'Aus einer Sicherung wiederherstellen',
    lead: 'Eine Installation kommt so zurück, wie sie bei der Sicherung war, in diesen leeren Datenordner.',
    inBrowser:
      'Eine Sicherung wird auf dem Rechner wiederhergestellt, der die Zertifizierungsstelle hält, bevor er sie startet:',
    choose: 'Sicherung wählen',
    chooseOther: 'Andere Sicherung wählen',
    file: 'Datei',
    installation: 'Installation',
    madeAt: 'Gemacht',
    madeBy: 'Gemacht von',
    size: 'Größe',
    megabytes: '{{size}} MB',
    recipients: 'Auch zu öffnen von',
    opener: 'Öffnen mit',
    byPassphrase: 'Passphrase der Sicherung',
    byKey: 'Privater Schlüssel eines Empfängers',
    passphrase: 'Passphrase der Sicherung',
    passphraseHelp: 'Die für Sicherungen gesetzte, nicht die Ihrer Anmeldung.',
    passphraseNeeded: 'Die Passphrase der Sicherung fehlt.',
    keyPassphrase: 'Passphrase des privaten Schlüssels',
    keyPassphraseHelp: 'Leer lassen, wenn der Schlüssel keine hat.',
    what: 'Jeder Teil wird geprüft, bevor etwas geschrieben wird. Wer ein Konto hatte, meldet sich mit der Passphrase von damals an.',
    action: 'Prüfen und wiederherstellen',
    actionKey: 'Schlüssel wählen und wiederherstellen',
    back: 'Zurück zu einer neuen Installation'
  },
  restored: {
    step: 'Wiederhergestellt',
    title: 'Die Installation ist zurück',
    audit: 'Protokoll',
    auditRows_one: '{{rows}} Zeile, die Kette hält',
    auditRows_other: '{{rows}} Zeilen, die Kette hält',
    authorities: 'Zertifizierungsstellen',
    authority: 'Stelle',
    lastCrl: 'Letzte CRL-Nummer in der Sicherung',
    nextCrl: 'Nächste CRL-Nummer',
    above: 'über {{number}}',
    tokens:
      'Schlüssel auf Token sind in keiner Sicherung. Stecken Sie diese Token ein, bevor ihre Schlüssel signieren sollen:',
    before: 'Bevor dies ans Netz geht',
    steps: {
      verify: 'Melden Sie sich an und prüfen Sie das Protokoll.',
      lost: 'Suchen Sie Zertifikate, die nach der Sicherung ausgestellt wurden, und widerrufen Sie sie mit der Seriennummer.',
      crl: 'Signieren und veröffentlichen Sie für jede Stelle eine CRL.'
    },
    paused:
      'Stellen Sie sicher, dass die frühere Installation nichts mehr veröffentlicht, und schalten Sie diese Ziele dann unter Verteilung wieder ein: {{names}}.',
    go: 'Zur Anmeldung'
  },
  shares: {
    title: 'Mit Teilen wiederherstellen',
    link: 'Passphrase und Code verloren? Teile des Hauptschlüssels benutzen',
    lead: 'Wer einen Teil hat, gibt die Wörter der eigenen Karte ein, vor den anderen verborgen. Genug davon öffnen den Tresor und setzen für ein Konto eine neue Passphrase.',
    operatorHelp: 'Wessen Passphrase neu gesetzt wird.',
    share: 'Teil {{number}}',
    shareHelp:
      'Alle Wörter einer Karte mit Leerzeichen dazwischen, oder der Text, den ein Scanner aus dem QR-Code liest.',
    another: 'Noch ein Teil',
    needed: 'Geben Sie die Wörter einer Karte ein.',
    done: 'Die Passphrase ist gesetzt. Melden Sie sich damit an.'
  }
}
