import type { Finding } from './finding.ts'

/** What is said of each finding, in English; `{name}` stands for a value. */
const en = {
  'too-large': 'It has {bytes} bytes; at most {most} are looked at.',
  'anchor-unreadable': 'A file given as trusted holds no certificate that can be read.',
  'not-text': 'It is not UTF-8 text.',
  'zip-not': 'It is not an archive in the form that Chancery writes.',
  'zip-truncated': 'The archive ends inside this file or behind it, at octet {at}: the rest is missing.',
  'zip-directory': 'The directory of the archive does not say what its files say, at octet {at}.',
  'zip-more': 'Octets follow the end of the archive, from octet {at} on.',
  'zip-header': 'The header of this file is not in the one allowed form, at octet {at}.',
  'zip-path': 'A file with this name is not allowed in an archive.',
  'zip-twice': 'The archive holds two files of this name.',
  'zip-order': 'This file stands behind {before}, where it does not belong.',
  'zip-packed': 'This file is packed. Files of an archive are stored as they are, so that none unfolds into more.',
  'zip-checksum': 'The content is not that of the checksum beside it.',
  'zip-too-many': 'The archive holds more than {most} files.',
  'manifest-unreadable': 'The manifest cannot be read, or is not in the one allowed form.',
  'file-missing': 'This file is missing.',
  'file-altered': 'This file was altered: its SHA-256 is not that of the manifest.',
  'file-length': 'This file was altered: it has {found} octets, the manifest says {expected}.',
  'file-unlisted': 'The manifest does not know this file: it was put in afterwards.',
  'listed-twice': 'The manifest names {path} twice.',
  'files-good': '{count} files are those of the manifest.',
  'script-other': 'This is not the script that was performed: its SHA-256 is not that of the manifest.',
  'line-unfinished': 'The last line is cut off.',
  'entry-unreadable': 'Line {line} is no entry.',
  'entry-altered': 'This entry was altered: its hash is not that of its content.',
  'entry-missing': 'Entries are missing here, up to number {last}.',
  'entry-moved': 'This entry was moved: it stands at place {place}.',
  'entry-twice': 'This entry is there twice.',
  'entry-unlinked': 'This entry does not follow the one before: entry {before} was replaced, or this one was.',
  'not-opened': 'The transcript does not begin with the opening of the ceremony.',
  'not-closed': 'The transcript does not end with the close of the ceremony.',
  abandoned: 'The ceremony was abandoned.',
  'transcript-short': 'The transcript was cut off: {found} of {expected} entries are there.',
  'transcript-long': 'The transcript goes on behind entry {expected}, with which it ended.',
  'transcript-head': 'The last entry is not the one of the manifest.',
  'transcript-good': 'The transcript is whole: {count} entries, each linked to the one before.',
  'attachment-missing': 'An entry refers to this file, which is missing.',
  'attachment-other': 'This is not the file that the entry refers to.',
  'nobody-signed': 'Nobody signed.',
  'signature-missing': 'The signature of {person} ({role}) is missing.',
  'signature-unreadable': 'The signature of {person} ({role}) cannot be read: {why}.',
  'signature-broken': 'The signature of {person} ({role}) does not hold.',
  'signature-unknown':
    'The signature of {person} ({role}) is made by an algorithm, or a key, that cannot be checked here.',
  'signature-other':
    'The signature of {person} ({role}) was made with another certificate than that of the manifest: {name}.',
  'signature-more': 'The signature of {person} ({role}) carries more certificates than that of the signer.',
  'signer-unknown':
    'The signature of {person} ({role}) holds. Whether the certificate is theirs was not checked: compare its SHA-256 {sha256} with what you know, or give the certificate.',
  'signer-untrusted':
    'The signature of {person} ({role}) holds, but {name} does not lead to a certificate that you gave.',
  'signature-good': 'Signed by {person} ({role}) with {name}.',
  'stamp-not-performed': 'No time-stamp was made: when it was signed is what the signers say.',
  'stamp-missing': 'The time-stamp is missing.',
  'stamp-unreadable': 'The time-stamp cannot be read: {why}.',
  'stamp-imprint': 'The time-stamp is for other content.',
  'stamp-signature': 'The signature of the time-stamp does not hold.',
  'stamp-certificate': 'The time-stamp was not signed by a certificate for time-stamping that was valid then.',
  'stamp-unknown': 'The time-stamp is made by an algorithm, or a key, that cannot be checked here.',
  'stamp-untrusted':
    'The time-stamp of {time} holds. Its authority {name} does not lead to a certificate that you gave.',
  'stamp-good': 'Time-stamped at {time} by {name}.',
  rehearsal: 'This was a rehearsal. It proves that the script works, and nothing about a key.',
  'row-unreadable': 'Line {line} is no row of an audit log.',
  'row-altered': 'This row was altered: its hash is not that of its content.',
  'row-missing': 'Rows are missing here, up to number {last}.',
  'row-moved': 'This row was moved: it stands at place {place}.',
  'row-twice': 'This row is there twice.',
  'row-unlinked': 'This row does not follow the one before: row {before} was replaced, or this one was.',
  'row-start': 'The log does not begin with row 1. Export it whole to have it checked.',
  'log-good': 'The log is whole: {count} rows, each linked to the one before.',
  'anchors-unreadable': 'The file of anchors cannot be read.',
  'no-anchors': 'No anchor was given: somebody who can write the whole log can write another that is whole.',
  'anchor-other': 'The anchor says more than its text, or something else.',
  'anchor-installation': 'The anchor belongs to another installation than the first.',
  'anchor-unsigned': 'The anchor is not signed.',
  'anchor-signature': 'The signature of the anchor does not hold.',
  'anchor-signature-unreadable': 'The signature of the anchor cannot be read: {why}.',
  'anchor-algorithm': 'The signature of the anchor is made by an algorithm, or a key, that cannot be checked here.',
  'anchor-signer': 'The anchor is signed by {name}, whose certificate you did not give. Its SHA-256 is {sha256}.',
  'anchor-untrusted': 'The anchor is signed by {name}, who does not lead to a certificate that you gave.',
  'anchor-signed': 'The anchor is signed by {name}.',
  'anchor-unstamped': 'The anchor has no time-stamp: when it was made is what its signer says.',
  'log-cut': 'The log was cut off: it ends at row {last}, and the anchor stands at row {seq}.',
  'log-rewritten': 'The log was written anew: rows {from} to {seq} are not those of the anchor.',
  'anchor-holds': 'The log up to row {seq} is the one that was anchored on {time}.',
  'anchor-behind-fault':
    'Row {seq} carries the hash that was anchored, but rows up to it are not what that hash stands for.',
  'rows-behind': 'Rows {from} to {last} are younger than the last anchor.'
} as const
export type FindingCode = keyof typeof en

