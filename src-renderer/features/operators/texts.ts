import type { SameKeys } from '../../texts.ts'

export const en = {
  title: 'Operators',
  accounts: 'Accounts',
  you: 'this is you',
  never: 'Never',
  slowedDown: 'Wrong guesses; no sign-in before',
  moreFor: 'Actions for {{name}}',
  rolesLead: 'A role says what its operators may do. The built-in ones cannot be changed; make your own beside them.',
  sessionsLead: 'A session ends with sign-out, with the lock and after a time without input.',
  tab: { accounts: 'Accounts', roles: 'Roles', sessions: 'Signed in' },
  column: {
    name: 'Operator',
    roles: 'Roles',
    state: 'State',
    lastSignIn: 'Last sign-in',
    createdAt: 'Made',
    role: 'Role',
    operators: 'Operators',
    permissions: 'May do',
    face: 'Where',
    since: 'Since',
    lastSeen: 'Last action'
  },
  action: {
    create: 'Add operator',
    edit: 'Edit',
    passphrase: 'Reset passphrase',
    disable: 'Disable',
    enable: 'Enable'
  },
  blocked: { own: 'Not for your own account: change your passphrase in the settings, and let another disable you.' },
  create: {
    title: 'Add an operator',
    lead: 'The operator signs in with the first passphrase and should change it then.',
    confirm: 'Add operator',
    done: '{{name}} is added'
  },
  edit: {
    title: 'Edit {{name}}',
    lead: 'Other roles hold from the next action of the operator.',
    done: '{{name}} is changed'
  },
  reset: {
    title: 'Reset the passphrase of {{name}}',
    lead: 'Hand it over in person. The old passphrase opens nothing any more.',
    confirm: 'Set passphrase',
    done: '{{name}} has a new passphrase'
  },
  disabled: {
    title: 'Disable {{name}}',
    consequence:
      'The operator is signed out and cannot sign in until enabled again. What the account did stays in the log.',
    confirm: 'Disable account'
  },
  active: {
    title: 'Enable {{name}}',
    consequence: 'The operator can sign in again with the passphrase and roles of before.',
    confirm: 'Enable account'
  },
  field: {
    name: 'Sign-in name',
    nameHelp: 'Stands in the audit log and cannot be changed',
    displayName: 'Name shown',
    displayNameHelp: 'Such as first and last name',
    rolesMissing: 'Choose at least one role.',
    passphrase: 'New passphrase',
    firstPassphrase: 'First passphrase',
    firstPassphraseHelp: 'At least 10 characters; several words are better than one',
    again: 'Again'
  },
  role: {
    builtIn: 'built in',
    all: 'everything',
    create: 'Make a role',
    editTitle: 'Edit the role {{name}}',
    save: 'Save role',
    saved: 'The role {{name}} is saved',
    delete: 'Delete role',
    deleteTitle: 'Delete the role {{name}}',
    deleteConsequence: 'Nobody has it, so nobody loses anything. Profiles that name it as requester no longer find it.',
    inUse_one: '{{count}} operator has it.',
    inUse_other: '{{count}} operators have it.',
    label: 'Name shown',
    name: 'Short name',
    nameHelp: 'For command line and profiles; cannot be changed',
    labelMissing: 'Give the role a name.',
    permissionsMissing: 'Choose at least one permission.',
    pickerNote: 'Who may approve still cannot approve a request of their own.'
  },
  face: {
    desktop: 'Desktop window',
    window: 'Desktop window',
    browser: 'Browser',
    http: 'Browser',
    cli: 'Command line',
    socket: 'Command line'
  },
  area: {
    dashboard: 'Dashboard',
    authority: 'Authorities',
    profile: 'Profiles',
    request: 'Requests',
    certificate: 'Certificates',
    crl: 'CRLs',
    ceremony: 'Ceremonies',
    viewer: 'Viewer',
    report: 'Reports',
    wire: 'Wire inspector',
    audit: 'Audit log',
    operator: 'Operators',
    role: 'Roles',
    settings: 'Settings',
    backup: 'Backups',
    service: 'Services',
    validation: 'Proofs of control',
    organization: 'Organizations and their names',
    token: 'Tokens'
  },
  verb: {
    read: 'see',
    'read-own': 'see own',
    create: 'make',
    edit: 'change',
    retire: 'retire',
    destroy: 'destroy the key',
    submit: 'submit',
    override: 'change what was asked',
    approve: 'approve and decline',
    export: 'export',
    renew: 'renew',
    revoke: 'revoke',
    suspend: 'suspend and reinstate',
    annotate: 'annotate and archive',
    issue: 'issue',
    use: 'use',
    manage: 'manage',
    run: 'run',
    schedule: 'let come round by themselves',
    inspect: 'record and replay'
  }
} as const

