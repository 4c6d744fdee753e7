import type { AuthorityState } from '../../../src-shared/model/authority.ts'
import type { KitPlace } from '../../../src-shared/model/recovery.ts'

/** What the recovery kit says, in both languages. */
export interface KitTexts {
  readonly title: (name: string) => string
  readonly nameless: string
  readonly foot: (edition: number) => string
  readonly facts: readonly [edition: string, written: string, vault: string, folder: string]
  readonly digest: string
  readonly rebuild: string
  readonly authorities: string
  readonly authorityColumns: readonly [name: string, state: string, key: string]
  readonly subject: string
  readonly states: Readonly<Record<AuthorityState, string>>
  readonly sealed: string
  readonly tokens: string
  readonly noTokens: string
  readonly tokenColumns: readonly [token: string, address: string, keys: string]
  readonly opens: string
  readonly operatorColumns: readonly [operator: string, name: string, roles: string]
  readonly code: string
  readonly noCode: string
  readonly noShares: string
  readonly shares: (threshold: number, total: number, fingerprint: string, version: number) => string
  readonly shareColumns: readonly [share: string, holder: string, place: string]
  readonly backups: string
  readonly folder: string
  readonly often: string
  readonly byHand: string
  readonly every: (hours: number, kept: number) => string
  readonly openedBy: string
  readonly backupPassphrase: string
  readonly nobody: string
  readonly places: string
  readonly noPlaces: string
  readonly placeColumns: readonly [kind: string, which: string, holder: string, place: string]
  readonly placeKinds: Readonly<Record<KitPlace['kind'], string>>
  readonly steps: {
    readonly install: string
    readonly fetch: string
    readonly crls: string
    readonly restore: string
    readonly plugIn: (tokens: string) => string
    readonly open: (ways: string) => string
    readonly withShares: string
    readonly audit: string
    readonly lost: string
    readonly sign: string
    readonly drill: string
  }
  readonly ways: {
    readonly passphrase: string
    readonly code: string
    readonly shares: (threshold: number, total: number) => string
    readonly or: string
  }
}

