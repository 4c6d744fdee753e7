import type { SameKeys } from '../../texts.ts'
import type { en } from './texts.ts'

export const de: SameKeys<typeof en> = {
  title: 'Geräte',
  lead: 'Was über SCEP, EST und CMP Zertifikate hat, und wann es sich zuletzt gemeldet hat.',
  add: 'Ein Gerät hereinlassen',
  anyName: 'Was das Profil erlaubt',
  ownSubject: 'Der des Geräts',
  asService: 'Wie der Dienst sagt',
  summary: 'Der Zugang',
  new: {
    title: 'Ein Gerät hereinlassen',
    lead: 'Das Gerät erzeugt seinen Schlüssel und fragt selbst; hier bekommt es das Geheimnis, das es hereinlässt.',
    confirm: 'Erzeugen',
    made: 'Zugang für {{name}}',
    madeLead: 'Tragen Sie ihn jetzt im Gerät ein. Was das Gerät verlangt, steht unter den Anmeldungen des Dienstes.',
    shown: 'Für das Gerät, nur dieses eine Mal gezeigt'
  },
  step: {
    protocol: 'Protokoll',
    protocolLead: 'Was spricht das Gerät?',
    noService: 'Kein Dienst dieses Protokolls ist eingeschaltet.',
    type: 'Art des Zertifikats',
    typeLead: 'Jeder Dienst gibt Zertifikate eines Profils aus.',
    typeMissing: 'Wählen Sie eine Art des Zertifikats.',
    names: 'Namen',
    namesLead: 'Was im Zertifikat stehen darf. Eine Anfrage mit anderen Namen wird abgelehnt.',
    nameMissing: 'Schreiben Sie einen Namen für das Gerät.',
    validity: 'Gültigkeit',
    validityLead: 'Wie lange das Zertifikat gilt, und wie lange das Gerät Zeit hat, es zu holen.',
    signIn: 'Anmeldung',
    signInLead: 'Womit das Gerät zeigt, wer es ist.',
    fileMissing: 'Wählen Sie das Zertifikat des Geräts.',
    review: 'Durchsehen',
    reviewLead: 'Das Geheimnis wird jetzt erzeugt und einmal gezeigt.'
  },
  protocol: {
    scep: 'Endet in einem Einmalkennwort',
    acme: 'Endet in einem Zugang (EAB)',
    est: 'Endet in Name und Kennwort',
    cmp: 'Endet in Referenzwert und Geheimnis',
    none: 'Kein Dienst lässt einzelne Geräte damit herein',
    noneAtAll: 'Noch lässt kein Dienst Geräte herein. Fügen Sie zuerst einen hinzu.',
    add: 'Dienst hinzufügen'
  },
  type: { by: 'Über den Dienst {{service}}' },
  by: { secret: 'Ein Geheimnis', certificate: 'Ein Zertifikat' },
  byHint: {
    secret: 'Hier erzeugt, einmal gezeigt.',
    certificate: 'Eines, das das Gerät schon hat; nur dieses lässt es herein.'
  },
  field: {
    name: 'Name des Geräts',
    nameHelp: {
      scep: 'In Ihren Worten, oder seine Kennung, wo Geräte erfasst werden.',
      acme: 'In Ihren Worten.',
      est: 'Er ist auch der Benutzername.',
      cmp: 'In Ihren Worten: Er kommt nicht ins Gerät.'
    },
    subject: 'Inhaber',
    length: 'Geheimnis gilt',
    lengthHelp: {
      scep: 'Leer: wie der Dienst sagt.',
      acme: 'Leer: ohne Ende.',
      est: 'Leer: ohne Ende.',
      cmp: 'Leer: ohne Ende.'
    },
    unit: 'Einheit',
    file: 'Zertifikat des Geräts'
  },
  unit: { minutes: 'Minuten', hours: 'Stunden', days: 'Tage' }
}
