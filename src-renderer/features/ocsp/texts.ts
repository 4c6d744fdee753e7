import type { SameKeys } from '../../texts.ts'

export const en = {
  kind: 'OCSP',
  purpose: 'Verifiers ask whether one certificate still stands, and get a signed answer at once.',
  title: 'OCSP for {{name}}',
  none: 'OCSP was never answered for this authority.',
  signedAhead_one: '{{formatted}} answer kept ready',
  signedAhead_other: '{{formatted}} answers kept ready',
  empty: {
    title: 'No authority answers OCSP yet',
    text: 'Without it verifiers know of a revocation only from the next CRL. A responder gets its own short-lived certificate and answers at once.',
    action: 'Set up OCSP'
  },
  action: { enable: 'Start answering', disable: 'Stop answering', renew: 'Roll over now' },
  renewed: 'The responder of {{name}} has its next key and certificate',
  disable: {
    title: 'Stop OCSP for {{name}}',
    consequence:
      'Requests get the answer that nobody answers here. Certificates that carry the address make careful verifiers wait or refuse; CRLs go on as before.',
    done: 'OCSP for {{name}} is stopped'
  },
  new: {
    title: 'Answer OCSP for an authority',
    lead: 'A delegated responder gets its certificate from the authority now, so the vault has to be open.',
    confirm: 'Start answering',
    done: 'OCSP is answered for {{name}}'
  },
  saved: 'Answers follow the new rules from now on',
  saveAndStart: 'Save and start',
  answers: 'Answers',
  answersLead: 'A change holds for answers that are signed from now on.',
  responder: 'Responder',
  nobodySigns: 'Nobody can sign right now: the vault is locked or the key of the authority is off line.',
  noAddress:
    'New certificates carry no OCSP address. Set the public base address under Settings, or one of the authority.',
  address: 'Address in certificates',
  certificate: 'Signs with',
  certificateNumber: 'Certificate {{id}}',
  signsItself: 'the key of the authority itself',
  notAfter: 'Its certificate ends',
  renewAt: 'Gets the next one',
  kept: 'Answers kept ready',
  oldest: 'The oldest of them',
  updatedAt: 'Changed',
  field: {
    authority: 'Authority',
    authorityHelp: 'Whose certificates are answered for',
    signer: 'Who signs',
    life: 'An answer is good for',
    lifeHelp: '5 minutes to 10 days, such as 12h',
    ahead: 'Signed ahead',
    aheadHelp: 'So that an answer costs no signature when it is asked for',
    nonce: 'Nonces',
    nonceHelp: 'A number that a verifier sends so that nobody plays an old answer to it',
    responderId: 'The responder is named by',
    unissued: 'A number that was never given out',
    unissuedHelp: 'Said of serial numbers that this authority does not know',
    archive: 'Archive cutoff',
    archiveHelp:
      'For how long back the state of expired certificates is told, for signatures that are checked late: 7y. Empty: not said',
    crlReference: 'Answers about revoked certificates name the CRL',
    crlReferenceHelp: 'RFC 6960 4.4.2'
  },
  history: {
    title: 'Responder certificates',
    lead: 'The next one is made by itself when two thirds of a life are over. Answers that an earlier one signed stay good; its key is destroyed.',
    none: 'There was none yet.',
    certificate: 'Certificate',
    state: 'State',
    from: 'From',
    signs: 'Signs now',
    before: 'Signed before'
  },
  trial: {
    title: 'Try it',
    lead: 'The question goes through the responder as one from outside does, and the answer is read and verified as a relying party does.',
    serial: 'Serial number',
    serialHelp: 'Of a certificate of this authority, in hexadecimal digits',
    hash: 'Names the issuer by',
    hashHelp: 'Nearly all ask with SHA-1 (RFC 5019)',
    nonce: 'Nonce',
    nonceHelp: 'An answer of its own instead of the one that is kept',
    ask: 'Ask',
    certificate: 'Choose a certificate',
    status: { good: 'Good', revoked: 'Revoked', unknown: 'Unknown' },
    revokedAt: 'Revoked since',
    reason: 'Reason',
    producedAt: 'Signed',
    thisUpdate: 'True as of',
    nextUpdate: 'Good until',
    signer: 'Signed by',
    signerWrong: 'By nobody who may answer',
    signature: 'Signature',
    nonceBack: 'came back',
    nonceLeftOut: 'was left out',
    crl: 'Stands on CRL',
    extended: 'Never issued',
    extendedYes: 'This responder says revoked of such numbers',
    error: {
      malformedRequest: 'The responder calls the question malformed.',
      internalError: 'The responder met a problem of its own; the log says which.',
      tryLater: 'The responder says: try later. The vault is locked, or the key is not at hand, and no answer is kept.',
      sigRequired: 'The responder wants signed questions.',
      unauthorized: 'Nobody answers for {{name}} here: OCSP is stopped for it.'
    },
    save: { request: 'Save the question', response: 'Save the answer' }
  },
  signer: { delegated: 'A responder of its own', authority: 'The authority itself' },
  signerHint: {
    delegated: 'With a certificate that is renewed by itself; the key of the authority signs none of the answers.',
    authority: 'Only where verifiers know no delegated responders; the key is used for every answer.'
  },
  ahead: { asked: 'what was asked about before', all: 'every certificate that has not expired' },
  aheadHint: { asked: 'Right for most', all: 'For a copy of all answers elsewhere' },
  nonce: { answer: 'are answered', ignore: 'are passed over' },
  nonceHint: { answer: 'With a fresh signature (RFC 9654)', ignore: 'As RFC 5019 allows, for the greatest load' },
  responderId: { key: 'the hash of its key', name: 'its subject' },
  responderIdHint: { key: 'Short and exact', name: 'For old verifiers' },
  unissued: { unknown: 'is unknown', revoked: 'is revoked' },
  unissuedHint: { unknown: 'The usual answer', revoked: 'The extended form of RFC 6960 2.2' }
} as const