const de: Readonly<Record<FindingCode, string>> = {
  'too-large': 'Das sind {bytes} Bytes; höchstens {most} werden angesehen.',
  'anchor-unreadable': 'Eine als vertrauenswürdig angegebene Datei enthält kein lesbares Zertifikat.',
  'not-text': 'Das ist kein UTF-8-Text.',
  'zip-not': 'Das ist kein Archiv in der Form, die Chancery schreibt.',
  'zip-truncated': 'Das Archiv endet in dieser Datei oder hinter ihr, bei Oktett {at}: der Rest fehlt.',
  'zip-directory': 'Das Verzeichnis des Archivs sagt nicht, was seine Dateien sagen, bei Oktett {at}.',
  'zip-more': 'Hinter dem Ende des Archivs folgt noch etwas, ab Oktett {at}.',
  'zip-header': 'Der Kopf dieser Datei hat nicht die eine erlaubte Form, bei Oktett {at}.',
  'zip-path': 'Eine Datei mit diesem Namen ist in einem Archiv nicht erlaubt.',
  'zip-twice': 'Das Archiv enthält zwei Dateien mit diesem Namen.',
  'zip-order': 'Diese Datei steht hinter {before}, wohin sie nicht gehört.',
  'zip-packed':
    'Diese Datei ist gepackt. Dateien eines Archivs sind abgelegt, wie sie sind, damit keine sich zu mehr entfaltet.',
  'zip-checksum': 'Der Inhalt ist nicht der, zu dem die Prüfsumme daneben gehört.',
  'zip-too-many': 'Das Archiv enthält mehr als {most} Dateien.',
  'manifest-unreadable': 'Das Inhaltsverzeichnis (manifest) ist nicht lesbar oder nicht in der einen erlaubten Form.',
  'file-missing': 'Diese Datei fehlt.',
  'file-altered': 'Diese Datei wurde verändert: ihr SHA-256 ist nicht der des Inhaltsverzeichnisses.',
  'file-length': 'Diese Datei wurde verändert: sie hat {found} Oktette, das Inhaltsverzeichnis sagt {expected}.',
  'file-unlisted': 'Das Inhaltsverzeichnis kennt diese Datei nicht: sie kam nachträglich hinzu.',
  'listed-twice': 'Das Inhaltsverzeichnis nennt {path} zweimal.',
  'files-good': '{count} Dateien sind die des Inhaltsverzeichnisses.',
  'script-other':
    'Dies ist nicht das Drehbuch, das aufgeführt wurde: sein SHA-256 ist nicht der des Inhaltsverzeichnisses.',
  'line-unfinished': 'Die letzte Zeile ist abgeschnitten.',
  'entry-unreadable': 'Zeile {line} ist kein Eintrag.',
  'entry-altered': 'Dieser Eintrag wurde verändert: sein Hash gehört nicht zu seinem Inhalt.',
  'entry-missing': 'Hier fehlen Einträge, bis Nummer {last}.',
  'entry-moved': 'Dieser Eintrag wurde verschoben: er steht an Stelle {place}.',
  'entry-twice': 'Dieser Eintrag steht zweimal da.',
  'entry-unlinked': 'Dieser Eintrag folgt nicht auf den vorigen: Eintrag {before} wurde ersetzt, oder dieser.',
  'not-opened': 'Die Niederschrift beginnt nicht mit der Eröffnung der Zeremonie.',
  'not-closed': 'Die Niederschrift endet nicht mit dem Schluss der Zeremonie.',
  abandoned: 'Die Zeremonie wurde abgebrochen.',
  'transcript-short': 'Die Niederschrift wurde abgeschnitten: {found} von {expected} Einträgen sind da.',
  'transcript-long': 'Die Niederschrift geht hinter Eintrag {expected} weiter, mit dem sie endete.',
  'transcript-head': 'Der letzte Eintrag ist nicht der des Inhaltsverzeichnisses.',
  'transcript-good': 'Die Niederschrift ist vollständig: {count} Einträge, jeder mit dem vorigen verkettet.',
  'attachment-missing': 'Ein Eintrag verweist auf diese Datei, die fehlt.',
  'attachment-other': 'Dies ist nicht die Datei, auf die der Eintrag verweist.',
  'nobody-signed': 'Niemand hat unterschrieben.',
  'signature-missing': 'Die Unterschrift von {person} ({role}) fehlt.',
  'signature-unreadable': 'Die Unterschrift von {person} ({role}) ist nicht lesbar: {why}.',
  'signature-broken': 'Die Unterschrift von {person} ({role}) hält nicht.',
  'signature-unknown':
    'Die Unterschrift von {person} ({role}) beruht auf einem Verfahren oder Schlüssel, der hier nicht geprüft werden kann.',
  'signature-other':
    'Die Unterschrift von {person} ({role}) stammt von einem anderen Zertifikat als dem des Inhaltsverzeichnisses: {name}.',
  'signature-more': 'Die Unterschrift von {person} ({role}) trägt mehr Zertifikate als das des Unterzeichners.',
  'signer-unknown':
    'Die Unterschrift von {person} ({role}) hält. Ob das Zertifikat ihnen gehört, wurde nicht geprüft: vergleichen Sie seinen SHA-256 {sha256} mit dem, was Sie wissen, oder geben Sie das Zertifikat an.',
  'signer-untrusted':
    'Die Unterschrift von {person} ({role}) hält, aber {name} führt zu keinem Zertifikat, das Sie angegeben haben.',
  'signature-good': 'Unterschrieben von {person} ({role}) mit {name}.',
  'stamp-not-performed': 'Es wurde kein Zeitstempel geholt: wann unterschrieben wurde, sagen nur die Unterzeichner.',
  'stamp-missing': 'Der Zeitstempel fehlt.',
  'stamp-unreadable': 'Der Zeitstempel ist nicht lesbar: {why}.',
  'stamp-imprint': 'Der Zeitstempel gehört zu anderem Inhalt.',
  'stamp-signature': 'Die Unterschrift des Zeitstempels hält nicht.',
  'stamp-certificate': 'Den Zeitstempel hat kein Zertifikat für Zeitstempel unterschrieben, das damals gültig war.',
  'stamp-unknown': 'Der Zeitstempel beruht auf einem Verfahren oder Schlüssel, der hier nicht geprüft werden kann.',
  'stamp-untrusted':
    'Der Zeitstempel von {time} hält. Seine Stelle {name} führt zu keinem Zertifikat, das Sie angegeben haben.',
  'stamp-good': 'Zeitstempel von {time} durch {name}.',
  rehearsal: 'Dies war eine Probe. Sie beweist, dass das Drehbuch trägt, und nichts über einen Schlüssel.',
  'row-unreadable': 'Zeile {line} ist keine Zeile eines Prüfprotokolls.',
  'row-altered': 'Diese Zeile wurde verändert: ihr Hash gehört nicht zu ihrem Inhalt.',
  'row-missing': 'Hier fehlen Zeilen, bis Nummer {last}.',
  'row-moved': 'Diese Zeile wurde verschoben: sie steht an Stelle {place}.',
  'row-twice': 'Diese Zeile steht zweimal da.',
  'row-unlinked': 'Diese Zeile folgt nicht auf die vorige: Zeile {before} wurde ersetzt, oder diese.',
  'row-start': 'Das Protokoll beginnt nicht mit Zeile 1. Zum Prüfen exportieren Sie es ganz.',
  'log-good': 'Das Protokoll ist vollständig: {count} Zeilen, jede mit der vorigen verkettet.',
  'anchors-unreadable': 'Die Datei mit den Ankern ist nicht lesbar.',
  'no-anchors':
    'Kein Anker angegeben: wer das ganze Protokoll schreiben kann, kann ein anderes vollständiges schreiben.',
  'anchor-other': 'Der Anker sagt mehr als sein Text oder etwas anderes.',
  'anchor-installation': 'Der Anker gehört zu einer anderen Installation als der erste.',
  'anchor-unsigned': 'Der Anker ist nicht unterschrieben.',
  'anchor-signature': 'Die Unterschrift des Ankers hält nicht.',
  'anchor-signature-unreadable': 'Die Unterschrift des Ankers ist nicht lesbar: {why}.',
  'anchor-algorithm':
    'Die Unterschrift des Ankers beruht auf einem Verfahren oder Schlüssel, der hier nicht geprüft werden kann.',
  'anchor-signer':
    'Den Anker hat {name} unterschrieben, dessen Zertifikat Sie nicht angegeben haben. Sein SHA-256 ist {sha256}.',
  'anchor-untrusted': 'Den Anker hat {name} unterschrieben; das führt zu keinem Zertifikat, das Sie angegeben haben.',
  'anchor-signed': 'Der Anker ist von {name} unterschrieben.',
  'anchor-unstamped': 'Der Anker hat keinen Zeitstempel: wann er entstand, sagt nur sein Unterzeichner.',
  'log-cut': 'Das Protokoll wurde abgeschnitten: es endet mit Zeile {last}, und der Anker steht bei Zeile {seq}.',
  'log-rewritten': 'Das Protokoll wurde neu geschrieben: die Zeilen {from} bis {seq} sind nicht die des Ankers.',
  'anchor-holds': 'Das Protokoll bis Zeile {seq} ist das, das am {time} verankert wurde.',
  'anchor-behind-fault':
    'Zeile {seq} trägt den verankerten Hash, aber Zeilen bis dahin sind nicht das, wofür dieser Hash steht.',
  'rows-behind': 'Die Zeilen {from} bis {last} sind jünger als der letzte Anker.'
}

/** @returns the sentence of a finding, without its place */
export function sentenceOf(finding: Pick<Finding, 'code' | 'values'>, language: 'en' | 'de'): string {
  const text = (language === 'de' ? de : en)[finding.code]
  return text.replace(/\{(\w+)\}/g, (_whole, name: string) => String(finding.values[name] ?? ''))
}

/** @returns where a finding is: file, and entry or row */
export function placeOf(finding: Pick<Finding, 'file' | 'entry' | 'code'>, language: 'en' | 'de'): string {
  const row = /^(?:row|anchor|log|rows)-/.test(finding.code)
  const word = language === 'de' ? (row ? 'Zeile' : 'Eintrag') : row ? 'row' : 'entry'
  const entry = finding.entry === null ? '' : `${word} ${finding.entry}`
  return [finding.file, entry].filter((part) => part !== '').join(', ')
}
