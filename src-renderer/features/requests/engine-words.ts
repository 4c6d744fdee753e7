/** What the engine says of the fields of a certificate, in German. It speaks English; what is not here stays so. */
const german: ReadonlyMap<string, string> = new Map([
  ['Common name', 'Name (CN)'],
  ['Organization', 'Organisation (O)'],
  ['Organizational unit', 'Abteilung (OU)'],
  ['Locality', 'Ort (L)'],
  ['State or province', 'Bundesland (ST)'],
  ['Country', 'Land (C)'],
  ['Serial number', 'Seriennummer'],
  ['Surname', 'Nachname'],
  ['Given name', 'Vorname'],
  ['Subject', 'Inhaber'],
  ['DNS name', 'DNS-Name'],
  ['IP address', 'IP-Adresse'],
  ['E-mail address', 'E-Mail-Adresse'],
  ['Public key', 'Öffentlicher Schlüssel'],
  ['Signature algorithm', 'Signaturverfahren'],
  ['Validity', 'Gültigkeit'],
  ['Key usage', 'Schlüsselverwendung'],
  ['Extended key usage', 'Erweiterte Verwendung'],
  ['Certificate policies', 'Zertifikatsrichtlinien'],
  ['CRL distribution points', 'Orte der Sperrlisten'],
  ['Authority information access', 'Zugang zum Aussteller'],
  ['Name constraints', 'Namensbeschränkungen'],
  ['As asked.', 'Wie beantragt.'],
  ['An approver put this in place of what was asked.', 'Ein Genehmiger hat das an die Stelle des Beantragten gesetzt.'],
  [
    'An approver put these in place of what was asked.',
    'Ein Genehmiger hat diese an die Stelle des Beantragten gesetzt.'
  ],
  ['The public key always comes from the request.', 'Der öffentliche Schlüssel kommt immer aus dem Antrag.'],
  ["It is the usual one for the issuer's key.", 'Es ist das übliche für den Schlüssel des Ausstellers.'],
  ['The profile sets it.', 'Das Profil legt es fest.'],
  ['The profile and the authority set it.', 'Profil und Zertifizierungsstelle legen es fest.'],
  ['The profile or the authority sets it.', 'Profil oder Zertifizierungsstelle legt es fest.'],
  ['The profile sets the validity.', 'Das Profil legt die Gültigkeit fest.'],
  ['The profile sets it; what was asked is not taken.', 'Das Profil legt es fest; das Beantragte gilt nicht.'],
  ['The profile fixes this value.', 'Das Profil gibt diesen Wert vor.'],
  ['The profile leaves it out.', 'Das Profil lässt es weg.'],
  ['The profile wants a value and there is none.', 'Das Profil verlangt einen Wert, und es gibt keinen.'],
  ['The profile does not name this attribute.', 'Das Profil nennt dieses Merkmal nicht.'],
  ['The profile does not take this kind of key.', 'Das Profil nimmt diese Art Schlüssel nicht.'],
  ['Nobody asked for it and the profile has no value.', 'Niemand hat es beantragt, und das Profil hat keinen Wert.'],
  [
    'Nobody asked for another value than the profile gives.',
    'Niemand hat einen anderen Wert beantragt als den des Profils.'
  ],
  ['The profile takes this extension from the request.', 'Das Profil nimmt diese Erweiterung aus dem Antrag.'],
  [
    'The profile takes the commonName from the first alternative name.',
    'Das Profil nimmt den CN aus dem ersten alternativen Namen.'
  ],
  ['It does not match the pattern of the profile.', 'Es passt nicht zum Muster des Profils.'],
  [
    'The profile does not let a request choose the validity; its own is taken.',
    'Das Profil lässt Anträge die Gültigkeit nicht wählen; seine eigene gilt.'
  ],
  [
    'Neither the profile nor the authority nor the installation has an address for it.',
    'Weder Profil noch Zertifizierungsstelle noch Installation haben eine Adresse dafür.'
  ],
  ['from request', 'aus dem Antrag'],
  ['from request, required', 'aus dem Antrag, verlangt'],
  ['not taken', 'nicht übernommen'],
  ['end entity', 'Endzertifikat'],
  ['end entity (critical)', 'Endzertifikat (kritisch)'],
  ["what suits the issuer's key", 'was zum Schlüssel des Ausstellers passt']
])

/** @returns a sentence or label of the engine in the language of the window where it is known, else as it came */
export function engineWords(language: string, text: string): string {
  return language.startsWith('de') ? (german.get(text) ?? text) : text
}
