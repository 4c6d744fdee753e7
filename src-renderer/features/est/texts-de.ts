import type { SameKeys } from '../../texts.ts'
import type { en } from './texts.ts'

export const de: SameKeys<typeof en> = {
  kind: 'EST',
  one: 'EST-Dienst',
  purpose: 'Drucker, Router, Kameras und Skripte bekommen Zertifikate über HTTPS, mit Kennwort oder Zertifikat.',
  default: 'Voreingestellt',
  isDefault: 'Voreingestellter Dienst',
  defaultPath: 'Er antwortet auch unter /.well-known/est',
  signIn: 'Wie Clients sich anmelden',
  authLabel: 'Clients zeigen',
  clients: 'Clients',
  trustedAuthorities: 'Eigene Zertifizierungsstellen, denen vertraut wird',
  trustedAuthoritiesHelp: 'Wer ein Zertifikat von diesen hat, bekommt, was das Profil erlaubt.',
  trustAnchors: 'Fremde Zertifizierungsstellen, denen vertraut wird',
  trustAnchorsHelp_one:
    '{{count}} Zertifikat einer fremden Zertifizierungsstelle wird vertraut. Eine Datei tritt an seine Stelle.',
  trustAnchorsHelp_other:
    '{{count}} Zertifikaten fremder Zertifizierungsstellen wird vertraut. Eine Datei tritt an ihre Stelle.',
  trustAnchorsFile: 'Zertifikate fremder Zertifizierungsstellen',
  empty: {
    title: 'Noch kein EST-Dienst',
    text: 'Ein Dienst ist ein Label in einer HTTPS-Adresse, gebunden an ein Profil. Geräte melden sich einmal an und erneuern mit ihrem Zertifikat.',
    action: 'Geräte über EST einrichten'
  },
  auth: {
    basic: { name: 'Name und Kennwort', hint: 'Jeder Client bekommt ein Kennwort, das einmal gezeigt wird.' },
    certificate: {
      name: 'TLS-Zertifikat',
      hint: 'Ein Zertifikat, das Hersteller oder andere dem Gerät gegeben haben.'
    },
    either: { name: 'Eines von beiden', hint: 'Ein Kennwort oder ein Zertifikat, dem vertraut wird.' },
    both: { name: 'Beides zugleich', hint: 'Kennwort und Zertifikat, auch beim Erneuern.' }
  },
  tab: { clients: 'Clients' },
  missing: {
    serve: 'Über HTTPS bedienen',
    disabled: 'Der Dienst ist angehalten: Geräte bekommen keine Antwort.',
    authority: 'Das Profil ist an keine Zertifizierungsstelle gebunden. Binden Sie es zuerst.',
    https: 'EST wird über HTTPS gesprochen, und dort hört noch niemand zu.'
  },
  client: {
    new: 'Neuer Client',
    make: 'Client anlegen',
    formLead: 'Ein Gerät oder eine Gruppe von Geräten. Das Kennwort wird hier erzeugt und einmal gezeigt.',
    lead: 'Wer sich anmelden darf. Wer mit dem Zertifikat erneuert, das erneuert wird, braucht kein Kennwort.',
    once: 'Zugang für {{name}}',
    name: 'Name',
    nameHelp: 'Was das Gerät als Benutzernamen schickt.',
    state: 'Zustand',
    by: 'Meldet sich an mit',
    kind: { password: 'Kennwort', certificate: 'Zertifikat' },
    kindHint: {
      password: 'Hier erzeugt, einmal gezeigt.',
      certificate: 'Ein Zertifikat, das das Gerät schon hat.'
    },
    noPassword: 'Der Dienst nimmt nur Zertifikate an.',
    file: 'Zertifikat des Geräts',
    for: 'Gebunden an',
    anything: 'Was das Profil erlaubt',
    uses: 'Gebraucht',
    usesOf: '{{used}} von {{most}}',
    maxUses: 'Höchstens so viele Zertifikate',
    maxUsesHelp: 'Erneuern zählt nicht. Leer: keine Grenze.',
    expires: 'Endet',
    expiresHelp: 'Von da an meldet er sich nicht mehr an. Leer: kein Ende.',
    never: 'Ohne Ende',
    lastUsed: 'Zuletzt gebraucht',
    unused: 'Nie',
    rotate: 'Neues Kennwort',
    revoke: 'Zugang beenden',
    is: { active: 'Aktiv', 'used-up': 'Verbraucht', expired: 'Zu Ende', revoked: 'Zurückgezogen' },
    empty: {
      title: 'Noch kein Client',
      text: 'Ein Client ist ein Gerät oder eine Gruppe von Geräten, die sich hier anmelden dürfen.'
    },
    rotation: {
      title: 'Neues Kennwort für {{name}}',
      consequence:
        'Das bisherige Kennwort endet sofort. Geräte, die es noch haben, können sich nicht anmelden; ihre Zertifikate bleiben.',
      again: 'Das bisherige Kennwort endet sofort. Das neue hat weder ein Ende noch eine Grenze.'
    },
    revocation: {
      title: 'Den Zugang von {{name}} beenden',
      consequence:
        'Er kann sich nicht mehr anmelden. Zertifikate, die er bekam, bleiben und werden mit sich selbst erneuert.',
      done: 'Der Zugang von {{name}} ist zu Ende'
    }
  },
  request: {
    at: 'Letzter Kontakt',
    state: 'Zustand',
    client: 'Client',
    outcome: 'Ergebnis',
    operation: 'Vorgang',
    from: 'Von',
    waits: 'Anfrage {{id}} wartet',
    certificate: 'Zertifikat {{id}}',
    is: { waiting: 'Wartet auf Genehmigung', issued: 'Ausgestellt' },
    empty: {
      title: 'Noch hat kein Gerät gefragt',
      text: 'Legen Sie einen Client an und richten Sie ein Gerät ein. Was es verlangt und was daraus wird, steht sofort hier.'
    }
  },
  section: { place: 'Adresse und Profil', network: 'Netzregeln', answers: 'Antworten' },
  field: {
    label: 'Label',
    labelHelp: 'Teil der Adresse.',
    isDefault: 'Voreingestellter Dienst',
    isDefaultHelp: 'Antwortet auch ohne Label, für Clients, die keines kennen.',
    baseAddress: 'Adresse hinter einem Proxy',
    baseAddressHelp: 'Nur wo ein Proxy TLS beendet. Zertifikate von Clients kommen da nicht durch.',
    channelBinding: 'Bindung an die Verbindung',
    retryAfterSeconds: 'Ein wartendes Gerät fragt wieder nach',
    retryAfterSecondsHelp: 'Solange seine Anfrage auf Genehmigung wartet.',
    repeatMinutes: 'Dieselbe Anfrage bekommt dieselbe Antwort',
    repeatMinutesHelp: 'Falls die Antwort verloren ging.',
    serverKeys: 'Schlüssel für Geräte erzeugen, die darum bitten',
    serverKeysHelp: 'Wo das Profil es erlaubt. Ein Schlüssel wird einmal übergeben und hier vernichtet.',
    fullCmc: 'Anfragen in CMC annehmen',
    fullCmcHelp: 'Manche Clients schicken nichts anderes.'
  },
  channelBinding: { verify: 'Prüfen, wo es eine gibt', require: 'Jede Anfrage braucht eine', ignore: 'Nicht prüfen' },
  channelBindingHint: {
    verify: 'Eine Anfrage, die an eine andere Verbindung gebunden ist, wird abgelehnt',
    require: 'Wenige Clients können das',
    ignore: 'Für Geräte, die das Feld für anderes brauchen'
  },
  change: {
    label: 'Die Adresse ändert sich: Jedes Gerät muss die neue bekommen.',
    notDefault: 'Geräte, die die Adresse ohne Label benutzen, bekommen keine Antwort.',
    passwordOff: 'Geräte, die sich nur mit Kennwort anmelden, werden bei der Anmeldung abgelehnt.',
    certificateOff: 'Geräte, die sich nur mit Zertifikat anmelden, werden bei der Anmeldung abgelehnt.',
    bindingRequired: 'Geräte, die ihre Anfrage nicht an die Verbindung binden können, werden abgelehnt.',
    bindingIgnored: 'Eine Anfrage darf über eine andere Verbindung kommen als die, für die sie gemacht wurde.',
    clients: 'Geräte unter anderen Adressen werden abgelehnt.',
    everybody: 'Jede Adresse darf fragen.',
    serverKeys: 'Schlüssel von Geräten werden hier erzeugt und gehen einmal über das Netz.',
    cmcOff: 'Geräte, die in CMC fragen, werden abgelehnt.',
    proxy: 'Zertifikate von Clients erreichen den Dienst nicht mehr: Geräte können nicht mit ihrem erneuern.'
  }
}
