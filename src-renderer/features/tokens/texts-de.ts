import type { SameKeys } from '../../texts.ts'
import type { en } from './texts.ts'

export const de: SameKeys<typeof en> = {
  lead: 'Schlüssel, die niemand kopieren kann: auf einem Token erzeugt, auf ihm benutzt, nie von ihm genommen.',
  column: {
    token: 'Token',
    state: 'Zustand',
    keys: 'Schlüssel',
    authorities: 'Gebraucht von',
    module: 'Modul',
    file: 'Datei',
    key: 'Schlüssel',
    algorithm: 'Verfahren',
    protection: 'Schutz',
    process: 'Prozess',
    version: 'Version'
  },
  lookAgain: 'Noch einmal nachsehen',
  hiddenKeys: 'Sichtbar, wenn es entsperrt ist',
  noAuthorities: 'Keiner',
  empty: {
    modules: 'Kein Modul ist in Gebrauch',
    modulesText:
      'Ein Token erreicht man über ein PKCS#11-Modul, eine Bibliothek seines Herstellers: ykcs11 für YubiKeys, SoftHSM zum Üben, die eines HSM. Nehmen Sie eines in Gebrauch, und seine Tokens erscheinen hier.',
    modulesAction: 'Ein Modul wählen',
    tokens: 'Kein Token steckt',
    tokensText:
      'Die Module in Gebrauch sehen keines. Stecken Sie ein Token ein; es erscheint von selbst. Kartenleser brauchen den Dienst pcscd; „Untersuchen“ auf der Seite der Module sagt, was fehlt.'
  },
  token: {
    missing: 'Dieses Token ist nicht mehr bekannt.',
    facts: 'Token',
    label: 'Bezeichnung',
    serial: 'Seriennummer',
    maker: 'Hersteller und Modell',
    firmware: 'Firmware',
    slot: 'Slot',
    address: 'Adresse',
    addressHint: 'PKCS#11-URI (RFC 7512): an ihr wird das Token erkannt, wo immer es steckt.',
    makes: 'Erzeugt Schlüssel für',
    makesNone: 'Unbekannt, bis es steckt',
    software:
      'Software: die Schlüssel sind Dateien. Gut zum Testen und Üben, kein Schutz für eine echte Zertifizierungsstelle.',
    pinPad: 'Die PIN wird am Gerät selbst eingegeben.',
    queued_one: '{{count}} Unterschrift wartet auf es.',
    queued_other: '{{count}} Unterschriften warten auf es.',
    changePin: 'Ändern Sie zuerst die PIN dieses Tokens. Mit einer PIN, die jeder kennt, wird nichts unterschrieben.'
  },
  pin: {
    title: 'PIN',
    lead: 'Eingegeben in einem eigenen Fenster und nur im Prozess des Moduls behalten, bis Chancery endet oder gesperrt wird.',
    source: 'Gelesen aus',
    none: 'Nirgends: jemand gibt sie ein',
    keyStore: 'Dem Schlüsselspeicher dieses Rechners ({{name}})',
    credential: 'Einem Credential von systemd ({{name}})',
    kept: 'Die PIN von {{name}} liegt im Schlüsselspeicher.',
    forgotten: 'Die PIN von {{name}} wird nicht mehr aufbewahrt.',
    changed: 'Die PIN von {{name}} wurde geändert.'
  },
  action: {
    unlock: 'Entsperren',
    unlockOnce: 'Entsperren, bis es gezogen wird',
    lock: 'Sperren',
    changePin: 'PIN ändern',
    keepPin: 'PIN im Schlüsselspeicher aufbewahren',
    forgetPin: 'PIN nicht aufbewahren',
    generate: 'Schlüssel erzeugen',
    import: 'Schlüssel importieren',
    destroy: 'Zerstören',
    takeUp: 'Übernehmen',
    examine: 'Untersuchen',
    remove: 'Entfernen',
    use: 'Benutzen',
    restart: 'Neu starten'
  },
  blocked: {
    unlockFirst: 'Entsperren Sie zuerst das Token.',
    inUse:
      'Die Zertifizierungsstelle {{name}} benutzt ihn. Legen Sie sie still; ihre Zerstörung zerstört ihren Schlüssel.'
  },
  locked: '{{name}} ist gesperrt, seine PIN vergessen.',
  keys: {
    title: 'Schlüssel',
    none: 'Auf diesem Token ist noch kein privater Schlüssel.',
    made: 'Auf dem Token erzeugt',
    secret: 'Nicht auslesbar',
    always: 'PIN vor jeder Unterschrift',
    foreign: 'Keines, das Chancery benutzt',
    copyOf: 'Eine Kopie des Schlüssels von {{key}}; sie signiert noch nicht'
  },
  service: {
    ocsp: 'OCSP-Dienst von {{name}}',
    tsa: 'Zeitstempeldienst {{name}}',
    evidence: 'Beweisschlüssel {{name}}'
  },
  takeUp: {
    title: 'Die Kopie {{label}} übernehmen?',
    consequence:
      'Es ist derselbe Schlüssel wie der von {{key}}, auf einem anderen Token. Beide signieren dann abwechselnd, und jeder allein, wenn der andere fehlt.',
    done: 'Die Kopie {{label}} signiert mit.'
  },
  generate: {
    title: 'Schlüssel auf {{name}} erzeugen',
    lead: 'Der Schlüssel entsteht auf dem Token und verlässt es nie. Niemand kann ihn kopieren, auch Sie nicht: ein verlorenes Token nimmt den Schlüssel mit.',
    label: 'Bezeichnung',
    labelHelp: 'Wie der Schlüssel auf dem Token heißt. Am besten wie seine Zertifizierungsstelle heißen wird.',
    algorithm: 'Verfahren',
    use: 'Was er unterschreibt',
    uses: {
      authority: 'Zertifikate, Sperrlisten und OCSP-Antworten einer Zertifizierungsstelle',
      timestamp: 'Zeitstempel',
      ocsp: 'OCSP-Antworten'
    },
    done: 'Der Schlüssel {{label}} wurde erzeugt.'
  },
  import: {
    title: 'Schlüssel auf {{name}} importieren',
    lead: 'Für einen Schlüssel, den es schon gibt. Besser ist ein neuer, der auf dem Token entsteht: ihn kann niemand sonst haben.',
    from: 'Von',
    fromAuthority: 'Dem Tresor dieser Installation',
    fromAuthorityHint:
      'Der Schlüssel einer Zertifizierungsstelle zieht auf das Token um. Die Kopie im Tresor wird gelöscht.',
    fromFile: 'Einer Datei',
    fromFileHint: 'PEM oder DER, auch verschlüsselt. Chancery wählt und öffnet sie selbst.',
    authority: 'Zertifizierungsstelle',
    noAuthority: 'Keine Zertifizierungsstelle hat ihren Schlüssel im Tresor.',
    done: 'Der Schlüssel {{label}} ist auf dem Token.'
  },
  destroy: {
    title: 'Den Schlüssel {{label}} zerstören?',
    consequence:
      'Der Schlüssel ist für immer fort. Was er unterschrieb, bleibt gültig, und nichts kann mehr mit ihm unterschrieben werden, auch keine Sperrliste.',
    done: 'Der Schlüssel {{label}} wurde zerstört.'
  },
  modules: {
    lead: 'Jedes läuft in einem eigenen Prozess. Eines, das abstürzt oder hängt, nimmt seine Tokens mit und sonst nichts, und wird neu gestartet.',
    used: 'In Gebrauch',
    found: 'Auf diesem Rechner gefunden',
    foundLead: 'Bekannte Module, die an einem üblichen Ort installiert sind.',
    noneFound: 'Keines der bekannten Module ist installiert. Debian: softhsm2, ykcs11, opensc-pkcs11.',
    add: 'Mit Pfad hinzufügen',
    addLead:
      'Ein Modul ist Programmcode. Nehmen Sie die von Herstellern, denen Sie vertrauen: seine Datei muss root oder Ihnen gehören, und niemand sonst darf sie ändern.',
    choose: 'Datei wählen',
    path: 'Datei des Moduls mit ganzem Pfad',
    addPath: 'Dieses Modul benutzen',
    added: 'Das Modul ist in Gebrauch.',
    inUse: 'in Gebrauch',
    removed: 'Das Modul wird nicht mehr benutzt.',
    remove: '{{name}} nicht mehr benutzen?',
    removeText:
      'Sein Prozess endet, und Zertifizierungsstellen mit Schlüsseln dahinter können nicht unterschreiben, bis es wieder benutzt wird. Die Schlüssel bleiben auf ihren Tokens.',
    cryptoki: 'PKCS#11 {{version}}'
  },
  doctor: {
    title: 'Token-Doktor',
    lead: 'Was das Modul und seine Tokens von sich sagen und was daraus folgt. Niemand wird dafür angemeldet.',
    again: 'Noch einmal untersuchen',
    module: 'Modul',
    loads: 'Es lässt sich laden',
    no: 'Es lässt sich nicht laden',
    product: 'Produkt',
    unknown: 'Nicht in der Tabelle der bekannten',
    says: 'Sagt von sich',
    slot: 'Slot {{id}}',
    emptySlot: 'Leer',
    login: 'Anmeldung',
    loginBy: { pin: 'mit einer PIN', 'pin-pad': 'am Gerät selbst', none: 'nicht nötig' },
    makes: 'Schlüssel, die es erzeugt',
    clock: 'Uhr',
    mechanisms_one: '{{count}} Verfahren, das unterschreibt',
    mechanisms_other: '{{count}} Verfahren, die unterschreiben',
    findings: 'Befund',
    noModules: 'Kein Modul ist in Gebrauch, also gibt es nichts zu untersuchen.'
  }
}
