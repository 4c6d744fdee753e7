import type { SameKeys } from '../../texts.ts'
import type { en } from './texts.ts'

export const de: SameKeys<typeof en> = {
  kind: 'CMP',
  one: 'CMP-Dienst',
  purpose:
    'Maschinen, Gateways und Mobilfunk melden sich an, erneuern und sperren von selbst, mit Geheimnis oder Zertifikat.',
  empty: {
    title: 'Noch kein CMP-Dienst',
    text: 'Ein Dienst ist eine Adresse, gebunden an ein Profil. Ein Gerät beginnt mit einem Geheimnis oder dem Zertifikat seines Herstellers und macht von selbst weiter.',
    action: 'Geräte über CMP einrichten'
  },
  clients: 'Clients, die fragen dürfen',
  open: 'Im Gang',
  trusted_one:
    '{{count}} fremde Zertifizierungsstelle lässt ihre Geräte mit den Zertifikaten herein, die sie vom Hersteller haben.',
  trusted_other:
    '{{count}} fremde Zertifizierungsstellen lassen ihre Geräte mit den Zertifikaten herein, die sie vom Hersteller haben.',
  trustedFile: 'Zertifikate fremder Zertifizierungsstellen',
  trustedNone: 'Keiner davon vertrauen',
  unit: { days: 'Tage' },
  protection: {
    mac: { name: 'Geheimnisse', hint: 'Referenzwert und Geheimnis, für jeden Client erzeugt.' },
    signature: {
      name: 'Unterschriften',
      hint: 'Mit einem Zertifikat der eigenen Zertifizierungsstelle, eines Herstellers oder eines Clients.'
    },
    both: {
      name: 'Eines von beiden',
      hint: 'Zuerst mit einem Geheimnis, dann mit dem Zertifikat: was die meisten Geräte tun.'
    }
  },
  tab: { clients: 'Clients' },
  missing: {
    open: 'Zu den Einstellungen',
    disabled: 'Der Dienst ist angehalten: Geräte bekommen keine Antwort.',
    address:
      'Noch erreicht ihn niemand. Schalten Sie den öffentlichen Zugang in den Einstellungen der Installation ein.'
  },
  client: {
    new: 'Neuer Client',
    make: 'Client anlegen',
    formLead:
      'Ein Gerät bekommt Referenzwert und Geheimnis, einmal gezeigt; oder Sie nennen das Zertifikat, mit dem es unterschreibt.',
    lead: 'Wer fragen darf, außer Geräten, die schon ein Zertifikat der Zertifizierungsstelle des Dienstes haben.',
    once: 'Zugang für {{name}}',
    name: 'Name',
    nameHelp: 'In Ihren Worten: Er kommt nicht ins Gerät.',
    state: 'Zustand',
    by: 'Schützt Nachrichten mit',
    kind: { secret: 'Geheimnis', certificate: 'Zertifikat' },
    kindHint: {
      secret: 'Hier erzeugt, einmal gezeigt.',
      certificate: 'Ein Zertifikat, das seine Nachrichten unterschreibt.'
    },
    notTaken: 'Der Dienst nimmt es nicht an.',
    file: 'Zertifikat des Clients',
    ra: 'Er ist eine Registrierungsstelle',
    raHelp: 'Sie fragt für andere, bürgt für ihre Schlüssel und sperrt.',
    isRa: 'Registrierungsstelle',
    for: 'Gebunden an',
    anything: 'Was das Profil erlaubt',
    uses: 'Höchstens so viele Zertifikate',
    usesHelp: 'Leer: keine Grenze.',
    usesLeft: 'Übrig',
    unlimited: 'Keine Grenze',
    expires: 'Endet',
    expiresHelp: 'Von da an darf er nicht mehr fragen. Leer: kein Ende.',
    never: 'Ohne Ende',
    lastUsed: 'Zuletzt gebraucht',
    unused: 'Nie',
    revoke: 'Zugang beenden',
    is: { active: 'Aktiv', used: 'Verbraucht', expired: 'Zu Ende', revoked: 'Zurückgezogen' },
    empty: {
      title: 'Noch kein Client',
      text: 'Ein Gerät ohne Zertifikat braucht einen Client: einen Referenzwert und ein Geheimnis.'
    },
    revocation: {
      title: 'Den Zugang von {{name}} beenden',
      consequence:
        'Sein Geheimnis wird vergessen, und er darf nicht mehr fragen. Seine Zertifikate bleiben und erneuern mit sich selbst.',
      done: 'Der Zugang von {{name}} ist zu Ende'
    }
  },
  transaction: {
    at: 'Wann',
    state: 'Zustand',
    kind: 'Verlangt',
    client: 'Wer fragte',
    outcome: 'Ergebnis',
    from: 'Von',
    id: 'Vorgang',
    certificate: 'Zertifikat {{id}}',
    request: 'Anfrage {{id}} wartet',
    kinds: {
      ir: 'Erstes Zertifikat',
      cr: 'Zertifikat',
      kur: 'Erneuerung',
      p10cr: 'PKCS #10',
      rr: 'Sperrung'
    },
    is: {
      begun: 'Begonnen',
      waiting: 'Wartet auf Genehmigung',
      unconfirmed: 'Zu bestätigen',
      done: 'Erledigt',
      refused: 'Abgelehnt',
      rejected: 'Vom Gerät verworfen',
      expired: 'Nicht rechtzeitig bestätigt'
    },
    empty: {
      title: 'Noch hat kein Gerät gefragt',
      text: 'Legen Sie einen Client an und richten Sie ein Gerät ein. Was es verlangt und was daraus wird, steht sofort hier.'
    },
    none: {
      title: 'Nichts in diesem Zustand',
      text: 'Nehmen Sie den Filter weg, um alles zu sehen, was verlangt wurde.'
    }
  },
  section: { entry: 'Wer hereinkommt', network: 'Netzregeln', messages: 'Nachrichten', keys: 'Schlüssel' },
  field: {
    protection: 'Schutz der Nachrichten',
    sameNames: 'Ein Zertifikat bringt seinem Inhaber nur dieselben Namen',
    sameNamesHelp: 'Für andere Namen braucht das Gerät einen Client.',
    maximumIterations: 'Höchstens so viele Runden beim Hashen',
    maximumIterationsHelp: 'Eine Nachricht, die mehr verlangt, wird abgelehnt, bevor etwas gerechnet wird.',
    clockMinutes: 'Uhren dürfen abweichen um',
    clockMinutesHelp: '0 sieht nicht hin.',
    sha1: 'MACs mit SHA-1 annehmen',
    sha1Help: 'openssl cmp macht sie, wenn man ihm nichts anderes sagt.',
    implicitConfirm: 'Geräte dürfen die Bestätigung weglassen',
    implicitConfirmHelp: 'Ein Austausch weniger.',
    confirmMinutes: 'Ein Gerät muss bestätigen in',
    unconfirmed: 'Was niemand bestätigt hat',
    pollSeconds: 'Ein wartendes Gerät fragt wieder nach',
    waitDays: 'Es kann wiederkommen in',
    centralKeys: 'Schlüssel für Geräte erzeugen, die darum bitten',
    centralKeysHelp:
      'Wo das Profil es erlaubt. Ein Schlüssel wird verschlüsselt übergeben und nach der Bestätigung vernichtet.',
    key: 'Schlüssel des Dienstes',
    certificateLife: 'Sein Zertifikat gilt'
  },
  unconfirmed: { revoke: 'Sperren', keep: 'Behalten' },
  change: {
    secretsOff: 'Geräte, die nur ein Geheimnis haben, werden abgelehnt.',
    signaturesOff:
      'Geräte können nicht mehr mit ihren Zertifikaten erneuern, und Registrierungsstellen, die unterschreiben, werden abgelehnt.',
    sha1Off:
      'Geräte, die MACs mit SHA-1 machen, werden abgelehnt; openssl cmp braucht „-digest sha256 -mac hmac-sha256“.',
    sha1On: 'MACs mit SHA-1 werden angenommen.',
    iterations: 'Geräte, die auf mehr Runden eingestellt sind, werden abgelehnt.',
    clockOff: 'Nachrichten werden angenommen, so alt sie auch sind.',
    confirm: 'Zertifikate von Geräten, die nicht bestätigen, werden gesperrt oder behalten, wie Sie unten sagen.',
    keep: 'Zertifikate, die vielleicht nie angekommen sind, bleiben gültig.',
    otherNames: 'Wer ein Zertifikat hat, darf jeden Namen verlangen, den das Profil erlaubt.',
    centralKeys: 'Schlüssel von Geräten werden hier erzeugt und gehen einmal verschlüsselt über das Netz.',
    trustMore:
      'Geräte der fremden Zertifizierungsstellen bekommen Zertifikate, wie Profil und Genehmigung es sagen. Ihre Sperrung wird nicht nachgesehen.',
    trustLess: 'Geräte fremder Zertifizierungsstellen, die nicht mehr auf der Liste stehen, werden abgelehnt.',
    clients: 'Geräte unter anderen Adressen werden abgelehnt.',
    everybody: 'Jede Adresse darf fragen.',
    nextKey:
      'Schlüssel und Gültigkeit zählen ab dem nächsten Zertifikat des Dienstes. „Seinen Schlüssel erneuern“ macht es jetzt.'
  }
}
