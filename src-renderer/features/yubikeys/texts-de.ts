import type { SameKeys } from '../../texts.ts'
import type { en } from './texts.ts'

export const de: SameKeys<typeof en> = {
  lead: 'Ein YubiKey erzeugt Schlüssel in nummerierten Slots und unterschreibt eine Aussage, dass er sie erzeugt hat: ein Beweis, dass es keine Kopie gibt.',
  one: 'YubiKey {{serial}}',
  lookAgain: 'Noch einmal nachsehen',
  empty: {
    none: 'Kein YubiKey steckt',
    noneText:
      'Stecken Sie einen ein und sehen Sie noch einmal nach. Benutzt werden YubiKey 4 und 5, über USB oder NFC.',
    unreachable: 'YubiKeys sind nicht erreichbar',
    unreachableText:
      'Einrichten und Bezeugen geht über den Chipkartendienst. Unter Debian und Ubuntu: apt install pcscd. Unter Windows und macOS bereiten Sie den YubiKey mit ykman oder yubico-piv-tool vor; unterschreiben kann er auch dort.'
  },
  column: {
    key: 'YubiKey',
    state: 'Zustand',
    firmware: 'Firmware',
    tries: 'PIN-Versuche übrig',
    slot: 'Slot',
    algorithm: 'Schlüssel',
    policies: 'PIN und Berührung',
    certificate: 'Zertifikat',
    origin: 'Herkunft',
    use: 'Für',
    made: 'Erzeugt'
  },
  keys: {
    title: 'Schlüssel auf YubiKeys',
    lead: 'Jeder Schlüssel, der hier erzeugt oder auf einen YubiKey geschrieben wurde, ob er steckt oder nicht. Zeilen bleiben, auch wenn ein Schlüssel ersetzt wird.',
    none: 'Noch keiner.',
    replaced: 'Ersetzt',
    alsoOn: 'auch auf {{places}}',
    place: 'YubiKey {{serial}}, Slot {{slot}}'
  },
  origin: { generated: 'Auf dem YubiKey erzeugt', imported: 'Importiert' },
  use: { authority: 'Zertifizierungsstelle', person: 'Person' },
  pinPolicy: { never: 'keine PIN', once: 'PIN einmal', always: 'PIN jedes Mal' },
  touchPolicy: { never: 'keine Berührung', always: 'Berührung jedes Mal', cached: 'Berührung, gilt 15 s' },
  problem: {
    factory:
      'Dieser YubiKey hat noch Werte vom Werk, die jeder kennt. Er trägt keinen Schlüssel, bis sie geändert sind.',
    pinBlocked: 'Die PIN ist gesperrt. Geben Sie ihr mit dem PUK einen neuen Wert.',
    pukBlocked: 'Der PUK ist gesperrt: eine gesperrte PIN ließe sich nicht mehr freischalten.',
    bothBlocked:
      'PIN und PUK sind gesperrt. Nur Zurücksetzen hilft (ykman piv reset), was jeden Schlüssel darauf zerstört.',
    management: 'Der Verwaltungsschlüssel liegt nicht hinter der PIN: er muss bei jedem Schreiben angegeben werden.'
  },
  secret: {
    title: 'PIN, PUK und Verwaltungsschlüssel',
    pin: 'PIN',
    puk: 'PUK',
    management: 'Verwaltungsschlüssel',
    state: { factory: 'vom Werk', changed: 'geändert', unknown: 'von dieser Firmware nicht gesagt' },
    left: '{{left}} von {{tries}} Versuchen übrig',
    behind: '{{algorithm}}, hinter der PIN: niemand muss ihn aufbewahren',
    apart: '{{algorithm}}, anderswo aufbewahrt'
  },
  slots: {
    title: 'Slots',
    free: 'Frei',
    retired_one: '{{count}} weiterer Slot ist frei.',
    retired_other: '{{count}} weitere Slots sind frei: die für frühere Schlüssel nehmen jeden.',
    unknown: 'Diese Firmware sagt nicht, was in einem Slot ist; nur Zertifikate.'
  },
  slot: {
    '9a': 'Anmeldung',
    '9c': 'Digitale Unterschrift',
    '9d': 'Schlüsselverwaltung',
    '9e': 'Kartenausweis',
    retired: 'Früherer Schlüssel {{number}}'
  },
  slotHint: {
    '9a': 'Anmeldung mit Chipkarte und TLS-Clients. PIN einmal nach dem Einstecken.',
    '9c': 'Unterschriften. Verlangt die PIN vor jeder: der übliche Platz für eine Zertifizierungsstelle.',
    '9d': 'Entschlüsseln von Post (S/MIME).',
    '9e': 'Türen und Geräte: ohne PIN benutzt. Nicht für eine Zertifizierungsstelle.',
    retired: 'Jeder Schlüssel; es gibt zwanzig solcher Slots.'
  },
  action: {
    setup: 'Einrichten',
    newKey: 'Neuer Schlüssel',
    changePin: 'PIN ändern',
    changePuk: 'PUK ändern',
    unblock: 'PIN freischalten',
    attest: 'Zeugnis speichern',
    write: 'Zertifikat schreiben',
    authority: 'Zertifizierungsstelle mit diesem Schlüssel anlegen'
  },
  done: {
    setup: 'Der YubiKey {{serial}} ist eingerichtet.',
    pin: 'Die PIN wurde geändert.',
    puk: 'Der PUK wurde geändert.',
    unblock: 'Die PIN hat einen neuen Wert.',
    written: 'Das Zertifikat ist in Slot {{slot}}.'
  },
  attestation: {
    title: 'Zeugnis',
    proved: 'Auf diesem YubiKey erzeugt',
    provedOwn: 'Laut eigener Wurzel hier erzeugt',
    ownRoot:
      'Die Kette endet bei {{root}}, einer Wurzel aus den Einstellungen dieser Installation und keiner von Yubico. Wer ihren Schlüssel hat, kann beliebiges bescheinigen.',
    notProved: 'Nicht bewiesen',
    none: 'Es gibt keine Aussage, wo dieser Schlüssel entstand.',
    lead: 'Der YubiKey hat eine Aussage über diesen Schlüssel mit einem Schlüssel unterschrieben, den sein Hersteller eingebaut hat. Sie wurde bis zu einer Wurzel von Yubico geprüft.',
    root: 'Wurzel',
    serial: 'Seriennummer',
    firmware: 'Firmware',
    slot: 'Slot',
    pinPolicy: 'Regel für die PIN',
    touchPolicy: 'Regel für die Berührung',
    form: 'Bauform',
    fips: 'FIPS-Modell',
    check: {
      form: 'Form der Aussage',
      chain: 'Kette zum Hersteller',
      key: 'Über diesen Schlüssel',
      slot: 'Über diesen Slot',
      serial: 'Über diesen YubiKey'
    }
  },
  facts: {
    title: 'Schlüssel',
    algorithm: 'Verfahren',
    spki: 'SHA-256 des öffentlichen Schlüssels',
    policies: 'Regeln',
    origin: 'Herkunft',
    authority: 'Zertifizierungsstelle',
    alsoOn: 'Derselbe Schlüssel',
    pkcs11: 'Name in PKCS#11',
    empty: 'Dieser Slot ist leer.'
  },
  certificate: {
    title: 'Zertifikat im Slot',
    none: 'Im Slot ist noch kein Zertifikat. Programme finden den Schlüssel an ihm.',
    subject: 'Inhaber',
    issuer: 'Aussteller',
    notAfter: 'Gültig bis',
    misfit: 'Dieses Zertifikat ist für einen anderen Schlüssel als den im Slot.'
  },
  write: {
    title: 'Ein Zertifikat in Slot {{slot}} schreiben',
    lead: 'Programme und andere Rechner finden den Schlüssel an seinem Zertifikat. Es muss für den Schlüssel im Slot sein.',
    from: 'Zertifikat',
    ofAuthority: 'Das von {{name}}',
    ofAuthorityHint: 'Ihr jetziges Zertifikat.',
    pasted: 'Ein anderes',
    pastedHint: 'PEM oder DER in Base64: von einer fremden Stelle oder aus einem genehmigten Antrag.',
    text: 'Zertifikat'
  },
  warning: 'Er war außerhalb: niemand kann beweisen, dass keine Kopie übrig ist. Diese Warnung bleibt.',
  wizard: {
    title: 'Neuer Schlüssel auf dem YubiKey {{serial}}',
    finish: {
      generate: 'Schlüssel erzeugen',
      import: 'Schlüssel schreiben',
      enrol: 'Schlüssel und Zertifikat erzeugen'
    },
    step: { ready: 'Einrichten', slot: 'Slot', use: 'Zweck', key: 'Schlüssel', person: 'Person', review: 'Prüfen' },
    lead: {
      ready: 'Ein YubiKey verlässt das Werk mit PIN, PUK und Verwaltungsschlüssel, die jeder kennt.',
      slot: 'Jeder Slot fasst einen Schlüssel und sein Zertifikat.',
      use: 'Wofür ist der Schlüssel?',
      key: 'Weder Verfahren noch Regeln lassen sich später ändern.',
      person: 'Wessen Zertifikat ist es?',
      review: 'Das geschieht jetzt. Sie werden nach der PIN des YubiKeys gefragt.'
    },
    ready: {
      done: 'PIN, PUK und Verwaltungsschlüssel wurden geändert.',
      todo: 'Wählen Sie eine eigene PIN. Chancery macht einen PUK, der eine gesperrte PIN freischaltet und einmal gezeigt wird, und einen zufälligen Verwaltungsschlüssel, der hinter der PIN auf dem YubiKey liegt: niemand muss ihn aufbewahren.',
      blocked: 'Ändern Sie zuerst die Werte vom Werk.'
    },
    slot: {
      retired: 'Slot für frühere Schlüssel',
      inUse: 'In Gebrauch.',
      overwrite: 'Zerstören, was im Slot ist',
      overwriteHelp:
        'Der jetzige Schlüssel ist dann für immer fort, und mit ihm alles, was nur er öffnet oder unterschreibt.',
      taken:
        'Dieser Slot ist in Gebrauch. Wählen Sie einen anderen oder sagen Sie, dass sein Inhalt zerstört werden darf.'
    },
    use: {
      authority: 'Schlüssel einer Zertifizierungsstelle',
      authorityHint: 'Auf dem YubiKey erzeugt und bezeugt, dann wird eine Stelle mit ihm angelegt.',
      person: 'Zertifikat einer Person',
      personHint:
        'Anmeldung mit Chipkarte oder S/MIME: Schlüssel, Antrag und Zertifikat in einem, nach einem Ihrer Profile.',
      copy: 'Kopie eines Schlüssels aus einer Datei',
      copyHint:
        'Derselbe Schlüssel auf einem zweiten YubiKey, gegen Verlust und für mehr Unterschriften je Sekunde. Weniger wert als einer, der auf dem YubiKey entstand.'
    },
    algorithm: 'Verfahren',
    pinPolicy: 'Wann er die PIN verlangt',
    pin: {
      never: 'Nie',
      neverHint: 'Wer den YubiKey hat, benutzt den Schlüssel.',
      once: 'Einmal nach dem Einstecken',
      onceHint: 'Üblich für Personen.',
      always: 'Vor jeder Unterschrift',
      alwaysHint: 'Üblich für Zertifizierungsstellen; Chancery gibt sie, solange das Token entsperrt ist.'
    },
    touchPolicy: 'Wann er berührt werden will',
    touch: {
      never: 'Nie',
      neverHint: 'Für eine Stelle, die unterschreibt, während niemand da ist.',
      always: 'Jedes Mal',
      alwaysHint: 'Nichts wird unterschrieben, wenn nicht jemand den YubiKey berührt. Für Wurzeln.',
      cached: 'Jedes Mal, gilt 15 Sekunden',
      cachedHint: 'Eine Berührung für eine Reihe von Unterschriften.'
    },
    profile: 'Profil',
    profileHelp: 'Entscheidet, wofür das Zertifikat taugt.',
    noProfile: 'Es gibt noch kein Profil. Legen Sie zuerst eines für Anmeldung mit Chipkarte oder S/MIME an.',
    name: 'Name',
    email: 'E-Mail-Adresse',
    emailHelp: 'Für S/MIME; leer, wo das Profil keine nimmt.',
    upn: 'Anmeldename',
    upnHelp: 'Für die Anmeldung an Windows, etwa berta@example.org; leer, wo das Profil keinen nimmt.',
    review: { slot: 'Slot', use: 'Zweck', overwrite: 'Was jetzt im Slot ist', destroyed: 'wird zerstört' }
  },
  result: {
    title: 'Der Schlüssel ist in Slot {{slot}}',
    next: 'Wie es weitergeht',
    authority: 'Legen Sie die Zertifizierungsstelle an. Ihr Zertifikat lässt sich dann in den Slot schreiben.',
    module: 'Unterschrieben wird über das PKCS#11-Modul von Yubico, das noch nicht in Gebrauch ist.',
    useModule: 'Modul von Yubico benutzen',
    noModule:
      'Installieren Sie es (Debian: apt install ykcs11) und nehmen Sie es auf der Seite der Module in Gebrauch.',
    copy: 'Die YubiKeys mit demselben Schlüssel vertreten einander. Löschen Sie die Datei und jede Kopie von ihr.',
    written: 'Das Zertifikat ist im Slot. Der YubiKey ist bereit.',
    waits: 'Der Antrag wartet auf Genehmigung. Ist das Zertifikat da, schreiben Sie es in den Slot.',
    showRequest: 'Antrag zeigen',
    showCertificate: 'Zertifikat zeigen',
    showSlot: 'Slot zeigen',
    another: 'Noch ein Schlüssel'
  }
}
