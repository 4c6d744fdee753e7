import type { SameKeys } from '../../texts.ts'

export const en = {
  title: 'Compare',
  lead: 'Two certificates, requests, CRLs or any two files, field by field and byte for byte.',
  before: 'Before',
  after: 'After',
  number: 'Number of a certificate',
  choose: '{{side}}: choose a file',
  profiles: 'Two revisions of a profile are compared on the page of the profile',
  crls: 'Two CRLs of an authority, with their certificates',
  identical: 'Every byte is the same',
  differences_one: 'One field differs',
  differences_other: '{{count}} fields differ',
  all: 'All {{count}} fields',
  fields: 'Fields',
  asn1: 'ASN.1 elements that differ: {{count}}',
  asn1Lead: 'The innermost elements that are not the same, with their places.',
  asn1More: '{{count}} more are not listed.',
  kind: { certificate: 'certificate', csr: 'request', crl: 'CRL', 'public-key': 'public key', asn1: 'ASN.1' }
}

export const de: SameKeys<typeof en> = {
  title: 'Vergleichen',
  lead: 'Zwei Zertifikate, Anträge, Sperrlisten oder beliebige Dateien, Feld für Feld und Byte für Byte.',
  before: 'Vorher',
  after: 'Nachher',
  number: 'Nummer eines Zertifikats',
  choose: '{{side}}: Datei wählen',
  profiles: 'Zwei Fassungen eines Profils werden auf der Seite des Profils verglichen',
  crls: 'Zwei Sperrlisten einer Zertifizierungsstelle, mit ihren Zertifikaten',
  identical: 'Jedes Byte ist gleich',
  differences_one: 'Ein Feld unterscheidet sich',
  differences_other: '{{count}} Felder unterscheiden sich',
  all: 'Alle {{count}} Felder',
  fields: 'Felder',
  asn1: 'ASN.1-Elemente, die sich unterscheiden: {{count}}',
  asn1Lead: 'Die innersten Elemente, die nicht gleich sind, mit ihren Stellen.',
  asn1More: '{{count}} weitere sind nicht aufgeführt.',
  kind: {
    certificate: 'Zertifikat',
    csr: 'Antrag',
    crl: 'Sperrliste',
    'public-key': 'öffentlicher Schlüssel',
    asn1: 'ASN.1'
  }
}
