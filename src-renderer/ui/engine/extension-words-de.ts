import { germanWord } from './german-word.ts'

/** What an extension is called and what it is for, in German, by its OID; the engine says both in English. */
export const extensionWordsDe: Readonly<Record<string, { readonly label: string; readonly help: string }>> = {
  '2.5.29.14': {
    label: 'Kennung des Schlüssels',
    help: 'Kurzname des öffentlichen Schlüssels in diesem Zertifikat.\nZertifikate, die dieser Schlüssel signiert, verweisen darauf; so finden sich Ketten.'
  },
  '2.5.29.15': {
    label: 'Schlüsselverwendung',
    help: 'Wofür der Schlüssel benutzt werden darf. Jede andere Verwendung weist Software zurück.\nEine Stelle braucht das Signieren von Zertifikaten, und zum Sperren das von Sperrlisten.'
  },
  '2.5.29.17': {
    label: 'Alternative Namen',
    help: 'Die Namen, für die das Zertifikat steht: Rechner, Adressen, Postfächer, Konten.\nBrowser sehen allein hier nach und nicht in den CN.'
  },
  '2.5.29.18': {
    label: 'Alternative Namen des Ausstellers',
    help: 'Weitere Namen des Ausstellers.\nSoftware benutzt sie kaum.'
  },
  '2.5.29.19': {
    label: 'Grundlegende Beschränkungen',
    help: 'Sagt, ob der Inhaber Zertifikate ausstellen darf und wie viele Stellen darunter folgen können.\nOhne sie gilt nichts, was dieser Schlüssel signiert, als Zertifikat.'
  },
  '2.5.29.20': {
    label: 'Nummer der Sperrliste',
    help: 'Laufende Nummer dieser Sperrliste. Sie steigt nur.\nWer zwei Listen hat, nimmt die mit der höheren Nummer.'
  },
  '2.5.29.30': {
    label: 'Namensbeschränkungen',
    help: 'Die Namen, die Zertifikate unter dieser Stelle tragen dürfen oder nicht.\nEin Name außerhalb macht ein solches Zertifikat ungültig.'
  },
  '2.5.29.31': {
    label: 'Orte der Sperrlisten',
    help: 'Wo die Sperrliste liegt, die dieses Zertifikat nennen würde, wenn es gesperrt ist.\nPrüfer holen sie dort.'
  },
  '2.5.29.32': {
    label: 'Zertifikatsrichtlinien',
    help: 'Die Regeln, nach denen das Zertifikat ausgestellt wurde, als Nummer.\nDie Erklärung hinter der Adresse sagt, was geprüft wurde.'
  },
  '2.5.29.35': {
    label: 'Kennung des Ausstellerschlüssels',
    help: 'Kurzname des Schlüssels, der dieses Zertifikat signiert hat.\nFindet den richtigen Aussteller, wo mehrere gleich heißen.'
  },
  '2.5.29.36': {
    label: 'Richtlinienzwang',
    help: 'Verlangt, dass Ketten darunter eine Richtlinie nennen, oder verbietet es, Richtlinien gleichzusetzen.\nDie Zahl sagt, wie viele Zertifikate später das beginnt.'
  },
  '2.5.29.37': {
    label: 'Erweiterte Verwendung',
    help: 'Die Zwecke des Zertifikats: Server, Clients, Code, Mail und andere.\nSteht sie da, wird jeder nicht genannte Zweck zurückgewiesen.'
  },
  '2.5.29.46': {
    label: 'Orte der Delta-Sperrlisten',
    help: 'Wo eine Delta-Sperrliste mit den letzten Änderungen liegt.\nPrüfer, die keine Delta-Sperrlisten benutzen, übergehen sie.'
  },
  '1.3.6.1.5.5.7.1.1': {
    label: 'Zugang zum Aussteller',
    help: 'Wo nach dem Status dieses Zertifikats zu fragen ist und wo das des Ausstellers liegt.\nPrüfer benutzen beides, ohne den Inhaber zu fragen.'
  },
  '1.3.6.1.5.5.7.1.24': {
    label: 'TLS-Merkmal (RFC 7633)',
    help: 'Merkmale, die der TLS-Server bieten muss (RFC 7633).\nMit dem Wert 5 weisen Clients einen Server ab, der seinen Status nicht mitliefert.'
  },
  '1.3.6.1.5.5.7.48.1.5': {
    label: 'OCSP: keine Prüfung',
    help: 'Niemand muss fragen, ob dieser OCSP-Schlüssel gesperrt ist (RFC 6960 4.2.2.2.1).\nSolche Zertifikate sollten nur kurz gelten.'
  },
  '1.3.6.1.4.1.311.25.2': {
    label: 'Sicherheitskennung des Kontos (Microsoft)',
    help: 'Das Windows-Konto, das sich mit diesem Zertifikat anmeldet, als Sicherheitskennung.\nDomänencontroller verlangen sie, um Zertifikat und Konto zu verbinden.'
  }
}

/** Lines of extensions that hold no value of their own. */
const linesDe: Readonly<Record<string, string>> = {
  'Not a certification authority': 'Keine Zertifizierungsstelle',
  'Certification authority': 'Zertifizierungsstelle',
  'Any number of authorities below': 'Beliebig viele Stellen darunter',
  'At most 0 authorities below': 'Keine Stelle darunter',
  'At most 1 authority below': 'Höchstens eine Stelle darunter',
  'Digital signature': 'Digitale Signatur',
  'Non-repudiation (content commitment)': 'Nichtabstreitbarkeit',
  'Key encipherment': 'Schlüssel verschlüsseln',
  'Data encipherment': 'Daten verschlüsseln',
  'Key agreement': 'Schlüsselvereinbarung',
  'Certificate signing': 'Zertifikate signieren',
  'CRL signing': 'Sperrlisten signieren'
}

/** @returns a line of an extension in the language of the window where it is known, else as it came */
export function extensionLine(language: string, line: string): string {
  return germanWord(language, linesDe, line) ?? line
}