export const de: SameKeys<typeof en> = {
  title: 'Bediener',
  accounts: 'Konten',
  you: 'das sind Sie',
  never: 'Nie',
  slowedDown: 'Fehlversuche; keine Anmeldung vor',
  moreFor: 'Aktionen für {{name}}',
  rolesLead:
    'Eine Rolle sagt, was ihre Bediener dürfen. Die eingebauten lassen sich nicht ändern; legen Sie eigene daneben an.',
  sessionsLead: 'Eine Sitzung endet mit der Abmeldung, mit der Sperre und nach einer Zeit ohne Eingabe.',
  tab: { accounts: 'Konten', roles: 'Rollen', sessions: 'Angemeldet' },
  column: {
    name: 'Bediener',
    roles: 'Rollen',
    state: 'Zustand',
    lastSignIn: 'Letzte Anmeldung',
    createdAt: 'Angelegt',
    role: 'Rolle',
    operators: 'Bediener',
    permissions: 'Darf',
    face: 'Wo',
    since: 'Seit',
    lastSeen: 'Letzte Aktion'
  },
  action: {
    create: 'Bediener hinzufügen',
    edit: 'Bearbeiten',
    passphrase: 'Passphrase zurücksetzen',
    disable: 'Abschalten',
    enable: 'Einschalten'
  },
  blocked: {
    own: 'Nicht für das eigene Konto: ändern Sie Ihre Passphrase in den Einstellungen; abschalten muss Sie jemand anderes.'
  },
  create: {
    title: 'Bediener hinzufügen',
    lead: 'Der Bediener meldet sich mit der ersten Passphrase an und sollte sie dann ändern.',
    confirm: 'Bediener hinzufügen',
    done: '{{name}} ist hinzugefügt'
  },
  edit: {
    title: '{{name}} bearbeiten',
    lead: 'Andere Rollen gelten ab der nächsten Aktion des Bedieners.',
    done: '{{name}} ist geändert'
  },
  reset: {
    title: 'Passphrase von {{name}} zurücksetzen',
    lead: 'Übergeben Sie sie persönlich. Die alte Passphrase öffnet nichts mehr.',
    confirm: 'Passphrase setzen',
    done: '{{name}} hat eine neue Passphrase'
  },
  disabled: {
    title: '{{name}} abschalten',
    consequence:
      'Der Bediener wird abgemeldet und kann sich nicht anmelden, bis das Konto wieder eingeschaltet ist. Was es tat, bleibt im Protokoll.',
    confirm: 'Konto abschalten'
  },
  active: {
    title: '{{name}} einschalten',
    consequence: 'Der Bediener kann sich wieder anmelden, mit Passphrase und Rollen von vorher.',
    confirm: 'Konto einschalten'
  },
  field: {
    name: 'Anmeldename',
    nameHelp: 'Steht im Prüfprotokoll und lässt sich nicht ändern',
    displayName: 'Angezeigter Name',
    displayNameHelp: 'Etwa Vor- und Nachname',
    rolesMissing: 'Wählen Sie mindestens eine Rolle.',
    passphrase: 'Neue Passphrase',
    firstPassphrase: 'Erste Passphrase',
    firstPassphraseHelp: 'Mindestens 10 Zeichen; mehrere Wörter sind besser als eins',
    again: 'Noch einmal'
  },
  role: {
    builtIn: 'eingebaut',
    all: 'alles',
    create: 'Rolle erstellen',
    editTitle: 'Rolle {{name}} bearbeiten',
    save: 'Rolle speichern',
    saved: 'Die Rolle {{name}} ist gespeichert',
    delete: 'Rolle löschen',
    deleteTitle: 'Rolle {{name}} löschen',
    deleteConsequence:
      'Niemand hat sie, also verliert niemand etwas. Profile, die sie als Antragsteller nennen, finden sie nicht mehr.',
    inUse_one: '{{count}} Bediener hat sie.',
    inUse_other: '{{count}} Bediener haben sie.',
    label: 'Angezeigter Name',
    name: 'Kurzname',
    nameHelp: 'Für Befehlszeile und Profile; lässt sich nicht ändern',
    labelMissing: 'Geben Sie der Rolle einen Namen.',
    permissionsMissing: 'Wählen Sie mindestens eine Berechtigung.',
    pickerNote: 'Wer genehmigen darf, kann dennoch keinen eigenen Antrag genehmigen.'
  },
  face: {
    desktop: 'Fenster',
    window: 'Fenster',
    browser: 'Browser',
    http: 'Browser',
    cli: 'Befehlszeile',
    socket: 'Befehlszeile'
  },
  area: {
    dashboard: 'Übersicht',
    authority: 'Zertifizierungsstellen',
    profile: 'Profile',
    request: 'Anträge',
    certificate: 'Zertifikate',
    crl: 'Sperrlisten',
    ceremony: 'Zeremonien',
    viewer: 'Betrachter',
    report: 'Berichte',
    wire: 'Protokoll-Inspektor',
    audit: 'Prüfprotokoll',
    operator: 'Bediener',
    role: 'Rollen',
    settings: 'Einstellungen',
    backup: 'Sicherungen',
    service: 'Dienste',
    validation: 'Nachweise der Kontrolle',
    organization: 'Organisationen und ihre Namen',
    token: 'Tokens'
  },
  verb: {
    read: 'sehen',
    'read-own': 'eigene sehen',
    create: 'erstellen',
    edit: 'ändern',
    retire: 'stilllegen',
    destroy: 'Schlüssel vernichten',
    submit: 'stellen',
    override: 'Beantragtes ändern',
    approve: 'genehmigen und ablehnen',
    export: 'exportieren',
    renew: 'erneuern',
    revoke: 'sperren',
    suspend: 'aussetzen und wieder einsetzen',
    annotate: 'Notizen und Archiv',
    issue: 'ausstellen',
    use: 'benutzen',
    manage: 'verwalten',
    run: 'ausführen',
    schedule: 'von selbst kommen lassen',
    inspect: 'aufzeichnen und wiederholen'
  }
}