export const de: SameKeys<typeof en> = {
  kind: 'OCSP',
  purpose: 'Prüfer fragen, ob ein Zertifikat noch gilt, und bekommen sofort eine unterschriebene Antwort.',
  title: 'OCSP für {{name}}',
  none: 'Für diese Zertifizierungsstelle wurde OCSP noch nie beantwortet.',
  signedAhead_one: '{{formatted}} Antwort liegt bereit',
  signedAhead_other: '{{formatted}} Antworten liegen bereit',
  empty: {
    title: 'Noch beantwortet keine Zertifizierungsstelle OCSP',
    text: 'Ohne OCSP wissen Prüfer von einer Sperrung erst aus der nächsten Sperrliste. Ein Beantworter bekommt ein eigenes, kurzlebiges Zertifikat und antwortet sofort.',
    action: 'OCSP einrichten'
  },
  action: { enable: 'Beantworten', disable: 'Nicht mehr beantworten', renew: 'Jetzt wechseln' },
  renewed: 'Der Beantworter von {{name}} hat seinen nächsten Schlüssel und sein nächstes Zertifikat',
  disable: {
    title: 'OCSP für {{name}} anhalten',
    consequence:
      'Anfragen erfahren, dass hier niemand antwortet. Zertifikate mit dieser Adresse lassen sorgfältige Prüfer warten oder ablehnen; Sperrlisten gehen weiter wie zuvor.',
    done: 'OCSP für {{name}} ist angehalten'
  },
  new: {
    title: 'OCSP für eine Zertifizierungsstelle beantworten',
    lead: 'Ein beauftragter Beantworter bekommt sein Zertifikat jetzt, darum muss der Tresor offen sein.',
    confirm: 'Beantworten',
    done: 'OCSP wird für {{name}} beantwortet'
  },
  saved: 'Antworten folgen von jetzt an den neuen Regeln',
  saveAndStart: 'Speichern und starten',
  answers: 'Antworten',
  answersLead: 'Eine Änderung gilt für Antworten, die von jetzt an unterschrieben werden.',
  responder: 'Beantworter',
  nobodySigns:
    'Im Moment kann niemand unterschreiben: der Tresor ist gesperrt oder der Schlüssel der Zertifizierungsstelle ist offline.',
  noAddress:
    'Neue Zertifikate tragen keine OCSP-Adresse. Setzen Sie die öffentliche Grundadresse unter Einstellungen, oder eine der Zertifizierungsstelle.',
  address: 'Adresse in Zertifikaten',
  certificate: 'Unterschreibt mit',
  certificateNumber: 'Zertifikat {{id}}',
  signsItself: 'dem Schlüssel der Zertifizierungsstelle selbst',
  notAfter: 'Sein Zertifikat endet',
  renewAt: 'Bekommt das nächste',
  kept: 'Antworten bereit',
  oldest: 'Die älteste davon',
  updatedAt: 'Geändert',
  field: {
    authority: 'Zertifizierungsstelle',
    authorityHelp: 'Für wessen Zertifikate geantwortet wird',
    signer: 'Wer unterschreibt',
    life: 'Eine Antwort gilt',
    lifeHelp: '5 Minuten bis 10 Tage, etwa 12h',
    ahead: 'Im Voraus unterschrieben',
    aheadHelp: 'Damit eine Antwort keine Unterschrift kostet, wenn nach ihr gefragt wird',
    nonce: 'Nonces',
    nonceHelp: 'Eine Zahl, die ein Prüfer schickt, damit ihm niemand eine alte Antwort vorspielt',
    responderId: 'Der Beantworter heißt nach',
    unissued: 'Eine Nummer, die nie vergeben wurde',
    unissuedHelp: 'Gilt für Seriennummern, die diese Zertifizierungsstelle nicht kennt',
    archive: 'Rückblick (Archive Cutoff)',
    archiveHelp:
      'Wie weit zurück der Zustand abgelaufener Zertifikate gesagt wird, für Unterschriften, die spät geprüft werden: 7y. Leer: nicht gesagt',
    crlReference: 'Antworten über gesperrte Zertifikate nennen die Sperrliste',
    crlReferenceHelp: 'RFC 6960 4.4.2'
  },
  history: {
    title: 'Zertifikate des Beantworters',
    lead: 'Das nächste entsteht von selbst, wenn zwei Drittel einer Laufzeit vorbei sind. Antworten eines früheren bleiben gut; sein Schlüssel ist vernichtet.',
    none: 'Es gab noch keines.',
    certificate: 'Zertifikat',
    state: 'Zustand',
    from: 'Ab',
    signs: 'Unterschreibt jetzt',
    before: 'Unterschrieb vorher'
  },
  trial: {
    title: 'Ausprobieren',
    lead: 'Die Frage geht durch den Beantworter wie eine von außen, und die Antwort wird gelesen und geprüft, wie es ein Prüfer tut.',
    serial: 'Seriennummer',
    serialHelp: 'Eines Zertifikats dieser Stelle, in hexadezimalen Ziffern',
    hash: 'Nennt den Aussteller mit',
    hashHelp: 'Fast alle fragen mit SHA-1 (RFC 5019)',
    nonce: 'Nonce',
    nonceHelp: 'Eine eigene Antwort anstelle der bereitliegenden',
    ask: 'Fragen',
    certificate: 'Zertifikat wählen',
    status: { good: 'Gut', revoked: 'Gesperrt', unknown: 'Unbekannt' },
    revokedAt: 'Gesperrt seit',
    reason: 'Grund',
    producedAt: 'Unterschrieben',
    thisUpdate: 'Stand vom',
    nextUpdate: 'Gut bis',
    signer: 'Unterschrieben von',
    signerWrong: 'Von niemandem, der antworten darf',
    signature: 'Unterschrift',
    nonceBack: 'kam zurück',
    nonceLeftOut: 'wurde übergangen',
    crl: 'Steht auf Sperrliste',
    extended: 'Nie vergeben',
    extendedYes: 'Dieser Beantworter nennt solche Nummern gesperrt',
    error: {
      malformedRequest: 'Der Beantworter nennt die Frage fehlerhaft.',
      internalError: 'Der Beantworter hatte selbst eine Störung; das Log sagt welche.',
      tryLater:
        'Der Beantworter sagt: später noch einmal. Der Tresor ist gesperrt oder der Schlüssel nicht zur Hand, und keine Antwort liegt bereit.',
      sigRequired: 'Der Beantworter will unterschriebene Fragen.',
      unauthorized: 'Für {{name}} antwortet hier niemand: OCSP ist dafür angehalten.'
    },
    save: { request: 'Frage speichern', response: 'Antwort speichern' }
  },
  signer: { delegated: 'Ein eigener Beantworter', authority: 'Die Zertifizierungsstelle selbst' },
  signerHint: {
    delegated:
      'Mit einem Zertifikat, das von selbst erneuert wird; der Schlüssel der Zertifizierungsstelle unterschreibt dafür nichts.',
    authority: 'Nur wo Prüfer keine beauftragten Beantworter kennen; der Schlüssel dient dann jeder Antwort.'
  },
  ahead: { asked: 'wonach schon gefragt wurde', all: 'jedes Zertifikat, das nicht abgelaufen ist' },
  aheadHint: { asked: 'Für die meisten richtig', all: 'Für eine Kopie aller Antworten anderswo' },
  nonce: { answer: 'werden beantwortet', ignore: 'werden übergangen' },
  nonceHint: { answer: 'Mit frischer Unterschrift (RFC 9654)', ignore: 'Wie RFC 5019 erlaubt, für die größte Last' },
  responderId: { key: 'dem Hash seines Schlüssels', name: 'seinem Inhaber' },
  responderIdHint: { key: 'Kurz und genau', name: 'Für alte Prüfer' },
  unissued: { unknown: 'ist unbekannt', revoked: 'ist gesperrt' },
  unissuedHint: { unknown: 'Die übliche Antwort', revoked: 'Die erweiterte Form von RFC 6960 2.2' }
}
