/**
 * What the engine says of the fields of a certificate, in German; `{}` is a value. It speaks English; what is not here
 * stays so. Soft hyphens say where a long label may break. A test of the engine compares this table with the sentences in its sources.
 */
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
  ['Signature algorithm', 'Signatur\u00ADverfahren'],
  ['Validity', 'Gültigkeit'],
  ['Key usage', 'Schlüssel\u00ADverwendung'],
  ['Extended key usage', 'Erweiterte Verwendung'],
  ['Certificate policies', 'Zertifikats\u00ADrichtlinien'],
  ['CRL distribution points', 'Orte der Sperrlisten'],
  ['Authority information access', 'Zugang zum Aussteller'],
  ['Basic constraints', 'Grundlegende Beschrän\u00ADkungen'],
  ['Freshest CRL', 'Orte der Delta-Sperrlisten'],
  ['Name constraints', 'Namens\u00ADbeschränkungen'],
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
  ['{} (critical)', '{} (kritisch)'],
  ["what suits the issuer's key", 'was zum Schlüssel des Ausstellers passt'],
  ['The profile does not allow this type of name.', 'Das Profil erlaubt diese Art Namen nicht.'],
  ['"{}" does not match the pattern of the profile.', '„{}“ passt nicht zum Muster des Profils.'],
  ['{} was given twice and is written once.', '{} war zweimal angegeben und steht einmal.'],
  ['"{}" is written as {}.', '„{}“ wird als {} geschrieben.'],
  ['The profile does not allow wildcard names.', 'Das Profil erlaubt keine Platzhalter.'],
  [
    'A wildcard must not stand directly on a public suffix.',
    'Ein Platzhalter darf nicht unmittelbar über einer öffentlichen Endung stehen.'
  ],
  ['There are more than the {} that the profile allows.', 'Es sind mehr als die {}, die das Profil erlaubt.'],
  [
    'The commonName does not match the pattern for alternative names.',
    'Der CN passt nicht zum Muster für alternative Namen.'
  ],
  ['The commonName is added, because the profile says so.', 'Der CN kommt hinzu, weil das Profil es so will.'],
  ['An approver took it out.', 'Ein Genehmiger hat es herausgenommen.'],
  ['The profile fixes this attribute; {} is left out.', 'Das Profil gibt dieses Merkmal vor; {} fällt weg.'],
  [
    'The profile does not take this type of name; {} is left out.',
    'Das Profil nimmt diese Art Namen nicht; {} fällt weg.'
  ],
  [
    'The commonName {} is not added: the profile does not take this type of name from a request.',
    'Der CN {} kommt nicht hinzu: das Profil nimmt diese Art Namen nicht aus einem Antrag.'
  ],
  [
    'Chancery makes this extension itself; a request cannot bring it.',
    'Diese Erweiterung macht Chancery selbst; ein Antrag kann sie nicht mitbringen.'
  ],
  ['The profile does not take this extension from requests.', 'Das Profil nimmt diese Erweiterung nicht aus Anträgen.'],
  ['The profile sets this extension itself.', 'Das Profil legt diese Erweiterung selbst fest.'],
  ["It does not go with the issuer's key.", 'Es passt nicht zum Schlüssel des Ausstellers.'],
  ['The profile fixes these names; {} is left out.', 'Das Profil gibt diese Namen vor; {} fällt weg.'],
  ['It is not DER.', 'Es ist kein DER.'],
  ['Chancery does not certify this kind of name.', 'Chancery zertifiziert diese Art Namen nicht.'],
  ['The profile refuses attributes that it does not name.', 'Das Profil weist Merkmale ab, die es nicht nennt.'],
  [
    'The first alternative name is longer than the 64 characters of a commonName.',
    'Der erste alternative Name ist länger als die 64 Zeichen eines CN.'
  ],
  ['Longer than the {} that the profile allows.', 'Länger als die {}, die das Profil erlaubt.'],
  ["It begins with the issuer's, not before.", 'Sie beginnt mit der des Ausstellers, nicht früher.'],
  ["It is cut at the issuer's end, as the profile says.", 'Sie endet mit der des Ausstellers, wie das Profil es will.'],
  ["It would end after the issuer's.", 'Sie würde nach der des Ausstellers enden.'],
  ["It is the authority's name.", 'Es ist der Name der Stelle.'],
  ['not allowed', 'nicht erlaubt'],
  ['from alternative name', 'aus dem alternativen Namen'],
  ['never present', 'nie vorhanden'],
  ['left out', 'weggelassen'],
  ['nothing', 'nichts'],
  ['required', 'verlangt'],
  ['wildcards allowed', 'Platzhalter erlaubt'],
  ['given', 'vorgegeben'],
  ['on', 'an'],
  ['off', 'aus'],
  ['always {}', 'immer {}'],
  ['{} unless asked', '{}, wenn nichts anderes beantragt ist'],
  ['must match {}', 'muss passen auf {}'],
  ['at most {}', 'höchstens {}'],
  ['until {}', 'bis {}'],
  ['{} seconds', '{} Sekunden'],
  ['{} minutes', '{} Minuten'],
  ['1 hour', '1 Stunde'],
  ['{} hours', '{} Stunden'],
  ['1 day', '1 Tag'],
  ['{} days', '{} Tage'],
  ['1 week', '1 Woche'],
  ['{} weeks', '{} Wochen'],
  ['1 month', '1 Monat'],
  ['{} months', '{} Monate'],
  ['1 year', '1 Jahr'],
  ['{} years', '{} Jahre']
])

interface Template {
  readonly english: RegExp
  readonly german: string
}
const templates: readonly Template[] = [...german]
  .filter(([text]) => text.includes('{}'))
  .map(([text, words]) => ({
    english: new RegExp(`^${text.split('{}').map(escaped).join('(.+)')}$`, 's'),
    german: words
  }))

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)
}

/** @returns one sentence, or one part of a rule, in German; undefined where it is not known */
function known(text: string): string | undefined {
  const whole = german.get(text)
  if (whole !== undefined) return whole
  for (const { english, german: words } of templates) {
    const values = english.exec(text)?.slice(1)
    if (values === undefined) continue
    let at = 0
    return words.replaceAll('{}', () => {
      const value = values[at++] ?? ''
      return known(value) ?? value
    })
  }
  return undefined
}

/** @returns a sentence or label of the engine in the language of the window where it is known, else as it came */
export function engineWords(language: string, text: string): string {
  if (!language.startsWith('de')) return text
  const whole = german.get(text)
  if (whole !== undefined) return whole
  // Sentences stand after each other, parts of a rule are told apart by commas; a value may hold either.
  const sentences = text.split(/(?<=\.) (?=[A-Z"])/)
  if (sentences.length > 1) return sentences.map((one) => known(one) ?? one).join(' ')
  if (text.endsWith('.')) return known(text) ?? text
  return text
    .split('; ')
    .map((rule) =>
      rule
        .split(', ')
        .map((part) => known(part) ?? part)
        .join(', ')
    )
    .join('; ')
}

/** @returns what was asked for; a validity is the engine's own wording, everything else is what somebody wrote */
export function askedWords(
  language: string,
  row: { readonly field: string; readonly asked: string | null }
): string | null {
  return row.asked === null || row.field !== 'validity' ? row.asked : engineWords(language, row.asked)
}
