import type { SameKeys } from '../../texts.ts'

export const en = {
  title: 'Authorities',
  one: 'Authority',
  view: { label: 'View', tree: 'Who signed whom', table: 'Table' },
  column: {
    name: 'Name',
    state: 'State',
    subject: 'Subject',
    issuer: 'Signed by',
    key: 'Key',
    notAfter: 'Valid until',
    crl: 'CRL',
    certificates: 'In force'
  },
  empty: {
    title: 'No authority yet',
    text: 'An authority is a key that signs certificates. Make a root first, then an authority under it that does the daily work.'
  },
  noCertificate: 'No certificate yet',
  ranOut: 'Certificate expired',
  activeCount: '{{count}} in force',
  outsideIssuer: 'signed by {{name}}, not one of yours',
  unknownIssuer: 'an outside authority',
  kind: { root: 'Root', subordinate: 'Under another authority' },
  comment: 'Comment for the audit log',
  profilesNone: 'No profile issues under this authority yet.',
  blocked: { offline: 'The key is off line. Bring it on line first.' },
  action: {
    create: 'Make an authority',
    import: 'Import',
    install: 'Install certificate',
    issueCrl: 'Issue CRL now',
    export: 'Export chain',
    settings: 'Settings',
    renew: 'Renew certificate',
    offline: 'Take key off line',
    online: 'Bring key on line',
    retire: 'Retire',
    destroy: 'Destroy key',
    remove: 'Remove'
  },
  fact: {
    subject: 'Subject',
    kind: 'Kind',
    issuer: 'Signed by',
    certificate: 'Certificate',
    showCertificate: 'Show the certificate',
    key: 'Key',
    keyLocation: 'Where the key lies',
    origin: 'Origin',
    originHint: 'How key and certificate came to be. It is kept for ever and cannot be changed.',
    pathLength: 'Path length',
    pathLengthHint: 'How many authorities may stand between this one and an end-entity certificate (RFC 5280 4.2.1.9).',
    pathLengthNone: 'no limit',
    issued: 'Issued',
    counts: '{{active}} in force, {{suspended}} suspended, {{revoked}} revoked, {{expired}} expired',
    createdAt: 'Made',
    description: 'Description'
  },
  keyLocation: { software: 'Sealed in this installation', destroyed: 'Destroyed', token: 'On a token' },
  origin: {
    key: { generated: 'Key made here', imported: 'Key imported' },
    certificate: {
      'self-signed': 'certificate signed by itself',
      'issued-here': 'certificate issued here',
      imported: 'certificate from elsewhere',
      none: 'no certificate yet'
    }
  },
  section: {
    identity: 'Identity and key',
    crl: 'Certificate revocation list',
    addresses: 'Addresses in new certificates',
    addressesLead: 'Certificates already issued keep the addresses that they carry.',
    profiles: 'Profiles',
    chain: 'Chain',
    earlier: 'Earlier certificates',
    earlierLead: 'Certificates that this authority had before; what was issued under them still chains to them.'
  },
  earlier: { serial: 'Serial number', state: 'State', from: 'Valid from', until: 'Valid until' },
  address: {
    crl: 'CRL',
    issuer: 'Issuer certificate',
    ocsp: 'OCSP responder',
    cps: 'Practice statement',
    none: 'New certificates will carry no addresses: none is set here and the installation has no public base address.',
    absent: 'none',
    listHelp: 'http addresses. Left empty, they come from the public base address of the installation.',
    issuerHelp: 'Where verifiers fetch the certificate of this authority.',
    ocspHelp: 'Where verifiers ask for the state of one certificate.',
    cpsHelp: 'Goes into certificates whose profile names a policy without an address of its own.'
  },
  crl: {
    latest: 'Newest CRL',
    number: 'Number {{number}}',
    thisUpdate: 'Made',
    nextUpdate: 'Good until',
    nextDue: 'Next one due',
    byHand: 'Made by hand only',
    settings: 'Rule',
    life: 'good for {{life}}, the next {{overlap}} before its end',
    onRevocation: 'a new one after every revocation',
    notOnRevocation: 'none after a revocation',
    keepExpired: 'expired certificates stay listed',
    all: 'All CRLs',
    showAll: 'Show the list'
  },
  crlField: {
    onRevocation: 'Sign a new CRL after every revocation',
    onRevocationHelp: 'Verifiers learn of a revocation at once instead of at the next scheduled CRL.',
    scheduled: 'Sign CRLs on schedule',
    scheduledHelp: 'Without it a CRL is made only by hand or after a revocation, and may run out.',
    life: 'A CRL is good for',
    lifeHelp: 'From thisUpdate to nextUpdate',
    overlap: 'Next one made before its end',
    overlapHelp: 'Leaves time to publish it',
    keepExpired: 'Keep expired certificates on the CRL',
    keepExpiredHelp: 'For signatures that are checked long after; the CRL says since when (expiredCertsOnCRL).'
  },
  csr: {
    title: 'CSR for the outside signer',
    lead: 'Hand it to the authority that signs, then install the certificate that comes back.',
    save: 'Save'
  },
  install: {
    title: 'Install the certificate of {{name}}',
    lead: 'The certificate must be for the key of this authority. Give the chain up to the root with it.',
    file: 'Choose a file',
    certificate: 'Certificate and chain, as PEM',
    trust: 'I compared the fingerprint of the root',
    trustHelp:
      'Only for a root that this installation does not know: compare it with one you were given by another way.',
    confirm: 'Install certificate',
    done: '{{name}} is active'
  },
  issueCrl: {
    title: 'Issue a CRL of {{name}}',
    consequence:
      'A new complete CRL is signed now. Of this authority {{revoked}} certificates are revoked and {{suspended}} suspended. The new CRL is good for {{life}} and takes the place of the present one.',
    confirm: 'Sign CRL',
    done: 'CRL {{number}} with {{count}} entries is signed',
    show: 'Show'
  },
  export: {
    title: 'Export {{name}}',
    confirm: 'Save file',
    format: 'Format',
    'chain-pem': { label: 'Certificate with chain, PEM', hint: 'What web servers and most tools take.' },
    pem: { label: 'Certificate only, PEM', hint: 'To put a root into a trust store.' },
    der: { label: 'Certificate only, DER', hint: 'For Windows, phones and the address in certificates.' },
    pkcs7: { label: 'Certificate with chain, PKCS#7', hint: 'For Windows and Java.' }
  },
  renew: {
    title: 'Renew the certificate of {{name}}',
    lead: 'The authority gets a new certificate for its present key and name. Everything it issued stays valid; the earlier certificate stays valid until its own end.',
    validity: 'Validity',
    validityHelp: 'Left empty, as long as the present certificate',
    confirm: 'Renew certificate',
    done: '{{name}} has a new certificate'
  },
  offline: {
    title: 'Take the key of {{name}} off line',
    consequence:
      'Until it is brought back, this authority signs neither certificates nor CRLs. Approved requests wait, and its CRL may run out.',
    confirm: 'Take key off line',
    done: 'The key of {{name}} is off line'
  },
  online: {
    title: 'Bring the key of {{name}} on line',
    consequence: 'The authority can sign again. Requests that waited for the key can be signed.',
    confirm: 'Bring key on line',
    done: 'The key of {{name}} is on line'
  },
  retire: {
    title: 'Retire {{name}}',
    consequence: 'The authority issues nothing more, and nothing leads back from here.',
    certificates_one: '{{count}} certificate of it stays in force until it expires or is revoked',
    certificates_other: '{{count}} certificates of it stay in force until they expire or are revoked',
    below_one: '{{count}} authority stands under it: {{names}}. It can go on, but not be renewed by this one',
    below_other: '{{count}} authorities stand under it: {{names}}. They can go on, but not be renewed by this one',
    profiles_one: '{{count}} profile issues under it and needs another authority',
    profiles_other: '{{count}} profiles issue under it and need another authority',
    crl: 'It still signs CRLs for what it issued',
    confirm: 'Retire authority',
    done: '{{name}} is retired'
  },
  destroy: {
    title: 'Destroy the key of {{name}}',
    consequence: 'The private key is destroyed for good. No backup made from now on holds it.',
    certificates_one: '{{count}} certificate in force can never be revoked again',
    certificates_other: '{{count}} certificates in force can never be revoked again',
    below_one: '{{count}} authority under it can never be revoked by it: {{names}}',
    below_other: '{{count}} authorities under it can never be revoked by it: {{names}}',
    profiles_one: '{{count}} profile still names it',
    profiles_other: '{{count}} profiles still name it',
    crl: 'No further CRL will be signed; the last one runs out at its nextUpdate',
    confirm: 'Destroy key',
    done: 'The key of {{name}} is destroyed'
  },
  remove: {
    title: 'Remove {{name}}',
    consequence:
      'It never had a certificate. Its key is destroyed with it; a certificate that the outside signer may yet send could not be installed any more.',
    confirm: 'Remove authority',
    done: '{{name}} is removed'
  },
  settings: {
    title: 'Settings of {{name}}',
    lead: 'Changes hold for what is signed from now on.',
    general: 'General',
    addressesLead: 'They go into new certificates, so that verifiers find CRL, issuer and OCSP responder.',
    save: 'Save settings',
    done: 'The settings are saved'
  },
  field: {
    name: 'Name',
    nameHelp: 'What people and the command line call it, such as root or issuing. It is not part of the certificate.',
    description: 'Description',
    signature: 'Signature algorithm',
    signatureHelp: 'For certificates and CRLs signed from now on',
    signatureDefault: 'What suits the key',
    validity: 'Validity'
  },
  step: {
    kind: 'Kind',
    subject: 'Name',
    key: 'Key',
    validity: 'Validity',
    advanced: 'Advanced',
    publication: 'Publication',
    review: 'Review'
  },
  stepLead: {
    kind: 'Who signs the certificate of the new authority?',
    subject: 'The subject stands in every certificate that it issues and cannot be changed later.',
    key: 'The key stays for the life of the authority. Choose what its verifiers understand.',
    validity: 'It must outlive what it issues.',
    advanced: 'Limits on what may stand below. Most authorities need none.',
    publication: 'Where verifiers find CRL and certificate, and how CRLs are made.',
    review: 'This will be signed.'
  },
  create: {
    title: 'Make an authority',
    kind: {
      root: {
        label: 'A root',
        hint: 'Signs itself. The anchor that verifiers trust; keep its key off line after its work.'
      },
      under: {
        label: 'Under one of yours',
        hint: 'Signed by an authority of this installation. The one that does the daily work.'
      },
      csr: {
        label: 'CSR for an outside signer',
        hint: 'The key is made here, the certificate comes from another authority and is installed later.'
      },
      import: { label: 'Import', hint: 'Takes over key, certificate and chain from a PKCS#12 or PEM file.' }
    },
    noSigner: 'There is no active authority that could sign. Make a root first.',
    issuer: 'Signed by',
    chooseIssuer: 'Choose the authority that signs',
    signatureHelp: 'How the certificate or CSR is signed',
    validityHelp: '20 years for a root and 5 for an issuing authority are usual',
    validityOutside: 'The outside signer decides how long the certificate is valid.',
    longerThanIssuer:
      '{{name}} ends on {{date}}. A certificate that outlives its issuer would be refused; choose a shorter span.',
    pathLengthHelp: '0: only end-entity certificates below. Empty: no limit.',
    constraints: 'Name constraints',
    constraintsLead: 'Certificates below may only hold names inside the permitted and outside the excluded subtrees.',
    permitted: 'Permitted name',
    excluded: 'Excluded name',
    addPermitted: 'Add a permitted name',
    addExcluded: 'Add an excluded name',
    policies: 'Certificate policies',
    policiesLead: 'Which policies certificates below may claim. Without one, nothing is said.',
    advancedNote: 'Extensions follow RFC 5280 4.2.1.4, 4.2.1.9 and 4.2.1.10.',
    finish: 'Make key and sign',
    finishCsr: 'Make key and CSR'
  },
  subject: {
    add: 'Add an attribute',
    type: 'Attribute',
    value: 'Value',
    text: 'As text (RFC 4514)',
    textHelp: 'In the order of the certificate; type or paste a name here to fill the lines.'
  },
  keyAdvice: {
    'RSA-2048': 'Understood everywhere. 112 bits: not for an authority that lives beyond 2030.',
    'RSA-3072': 'Understood everywhere, 128 bits. The safe choice where old devices must verify.',
    'RSA-4096': 'Understood everywhere, larger and slower. Usual for roots.',
    'P-256': 'Small and fast, 128 bits. Understood by all current software.',
    'P-384': 'Small, 192 bits. A good choice for an authority with current verifiers.',
    'P-521': '256 bits, but some browsers and devices do not verify it.',
    Ed25519: 'Small and fast, yet browsers and many devices do not take it.',
    'ML-DSA-44': 'Post-quantum, category 2. Signatures of 2.4 kB; few verifiers know it yet.',
    'ML-DSA-65': 'Post-quantum, category 3. Signatures of 3.3 kB; for trials and closed systems.',
    'ML-DSA-87': 'Post-quantum, category 5. Signatures of 4.6 kB; for long-lived roots in closed systems.'
  },
  preview: {
    certificate: 'The certificate to be',
    csr: 'The CSR to be',
    noSubject: 'Not named yet',
    noIssuer: 'Not chosen yet',
    outside: 'an outside signer',
    self: 'itself',
    until: 'Valid until',
    basic: 'Basic constraints',
    basicCa: 'authority, critical',
    usage: 'Key usage',
    permits: 'permits {{type}} {{value}}',
    excludes: 'excludes {{type}} {{value}}'
  },
  result: {
    title: '{{name}} is made',
    next: 'What to do next',
    awaiting: 'Hand the CSR to the outside signer. When the certificate comes back, open the authority and install it.',
    root: 'Make an authority under it for the daily work, distribute the root certificate to those who shall trust it, then take the key of the root off line.',
    subordinate: 'Make a profile that issues under it, then take requests.',
    open: 'Open the authority',
    under: 'Make an authority under it',
    profile: 'Make a profile'
  },
  import: {
    title: 'Import an authority',
    lead: 'Takes over private key, certificate and chain. That the key came from elsewhere is shown for ever.',
    file: 'File',
    choose: 'Choose a PKCS#12 or PEM file',
    paste: 'or paste PEM',
    pasteHelp: 'Private key, certificate and chain, one after the other',
    passphrase: 'Passphrase of the file',
    passphraseHelp: 'Left empty where the key is not protected',
    authority: 'Authority',
    crlNumber: 'Last CRL number used elsewhere',
    crlNumberHelp: 'Ours go on above it. Left empty where it never signed a CRL.',
    note: 'Where it comes from',
    noteHelp: 'Shown with the origin of the authority',
    confirm: 'Import authority',
    done: '{{name}} is taken over'
  }
} as const

