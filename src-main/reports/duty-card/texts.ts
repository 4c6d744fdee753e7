import type { DutyKind } from '../../../src-shared/model/bundle.ts'

/** What the card says, in both languages. */
export interface CardTexts {
  readonly title: string
  readonly intro: string
  readonly foot: string
  readonly root: string
  readonly subject: string
  readonly fingerprint: string
  readonly ends: string
  readonly covered: string
  readonly noCrl: string
  readonly columns: readonly [what: string, about: string, doBy: string, lapses: string]
  readonly nothing: string
  readonly kinds: Readonly<Record<DutyKind, string>>
}

export const cardTexts: Readonly<Record<'en' | 'de', CardTexts>> = {
  en: {
    title: 'Duties of the root',
    intro: 'Keep this card with the key. Whoever opens the safe sees what has to be done, and by when.',
    foot: 'Duties of the root, as of',
    root: 'Root',
    subject: 'Subject',
    fingerprint: 'SHA-256 of the certificate',
    ends: 'Certificate ends',
    covered: 'CRLs reach until',
    noCrl: 'no CRL yet',
    columns: ['What', 'About', 'Do by', 'Lapses'],
    nothing: 'There is no root in this installation.',
    kinds: {
      'next-crl': 'Sign the next CRL',
      'crl-series': 'Sign the next series of CRLs',
      revocation: 'Put revocations on a CRL',
      'certificate-waiting': 'Sign a CSR',
      'subordinate-renewal': 'Renew a subordinate',
      'ocsp-responder': 'Renew an OCSP responder',
      'root-renewal': 'Prepare the next root',
      algorithm: 'Replace the algorithm'
    }
  },
  de: {
    title: 'Pflichten der Wurzel',
    intro: 'Diese Karte liegt beim Schlüssel. Wer den Tresor öffnet, sieht, was bis wann zu tun ist.',
    foot: 'Pflichten der Wurzel, Stand',
    root: 'Wurzel',
    subject: 'Inhaber',
    fingerprint: 'SHA-256 des Zertifikats',
    ends: 'Zertifikat endet',
    covered: 'Sperrlisten reichen bis',
    noCrl: 'noch keine Sperrliste',
    columns: ['Was', 'Worum es geht', 'Bis', 'Läuft ab'],
    nothing: 'In dieser Installation gibt es keine Wurzel.',
    kinds: {
      'next-crl': 'Nächste Sperrliste unterschreiben',
      'crl-series': 'Nächste Reihe von Sperrlisten unterschreiben',
      revocation: 'Sperrungen auf eine Sperrliste setzen',
      'certificate-waiting': 'CSR unterschreiben',
      'subordinate-renewal': 'Untergeordnete Stelle erneuern',
      'ocsp-responder': 'OCSP-Antwortdienst erneuern',
      'root-renewal': 'Nächste Wurzel vorbereiten',
      algorithm: 'Verfahren ersetzen'
    }
  }
}
