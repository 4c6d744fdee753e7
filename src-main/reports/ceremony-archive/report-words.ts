import type { TranscriptEntry } from '../../../src-shared/model/transcript.ts'

/** Words of the report of a ceremony. */
export interface ReportWords {
  readonly rehearsal: string
  readonly isRehearsal: string
  readonly isReal: string
  readonly began: string
  readonly ended: string
  readonly script: string
  readonly people: string
  readonly role: string
  readonly person: string
  readonly entries: string
  readonly confirmations: string
  readonly signers: string
  readonly certificate: string
  readonly steps: string
  readonly step: string
  readonly made: string
  readonly files: string
  readonly file: string
  readonly octets: string
  readonly close: string
  readonly closeText: string
  readonly transcriptHead: string
  readonly stamp: string
  readonly rfc3161: string
  readonly notPerformed: string
  readonly kinds: Readonly<Record<TranscriptEntry['kind'], string>>
}

export const reportWords: Readonly<Record<'en' | 'de', ReportWords>> = {
  en: {
    rehearsal: 'REHEARSAL',
    isRehearsal: 'This was a rehearsal. It proves that the script works, and nothing about a key.',
    isReal: 'Report of a ceremony. What is written here follows from the transcript in the same archive.',
    began: 'Began',
    ended: 'Ended',
    script: 'Script',
    people: 'Who took part',
    role: 'Role',
    person: 'Person',
    entries: 'Entries',
    confirmations: 'Sign-offs',
    signers: 'Who signs the archive',
    certificate: 'certificate',
    steps: 'What happened, in order',
    step: 'Step',
    made: 'What was made',
    files: 'Further files',
    file: 'File',
    octets: 'Octets',
    close: 'To compare',
    closeText:
      'Read the words aloud and compare them with what the verifier shows. The last entry stands for the whole transcript: one letter altered anywhere gives other words.',
    transcriptHead: 'Transcript',
    stamp: 'Time-stamp',
    rfc3161: 'RFC 3161, in signatures/manifest.tsr',
    notPerformed: 'Not performed',
    kinds: {
      opened: 'opened',
      'host-check': 'machine checked',
      'step-began': 'step began',
      'step-done': 'step done',
      confirmed: 'confirmed',
      witnessed: 'witnessed',
      digression: 'digression',
      attached: 'file attached',
      resumed: 'interrupted, gone on with',
      closed: 'closed',
      abandoned: 'abandoned'
    }
  },
  de: {
    rehearsal: 'PROBE',
    isRehearsal: 'Dies war eine Probe. Sie beweist, dass das Drehbuch trägt, und nichts über einen Schlüssel.',
    isReal: 'Bericht über eine Zeremonie. Was hier steht, folgt aus der Niederschrift im selben Archiv.',
    began: 'Beginn',
    ended: 'Ende',
    script: 'Drehbuch',
    people: 'Wer teilnahm',
    role: 'Rolle',
    person: 'Person',
    entries: 'Einträge',
    confirmations: 'Bestätigt',
    signers: 'Wer das Archiv unterschreibt',
    certificate: 'Zertifikat',
    steps: 'Was geschah, der Reihe nach',
    step: 'Schritt',
    made: 'Was entstand',
    files: 'Weitere Dateien',
    file: 'Datei',
    octets: 'Oktette',
    close: 'Zum Vergleichen',
    closeText:
      'Lesen Sie die Wörter vor und vergleichen Sie sie mit dem, was der Prüfer zeigt. Der letzte Eintrag steht für die ganze Niederschrift: ein anderer Buchstabe irgendwo gibt andere Wörter.',
    transcriptHead: 'Niederschrift',
    stamp: 'Zeitstempel',
    rfc3161: 'RFC 3161, in signatures/manifest.tsr',
    notPerformed: 'Nicht ausgeführt',
    kinds: {
      opened: 'eröffnet',
      'host-check': 'Maschine geprüft',
      'step-began': 'Schritt begonnen',
      'step-done': 'Schritt ausgeführt',
      confirmed: 'bestätigt',
      witnessed: 'bezeugt',
      digression: 'Abweichung',
      attached: 'Datei angehängt',
      resumed: 'unterbrochen, fortgesetzt',
      closed: 'geschlossen',
      abandoned: 'abgebrochen'
    }
  }
}
