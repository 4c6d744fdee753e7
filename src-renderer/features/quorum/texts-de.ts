import type { SameKeys } from '../../texts.ts'
import type { en } from './texts.ts'

export const de: SameKeys<typeof en> = {
  title: 'Genehmigungen',
  one: 'Vorschlag {{id}}',
  tab: { waiting: 'Offen', past: 'Erledigt', rules: 'Regeln', keys: 'Meine Schlüssel' },
  waitingLead: 'Was niemand allein tun darf, wartet hier, bis genügend andere zugestimmt haben.',
  none: 'Kein Vorschlag wartet',
  noneText: 'Ein Vorgang, für den eine Regel gilt, wird zum Vorschlag und steht hier, bis er genehmigt ist.',
  nonePast: 'Noch kein Vorschlag ist erledigt',
  nonePastText: 'Ausgeführte, abgelehnte, zurückgezogene und abgelaufene Vorschläge bleiben hier für immer.',
  column: {
    what: 'Was',
    state: 'Stand',
    approvals: 'Genehmigungen',
    proposer: 'Vorgeschlagen von',
    left: 'Endet',
    at: 'Gemacht'
  },
  ofNeeded: '{{approved}} von {{needed}}',
  forMe: 'wartet auf Sie',
  fact: {
    proposer: 'Vorgeschlagen von',
    made: 'Gemacht',
    ends: 'Endet',
    reason: 'Grund',
    about: 'Betrifft',
    digest: 'Vorschlag (SHA-256)',
    input: 'Eingabe (SHA-256)',
    outcome: 'Ergebnis',
    executedBy: 'Ausgeführt von',
    operation: 'Vorgang'
  },
  noReason: 'Keiner angegeben',
  what: 'Was geschehen würde',
  whatPast: 'Worum es ging',
  inputTitle: 'Eingabe',
  secret: 'Geheimnis, vom Tresor versiegelt',
  changes: 'Unterschied zu jetzt',
  now: 'Jetzt',
  next: 'Dann',
  field: 'Feld',
  nothing: 'nichts',
  approvals: 'Genehmigungen',
  rule: '{{operation}}: {{approved}} von {{needed}}',
  missing: 'Noch zustimmen können: {{names}}',
  nobody: 'niemand',
  proposerOut: 'Wer vorschlägt, zählt nicht mit.',
  signatureWanted: 'Mit einer Signatur des eigenen Tokens.',
  answer: { approve: 'Zugestimmt', decline: 'Abgelehnt' },
  stepUp: { passphrase: 'mit Passphrase', signature: 'mit Signatur von {{key}}' },
  void: 'Zählt nicht',
  result: 'Antwort des Vorgangs',
  resultLead: 'Vom Tresor versiegelt; nur Sie sehen sie, weil Sie den Vorschlag gemacht haben.',
  action: {
    approve: 'Zustimmen',
    decline: 'Ablehnen',
    withdraw: 'Zurückziehen',
    execute: 'Ausführen',
    explain: 'Grund angeben',
    set: 'Regel setzen',
    change: 'Ändern',
    remove: 'Entfernen',
    limit: 'Grenze setzen',
    addKey: 'Schlüssel eintragen',
    statement: 'Zu Signierendes speichern'
  },
  approve: {
    title: 'Vorschlag {{id}} zustimmen',
    lead: 'Ihre Zustimmung gilt genau diesem Vorschlag. Ändern sich Eingabe oder Regeln, zählt sie nichts.',
    passphrase: 'Noch einmal Ihre Passphrase',
    signature: 'Datei mit der Signatur',
    signatureLead:
      'Speichern Sie, was zu signieren ist, signieren Sie es außerhalb mit Ihrem Token, und legen Sie die Signatur hier ab.',
    orSignature: 'Stattdessen mit einem Token signieren',
    comment: 'Bemerkung',
    done: 'Sie haben Vorschlag {{id}} zugestimmt'
  },
  yubikey: {
    none: 'Hier ist kein YubiKey eingesteckt.',
    serial: 'YubiKey',
    slot: 'Fach',
    pin: 'PIN des YubiKeys',
    touch: 'Berühren Sie den YubiKey, wenn er blinkt.'
  },
  source: {
    label: 'Signiert von',
    yubikey: 'einem YubiKey, der hier eingesteckt ist',
    file: 'einem Token anderswo, als Datei'
  },
  keySource: { label: 'Genommen von', yubikey: 'einem YubiKey, der hier eingesteckt ist', file: 'einer Datei' },
  decline: {
    title: 'Vorschlag {{id}} ablehnen?',
    consequence: 'Er endet, sobald die Übrigen zu wenige sind.',
    done: 'Sie haben Vorschlag {{id}} abgelehnt'
  },
  withdraw: {
    title: 'Vorschlag {{id}} zurückziehen?',
    consequence: 'Genehmigungen, die schon da sind, gehen verloren.',
    done: 'Zurückgezogen'
  },
  execute: {
    title: 'Vorschlag {{id}} ausführen?',
    consequence:
      'Er wird jetzt ausgeführt, einmal, im Namen von {{name}}. Ein zweites Mal geschieht das nicht, was auch daraus wird.',
    done: 'Ausgeführt'
  },
  explain: { title: 'Warum schlagen Sie das vor?', reason: 'Grund', done: 'Vermerkt' },
  interrupted:
    'Chancery endete, während dies ausgeführt wurde. Sehen Sie nach, ob es geschehen ist, bevor Sie es neu vorschlagen; von selbst läuft es nie ein zweites Mal.',
  rulesLead:
    'Jede Zeile nennt einen Vorgang und wie viele ihm zustimmen müssen. Eine Regel zu ändern braucht die Genehmigungen der alten und der neuen Regel.',
  rulesTitle: 'Wer wozu zustimmen muss',
  otherRules: 'Anderer Vorgang',
  ruleColumn: {
    operation: 'Vorgang',
    needed: 'Genehmigungen',
    who: 'Wer zustimmen darf',
    stepUp: 'Nachweis',
    execution: 'Ausgeführt'
  },
  free: 'einer allein',
  people: '{{needed}} von {{eligible}}',
  also: 'auch: {{list}}',
  onlyAuthorities: 'nur Zertifikate von Zertifizierungsstellen',
  stepUpWord: { passphrase: 'Passphrase', signature: 'Signatur des eigenen Tokens' },
  executionWord: { proposer: 'von dem, der vorschlug', automatic: 'mit der letzten Genehmigung' },
  scopeWord: { all: 'Alle Zertifikate', authorities: 'Nur Zertifikate von Zertifizierungsstellen' },
  gap: {
    'no-rules':
      'Keine Regel ist gesetzt: Jeder tut allein, was seine Rolle erlaubt. In einem Büro mit einer Person muss es so sein; dann schützt nichts vor einem Irrtum oder der gestohlenen Passphrase dieser einen Person.',
    'one-operator':
      'Es gibt nur einen Bediener. Eine Regel braucht jemand anderen, der zustimmt; fügen Sie einen zweiten hinzu, bevor Sie eine setzen.',
    'accounts-unruled':
      'Für Konten gilt keine Regel: Ein CA-Verwalter kann die Passphrase anderer zurücksetzen und dann in deren Namen zustimmen. Setzen Sie auch für Konten und Rollen eine Regel.',
    'rules-unruled': 'Eine erste Regel und Grenzen kann ein CA-Verwalter mit denen setzen, die die neue Regel nennt.',
    'passphrase-only':
      'Genehmigungen mit Passphrase schützen so gut wie die Passphrasen. Die Signatur eines Tokens kann niemand geben, der nur eine Passphrase kennt.'
  },
  ruleForm: {
    set: 'Regel für einen Vorgang',
    setFor: 'Regel: {{operation}}',
    lead: 'Die Änderung wird zum Vorschlag: Wen die alte und die neue Regel nennen, muss zustimmen.',
    operation: 'Vorgang',
    needed: 'Nötige Genehmigungen',
    roles: 'Rollen, die zustimmen dürfen',
    operators: 'Bediener, die zustimmen dürfen, mit Namen',
    proposerCounts: 'Wer vorschlägt, darf auch zustimmen',
    life: 'Ein Vorschlag wartet höchstens',
    stepUp: 'Nachweis',
    execution: 'Ausgeführt',
    scope: 'Gilt für',
    save: 'Regel vorschlagen',
    remove: 'Regel für {{operation}} entfernen?',
    removeConsequence: 'Danach kann es einer allein. Das Entfernen selbst braucht die Genehmigungen der Regel.',
    saved: 'Die Regel gilt'
  },
  limits: 'Kopfzahlen',
  limitsLead:
    'Wie viele tätige Bediener eine Rolle haben muss und darf. Die letzten zu sperren oder mehr hinzuzufügen wird verweigert.',
  noLimits: 'Keine Grenze ist gesetzt.',
  limitForm: {
    title: 'Grenze einer Rolle',
    role: 'Rolle',
    minimum: 'Mindestens',
    maximum: 'Höchstens',
    save: 'Setzen'
  },
  limitColumn: { role: 'Rolle', minimum: 'Mindestens', maximum: 'Höchstens', present: 'Jetzt' },
  unlimited: 'keine Grenze',
  keysLead:
    'Mit diesen Schlüsseln stimmen Sie durch eine Signatur zu. Ein Schlüssel zählt für Vorschläge, die nach seiner Eintragung gemacht werden.',
  noKeys: 'Kein Schlüssel ist eingetragen. Sie stimmen mit Ihrer Passphrase zu.',
  keyColumn: { label: 'Name', algorithm: 'Schlüssel', fingerprint: 'SHA-256', until: 'Gültig bis' },
  keyForm: {
    title: 'Schlüssel eintragen',
    label: 'Name des Tokens',
    file: 'Zertifikat oder öffentlicher Schlüssel',
    passphrase: 'Ihre Passphrase',
    save: 'Eintragen',
    removeTitle: 'Schlüssel {{label}} entfernen?',
    removeConsequence: 'Genehmigungen, die er signiert hat und die noch nicht ausgeführt sind, zählen nicht mehr.',
    remove: 'Schlüssel entfernen'
  },
  op: {
    authority: {
      create: 'Zertifizierungsstelle errichten',
      import: 'Zertifizierungsstelle übernehmen',
      install: 'Zertifikat einer Zertifizierungsstelle einsetzen',
      renew: 'Zertifizierungsstelle erneuern',
      'ask-renewal': 'Erneuerung einer Zertifizierungsstelle erbitten',
      update: 'Zertifizierungsstelle ändern',
      'set-key-online': 'Schlüssel einer Zertifizierungsstelle ans Netz bringen oder vom Netz nehmen',
      retire: 'Zertifizierungsstelle stilllegen',
      destroy: 'Schlüssel einer Zertifizierungsstelle vernichten'
    },
    certificate: {
      revoke: 'Zertifikat sperren',
      'revoke-many': 'Mehrere Zertifikate sperren',
      suspend: 'Zertifikat aussetzen'
    },
    reservation: { resolve: 'Offene Reservierung schließen' },
    token: { 'destroy-key': 'Schlüssel auf einem Token vernichten', import: 'Schlüssel auf ein Token bringen' },
    yubikey: {
      setup: 'YubiKey einrichten',
      generate: 'Schlüssel auf einem YubiKey erzeugen',
      import: 'Schlüssel auf einen YubiKey bringen',
      enrol: 'Schlüssel auf einem YubiKey erzeugen und zertifizieren',
      'write-certificate': 'Zertifikat auf einen YubiKey schreiben'
    },
    operator: {
      create: 'Bediener hinzufügen',
      update: 'Konten und Rollen ändern',
      'reset-passphrase': 'Passphrase zurücksetzen'
    },
    incident: { revoke: 'Nach einem Plan sperren' },
    mail: { 'set-password': 'Passwort des Mailservers setzen' },
    system: {
      'make-unlock-secret': 'Geheimnis erzeugen, das den Tresor öffnet',
      'enable-unlock-at-start': 'Den Tresor beim Start öffnen',
      'disable-unlock-at-start': 'Den Tresor beim Start nicht mehr öffnen'
    },
    vault: { 'shares-create': 'Anteile des Tresors erzeugen' },
    ceremony: { open: 'Zeremonie eröffnen' },
    backup: {
      'set-passphrase': 'Passphrase der Sicherungen festlegen',
      'set-recipients': 'Empfänger der Sicherungen benennen',
      'set-remote': 'Ziel der Sicherungskopien wählen'
    },
    role: { save: 'Rolle anlegen oder ändern', delete: 'Rolle löschen' },
    settings: { update: 'Einstellungen ändern' },
    quorum: { set: 'Genehmigungsregel ändern', remove: 'Genehmigungsregel entfernen', limit: 'Kopfzahl ändern' }
  }
}
