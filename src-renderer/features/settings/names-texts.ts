import type { SameKeys } from '../../texts.ts'

/** Words of the tab on looking names up, what proofs are worth, and mail. */
export const namesEn = {
  lookup: 'Looking names up',
  lookupLead: 'For proofs of control, CAA and ACME. Chancery verifies DNSSEC itself, whoever it asks.',
  dnsSource: 'Who is asked',
  source: {
    system: 'The name servers of this machine',
    given: 'These name servers',
    roots: 'The name servers of the zones themselves'
  },
  sourceHint: {
    system: 'They must pass DNSSEC records on; otherwise signed zones look forged.',
    given: 'The same holds for them.',
    roots: 'From the root down, without a resolver. Needs port 53 to the Internet.'
  },
  dnsServers: 'Name servers',
  dnsServersHelp: 'Such as 192.0.2.53 or [2001:db8::53]:5353',
  dnssec: 'DNSSEC',
  dnssecChoice: { validate: 'Verify signatures', off: 'Look at no signatures' },
  dnssecHint: {
    validate: 'What is signed and wrong stops everything that rests on it.',
    off: 'Evidence says so, and no publicly trusted certificate is issued (BR 3.2.2.4).'
  },
  dnssecOff: 'Answers are then believed as they come. Publicly trusted profiles that ask for proofs issue nothing.',
  anchors: 'Trust anchors of your own',
  anchorsLead:
    'DS records of signed zones that the public DNS does not lead to. The keys of the root zone are built in.',
  anchor: 'DS record',
  addAnchor: 'Add trust anchor',
  noAnchors: 'None: the root zone alone.',
  unsigned: 'Zones of your own network',
  unsignedHelp: 'They count as unsigned, with all below them. Public names in here lose the protection of DNSSEC.',
  proofs: 'CAA and proofs',
  proofsLead: 'Profiles and organizations may say otherwise for CAA.',
  caaMode: 'CAA records',
  caa: { off: 'Not looked at', warn: 'Looked at, never in the way', enforce: 'No certificate without permission' },
  failedLookup: 'A lookup that failed twice',
  failed: { deny: 'Is never permission', baseline: 'Is permission where the zone is proved unsigned (BR 3.2.2.8)' },
  addresses: 'File proofs connect to',
  address: { public: 'Public addresses', private: 'Private networks too', any: 'Any address, this machine too' },
  reuse: 'A domain proof counts',
  reuseHelp: 'For private certificates. Publicly trusted ones follow BR 4.2.1.',
  notice: 'Its end is told',
  noticeHelp: 'Before it, in the bell and the audit log.',
  days: 'days',
  perspectives: 'Other perspectives are set up on a page of their own.',
  openPerspectives: 'Set up perspectives',
  save: 'Save settings',
  mail: 'Mail server',
  mailLead: 'Tokens for mailboxes go through it.',
  mailOn: 'Send mail through a server',
  host: 'Host',
  port: 'Port',
  security: 'Encryption',
  securities: { starttls: 'STARTTLS', tls: 'TLS from the first byte', none: 'None' },
  securityHelp: 'With STARTTLS a server that does not offer it gets neither password nor message.',
  insecure: 'Password and tokens then go over the network readable for everyone on the way.',
  user: 'User',
  userHelp: 'Empty: no sign-in',
  from: 'Sender',
  trust: 'Authority behind its certificate (PEM)',
  trustHelp: 'Where it is your own. Empty: those of the system.',
  password: 'Password of the mail server',
  passwordHelp: 'Sealed in the vault and never shown. An empty one removes it.',
  keepPassword: 'Keep the password',
  passwordKept: 'The password is kept.',
  passwordRemoved: 'No password is kept any more.',
  test: 'Send a test message',
  testTo: 'To',
  testSaved: 'Save the mail server first.',
  accepted: 'The server took the message',
  refused: 'The server did not take the message'
} as const

