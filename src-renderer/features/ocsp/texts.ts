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
  action: { enable: 'Start answering', disable: 'Stop answering' },
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
    crlReference: 'Answers about revoked certificates name the CRL',
    crlReferenceHelp: 'RFC 6960 4.4.2'
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
  action: { enable: 'Beantworten', disable: 'Nicht mehr beantworten' },
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
    crlReference: 'Antworten über gesperrte Zertifikate nennen die Sperrliste',
    crlReferenceHelp: 'RFC 6960 4.4.2'
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