export const kitTexts: Readonly<Record<'en' | 'de', KitTexts>> = {
  en: {
    title: (name) => `Recovery kit of ${name}`,
    nameless: 'this installation',
    foot: (edition) => `Recovery kit, edition ${edition}. Destroy earlier editions. No secret is printed here.`,
    facts: ['Edition', 'Written', 'Vault', 'Data folder'],
    digest: 'SHA-256 of what this edition says',
    rebuild: 'Rebuild in these steps',
    authorities: 'Authorities',
    authorityColumns: ['Name', 'State', 'Private key'],
    subject: 'Subject',
    states: {
      draft: 'draft',
      'awaiting-certificate': 'awaits its certificate',
      active: 'active',
      'key-offline': 'key off line',
      retired: 'retired',
      destroyed: 'destroyed'
    },
    sealed: 'in the backup, sealed',
    tokens: 'Tokens that must be present',
    noTokens: 'None: every private key is in the backup, sealed.',
    tokenColumns: ['Token', 'Address', 'Keys'],
    opens: 'What opens the vault',
    operatorColumns: ['Operator', 'Name', 'Roles'],
    code: 'A recovery code opens it as well.',
    noCode: 'There is no recovery code.',
    noShares: 'No shares of the key were made.',
    shares: (threshold, total, fingerprint, version) =>
      `Any ${threshold} of ${total} shares open it as well: set ${fingerprint}, version ${version}.`,
    shareColumns: ['Share', 'Holder', 'Place'],
    backups: 'Backups',
    folder: 'Folder',
    often: 'How often',
    byHand: 'by hand',
    every: (hours, kept) => `every ${hours} hours; ${kept} are kept`,
    openedBy: 'Opened by',
    backupPassphrase: 'the backup passphrase',
    nobody: 'nobody yet',
    places: 'Where things are kept',
    noPlaces: 'Nobody wrote that down yet. Do it on the Recovery page, then print this again.',
    placeColumns: ['Kind', 'Which', 'Holder', 'Place'],
    placeKinds: {
      passphrase: 'Passphrase',
      'recovery-code': 'Recovery code',
      'backup-passphrase': 'Passphrase of backups',
      token: 'Token',
      'token-pin': 'PIN of a token',
      backup: 'Backup',
      other: 'Other'
    },
    steps: {
      install: 'Install Chancery on a machine that nobody else uses, and keep it off the network for now.',
      fetch: 'Fetch the newest backup (a file that ends in .chancery-backup) and what opens it.',
      crls: 'Fetch the CRLs that relying parties have from where they are published, so that numbers go on above theirs.',
      restore:
        'Restore: chancery backup restore FILE --data FOLDER --backup-passphrase-file PASSPHRASE --crl CRL. Or start Chancery on an empty folder and choose "Restore from a backup".',
      plugIn: (tokens) => `Plug in the tokens: ${tokens}.`,
      open: (ways) => `Start Chancery on that folder and open the vault with ${ways}.`,
      withShares: 'With shares: chancery vault shares combine --operator NAME, or "Use shares" where one signs in.',
      audit: 'Check the audit log: chancery audit verify.',
      lost: 'Look for certificates that were issued after the backup, for example in the logs of servers, and revoke them by serial number.',
      sign: 'Sign a CRL for each authority and publish it, then connect the machine to the network.',
      drill: 'Make a new backup and do a drill with it.'
    },
    ways: {
      passphrase: 'the passphrase of an operator',
      code: 'the recovery code',
      shares: (threshold, total) => `${threshold} of the ${total} shares`,
      or: ', or '
    }
  },
  de: {
    title: (name) => `Notfallblatt für ${name}`,
    nameless: 'diese Installation',
    foot: (edition) =>
      `Notfallblatt, Ausgabe ${edition}. Frühere Ausgaben vernichten. Kein Geheimnis ist hier abgedruckt.`,
    facts: ['Ausgabe', 'Geschrieben', 'Tresor', 'Datenordner'],
    digest: 'SHA-256 über das, was diese Ausgabe sagt',
    rebuild: 'Wiederaufbau in diesen Schritten',
    authorities: 'Zertifizierungsstellen',
    authorityColumns: ['Name', 'Zustand', 'Privater Schlüssel'],
    subject: 'Inhaber',
    states: {
      draft: 'Entwurf',
      'awaiting-certificate': 'wartet auf ihr Zertifikat',
      active: 'tätig',
      'key-offline': 'Schlüssel offline',
      retired: 'stillgelegt',
      destroyed: 'vernichtet'
    },
    sealed: 'in der Sicherung, versiegelt',
    tokens: 'Token, die da sein müssen',
    noTokens: 'Keine: jeder private Schlüssel liegt versiegelt in der Sicherung.',
    tokenColumns: ['Token', 'Adresse', 'Schlüssel'],
    opens: 'Was den Tresor öffnet',
    operatorColumns: ['Konto', 'Name', 'Rollen'],
    code: 'Auch ein Wiederherstellungscode öffnet ihn.',
    noCode: 'Es gibt keinen Wiederherstellungscode.',
    noShares: 'Vom Schlüssel wurden keine Teile gemacht.',
    shares: (threshold, total, fingerprint, version) =>
      `Auch ${threshold} beliebige von ${total} Teilen öffnen ihn: Satz ${fingerprint}, Fassung ${version}.`,
    shareColumns: ['Teil', 'Inhaber', 'Ort'],
    backups: 'Sicherungen',
    folder: 'Ordner',
    often: 'Wie oft',
    byHand: 'von Hand',
    every: (hours, kept) => `alle ${hours} Stunden; ${kept} werden behalten`,
    openedBy: 'Zu öffnen mit',
    backupPassphrase: 'der Passphrase der Sicherungen',
    nobody: 'noch mit nichts',
    places: 'Wo alles aufbewahrt ist',
    noPlaces:
      'Das hat noch niemand aufgeschrieben. Tun Sie es auf der Seite zur Wiederherstellung und drucken Sie dies dann noch einmal.',
    placeColumns: ['Art', 'Was', 'Inhaber', 'Ort'],
    placeKinds: {
      passphrase: 'Passphrase',
      'recovery-code': 'Wiederherstellungscode',
      'backup-passphrase': 'Passphrase der Sicherungen',
      token: 'Token',
      'token-pin': 'PIN eines Tokens',
      backup: 'Sicherung',
      other: 'Anderes'
    },
    steps: {
      install:
        'Installieren Sie Chancery auf einem Rechner, den niemand sonst benutzt, und lassen Sie ihn vorerst vom Netz.',
      fetch: 'Holen Sie die neueste Sicherung (eine Datei, die auf .chancery-backup endet) und was sie öffnet.',
      crls: 'Holen Sie die CRLs, die andere haben, von dort, wo sie veröffentlicht sind, damit deren Nummern darüber weitergehen.',
      restore:
        'Stellen Sie wieder her: chancery backup restore DATEI --data ORDNER --backup-passphrase-file PASSPHRASE --crl CRL. Oder starten Sie Chancery auf einem leeren Ordner und wählen Sie „Aus einer Sicherung wiederherstellen“.',
      plugIn: (tokens) => `Stecken Sie die Token ein: ${tokens}.`,
      open: (ways) => `Starten Sie Chancery auf diesem Ordner und öffnen Sie den Tresor mit ${ways}.`,
      withShares:
        'Mit Teilen: chancery vault shares combine --operator NAME, oder „Teile des Hauptschlüssels benutzen“ bei der Anmeldung.',
      audit: 'Prüfen Sie das Protokoll: chancery audit verify.',
      lost: 'Suchen Sie Zertifikate, die nach der Sicherung ausgestellt wurden, zum Beispiel in den Protokollen von Servern, und widerrufen Sie sie mit der Seriennummer.',
      sign: 'Signieren und veröffentlichen Sie für jede Stelle eine CRL, dann verbinden Sie den Rechner mit dem Netz.',
      drill: 'Machen Sie eine neue Sicherung und üben Sie damit.'
    },
    ways: {
      passphrase: 'der Passphrase eines Kontos',
      code: 'dem Wiederherstellungscode',
      shares: (threshold, total) => `${threshold} der ${total} Teile`,
      or: ' oder '
    }
  }
}