export const de: SameKeys<typeof en> = {
  title: 'Zertifizierungsstellen',
  one: 'Zertifizierungsstelle',
  view: { label: 'Ansicht', tree: 'Wer wen unterschrieb', table: 'Tabelle' },
  column: {
    name: 'Name',
    state: 'Zustand',
    subject: 'Inhaber',
    issuer: 'Unterschrieben von',
    key: 'Schlüssel',
    notAfter: 'Gültig bis',
    crl: 'Sperrliste',
    certificates: 'In Kraft'
  },
  empty: {
    title: 'Noch keine Zertifizierungsstelle',
    text: 'Eine Stelle ist ein Schlüssel, der Zertifikate unterschreibt. Erstellen Sie zuerst eine Wurzel, dann darunter eine Stelle für die tägliche Arbeit.'
  },
  noCertificate: 'Noch kein Zertifikat',
  ranOut: 'Zertifikat abgelaufen',
  activeCount: '{{count}} in Kraft',
  outsideIssuer: 'unterschrieben von {{name}}, nicht von hier',
  unknownIssuer: 'einer fremden Stelle',
  kind: { root: 'Wurzel', subordinate: 'Unter einer anderen Stelle' },
  comment: 'Bemerkung für das Prüfprotokoll',
  profilesNone: 'Unter dieser Stelle stellt noch kein Profil aus.',
  blocked: { offline: 'Der Schlüssel ist offline. Bringen Sie ihn zuerst online.' },
  action: {
    create: 'Stelle erstellen',
    import: 'Importieren',
    install: 'Zertifikat einsetzen',
    issueCrl: 'Sperrliste ausstellen',
    export: 'Kette exportieren',
    settings: 'Einstellungen',
    renew: 'Zertifikat erneuern',
    offline: 'Schlüssel offline nehmen',
    online: 'Schlüssel online bringen',
    retire: 'Stilllegen',
    destroy: 'Schlüssel vernichten',
    remove: 'Entfernen'
  },
  fact: {
    subject: 'Inhaber',
    kind: 'Art',
    issuer: 'Unterschrieben von',
    certificate: 'Zertifikat',
    showCertificate: 'Zertifikat zeigen',
    key: 'Schlüssel',
    keyLocation: 'Wo der Schlüssel liegt',
    origin: 'Herkunft',
    originHint: 'Wie Schlüssel und Zertifikat entstanden. Das bleibt für immer stehen und lässt sich nicht ändern.',
    pathLength: 'Pfadlänge',
    pathLengthHint: 'Wie viele Stellen zwischen dieser und einem Endzertifikat stehen dürfen (RFC 5280 4.2.1.9).',
    pathLengthNone: 'unbegrenzt',
    issued: 'Ausgestellt',
    counts: '{{active}} in Kraft, {{suspended}} ausgesetzt, {{revoked}} gesperrt, {{expired}} abgelaufen',
    createdAt: 'Erstellt',
    description: 'Beschreibung'
  },
  keyLocation: { software: 'Versiegelt in dieser Installation', destroyed: 'Vernichtet', token: 'Auf einem Token' },
  origin: {
    key: { generated: 'Schlüssel hier erzeugt', imported: 'Schlüssel importiert' },
    certificate: {
      'self-signed': 'Zertifikat selbst unterschrieben',
      'issued-here': 'Zertifikat hier ausgestellt',
      imported: 'Zertifikat von anderswo',
      none: 'noch kein Zertifikat'
    }
  },
  section: {
    identity: 'Identität und Schlüssel',
    crl: 'Sperrliste',
    addresses: 'Adressen in neuen Zertifikaten',
    addressesLead: 'Schon ausgestellte Zertifikate behalten ihre Adressen.',
    profiles: 'Profile',
    chain: 'Kette',
    earlier: 'Frühere Zertifikate',
    earlierLead: 'Zertifikate, die diese Stelle früher hatte; was damit ausgestellt wurde, führt weiter auf sie zurück.'
  },
  earlier: { serial: 'Seriennummer', state: 'Zustand', from: 'Gültig ab', until: 'Gültig bis' },
  address: {
    crl: 'Sperrliste',
    issuer: 'Zertifikat des Ausstellers',
    ocsp: 'OCSP-Dienst',
    cps: 'Betriebsregeln',
    none: 'Neue Zertifikate tragen keine Adressen: hier ist keine gesetzt, und die Installation hat keine öffentliche Grundadresse.',
    absent: 'keine',
    listHelp: 'http-Adressen. Bleibt es leer, kommen sie aus der öffentlichen Grundadresse der Installation.',
    issuerHelp: 'Wo Prüfer das Zertifikat dieser Stelle holen.',
    ocspHelp: 'Wo Prüfer nach dem Zustand eines Zertifikats fragen.',
    cpsHelp: 'Kommt in Zertifikate, deren Profil eine Richtlinie ohne eigene Adresse nennt.'
  },
  crl: {
    latest: 'Neueste Sperrliste',
    number: 'Nummer {{number}}',
    thisUpdate: 'Erstellt',
    nextUpdate: 'Gut bis',
    nextDue: 'Nächste fällig',
    byHand: 'Nur von Hand',
    settings: 'Regel',
    life: 'gut für {{life}}, die nächste {{overlap}} vor dem Ende',
    onRevocation: 'eine neue nach jeder Sperrung',
    notOnRevocation: 'keine nach einer Sperrung',
    keepExpired: 'abgelaufene Zertifikate bleiben darauf',
    all: 'Alle Sperrlisten',
    showAll: 'Liste zeigen'
  },
  crlField: {
    onRevocation: 'Nach jeder Sperrung eine neue Sperrliste unterschreiben',
    onRevocationHelp: 'Prüfer erfahren sofort von einer Sperrung und nicht erst mit der nächsten geplanten Liste.',
    scheduled: 'Sperrlisten nach Plan unterschreiben',
    scheduledHelp: 'Sonst entsteht eine nur von Hand oder nach einer Sperrung und kann auslaufen.',
    life: 'Eine Sperrliste ist gut für',
    lifeHelp: 'Von thisUpdate bis nextUpdate',
    overlap: 'Nächste vor ihrem Ende',
    overlapHelp: 'Lässt Zeit zum Veröffentlichen',
    keepExpired: 'Abgelaufene Zertifikate auf der Sperrliste lassen',
    keepExpiredHelp:
      'Für Unterschriften, die lange danach geprüft werden; die Liste sagt, seit wann (expiredCertsOnCRL).'
  },
  csr: {
    title: 'CSR für die fremde Stelle',
    lead: 'Geben Sie ihn der Stelle, die unterschreibt, und setzen Sie dann das Zertifikat ein, das zurückkommt.',
    save: 'Speichern'
  },
  install: {
    title: 'Zertifikat von {{name}} einsetzen',
    lead: 'Das Zertifikat muss zum Schlüssel dieser Stelle gehören. Geben Sie die Kette bis zur Wurzel mit.',
    file: 'Datei wählen',
    certificate: 'Zertifikat und Kette als PEM',
    trust: 'Ich habe den Fingerabdruck der Wurzel verglichen',
    trustHelp:
      'Nur für eine Wurzel, die diese Installation nicht kennt: vergleichen Sie ihn mit dem, den Sie auf anderem Weg erhielten.',
    confirm: 'Zertifikat einsetzen',
    done: '{{name}} ist aktiv'
  },
  issueCrl: {
    title: 'Sperrliste von {{name}} ausstellen',
    consequence:
      'Jetzt wird eine neue vollständige Sperrliste unterschrieben. Von dieser Stelle sind {{revoked}} Zertifikate gesperrt und {{suspended}} ausgesetzt. Die neue Liste ist gut für {{life}} und tritt an die Stelle der jetzigen.',
    confirm: 'Sperrliste unterschreiben',
    done: 'Sperrliste {{number}} mit {{count}} Einträgen ist unterschrieben',
    show: 'Zeigen'
  },
  export: {
    title: '{{name}} exportieren',
    confirm: 'Datei speichern',
    format: 'Format',
    'chain-pem': { label: 'Zertifikat mit Kette, PEM', hint: 'Was Webserver und die meisten Programme nehmen.' },
    pem: { label: 'Nur Zertifikat, PEM', hint: 'Um eine Wurzel in einen Vertrauensspeicher zu legen.' },
    der: { label: 'Nur Zertifikat, DER', hint: 'Für Windows, Telefone und die Adresse in Zertifikaten.' },
    pkcs7: { label: 'Zertifikat mit Kette, PKCS#7', hint: 'Für Windows und Java.' }
  },
  renew: {
    title: 'Zertifikat von {{name}} erneuern',
    lead: 'Die Stelle erhält ein neues Zertifikat für ihren jetzigen Schlüssel und Namen. Alles Ausgestellte bleibt gültig; das frühere Zertifikat gilt bis zu seinem eigenen Ende.',
    validity: 'Gültigkeit',
    validityHelp: 'Leer: so lange wie das jetzige Zertifikat',
    confirm: 'Zertifikat erneuern',
    done: '{{name}} hat ein neues Zertifikat'
  },
  offline: {
    title: 'Schlüssel von {{name}} offline nehmen',
    consequence:
      'Bis er zurückkommt, unterschreibt diese Stelle weder Zertifikate noch Sperrlisten. Genehmigte Anträge warten, und ihre Sperrliste kann auslaufen.',
    confirm: 'Schlüssel offline nehmen',
    done: 'Der Schlüssel von {{name}} ist offline'
  },
  online: {
    title: 'Schlüssel von {{name}} online bringen',
    consequence:
      'Die Stelle kann wieder unterschreiben. Anträge, die auf den Schlüssel warteten, können unterschrieben werden.',
    confirm: 'Schlüssel online bringen',
    done: 'Der Schlüssel von {{name}} ist online'
  },
  retire: {
    title: '{{name}} stilllegen',
    consequence: 'Die Stelle stellt nichts mehr aus, und von hier führt nichts zurück.',
    certificates_one: '{{count}} Zertifikat von ihr bleibt in Kraft, bis es abläuft oder gesperrt wird',
    certificates_other: '{{count}} Zertifikate von ihr bleiben in Kraft, bis sie ablaufen oder gesperrt werden',
    below_one:
      '{{count}} Stelle steht darunter: {{names}}. Sie arbeitet weiter, kann von dieser aber nicht erneuert werden',
    below_other:
      '{{count}} Stellen stehen darunter: {{names}}. Sie arbeiten weiter, können von dieser aber nicht erneuert werden',
    profiles_one: '{{count}} Profil stellt darunter aus und braucht eine andere Stelle',
    profiles_other: '{{count}} Profile stellen darunter aus und brauchen eine andere Stelle',
    crl: 'Sperrlisten für das Ausgestellte unterschreibt sie weiter',
    confirm: 'Stelle stilllegen',
    done: '{{name}} ist stillgelegt'
  },
  destroy: {
    title: 'Schlüssel von {{name}} vernichten',
    consequence: 'Der private Schlüssel wird endgültig vernichtet. Keine Sicherung ab jetzt enthält ihn.',
    certificates_one: '{{count}} Zertifikat in Kraft kann nie mehr gesperrt werden',
    certificates_other: '{{count}} Zertifikate in Kraft können nie mehr gesperrt werden',
    below_one: '{{count}} Stelle darunter kann von ihr nie mehr gesperrt werden: {{names}}',
    below_other: '{{count}} Stellen darunter können von ihr nie mehr gesperrt werden: {{names}}',
    profiles_one: '{{count}} Profil nennt sie noch',
    profiles_other: '{{count}} Profile nennen sie noch',
    crl: 'Keine weitere Sperrliste wird unterschrieben; die letzte läuft mit nextUpdate aus',
    confirm: 'Schlüssel vernichten',
    done: 'Der Schlüssel von {{name}} ist vernichtet'
  },
  remove: {
    title: '{{name}} entfernen',
    consequence:
      'Sie hatte nie ein Zertifikat. Ihr Schlüssel wird mit ihr vernichtet; ein Zertifikat, das die fremde Stelle noch sendet, ließe sich nicht mehr einsetzen.',
    confirm: 'Stelle entfernen',
    done: '{{name}} ist entfernt'
  },
  settings: {
    title: 'Einstellungen von {{name}}',
    lead: 'Änderungen gelten für alles, was ab jetzt unterschrieben wird.',
    general: 'Allgemein',
    addressesLead: 'Sie kommen in neue Zertifikate, damit Prüfer Sperrliste, Aussteller und OCSP-Dienst finden.',
    save: 'Einstellungen speichern',
    done: 'Die Einstellungen sind gespeichert'
  },
  field: {
    name: 'Name',
    nameHelp: 'Wie Menschen und die Befehlszeile sie nennen, etwa root oder issuing. Er steht nicht im Zertifikat.',
    description: 'Beschreibung',
    signature: 'Signaturverfahren',
    signatureHelp: 'Für Zertifikate und Sperrlisten ab jetzt',
    signatureDefault: 'Was zum Schlüssel passt',
    validity: 'Gültigkeit'
  },
  step: {
    kind: 'Art',
    subject: 'Name',
    key: 'Schlüssel',
    validity: 'Gültigkeit',
    advanced: 'Erweitert',
    publication: 'Veröffentlichung',
    review: 'Durchsicht'
  },
  stepLead: {
    kind: 'Wer unterschreibt das Zertifikat der neuen Stelle?',
    subject: 'Der Inhaber steht in jedem Zertifikat, das sie ausstellt, und lässt sich später nicht ändern.',
    key: 'Der Schlüssel bleibt, solange es die Stelle gibt. Wählen Sie, was ihre Prüfer verstehen.',
    validity: 'Sie muss überdauern, was sie ausstellt.',
    advanced: 'Grenzen für das, was darunter stehen darf. Die meisten Stellen brauchen keine.',
    publication: 'Wo Prüfer Sperrliste und Zertifikat finden und wie Sperrlisten entstehen.',
    review: 'Das wird unterschrieben.'
  },
  create: {
    title: 'Zertifizierungsstelle erstellen',
    kind: {
      root: {
        label: 'Eine Wurzel',
        hint: 'Unterschreibt sich selbst. Der Anker, dem Prüfer vertrauen; nehmen Sie ihren Schlüssel nach getaner Arbeit offline.'
      },
      under: {
        label: 'Unter einer von Ihren',
        hint: 'Unterschrieben von einer Stelle dieser Installation. Sie tut die tägliche Arbeit.'
      },
      csr: {
        label: 'CSR für eine fremde Stelle',
        hint: 'Der Schlüssel entsteht hier, das Zertifikat kommt von einer anderen Stelle und wird später eingesetzt.'
      },
      import: {
        label: 'Importieren',
        hint: 'Übernimmt Schlüssel, Zertifikat und Kette aus einer PKCS#12- oder PEM-Datei.'
      }
    },
    noSigner: 'Es gibt keine aktive Stelle, die unterschreiben könnte. Erstellen Sie zuerst eine Wurzel.',
    issuer: 'Unterschrieben von',
    chooseIssuer: 'Wählen Sie die Stelle, die unterschreibt',
    signatureHelp: 'Wie Zertifikat oder CSR unterschrieben wird',
    validityHelp: '20 Jahre für eine Wurzel und 5 für eine ausstellende Stelle sind üblich',
    validityOutside: 'Die fremde Stelle bestimmt, wie lange das Zertifikat gilt.',
    longerThanIssuer:
      '{{name}} endet am {{date}}. Ein Zertifikat, das seinen Aussteller überdauert, würde abgewiesen; wählen Sie eine kürzere Spanne.',
    pathLengthHelp: '0: darunter nur Endzertifikate. Leer: unbegrenzt.',
    constraints: 'Namensgrenzen',
    constraintsLead:
      'Zertifikate darunter dürfen nur Namen innerhalb der erlaubten und außerhalb der ausgeschlossenen Teilbäume tragen.',
    permitted: 'Erlaubter Name',
    excluded: 'Ausgeschlossener Name',
    addPermitted: 'Erlaubten Namen hinzufügen',
    addExcluded: 'Ausgeschlossenen Namen hinzufügen',
    policies: 'Zertifikatsrichtlinien',
    policiesLead: 'Welche Richtlinien Zertifikate darunter nennen dürfen. Ohne eine wird nichts gesagt.',
    advancedNote: 'Die Erweiterungen folgen RFC 5280 4.2.1.4, 4.2.1.9 und 4.2.1.10.',
    finish: 'Schlüssel erzeugen und unterschreiben',
    finishCsr: 'Schlüssel und CSR erzeugen'
  },
  subject: {
    add: 'Attribut hinzufügen',
    type: 'Attribut',
    value: 'Wert',
    text: 'Als Text (RFC 4514)',
    textHelp: 'In der Reihenfolge des Zertifikats; hier eingetippt oder eingefügt, füllt ein Name die Zeilen.'
  },
  keyAdvice: {
    'RSA-2048': 'Versteht jeder. 112 Bit: nicht für eine Stelle, die über 2030 hinaus lebt.',
    'RSA-3072': 'Versteht jeder, 128 Bit. Die sichere Wahl, wo alte Geräte prüfen müssen.',
    'RSA-4096': 'Versteht jeder, größer und langsamer. Üblich für Wurzeln.',
    'P-256': 'Klein und schnell, 128 Bit. Alle heutigen Programme verstehen es.',
    'P-384': 'Klein, 192 Bit. Eine gute Wahl für eine Stelle mit heutigen Prüfern.',
    'P-521': '256 Bit, aber manche Browser und Geräte prüfen es nicht.',
    Ed25519: 'Klein und schnell, doch Browser und viele Geräte nehmen es nicht.',
    'ML-DSA-44': 'Post-Quanten, Stufe 2. Unterschriften von 2,4 kB; wenige Prüfer kennen es schon.',
    'ML-DSA-65': 'Post-Quanten, Stufe 3. Unterschriften von 3,3 kB; für Versuche und geschlossene Systeme.',
    'ML-DSA-87': 'Post-Quanten, Stufe 5. Unterschriften von 4,6 kB; für langlebige Wurzeln in geschlossenen Systemen.'
  },
  preview: {
    certificate: 'Das künftige Zertifikat',
    csr: 'Der künftige CSR',
    noSubject: 'Noch ohne Namen',
    noIssuer: 'Noch nicht gewählt',
    outside: 'eine fremde Stelle',
    self: 'sie selbst',
    until: 'Gültig bis',
    basic: 'Basic Constraints',
    basicCa: 'Zertifizierungsstelle, kritisch',
    usage: 'Schlüsselverwendung',
    permits: 'erlaubt {{type}} {{value}}',
    excludes: 'schließt {{type}} {{value}} aus'
  },
  result: {
    title: '{{name}} ist erstellt',
    next: 'Was nun zu tun ist',
    awaiting:
      'Geben Sie den CSR der fremden Stelle. Kommt das Zertifikat zurück, öffnen Sie die Stelle und setzen es ein.',
    root: 'Erstellen Sie darunter eine Stelle für die tägliche Arbeit, verteilen Sie das Zertifikat der Wurzel an alle, die ihr vertrauen sollen, und nehmen Sie dann den Schlüssel der Wurzel offline.',
    subordinate: 'Erstellen Sie ein Profil, das unter ihr ausstellt, und nehmen Sie dann Anträge an.',
    open: 'Stelle öffnen',
    under: 'Stelle darunter erstellen',
    profile: 'Profil erstellen'
  },
  import: {
    title: 'Zertifizierungsstelle importieren',
    lead: 'Übernimmt privaten Schlüssel, Zertifikat und Kette. Dass der Schlüssel von anderswo kam, bleibt für immer sichtbar.',
    file: 'Datei',
    choose: 'PKCS#12- oder PEM-Datei wählen',
    paste: 'oder PEM einfügen',
    pasteHelp: 'Privater Schlüssel, Zertifikat und Kette, eins nach dem andern',
    passphrase: 'Passphrase der Datei',
    passphraseHelp: 'Leer, wo der Schlüssel nicht geschützt ist',
    authority: 'Stelle',
    crlNumber: 'Letzte anderswo benutzte Sperrlistennummer',
    crlNumberHelp: 'Unsere gehen darüber weiter. Leer, wo sie nie eine Sperrliste unterschrieb.',
    note: 'Woher sie kommt',
    noteHelp: 'Steht bei der Herkunft der Stelle',
    confirm: 'Stelle importieren',
    done: '{{name}} ist übernommen'
  }
}
