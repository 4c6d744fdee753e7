export { de } from './texts-de.ts'

export const en = {
  title: 'What this touches',
  nothingBreaks: 'Nothing that Chancery knows of stops working.',
  onlyKnown: 'Only what this installation knows. Servers that use the certificate elsewhere are not seen.',
  more: 'All consequences and related certificates',
  andMore_one: 'and one more',
  andMore_other: 'and {{count}} more',
  moreThan: 'more than {{number}}',
  weight: { breaks: 'Stops working', changes: 'Changes', helps: 'Softens it' },
  effect: {
    authority: 'Authority {{name}}: its chain is refused',
    'certificates-beneath': '{{number}} certificates in force under {{name}}',
    'other-certificate-of-authority': 'The authority has another certificate: {{name}}',
    'service-certificate': '{{detail}} service {{name}} works with this certificate',
    'tls-server': 'TLS server of this installation: {{name}}',
    'service-under': '{{detail}} service {{name}} works under this authority',
    client: '{{detail}} client {{name}} signs in or renews with it',
    'same-key': 'The same key is in the certificate {{name}}',
    'key-place': 'The private key lies in: {{detail}}, {{name}}',
    'renewal-under-way': 'A renewal is under way: {{detail}}, {{name}}',
    successor: 'A newer certificate is there: {{name}}',
    location: 'Installed at {{name}}',
    note: 'Noted: {{name}}',
    crl: 'The CRL of {{name}} grows by {{number}} bytes; it has {{size}} now',
    ocsp: 'OCSP answers of {{name}} that were signed ahead are thrown away: {{number}}'
  },
  detail: {
    ocsp: 'OCSP',
    tsa: 'Time-stamp',
    scep: 'SCEP',
    est: 'EST',
    cmp: 'CMP',
    acme: 'ACME',
    profiles: 'Configuration profile',
    vault: 'vault',
    token: 'token',
    yubikey: 'YubiKey',
    request: 'request'
  }
}
