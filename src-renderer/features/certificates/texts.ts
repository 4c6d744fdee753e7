import type { SameKeys } from '../../texts.ts'
import { listDe, listEn } from './list-texts.ts'

export const en = {
  list: listEn,
  title: 'Certificates',
  search: 'Name, serial or fingerprint',
  column: {
    subject: 'Subject',
    names: 'Names',
    state: 'State',
    notAfter: 'Valid until',
    authority: 'Authority',
    profile: 'Profile',
    key: 'Key',
    serial: 'Serial number',
    requester: 'Requester',
    createdAt: 'Issued',
    class: 'Class'
  },
  filter: {
    state: 'State',
    profile: 'Profile',
    class: 'Class',
    key: 'Key',
    expires: 'Expires within',
    sort: 'Order',
    archived: 'Archived'
  },
  days: '{{count}} days',
  sort: { newest: 'Newest first', expiry: 'Next to expire first', subject: 'By subject' },
  class: { 'end-entity': 'End entity', authority: 'Authority', service: 'Service', imported: 'Imported' },
  archivedOnly: 'With archived',
  empty: {
    title: 'No certificate yet',
    text: 'Certificates that your authorities issue, and those you import, stand here.',
    none: 'Nothing matches',
    noneText: 'No certificate fits these filters.'
  },
  tab: {
    overview: 'Overview',
    chain: 'Chain',
    extensions: 'Extensions',
    checks: 'Checks',
    timeline: 'Time line',
    files: 'Files',
    asn1: 'ASN.1'
  },
  superseded: 'superseded',
  archived: 'archived',
  keyHeld: 'Chancery holds the key',
  overview: {
    authority: 'Authority',
    profile: 'Profile',
    revision: '{{name}}, revision {{number}}',
    requester: 'Requester',
    request: 'Request',
    previous: 'Before it',
    next: 'After it',
    compare: 'compare',
    revokedAt: 'Revoked',
    reason: 'Reason',
    invalidity: 'Not to be trusted since',
    note: 'Note',
    number: 'Certificate {{id}}',
    requestNumber: 'Request {{id}}'
  },
  checks: {
    lint: 'Rules of the field',
    lintClean: 'Checked at issuance against {{count}} rules: none was broken.',
    lintFound: 'Checked at issuance against {{count}} rules.',
    lintNone: 'Not performed: no check was recorded with this certificate.',
    verifier: 'What would a verifier say',
    verify: 'Validate the path now',
    verifyLead: 'RFC 5280 section 6, from the root down, with the CRLs that are stored here.',
    valid: 'A verifier accepts this certificate.',
    invalid: 'A verifier rejects this certificate.',
    notRun: 'Not performed yet in this window.',
    noRevocation: 'Revocation was not checked.',
    revocationOpen: 'Revocation not checked',
    asOf: 'As of'
  },
  files: {
    lead: 'Every form in which other programs take it.',
    download: 'Download',
    pem: 'PEM text',
    noKey: 'Chancery does not hold the private key of this certificate.',
    format: {
      pem: 'Certificate only, PEM encoded',
      'issuer-pem': 'Certificate with issuer after, PEM encoded',
      'chain-pem': 'Certificate with chain, PEM encoded',
      pkcs7: 'PKCS#7',
      'pkcs7-pem': 'PKCS#7, PEM encoded',
      'intermediates-root-pem': 'Intermediates then root only, PEM encoded',
      'root-intermediates-pem': 'Root then intermediates only, PEM encoded',
      pkcs12: 'Certificate and private key, PKCS#12',
      der: 'Certificate only, DER encoded'
    }
  },
  saved: 'Saved {{name}}',
  action: {
    revoke: 'Revoke',
    suspend: 'Suspend',
    reinstate: 'Reinstate',
    renew: 'Renew',
    rekey: 'Rekey',
    reissue: 'Reissue',
    download: 'Download',
    archive: 'Archive',
    unarchive: 'Take out of the archive',
    note: 'Edit the note'
  },
  blocked: {
    revoked: 'It is revoked already.',
    expired: 'It has expired.',
    suspended: 'It is suspended.',
    notSuspended: 'It is not suspended.',
    imported: 'It was not issued here.'
  },
  revoke: {
    title: 'Revoke {{name}}',
    consequence:
      'Revocation cannot be taken back. The serial number goes on the next CRL of {{authority}}; whoever checks the CRL rejects the certificate from then on.',
    reason: 'Reason',
    invalidity: 'Not to be trusted since (optional)',
    invalidityHelp: 'When the key became known to others or the certificate became wrong, if that was earlier.',
    comment: 'Comment for the audit log',
    confirm: 'Revoke certificate',
    done: 'Revoked. {{note}}',
    many_one: 'Revoke {{count}} certificate',
    many_other: 'Revoke {{count}} certificates',
    manyConsequence: 'Each of them is revoked for good, with one new CRL of each authority at the end.',
    manyDone_one: '{{count}} certificate revoked',
    manyDone_other: '{{count}} certificates revoked',
    failed_one: '{{count}} could not be revoked',
    failed_other: '{{count}} could not be revoked'
  },
  reason: {
    unspecified: { label: 'Unspecified', hint: 'No reason is published.' },
    keyCompromise: {
      label: 'Key compromise',
      hint: 'The private key is or may be in other hands. Verifiers distrust it, also for the past.'
    },
    cACompromise: {
      label: 'Authority compromise',
      hint: 'The key of an issuing authority is in other hands. Only for certificates of authorities.'
    },
    affiliationChanged: {
      label: 'Affiliation changed',
      hint: 'The subject no longer belongs to the organization that the certificate names.'
    },
    superseded: { label: 'Superseded', hint: 'Another certificate took its place; the key is not in doubt.' },
    cessationOfOperation: {
      label: 'Cessation of operation',
      hint: 'The service or device is gone; the key is not in doubt.'
    },
    privilegeWithdrawn: {
      label: 'Privilege withdrawn',
      hint: 'The subject lost the right that the certificate stated.'
    },
    aACompromise: { label: 'Attribute authority compromise', hint: 'Only for attribute certificates.' }
  },
  suspend: {
    title: 'Suspend {{name}}',
    consequence:
      'It goes on the next CRL with the reason certificateHold. You can reinstate it, or revoke it for good.',
    confirm: 'Suspend certificate',
    done: 'Suspended'
  },
  reinstate: {
    title: 'Reinstate {{name}}',
    consequence: 'The next CRL no longer lists it; verifiers accept it again.',
    confirm: 'Reinstate certificate',
    done: 'Reinstated'
  },
  renew: {
    title: 'Renew {{name}}',
    consequence:
      'A request for the same content with the same key is sent. The present certificate stays valid until it expires.',
    confirm: 'Send the renewal'
  },
  rekey: {
    title: 'Rekey {{name}}',
    consequence:
      'A request for the same content with a new key is sent. The present certificate stays valid until it expires.',
    confirm: 'Send the request',
    csr: 'CSR with the new key',
    csrHelp: 'Paste or drop it. Left empty, Chancery makes the key.',
    key: 'Key made by Chancery'
  },
  reissue: {
    title: 'Reissue {{name}}',
    consequence: 'A request with changed names is sent. When it is issued, this certificate counts as superseded.',
    confirm: 'Send the request',
    names: 'Alternative names',
    add: 'Add a name',
    kind: 'Kind',
    value: 'Value',
    remove: 'Remove {{type}}',
    lost_one: 'One name of this certificate is of a kind that Chancery does not certify. It will be left out.',
    lost_other:
      '{{count}} names of this certificate are of kinds that Chancery does not certify. They will be left out.'
  },
  sent: { pending: 'Request {{id}} waits for approval', issued: 'Certificate {{id}} is issued', open: 'Open' },
  comment: 'Comment',
  noteLabel: 'Note',
  noteSaved: 'The note is saved',
  archivedNow: 'Archived: it no longer stands in the lists',
  unarchivedNow: 'Back in the lists',
  timelineBy: 'by {{who}}',
  timeline: {
    Requested: 'Requested',
    Approved: 'Approved',
    Declined: 'Declined',
    'Content changed by an approver': 'Content changed by an approver',
    Comment: 'Comment',
    'Taken back': 'Taken back',
    Issued: 'Issued',
    Imported: 'Imported',
    Revoked: 'Revoked',
    'Put on hold': 'Put on hold',
    'Taken off hold': 'Taken off hold',
    'Note or archive flag changed': 'Note or archive flag changed',
    'Private key handed over': 'Private key handed over'
  }
} as const

