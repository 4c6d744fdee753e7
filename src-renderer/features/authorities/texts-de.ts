import type { SameKeys } from '../../texts.ts'
import type { en } from './texts.ts'

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
  blocked: {
    offline: 'Der Schlüssel ist offline. Bringen Sie ihn zuerst online.',
    elsewhere: 'Der Schlüssel liegt in einer anderen Installation. Fragen Sie dort unter „Luftspalt“ an.'
  },
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
  keyPlace: {
    label: 'Wo der Schlüssel liegt',
    vault: 'Im Tresor',
    vaultHint: 'Versiegelt in dieser Installation, in ihren Sicherungen enthalten. Für die meisten Stellen genug.',
    token: 'Auf einem Token',
    tokenHint: 'Chipkarte, YubiKey oder HSM. Niemand kann den Schlüssel kopieren; mit dem Token ist er verloren.',
    mayNot: 'Ihre Rolle darf keine Tokens benutzen.',
    which: 'Token',
    none: 'Es steckt kein Token.',
    goTokens: 'Schlüssel und Tokens zeigen',
    source: 'Schlüssel auf dem Token',
    make: 'Einen neuen Schlüssel erzeugen',
    makeHint: 'Er heißt wie die Zertifizierungsstelle.',
    take: 'Den Schlüssel {{label}} benutzen',
    foreign: 'Keiner, den Chancery benutzt.',
    taken: 'Benutzt von {{name}}.',
    unlockFirst: 'Entsperren Sie das Token, um seine Schlüssel zu sehen und einen zu erzeugen.',
    makesNone:
      'Dieses Token erzeugt hier keine Schlüssel. Erzeugen Sie ihn mit dem Werkzeug seines Herstellers oder mit dem Slot-Assistenten eines YubiKeys.'
  },
  keyLocation: {
    software: 'Versiegelt in dieser Installation',
    destroyed: 'Vernichtet',
    token: 'Auf einem Token',
    elsewhere: 'In einer anderen Installation, offline'
  },
  origin: {
    mirror: 'Spiegel einer Wurzel, die offline gehalten wird; ihr Schlüssel war nie hier',
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
    byRelease: 'Im Voraus unterschrieben; wird von selbst freigegeben',
    settings: 'Regel',
    life: 'gut für {{life}}, die nächste {{overlap}} vor dem Ende',
    onRevocation: 'eine neue nach jeder Sperrung',
    notOnRevocation: 'keine nach einer Sperrung',
    keepExpired: 'abgelaufene Zertifikate bleiben darauf',
    all: 'Alle Sperrlisten',
    showAll: 'Liste zeigen'
  },
  crlField: {
    profile: 'Folgt',
    profileHelp: 'Ein Sperrlistenprofil, das mehrere Stellen teilen, oder eigene Einstellungen',
    own: 'Eigene Einstellungen',
    followed: 'Ihre Sperrlisten entstehen, wie es das Sperrlistenprofil {{name}} sagt.',
    policy: 'Regeln ihrer Sperrlisten öffnen',
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
  askRenewal: {
    title: 'Neues Zertifikat für {{name}} erbitten',
    consequence:
      'Das Zertifikat hat {{issuer}} unterschrieben. Ein CSR für denselben Schlüssel und Namen entsteht; lassen Sie ihn dort unterschreiben und installieren Sie, was zurückkommt. Bis dahin arbeitet {{name}} mit dem jetzigen Zertifikat weiter.',
    confirm: 'CSR erstellen',
    done: 'Der CSR von {{name}} ist erstellt'
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
    caa: 'CAA',
    caaLead: 'Mit diesen Namen kann der Inhaber einer Domäne diese Stelle in CAA-Einträgen zulassen (RFC 8659).',
    caaIdentities: 'CAA-Namen dieser Stelle',
    caaIdentitiesHelp:
      'Domänennamen in Kleinbuchstaben, zum Beispiel ca.example.com. Ohne einen kann kein CAA-Eintrag diese Stelle meinen.',
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
    basic: 'Grundlegende Beschränkungen',
    basicCa: 'Zertifizierungsstelle, kritisch',
    usage: 'Schlüssel\u00ADverwendung',
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
    slot: 'Das Zertifikat in Slot {{slot}} schreiben',
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
    crlNumberHelp: 'Unsere gehen darüber weiter. Nicht nötig, wo die Sperrliste dabei ist.',
    crl: 'Letzte Sperrliste',
    crlLead:
      'Gesperrtes bleibt gesperrt: die Einträge ihrer letzten vollständigen Sperrliste stehen auf jeder künftigen, und die Nummer geht weiter.',
    chooseCrl: 'Letzte Sperrliste wählen',
    doneWithCrl_one: '{{name}} ist übernommen, mit einem Eintrag der Sperrliste {{number}}',
    doneWithCrl_other: '{{name}} ist übernommen, mit {{count}} Einträgen der Sperrliste {{number}}',
    note: 'Woher sie kommt',
    noteHelp: 'Steht bei der Herkunft der Stelle',
    confirm: 'Stelle importieren',
    done: '{{name}} ist übernommen'
  }
}
