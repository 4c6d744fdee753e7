import type { SameKeys } from '../../texts.ts'
import { chartsDe, chartsEn } from './chart-texts.ts'

export const en = {
  title: 'Dashboard',
  charts: chartsEn,
  asOf: 'As of',
  counts: 'Certificates by state',
  notYetValid: 'Not yet valid',
  waiting: {
    title: 'Requests',
    waiting_one: '{{count}} waits for approval',
    waiting_other: '{{count}} wait for approval',
    oldest: 'The oldest since',
    queued_one: '{{count}} waits for the key of its authority',
    queued_other: '{{count}} wait for the key of their authority',
    none: 'Nothing waits for a decision.',
    open: 'Open the queue'
  },
  expiring: {
    title: 'How many certificates expire soon?',
    within: 'within {{count}} days'
  },
  perDay: {
    title: 'How many certificates were issued and revoked per day?',
    issued: 'issued',
    revoked: 'revoked',
    table: 'Show as a table',
    chart: 'Show as a chart',
    day: 'Day',
    none: 'Nothing was issued in these days.'
  },
  crlNotice: 'Show the calendar',
  tokenNeeded: '{{names}} cannot sign: {{token}}',
  tokenNotice: 'Show the token',
  authorities: { title: 'Authorities', next: 'next CRL by', until: 'valid until', none: 'No authority yet.' },
  reservations: {
    title_one: '{{count}} reservation was left open',
    title_other: '{{count}} reservations were left open',
    text: 'Chancery was stopped between reserving a serial number and recording the certificate. Each may be a certificate that nobody knows. Closing one puts its serial number on the CRL as revoked.',
    close: 'Put it on the CRL',
    confirmTitle: 'Close the reservation',
    confirm:
      'The serial number {{serial}} of {{authority}} goes on the next CRL as revoked. If a certificate with it exists, nobody will accept it.',
    done: 'The serial number is on the CRL'
  },
  services: {
    title: 'Services',
    served: 'Clients are served at',
    none: 'Nothing is served over the network. Switch on the listener in the settings.',
    open: 'Open the services'
  },
  backup: {
    title: 'Backup',
    last: 'Last copy',
    never: 'No copy was made yet.',
    make: 'Make a copy now',
    done: 'Copied to {{file}}'
  },
  start: {
    title: 'Begin here',
    lead: 'Three steps lead to the first certificate.',
    authority: {
      title: 'Make an authority',
      text: 'A root, or an issuing authority under it. Its key is made in the vault.',
      action: 'Make an authority'
    },
    profile: {
      title: 'Make a profile',
      text: 'A starter such as TLS server says what its certificates may contain and who approves them.',
      action: 'Make a profile'
    },
    request: { title: 'Send a request', text: 'With a CSR, or let Chancery make the key.', action: 'New request' },
    done: 'Done'
  }
} as const

export const de: SameKeys<typeof en> = {
  title: 'Übersicht',
  charts: chartsDe,
  asOf: 'Stand',
  counts: 'Zertifikate nach Zustand',
  notYetValid: 'Noch nicht gültig',
  waiting: {
    title: 'Anträge',
    waiting_one: '{{count}} wartet auf Genehmigung',
    waiting_other: '{{count}} warten auf Genehmigung',
    oldest: 'Der älteste seit',
    queued_one: '{{count}} wartet auf den Schlüssel seiner Stelle',
    queued_other: '{{count}} warten auf den Schlüssel ihrer Stelle',
    none: 'Nichts wartet auf eine Entscheidung.',
    open: 'Liste öffnen'
  },
  expiring: {
    title: 'Wie viele Zertifikate laufen bald ab?',
    within: 'in {{count}} Tagen'
  },
  perDay: {
    title: 'Wie viele Zertifikate wurden täglich ausgestellt und gesperrt?',
    issued: 'ausgestellt',
    revoked: 'gesperrt',
    table: 'Als Tabelle zeigen',
    chart: 'Als Bild zeigen',
    day: 'Tag',
    none: 'In diesen Tagen wurde nichts ausgestellt.'
  },
  crlNotice: 'Kalender zeigen',
  tokenNeeded: '{{names}} kann nicht unterschreiben: {{token}}',
  tokenNotice: 'Token zeigen',
  authorities: {
    title: 'Zertifizierungsstellen',
    next: 'nächste Sperrliste bis',
    until: 'gültig bis',
    none: 'Noch keine Stelle.'
  },
  reservations: {
    title_one: '{{count}} Reservierung blieb offen',
    title_other: '{{count}} Reservierungen blieben offen',
    text: 'Chancery wurde zwischen dem Reservieren einer Seriennummer und dem Aufzeichnen des Zertifikats angehalten. Jede kann ein Zertifikat sein, das niemand kennt. Beim Schließen kommt die Seriennummer als gesperrt auf die Sperrliste.',
    close: 'Auf die Sperrliste setzen',
    confirmTitle: 'Reservierung schließen',
    confirm:
      'Die Seriennummer {{serial}} von {{authority}} kommt als gesperrt auf die nächste Sperrliste. Gibt es ein Zertifikat mit ihr, nimmt es niemand an.',
    done: 'Die Seriennummer steht auf der Sperrliste'
  },
  services: {
    title: 'Dienste',
    served: 'Clients werden bedient unter',
    none: 'Über das Netz wird nichts bedient. Einschalten lässt es sich in den Einstellungen.',
    open: 'Dienste öffnen'
  },
  backup: {
    title: 'Sicherung',
    last: 'Letzte Kopie',
    never: 'Noch keine Kopie.',
    make: 'Jetzt eine Kopie machen',
    done: 'Kopiert nach {{file}}'
  },
  start: {
    title: 'Beginnen Sie hier',
    lead: 'Drei Schritte führen zum ersten Zertifikat.',
    authority: {
      title: 'Eine Stelle anlegen',
      text: 'Eine Wurzel oder darunter eine ausstellende Stelle. Ihr Schlüssel entsteht im Tresor.',
      action: 'Stelle anlegen'
    },
    profile: {
      title: 'Ein Profil anlegen',
      text: 'Eine Vorlage wie TLS-Server sagt, was im Zertifikat stehen darf und wer es genehmigt.',
      action: 'Profil anlegen'
    },
    request: {
      title: 'Einen Antrag stellen',
      text: 'Mit einem CSR, oder lassen Sie Chancery den Schlüssel machen.',
      action: 'Neuer Antrag'
    },
    done: 'Erledigt'
  }
}