export const de: SameKeys<typeof en> = {
  list: listDe,
  title: 'Zertifikate',
  search: 'Name, Seriennummer oder Fingerabdruck',
  column: {
    subject: 'Name',
    names: 'Alternative Namen',
    state: 'Zustand',
    notAfter: 'Gültig bis',
    authority: 'Stelle',
    profile: 'Profil',
    key: 'Schlüssel',
    serial: 'Seriennummer',
    requester: 'Antragsteller',
    createdAt: 'Ausgestellt',
    class: 'Art'
  },
  filter: {
    state: 'Zustand',
    profile: 'Profil',
    class: 'Art',
    key: 'Schlüssel',
    expires: 'Läuft ab in',
    sort: 'Reihenfolge',
    archived: 'Archiviert'
  },
  days: '{{count}} Tagen',
  sort: { newest: 'Neueste zuerst', expiry: 'Nächster Ablauf zuerst', subject: 'Nach Name' },
  class: { 'end-entity': 'Endstelle', authority: 'Zertifizierungsstelle', service: 'Dienst', imported: 'Importiert' },
  archivedOnly: 'Mit archivierten',
  empty: {
    title: 'Noch kein Zertifikat',
    text: 'Hier stehen Zertifikate, die Ihre Stellen ausstellen, und die Sie importieren.',
    none: 'Nichts passt',
    noneText: 'Kein Zertifikat passt zu diesen Filtern.'
  },
  tab: {
    overview: 'Überblick',
    chain: 'Kette',
    extensions: 'Erweiterungen',
    checks: 'Prüfungen',
    timeline: 'Verlauf',
    files: 'Dateien',
    asn1: 'ASN.1'
  },
  superseded: 'ersetzt',
  archived: 'archiviert',
  keyHeld: 'Chancery hält den Schlüssel',
  overview: {
    authority: 'Stelle',
    profile: 'Profil',
    revision: '{{name}}, Fassung {{number}}',
    requester: 'Antragsteller',
    request: 'Antrag',
    previous: 'Davor',
    next: 'Danach',
    compare: 'vergleichen',
    revokedAt: 'Gesperrt',
    reason: 'Grund',
    invalidity: 'Nicht vertrauenswürdig seit',
    note: 'Notiz',
    number: 'Zertifikat {{id}}',
    requestNumber: 'Antrag {{id}}'
  },
  checks: {
    lint: 'Regeln des Fachs',
    lintClean: 'Bei der Ausstellung gegen {{count}} Regeln geprüft: keine verletzt.',
    lintFound: 'Bei der Ausstellung gegen {{count}} Regeln geprüft.',
    lintNone: 'Nicht ausgeführt: Zu diesem Zertifikat ist keine Prüfung aufgezeichnet.',
    verifier: 'Was sagt ein Prüfer',
    verify: 'Pfad jetzt prüfen',
    verifyLead: 'RFC 5280 Abschnitt 6, von der Wurzel abwärts, mit den hier gespeicherten Sperrlisten.',
    valid: 'Ein Prüfer nimmt dieses Zertifikat an.',
    invalid: 'Ein Prüfer weist dieses Zertifikat zurück.',
    notRun: 'In diesem Fenster noch nicht ausgeführt.',
    noRevocation: 'Sperrung wurde nicht geprüft.',
    revocationOpen: 'Sperrung nicht geprüft',
    asOf: 'Stand'
  },
  files: {
    lead: 'Jede Form, in der andere Programme es nehmen.',
    download: 'Herunterladen',
    pem: 'PEM-Text',
    noKey: 'Chancery hält den privaten Schlüssel dieses Zertifikats nicht.',
    format: {
      pem: 'Nur das Zertifikat, als PEM',
      'issuer-pem': 'Zertifikat, danach der Aussteller, als PEM',
      'chain-pem': 'Zertifikat mit Kette, als PEM',
      pkcs7: 'PKCS#7',
      'pkcs7-pem': 'PKCS#7, als PEM',
      'intermediates-root-pem': 'Nur Zwischenzertifikate, danach die Wurzel, als PEM',
      'root-intermediates-pem': 'Nur die Wurzel, danach Zwischenzertifikate, als PEM',
      pkcs12: 'Zertifikat und privater Schlüssel, PKCS#12',
      der: 'Nur das Zertifikat, als DER'
    }
  },
  saved: '{{name}} gespeichert',
  action: {
    revoke: 'Sperren',
    suspend: 'Aussetzen',
    reinstate: 'Wieder einsetzen',
    renew: 'Erneuern',
    rekey: 'Neuer Schlüssel',
    reissue: 'Neu ausstellen',
    download: 'Herunterladen',
    archive: 'Archivieren',
    unarchive: 'Aus dem Archiv nehmen',
    note: 'Notiz bearbeiten'
  },
  blocked: {
    revoked: 'Es ist schon gesperrt.',
    expired: 'Es ist abgelaufen.',
    suspended: 'Es ist ausgesetzt.',
    notSuspended: 'Es ist nicht ausgesetzt.',
    imported: 'Es wurde nicht hier ausgestellt.'
  },
  revoke: {
    title: '{{name}} sperren',
    consequence:
      'Eine Sperrung lässt sich nicht zurücknehmen. Die Seriennummer kommt auf die nächste Sperrliste von {{authority}}; wer sie prüft, weist das Zertifikat von da an zurück.',
    reason: 'Grund',
    invalidity: 'Nicht vertrauenswürdig seit (freiwillig)',
    invalidityHelp: 'Wann der Schlüssel bekannt oder das Zertifikat falsch wurde, falls das früher war.',
    comment: 'Bemerkung für das Prüfprotokoll',
    confirm: 'Zertifikat sperren',
    done: 'Gesperrt. {{note}}',
    many_one: '{{count}} Zertifikat sperren',
    many_other: '{{count}} Zertifikate sperren',
    manyConsequence: 'Jedes wird endgültig gesperrt, am Ende mit einer neuen Sperrliste je Stelle.',
    manyDone_one: '{{count}} Zertifikat gesperrt',
    manyDone_other: '{{count}} Zertifikate gesperrt',
    failed_one: '{{count}} ließ sich nicht sperren',
    failed_other: '{{count}} ließen sich nicht sperren'
  },
  reason: {
    unspecified: { label: 'Ohne Angabe', hint: 'Kein Grund wird veröffentlicht.' },
    keyCompromise: {
      label: 'Schlüssel kompromittiert',
      hint: 'Der private Schlüssel ist oder könnte in fremder Hand sein. Prüfer misstrauen ihm auch rückwirkend.'
    },
    cACompromise: {
      label: 'Stelle kompromittiert',
      hint: 'Der Schlüssel einer ausstellenden Stelle ist in fremder Hand. Nur für Zertifikate von Stellen.'
    },
    affiliationChanged: {
      label: 'Zugehörigkeit geändert',
      hint: 'Der Inhaber gehört nicht mehr zur genannten Organisation.'
    },
    superseded: {
      label: 'Ersetzt',
      hint: 'Ein anderes Zertifikat trat an seine Stelle; der Schlüssel steht nicht in Frage.'
    },
    cessationOfOperation: {
      label: 'Betrieb eingestellt',
      hint: 'Dienst oder Gerät gibt es nicht mehr; der Schlüssel steht nicht in Frage.'
    },
    privilegeWithdrawn: { label: 'Recht entzogen', hint: 'Der Inhaber verlor das Recht, das im Zertifikat steht.' },
    aACompromise: { label: 'Attributstelle kompromittiert', hint: 'Nur für Attributzertifikate.' }
  },
  suspend: {
    title: '{{name}} aussetzen',
    consequence:
      'Es kommt mit dem Grund certificateHold auf die nächste Sperrliste. Sie können es wieder einsetzen oder endgültig sperren.',
    confirm: 'Zertifikat aussetzen',
    done: 'Ausgesetzt'
  },
  reinstate: {
    title: '{{name}} wieder einsetzen',
    consequence: 'Die nächste Sperrliste nennt es nicht mehr; Prüfer nehmen es wieder an.',
    confirm: 'Wieder einsetzen',
    done: 'Wieder eingesetzt'
  },
  renew: {
    title: '{{name}} erneuern',
    consequence:
      'Ein Antrag auf gleichen Inhalt mit gleichem Schlüssel wird gestellt. Das jetzige Zertifikat gilt bis zu seinem Ablauf weiter.',
    confirm: 'Erneuerung beantragen'
  },
  rekey: {
    title: '{{name}}: neuer Schlüssel',
    consequence:
      'Ein Antrag auf gleichen Inhalt mit neuem Schlüssel wird gestellt. Das jetzige Zertifikat gilt bis zu seinem Ablauf weiter.',
    confirm: 'Antrag stellen',
    csr: 'CSR mit dem neuen Schlüssel',
    csrHelp: 'Einfügen oder ablegen. Bleibt es leer, macht Chancery den Schlüssel.',
    key: 'Schlüssel von Chancery'
  },
  reissue: {
    title: '{{name}} neu ausstellen',
    consequence:
      'Ein Antrag mit geänderten Namen wird gestellt. Ist er ausgestellt, gilt dieses Zertifikat als ersetzt.',
    confirm: 'Antrag stellen',
    names: 'Alternative Namen',
    add: 'Namen hinzufügen',
    kind: 'Art',
    value: 'Wert',
    remove: '{{type}} entfernen',
    lost_one: 'Ein Name dieses Zertifikats ist von einer Art, die Chancery nicht zertifiziert. Er fällt weg.',
    lost_other: '{{count}} Namen dieses Zertifikats sind von Arten, die Chancery nicht zertifiziert. Sie fallen weg.'
  },
  sent: {
    pending: 'Antrag {{id}} wartet auf Genehmigung',
    issued: 'Zertifikat {{id}} ist ausgestellt',
    open: 'Öffnen'
  },
  comment: 'Bemerkung',
  noteLabel: 'Notiz',
  noteSaved: 'Die Notiz ist gespeichert',
  archivedNow: 'Archiviert: es steht nicht mehr in den Listen',
  unarchivedNow: 'Wieder in den Listen',
  timelineBy: 'von {{who}}',
  timeline: {
    Requested: 'Beantragt',
    Approved: 'Genehmigt',
    Declined: 'Abgelehnt',
    'Content changed by an approver': 'Inhalt von einem Genehmiger geändert',
    Comment: 'Anmerkung',
    'Taken back': 'Zurückgezogen',
    Issued: 'Ausgestellt',
    Imported: 'Eingelesen',
    Revoked: 'Gesperrt',
    'Put on hold': 'Ausgesetzt',
    'Taken off hold': 'Wieder eingesetzt',
    'Note or archive flag changed': 'Notiz oder Archivierung geändert',
    'Private key handed over': 'Privater Schlüssel herausgegeben'
  }
}
