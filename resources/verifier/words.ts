/** Words of the page; the sentences of findings come from src-main/reports/verify/texts.ts. */
export const words = {
  en: {
    title: 'Chancery verifier',
    language: 'Deutsch',
    intro:
      'Proves the archive of a ceremony, or an exported audit log with its anchors. Everything happens in this page: it opens no connection, and works without a network.',
    dropTitle: 'Choose files, or drop them here',
    dropText:
      'The archive (.zip), or the log (.jsonl) with its anchors (.json, .txt). With them the certificates that you trust (.pem, .cer, .crt, .der): those of the witnesses, of the time-stamp authority, or of the authorities above them.',
    given: { archive: 'Archive', log: 'Audit log', anchors: 'Anchors', trusted: 'Trusted' },
    working: 'Checking …',
    nothing: 'Give an archive or an audit log.',
    accepted: 'Accepted: everything that was checked holds.',
    open: 'Open: nothing is wrong, but not everything could be decided.',
    refused: 'Refused: this is not what it claims to be.',
    weight: { wrong: 'Wrong', open: 'Open', good: 'Holds', note: 'Note' },
    manifest: 'SHA-256 of the manifest, to read aloud and to compare',
    head: 'Hash of the newest row, to read aloud and to compare',
    rehearsal: 'Rehearsal',
    entries: 'entries',
    rows: 'rows',
    foot: 'Made by Chancery. Keep this file beside the archives: it needs nothing else.'
  },
  de: {
    title: 'Chancery-Prüfer',
    language: 'English',
    intro:
      'Prüft das Archiv einer Zeremonie oder ein exportiertes Prüfprotokoll mit seinen Ankern. Alles geschieht in dieser Seite: sie öffnet keine Verbindung und arbeitet ohne Netz.',
    dropTitle: 'Dateien wählen oder hierher ziehen',
    dropText:
      'Das Archiv (.zip) oder das Protokoll (.jsonl) mit seinen Ankern (.json, .txt). Dazu die Zertifikate, denen Sie vertrauen (.pem, .cer, .crt, .der): die der Zeugen, der Zeitstempelstelle oder der Stellen darüber.',
    given: { archive: 'Archiv', log: 'Prüfprotokoll', anchors: 'Anker', trusted: 'Vertrauenswürdig' },
    working: 'Es wird geprüft …',
    nothing: 'Geben Sie ein Archiv oder ein Prüfprotokoll.',
    accepted: 'Angenommen: alles Geprüfte hält.',
    open: 'Offen: nichts ist falsch, aber nicht alles ließ sich entscheiden.',
    refused: 'Abgelehnt: dies ist nicht, was es zu sein vorgibt.',
    weight: { wrong: 'Falsch', open: 'Offen', good: 'Hält', note: 'Hinweis' },
    manifest: 'SHA-256 des Inhaltsverzeichnisses, zum Vorlesen und Vergleichen',
    head: 'Hash der neuesten Zeile, zum Vorlesen und Vergleichen',
    rehearsal: 'Probe',
    entries: 'Einträge',
    rows: 'Zeilen',
    foot: 'Von Chancery erzeugt. Bewahren Sie diese Datei bei den Archiven auf: sie braucht nichts weiter.'
  }
} as const
export type Language = keyof typeof words