export const namesDe: SameKeys<typeof namesEn> = {
  lookup: 'Namen nachschlagen',
  lookupLead: 'Für Nachweise der Kontrolle, CAA und ACME. Chancery prüft DNSSEC selbst, wen immer es fragt.',
  dnsSource: 'Wer gefragt wird',
  source: {
    system: 'Die Nameserver dieses Rechners',
    given: 'Diese Nameserver',
    roots: 'Die Nameserver der Zonen selbst'
  },
  sourceHint: {
    system: 'Sie müssen DNSSEC-Einträge weitergeben; sonst sehen signierte Zonen gefälscht aus.',
    given: 'Für sie gilt dasselbe.',
    roots: 'Von der Wurzel an, ohne Resolver. Braucht Port 53 ins Internet.'
  },
  dnsServers: 'Nameserver',
  dnsServersHelp: 'Etwa 192.0.2.53 oder [2001:db8::53]:5353',
  dnssec: 'DNSSEC',
  dnssecChoice: { validate: 'Signaturen prüfen', off: 'Keine Signaturen ansehen' },
  dnssecHint: {
    validate: 'Was signiert und falsch ist, hält alles auf, was darauf beruht.',
    off: 'Belege sagen das, und kein öffentlich vertrautes Zertifikat wird ausgestellt (BR 3.2.2.4).'
  },
  dnssecOff:
    'Antworten werden dann geglaubt, wie sie kommen. Öffentlich vertraute Profile, die Nachweise verlangen, stellen nichts aus.',
  anchors: 'Eigene Vertrauensanker',
  anchorsLead:
    'DS-Einträge signierter Zonen, zu denen das öffentliche DNS nicht führt. Die Schlüssel der Wurzelzone sind eingebaut.',
  anchor: 'DS-Eintrag',
  addAnchor: 'Vertrauensanker hinzufügen',
  noAnchors: 'Keine: nur die Wurzelzone.',
  unsigned: 'Zonen des eigenen Netzes',
  unsignedHelp:
    'Sie gelten mit allem darunter als nicht signiert. Öffentliche Namen verlieren hier den Schutz von DNSSEC.',
  proofs: 'CAA und Nachweise',
  proofsLead: 'Profile und Organisationen dürfen für CAA anderes sagen.',
  caaMode: 'CAA-Einträge',
  caa: {
    off: 'Nicht angesehen',
    warn: 'Angesehen, nie im Weg',
    enforce: 'Kein Zertifikat ohne Erlaubnis'
  },
  failedLookup: 'Eine Abfrage, die zweimal scheiterte',
  failed: {
    deny: 'Ist nie eine Erlaubnis',
    baseline: 'Ist Erlaubnis, wo die Zone nachweislich nicht signiert ist (BR 3.2.2.8)'
  },
  addresses: 'Dateinachweise verbinden sich mit',
  address: {
    public: 'Öffentlichen Adressen',
    private: 'Auch privaten Netzen',
    any: 'Jeder Adresse, auch diesem Rechner'
  },
  reuse: 'Ein Domänennachweis zählt',
  reuseHelp: 'Für private Zertifikate. Öffentlich vertraute folgen BR 4.2.1.',
  notice: 'Sein Ende wird gemeldet',
  noticeHelp: 'Davor, in der Glocke und im Protokoll.',
  days: 'Tage',
  perspectives: 'Andere Blickpunkte werden auf einer eigenen Seite eingerichtet.',
  openPerspectives: 'Blickpunkte einrichten',
  save: 'Einstellungen speichern',
  mail: 'Mailserver',
  mailLead: 'Tokens für Postfächer gehen durch ihn.',
  mailOn: 'Mail über einen Server senden',
  host: 'Host',
  port: 'Port',
  security: 'Verschlüsselung',
  securities: { starttls: 'STARTTLS', tls: 'TLS vom ersten Byte an', none: 'Keine' },
  securityHelp: 'Mit STARTTLS bekommt ein Server, der es nicht anbietet, weder Passwort noch Nachricht.',
  insecure: 'Passwort und Tokens gehen dann für jeden auf dem Weg lesbar durchs Netz.',
  user: 'Benutzer',
  userHelp: 'Leer: keine Anmeldung',
  from: 'Absender',
  trust: 'Stelle hinter seinem Zertifikat (PEM)',
  trustHelp: 'Wo es die eigene ist. Leer: die des Systems.',
  password: 'Passwort des Mailservers',
  passwordHelp: 'Im Tresor versiegelt und nie gezeigt. Ein leeres entfernt es.',
  keepPassword: 'Passwort behalten',
  passwordKept: 'Das Passwort ist aufbewahrt.',
  passwordRemoved: 'Es ist kein Passwort mehr aufbewahrt.',
  test: 'Testnachricht senden',
  testTo: 'An',
  testSaved: 'Speichern Sie zuerst den Mailserver.',
  accepted: 'Der Server nahm die Nachricht an',
  refused: 'Der Server nahm die Nachricht nicht an'
}
