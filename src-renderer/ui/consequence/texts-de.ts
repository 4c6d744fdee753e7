import type { SameKeys } from '../../texts.ts'
import type { en } from './texts.ts'

export const de: SameKeys<typeof en> = {
  title: 'Was das berührt',
  nothingBreaks: 'Nichts, wovon Chancery weiß, hört auf zu arbeiten.',
  onlyKnown: 'Nur was diese Installation weiß. Server, die das Zertifikat anderswo benutzen, sieht sie nicht.',
  more: 'Alle Folgen und verwandte Zertifikate',
  andMore_one: 'und eine weitere',
  andMore_other: 'und {{count}} weitere',
  moreThan: 'mehr als {{number}}',
  weight: { breaks: 'Hört auf zu arbeiten', changes: 'Ändert sich', helps: 'Mildert es' },
  effect: {
    authority: 'Zertifizierungsstelle {{name}}: ihre Kette wird abgelehnt',
    'certificates-beneath': '{{number}} gültige Zertifikate unter {{name}}',
    'other-certificate-of-authority': 'Die Zertifizierungsstelle hat ein weiteres Zertifikat: {{name}}',
    'service-certificate': '{{detail}}-Dienst {{name}} arbeitet mit diesem Zertifikat',
    'tls-server': 'TLS-Server dieser Installation: {{name}}',
    'service-under': '{{detail}}-Dienst {{name}} arbeitet unter dieser Stelle',
    client: '{{detail}}-Client {{name}} meldet sich damit an oder erneuert damit',
    'same-key': 'Derselbe Schlüssel ist im Zertifikat {{name}}',
    'key-place': 'Der private Schlüssel liegt hier: {{detail}}, {{name}}',
    'renewal-under-way': 'Eine Erneuerung läuft: {{detail}}, {{name}}',
    successor: 'Ein neueres Zertifikat ist da: {{name}}',
    location: 'Eingebaut in {{name}}',
    note: 'Vermerkt: {{name}}',
    crl: 'Die Sperrliste von {{name}} wächst um {{number}} Byte; jetzt hat sie {{size}}',
    ocsp: 'Im Voraus signierte OCSP-Antworten von {{name}}, die verworfen werden: {{number}}'
  },
  detail: {
    ocsp: 'OCSP',
    tsa: 'Zeitstempel',
    scep: 'SCEP',
    est: 'EST',
    cmp: 'CMP',
    acme: 'ACME',
    profiles: 'Konfigurationsprofil',
    vault: 'Tresor',
    token: 'Token',
    yubikey: 'YubiKey',
    request: 'Antrag'
  }
}
