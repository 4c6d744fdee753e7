import { germanWord } from './german-word.ts'

/**
 * What the starters of profiles are called and for, in German, by the engine's own sentence: a profile that was made from
 * one keeps that sentence until somebody writes another. A test of the engine compares this table with the starters.
 */
const starterWordsDe: Readonly<Record<string, string>> = {
  'TLS server': 'TLS-Server',
  'For web servers and other services that clients reach by DNS name or address.':
    'Für Webserver und andere Dienste, die Clients unter einem DNS-Namen oder einer Adresse erreichen.',
  'TLS client': 'TLS-Client',
  'For people and programs that prove who they are to a TLS server.':
    'Für Menschen und Programme, die sich bei einem TLS-Server ausweisen.',
  'TLS server and client': 'TLS-Server und -Client',
  'For services that answer TLS clients and call other services themselves.':
    'Für Dienste, die TLS-Clients antworten und selbst andere Dienste aufrufen.',
  'S/MIME': 'S/MIME',
  'For signed and encrypted e-mail. RSA keys, because one certificate serves both.':
    'Für signierte und verschlüsselte E-Mail. RSA-Schlüssel, weil ein Zertifikat beidem dient.',
  'Code signing': 'Code-Signatur',
  'For programs, scripts and packages. Two approvers, strong keys.':
    'Für Programme, Skripte und Pakete. Zwei Genehmiger, starke Schlüssel.',
  'Document signing': 'Dokumentsignatur',
  'For signatures on documents (RFC 9336).': 'Für Signaturen auf Dokumenten (RFC 9336).',
  Device: 'Gerät',
  'For machines, sensors and network equipment that enrol by themselves or at the desk.':
    'Für Maschinen, Sensoren und Netzgeräte, die sich selbst oder am Schreibtisch anmelden.',
  IPsec: 'IPsec',
  'For gateways and hosts that speak IKEv2 (RFC 4945).': 'Für Gateways und Rechner, die IKEv2 sprechen (RFC 4945).',
  'Smart card logon': 'Anmeldung mit Chipkarte',
  'For logging on to Windows domains with a card. The security identifier binds the certificate to one account.':
    'Für die Anmeldung an Windows-Domänen mit einer Karte. Die Sicherheitskennung bindet das Zertifikat an ein Konto.',
  'Domain controller': 'Domänencontroller',
  'For Windows domain controllers: Kerberos PKINIT, LDAP over TLS and replication.':
    'Für Windows-Domänencontroller: Kerberos PKINIT, LDAP über TLS und Replikation.',
  'OCSP responder': 'OCSP-Auskunftsdienst',
  'For responders that answer for an authority (RFC 6960 4.2.2.2).':
    'Für Dienste, die für eine Stelle Auskunft geben (RFC 6960 4.2.2.2).',
  'Time-stamp authority': 'Zeitstempeldienst',
  'For services that sign time stamps (RFC 3161).': 'Für Dienste, die Zeitstempel unterschreiben (RFC 3161).',
  'Subordinate CA': 'Untergeordnete Stelle',
  'For an authority outside this installation that comes with a CSR. Two approvers.':
    'Für eine Stelle außerhalb dieser Installation, die mit einem CSR kommt. Zwei Genehmiger.'
}

/** @returns what a starter says in the language of the window; what somebody wrote stays as it is */
export function starterWords(language: string, text: string): string {
  return germanWord(language, starterWordsDe, text) ?? text
}
