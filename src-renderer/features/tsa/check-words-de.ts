import type { StampCheck } from '../../../src-shared/api/tsa.ts'

/** What the engine says of a stamp, in German, sentence by sentence. */
const sentences: Readonly<Record<string, string>> = {
  'It is a time-stamp as RFC 3161 writes it.': 'Es ist ein Zeitstempel, wie RFC 3161 ihn schreibt.',
  'The signature holds, over this time and this document.':
    'Die Unterschrift gilt, über diese Zeit und dieses Dokument.',
  'The certificate of the signer is for time-stamping alone, and the stamp names it.':
    'Das Zertifikat des Unterzeichners ist allein für Zeitstempel, und der Stempel nennt es.',
  'Its certificate does not lead to a root that Chancery knows.':
    'Sein Zertifikat führt zu keiner Wurzel, die Chancery kennt.',
  'At the time of the stamp its certificate was valid and led to a known root.':
    'Zur Zeit des Stempels galt sein Zertifikat und führte zu einer bekannten Wurzel.',
  'No document was given.': 'Es wurde kein Dokument gegeben.',
  'The stamp is for this document.': 'Der Stempel ist für dieses Dokument.',
  'The stamp is for another document, or the document was changed.':
    'Der Stempel ist für ein anderes Dokument, oder das Dokument wurde verändert.',
  'It was made by another time-stamp service, whose log is not here.':
    'Ein anderer Zeitstempeldienst hat ihn gemacht, dessen Protokoll nicht hier ist.',
  'It bears the signature of a service of ours, but its serial number is not in the log.':
    'Er trägt die Unterschrift eines Dienstes von hier, aber seine Seriennummer steht nicht im Protokoll.',
  'The log has another document or time under this serial number.':
    'Das Protokoll hat unter dieser Seriennummer ein anderes Dokument oder eine andere Zeit.',
  'It is in the log, octet for octet.': 'Er steht im Protokoll, Oktett für Oktett.',
  'It is in the log; certificates were added or taken away since.':
    'Er steht im Protokoll; seither kamen Zertifikate dazu oder fielen weg.'
}

type Said = `${StampCheck['check']}.${StampCheck['outcome']}`

/** Where the engine's sentence has values in it, or comes from the codec: what came of the check. */
const outcomes: Readonly<Partial<Record<Said, string>>> = {
  'form.failed': 'Das ist kein Zeitstempel, wie RFC 3161 ihn schreibt.',
  'signature.failed': 'Die Unterschrift gilt nicht.',
  'signer.failed': 'Das Zertifikat des Unterzeichners passt nicht zu diesem Stempel.',
  'path.failed': 'Zur Zeit des Stempels galt sein Zertifikat nicht, oder es führt zu keiner bekannten Wurzel.',
  'document.not-performed': 'Von dem Dokument fehlt der Hash, über den gestempelt ist.'
}

/**
 * @returns what the engine says in the language of the window, and whether its own sentence has to stand below it
 * because it has more to say; undefined where that sentence is all there is
 */
export function checkWords(
  language: string,
  { check, outcome, message }: StampCheck
): { readonly words: string; readonly more: boolean } | undefined {
  if (!language.startsWith('de')) return undefined
  const whole = Object.hasOwn(sentences, message) ? sentences[message] : undefined
  if (whole !== undefined) return { words: whole, more: false }
  const words = outcomes[`${check}.${outcome}`]
  return words === undefined ? undefined : { words, more: true }
}
