import type { SameKeys } from '../../texts.ts'
import type { en } from './texts.ts'

export const de: SameKeys<typeof en> = {
  title: 'Dienste',
  lead: 'Was diese Installation von selbst beantwortet, nach Protokoll: wo, unter welchem Profil und was dort zuletzt geschah.',
  add: 'Dienst hinzufügen',
  new: {
    title: 'Dienst hinzufügen',
    lead: 'Wählen Sie Gerät oder Software, und das Protokoll ergibt sich; oder wählen Sie das Protokoll selbst.',
    byDevice: 'Für welches Gerät, welche Software?',
    byProtocol: 'Nach Protokoll'
  },
  setup: {
    title: 'Geräte einrichten',
    lead: 'Am Ende steht ein Rezept für das Gerät, mit Adresse und Geheimnis darin.',
    made: '{{name}} ist angelegt',
    madeLead: 'Geben Sie dem ersten Gerät sein Geheimnis und richten Sie es nach dem Rezept ein.',
    confirm: 'Dienst anlegen',
    summary: 'Der Dienst',
    toBeMade: '{{name}}, wird angelegt',
    advised: '{{name}}, empfohlen',
    name: 'Name des Dienstes',
    nameHelp: 'Teil der Adresse, darum Kleinbuchstaben, Ziffern und Striche. Er lässt sich später nicht ändern.',
    open: 'Den Dienst öffnen',
    recipe: 'Rezept',
    staticWarning:
      'Nicht zu empfehlen. Alle Geräte zeigen dasselbe Geheimnis, darum beweist es über keines etwas. Nehmen Sie es nur, wo ein Gerät nichts anderes kann, und begrenzen Sie die Adressen, die fragen dürfen.',
    approvalNote:
      'Das Profil muss eine Genehmigung verlangen: Jede Anfrage wartet in der Schlange, bis jemand entscheidet.',
    step: {
      device: 'Gerät',
      deviceLead: 'Was soll Zertifikate bekommen?',
      deviceMissing: 'Wählen Sie Gerät oder Software.',
      protocol: 'Protokoll',
      protocolLead: 'Was das Gerät spricht, und warum es passt.',
      profile: 'Profil',
      profileLead: 'Was in den Zertifikaten steht, und wer darüber entscheidet.',
      profileMissing: 'Wählen Sie ein Profil, oder sagen Sie, wie das neue heißt und wer ausstellt.',
      secret: 'Wer hereinkommt',
      secretLead: {
        scep: 'Womit ein Gerät zeigt, dass es sein erstes Zertifikat verlangen darf. Danach erneuert es mit ihm.',
        est: 'Womit sich ein Gerät für sein erstes Zertifikat anmeldet. Danach erneuert es mit ihm.',
        cmp: 'Womit ein Gerät seine Nachrichten schützt.'
      },
      validatorMissing: 'Schreiben Sie die Adresse des Prüfers.',
      network: 'Netz',
      networkLead: 'Wo die Geräte sind. Grenzen hier halten auch, wenn ein Geheimnis bekannt wird.',
      review: 'Durchsehen',
      reviewLead: 'Der Name ist Teil der Adresse. Alles andere lässt sich später ändern.',
      nameMissing: 'Schreiben Sie einen Namen.',
      nameTaken: 'Einen Dienst dieses Namens gibt es schon.'
    },
    profile: {
      existing: 'Eines, das da ist',
      existingHint: 'Profile mit einer Zertifizierungsstelle und Schlüsseln, die das Protokoll brauchen kann.',
      new: 'Eines für Geräte anlegen',
      newHint: 'Nach der Vorlage für Geräte; seine Regeln lassen sich später ändern.',
      mayNot: 'Ihre Rolle darf keine Profile anlegen.',
      none: 'Kein Profil passt. Legen Sie eines für Geräte an.',
      help: 'Es wird von da an über das Protokoll angeboten.',
      hint: 'Ausgestellt von {{authority}}, sofort',
      hintApproval: 'Ausgestellt von {{authority}}, nach Genehmigung',
      name: 'Name des Profils',
      approval: 'Genehmigung'
    },
    approval: { auto: 'Sofort', one: 'Ein Mensch', two: 'Zwei Menschen' },
    approvalHint: {
      auto: 'Wer ein Geheimnis hat, bekommt das Zertifikat.',
      one: 'Jede erste Anfrage wartet, bis jemand genehmigt.',
      two: 'Jede erste Anfrage wartet auf zwei Genehmigungen.'
    },
    first: {
      challenge: 'Das erste Gerät',
      challengeLead: 'Es bekommt ein Geheimnis für seinen Namen. Es wird einmal gezeigt.',
      challengeMake: 'Sein Geheimnis erzeugen',
      client: 'Das erste Gerät',
      clientLead: 'Es bekommt einen Zugang für seinen Namen. Das Geheimnis wird einmal gezeigt.',
      clientMake: 'Seinen Zugang anlegen',
      page: 'Konto der Geräteverwaltung',
      pageLead: 'Die Geräteverwaltung meldet sich damit an der Seite an und liest für jedes Gerät ein Einmalkennwort.',
      pageMake: 'Das Konto anlegen',
      nothing:
        'Hier wird kein Geheimnis vergeben: Richten Sie das Gerät nach dem Rezept ein; was es verlangt, finden Sie unter Anmeldungen.',
      shown: 'Für das Gerät, nur dieses eine Mal gezeigt'
    }
  }
}
