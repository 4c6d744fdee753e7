import { germanWord } from '../../ui/engine/german-word.ts'

/**
 * What an ACME error of RFC 8555 6.7 (RFC 9773 7.4 for one, or of device attestation) means to whoever runs the service, in German. The engine's
 * own sentence, with names and values, stands below it.
 */
const words: Readonly<Record<string, string>> = {
  accountDoesNotExist: 'Das Konto des Clients gibt es hier nicht.',
  alreadyReplaced: 'Das Zertifikat wurde schon durch einen anderen Auftrag ersetzt.',
  alreadyRevoked: 'Das Zertifikat ist schon gesperrt.',
  badAttestationStatement: 'Der Nachweis des Geräts über sich und seinen Schlüssel gilt nicht.',
  badCSR: 'Der CSR des Clients wird nicht angenommen.',
  badNonce: 'Die Nonce war verbraucht oder fremd; ein Client versucht es von selbst noch einmal.',
  badPublicKey: 'Der Schlüssel des Kontos wird nicht angenommen.',
  badRevocationReason: 'Dieser Sperrgrund wird nicht angenommen.',
  badSignatureAlgorithm: 'Das Unterschriftsverfahren des Clients wird nicht angenommen.',
  caa: 'Ein CAA-Eintrag verbietet die Ausstellung.',
  compound: 'Für mehrere Namen gibt es verschiedene Gründe; sie stehen unten.',
  connection: 'Der Rechner des Clients war für die Prüfung nicht zu erreichen.',
  dns: 'Die Namensauflösung für die Prüfung gelang nicht.',
  externalAccountRequired: 'Der Dienst verlangt einen Zugang (EAB), und der Client zeigte keinen.',
  incorrectResponse: 'Die Prüfung fand etwas anderes, als der Client versprach.',
  invalidContact: 'Die Kontaktadresse des Kontos wird nicht angenommen.',
  invalidProfile: 'Das gewünschte Profil gibt es hier nicht.',
  malformed: 'Die Anfrage des Clients ist fehlerhaft.',
  orderNotReady: 'Der Auftrag ist noch nicht so weit.',
  rateLimited: 'Eine Grenze des Dienstes ist erreicht.',
  rejectedIdentifier: 'Dieser Name wird nicht ausgestellt.',
  serverInternal: 'Chancery hatte selbst eine Störung.',
  tls: 'Die TLS-Verbindung für die Prüfung gelang nicht.',
  unauthorized: 'Der Client darf das nicht.',
  unsupportedContact: 'Diese Art Kontaktadresse wird nicht angenommen.',
  unsupportedIdentifier: 'Diese Art Name wird nicht ausgestellt.',
  userActionRequired: 'Jemand muss etwas tun, bevor der Client weiterkommt.'
}

/**
 * @param type with or without `urn:ietf:params:acme:error:`
 * @returns the words in the language of the window; undefined where the engine's sentence is all there is
 */
export function problemWords(language: string, type: string | undefined): string | undefined {
  const name = type?.split(':').at(-1) ?? ''
  return germanWord(language, words, name)
}
