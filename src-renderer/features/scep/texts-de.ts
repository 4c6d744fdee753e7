import type { SameKeys } from '../../texts.ts'
import type { en } from './texts.ts'

export const de: SameKeys<typeof en> = {
  kind: 'SCEP',
  one: 'SCEP-Dienst',
  purpose:
    'Router, Drucker, Telefone und Geräteverwaltungen bekommen Zertifikate mit einem Einmalkennwort, über einfaches HTTP.',
  empty: {
    title: 'Noch kein SCEP-Dienst',
    text: 'Ein Dienst ist eine Adresse für Geräte, gebunden an ein Profil. Geräte zeigen einmal ein Einmalkennwort und erneuern mit ihrem Zertifikat.',
    action: 'Geräte über SCEP einrichten'
  },
  methods: 'Wie Geräte hereinkommen',
  methodsHelp: 'Mehreres ist möglich. Ein gemeinsames Kennwort sagt nichts darüber, wer fragt.',
  method: {
    'one-time': { name: 'Einmalkennwort', hint: 'Hier für eine Anfrage erzeugt, auf Wunsch an Namen gebunden.' },
    device: {
      name: 'Erfasstes Gerät',
      hint: 'Jedes Gerät auf der Liste bekommt sein eigenes Geheimnis, das einmal gilt.'
    },
    static: {
      name: 'Gemeinsames Kennwort',
      hint: 'Nicht zu empfehlen: Wer es von einem Gerät erfährt, bekommt Zertifikate wie jedes andere.'
    },
    ndes: { name: 'NDES-Seite', hint: 'Eine Geräteverwaltung liest Einmalkennwörter von einer Seite.' },
    external: { name: 'Externer Prüfer', hint: 'Ein anderer Dienst wird gefragt und entscheidet über jede Anfrage.' },
    approval: { name: 'Ein Mensch genehmigt', hint: 'Kein Kennwort: Jede Anfrage wartet, bis jemand entscheidet.' }
  },
  tab: { secrets: 'Einmalkennwörter', registered: 'Erfasste Geräte' },
  unit: { minutes: 'min' },
  missing: {
    open: 'Zu den Einstellungen',
    disabled: 'Der Dienst ist angehalten: Geräte bekommen keine Antwort.',
    authority: 'Das Profil ist an keine Zertifizierungsstelle gebunden. Binden Sie es zuerst.',
    certificate:
      'Der Dienst hat noch kein eigenes Zertifikat. Erneuern Sie seinen Schlüssel: Dort steht, was im Weg ist.',
    address:
      'Noch erreicht ihn niemand. Schalten Sie den öffentlichen Zugang in den Einstellungen der Installation ein.',
    page: 'Noch kann niemand die Seite mit Einmalkennwörtern lesen. Legen Sie ihr Konto an.'
  },
  weak: {
    static: 'Ein gemeinsames Kennwort ist erlaubt. Wer es erfährt, bekommt Zertifikate wie jedes Gerät.',
    sha1: 'SHA-1 wird angenommen, und das ist gebrochen. Lassen Sie es nur an, solange alte Geräte es brauchen.',
    des: 'Einfaches DES wird angenommen, das jeder brechen kann. Lassen Sie es nur an, solange alte Geräte es brauchen.'
  },
  page: {
    title: 'Seite für Geräteverwaltungen',
    lead: 'Eine Geräteverwaltung meldet sich dort an und liest für jedes Gerät ein Einmalkennwort.',
    address: 'Seite',
    user: 'Benutzername',
    noUser: 'Noch kein Konto',
    make: 'Das Konto anlegen',
    again: 'Neues Kennwort',
    confirm: 'Konto anlegen',
    formLead: 'Das Kennwort wird hier erzeugt und einmal gezeigt.',
    formAgain: 'Das bisherige Kennwort endet sofort.',
    userHelp: 'Ohne Leerzeichen und Doppelpunkte.',
    once: 'Konto der Seite von {{name}}'
  },
  validator: {
    title: 'Externer Prüfer',
    lead: 'Er wird vor jedem ersten Zertifikat gefragt und erfährt, was aus der Anfrage wurde.',
    address: 'Adresse',
    token: 'Token',
    has: 'Er bekommt eines',
    none: 'Er bekommt keines',
    make: 'Ein Token erzeugen',
    again: 'Neues Token',
    confirm: 'Token erzeugen',
    consequence: 'Jede Frage an den Prüfer trägt es von jetzt an, damit er weiß, wer fragt.',
    consequenceAgain: 'Das bisherige Token wird nicht mehr geschickt: Geben Sie dem Prüfer sofort das neue.',
    once: 'Token für den Prüfer von {{name}}'
  },
  secret: {
    new: 'Neues Einmalkennwort',
    make: 'Einmalkennwort erzeugen',
    one: 'Einmalkennwort',
    once: 'Einmalkennwort von {{name}}',
    label: 'Wofür es ist',
    labelHelp: 'In Ihren Worten, z. B. wo das Gerät steht.',
    kind: 'Art',
    state: 'Zustand',
    for: 'Gebunden an',
    anything: 'Was das Profil erlaubt',
    uses: 'Gebraucht',
    expires: 'Gültig bis',
    never: 'Ohne Ende',
    by: 'Erzeugt von',
    device: 'Erfasstes Gerät',
    deviceHelp: 'Seine Kennung.',
    minutes: 'Gültig für',
    minutesHelp: {
      'one-time': 'Leer: {{minutes}} Minuten, wie der Dienst sagt.',
      ndes: 'Leer: {{minutes}} Minuten, wie der Dienst sagt.',
      device: 'Leer: 90 Tage.',
      static: 'Leer: ohne Ende.'
    },
    is: { open: 'Noch nicht gebraucht', used: 'Gebraucht', revoked: 'Zurückgezogen', expired: 'Zu alt' },
    empty: {
      title: 'Noch kein Einmalkennwort',
      text: 'Ein Einmalkennwort lässt ein Gerät herein. Beim Erzeugen wird es einmal gezeigt; hier sehen Sie, was daraus wurde.'
    },
    revoke: {
      title: 'Das Einmalkennwort zurückziehen',
      one: 'Das Gerät, das es hat, kann sich damit nicht mehr anmelden. Ein Zertifikat, das es bekam, bleibt.',
      static: 'Kein Gerät kann sich damit mehr anmelden. Zertifikate, die sie bekamen, bleiben.',
      confirm: 'Zurückziehen',
      done: 'Das Einmalkennwort ist zurückgezogen'
    }
  },
  device: {
    register: 'Ein Gerät erfassen',
    confirm: 'Erfassen',
    formLead: 'Das Gerät bekommt sein eigenes Geheimnis, das einmal gezeigt wird und 90 Tage gilt.',
    identifier: 'Kennung',
    identifierHelp: 'Was es von allen anderen unterscheidet, z. B. seine Seriennummer.',
    manufacturer: 'Hersteller',
    model: 'Modell',
    secret: 'Neues Geheimnis',
    remove: 'Gerät entfernen',
    empty: {
      title: 'Kein Gerät ist erfasst',
      text: 'Ein erfasstes Gerät hat sein eigenes Geheimnis. Wird es entfernt, meldet es sich weder an noch erneuert es.'
    },
    removal: {
      title: '{{name}} entfernen',
      consequence: 'Es meldet sich weder an noch erneuert es. Seine Zertifikate bleiben, bis sie gesperrt werden.',
      done: '{{name}} ist entfernt'
    }
  },
  enrolment: {
    at: 'Wann',
    state: 'Zustand',
    subject: 'Gerät',
    outcome: 'Ergebnis',
    type: 'Nachricht',
    from: 'Von',
    transaction: 'Vorgang',
    certificate: 'Zertifikat {{id}}',
    request: 'Anfrage {{id}} wartet',
    is: { open: 'Im Gang', pending: 'Wartet auf Genehmigung', issued: 'Ausgestellt', refused: 'Abgelehnt' },
    empty: {
      title: 'Noch hat kein Gerät gefragt',
      text: 'Erzeugen Sie ein Einmalkennwort und richten Sie ein Gerät ein. Was es verlangt und was daraus wird, steht sofort hier.'
    }
  },
  section: {
    entry: 'Wer hereinkommt',
    network: 'Netzregeln',
    old: 'Alte Geräte',
    oldLead: 'Gebrochene Verfahren bleiben aus, solange Geräte etwas anderes können.',
    answers: 'Antworten und der Schlüssel des Dienstes',
    managers: 'Geräteverwaltungen',
    managersLead: 'Für die NDES-Seite und den externen Prüfer.'
  },
  field: {
    challengeMinutes: 'Ein Einmalkennwort gilt',
    challengeMinutesHelp: '60 Minuten erwarten Geräteverwaltungen.',
    renewal: 'Geräte erneuern mit ihrem Zertifikat',
    renewalHelp: 'Ohne neues Einmalkennwort und ohne Namen, die sie nicht hatten.',
    lockAfter: 'Falsche Kennwörter, bis eine Adresse wartet',
    lockAfterHelp: 'Damit niemand rät.',
    lockMinutes: 'Sie wartet',
    clientsFor: 'Die Adressen gelten für',
    tripleDes: 'Dreifaches DES annehmen',
    tripleDesHelp: 'Schwach, nicht gebrochen; viele Geräte können nichts Neueres.',
    sha1: 'SHA-1 annehmen',
    sha1Help: 'Gebrochen.',
    des: 'Einfaches DES annehmen',
    desHelp: 'Das bricht jeder.',
    chain: 'Zertifikate, die Geräte holen (GetCACert)',
    reply: 'Zertifikate, die mit einem neuen kommen',
    next: 'Nächste Zertifizierungsstelle',
    nextHelp: 'Geräte können sie holen, bevor die jetzige endet (GetNextCACert).',
    key: 'Schlüssel des Dienstes',
    keyHelp: 'Der seines nächsten Zertifikats.',
    certificateLife: 'Sein Zertifikat gilt',
    pageCache: 'Offene Einmalkennwörter der Seite',
    pageCacheHelp: 'Weitere gibt es, sobald eines gebraucht oder zu Ende ist.',
    pageEncoding: 'Kodierung der Seite',
    validatorUrl: 'Adresse des Prüfers',
    validatorUrlHelp: 'Z. B. https://mdm.example.org/scep',
    validatorTimeout: 'Er muss antworten in'
  },
  clientsFor: { both: 'Anfragen und die Seite', requests: 'Nur Anfragen', page: 'Nur die Seite' },
  chain: { issuer: 'Der Aussteller', intermediates: 'Alle ohne die Wurzel', all: 'Alle mit der Wurzel' },
  chainHint: {
    issuer: 'Für Geräte, die nur ein Zertifikat nehmen',
    intermediates: 'Für Geräte, die die Wurzel schon haben',
    all: 'Was die meisten Geräte erwarten'
  },
  reply: { own: 'Keine', chain: 'Die darüber' },
  replyHint: {
    own: 'Manche Geräte halten das erste für ihres',
    chain: 'Für Geräte, die die Kette installieren'
  },
  pageEncoding: { 'utf-16': 'UTF-16, wie echte Server senden', 'utf-8': 'UTF-8' },
  change: {
    methodOff: '{{method}}: Geräte, die so hereinkommen, werden von jetzt an abgelehnt.',
    static: 'Wer das gemeinsame Kennwort von einem Gerät erfährt, bekommt Zertifikate wie jedes andere.',
    renewalOff:
      'Geräte erneuern nicht mehr von selbst: Jedes braucht ein neues Einmalkennwort, bevor sein Zertifikat endet.',
    sha1On: 'Nachrichten mit SHA-1 werden angenommen: Wer genug aufwendet, kann sie fälschen.',
    sha1Off: 'Geräte, die nur SHA-1 können, werden abgelehnt.',
    desOn: 'Nachrichten mit einfachem DES werden angenommen: Wer mithört, kann das Kennwort darin lesen.',
    desOff: 'Geräte, die nur einfaches DES können, werden abgelehnt.',
    tripleDesOff: 'Geräte, die nur dreifaches DES können, werden abgelehnt.',
    clients: 'Geräte unter anderen Adressen werden abgelehnt.',
    everybody: 'Jede Adresse darf fragen.',
    nextKey:
      'Schlüssel und Gültigkeit zählen ab dem nächsten Zertifikat des Dienstes. „Seinen Schlüssel erneuern“ macht es jetzt.'
  }
}
