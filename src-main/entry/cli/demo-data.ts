import type { AskedContent } from '../../../src-shared/model/request.ts'
import type { FinalRevocationReason } from '../../../src-shared/model/revocation.ts'

/** One certificate of the demonstration: when it was issued, for how long, and what became of it. */
export interface DemoCertificate {
  readonly profile: string
  readonly key: string
  readonly daysAgo: number
  readonly asked: AskedContent
  readonly fate?:
    | {
        readonly kind: 'revoked'
        readonly daysAgo: number
        readonly reason: FinalRevocationReason
        readonly comment: string
      }
    | { readonly kind: 'suspended'; readonly daysAgo: number; readonly comment: string }
    | { readonly kind: 'superseded'; readonly daysAgo: number; readonly asked: AskedContent }
}

export interface DemoRequest {
  readonly profile: string
  readonly daysAgo: number
  readonly asked: AskedContent
  readonly note: string
  readonly outcome: 'wait' | 'decline' | 'approve'
}

const web = (host: string, days: number, ...more: string[]): AskedContent => ({
  subject: [
    { type: 'CN', value: `${host}.harbour.example` },
    { type: 'O', value: 'Harbour Works' }
  ],
  alternativeNames: [host, ...more].map((name) => ({ type: 'dns' as const, value: `${name}.harbour.example` })),
  validity: { duration: `${days}d` }
})

const named = (name: string, days: number): AskedContent => ({
  subject: [
    { type: 'CN', value: name },
    { type: 'O', value: 'Harbour Works' }
  ],
  validity: { duration: `${days}d` }
})

const mail = (name: string, days: number): AskedContent => ({
  ...named(name, days),
  alternativeNames: [{ type: 'email', value: `${name.toLowerCase().replaceAll(' ', '.')}@harbour.example` }]
})

const server = (daysAgo: number, asked: AskedContent, fate?: DemoCertificate['fate']): DemoCertificate => ({
  profile: 'Web server',
  key: 'P-256',
  daysAgo,
  asked,
  ...(fate === undefined ? {} : { fate })
})
const client = (daysAgo: number, name: string, days: number, fate?: DemoCertificate['fate']): DemoCertificate => ({
  profile: 'Service client',
  key: 'P-256',
  daysAgo,
  asked: named(name, days),
  ...(fate === undefined ? {} : { fate })
})
const person = (daysAgo: number, name: string, days: number, fate?: DemoCertificate['fate']): DemoCertificate => ({
  profile: 'Mail',
  key: 'RSA-2048',
  daysAgo,
  asked: mail(name, days),
  ...(fate === undefined ? {} : { fate })
})
const machine = (daysAgo: number, name: string, days: number, fate?: DemoCertificate['fate']): DemoCertificate => ({
  profile: 'Device',
  key: daysAgo % 2 === 0 ? 'P-256' : 'Ed25519',
  daysAgo,
  asked: named(name, days),
  ...(fate === undefined ? {} : { fate })
})
const revoked = (daysAgo: number, reason: FinalRevocationReason, comment: string): DemoCertificate['fate'] => ({
  kind: 'revoked',
  daysAgo,
  reason,
  comment
})

/** Forty certificates (with their successors): active, expiring, expired, suspended, revoked and superseded. */
export const demoCertificates: readonly DemoCertificate[] = [
  server(390, web('www', 365, 'shop')),
  server(380, web('intranet', 90)),
  server(60, web('mail', 365), { kind: 'suspended', daysAgo: 4, comment: 'The machine is being looked at.' }),
  server(200, web('git', 365), revoked(33, 'keyCompromise', 'The key was found in a public repository.')),
  server(80, web('vpn', 90)),
  server(83, web('files', 90)),
  server(45, web('wiki', 365)),
  server(30, web('tickets', 365)),
  server(24, web('www', 365, 'shop', 'blog')),
  server(300, web('old-shop', 365), revoked(120, 'cessationOfOperation', 'The shop moved to www.')),
  server(150, web('api', 365), {
    kind: 'superseded',
    daysAgo: 12,
    asked: web('api', 365, 'api-v2')
  }),
  server(20, web('status', 365)),
  server(15, web('registry', 365)),
  server(5, web('metrics', 365)),
  client(370, 'Invoice service', 180),
  client(350, 'Stock sync', 300),
  client(100, 'Billing export', 365),
  client(70, 'Backup runner', 365, revoked(21, 'superseded', 'Replaced by a key on the new machine.')),
  client(20, 'Backup runner 2', 365),
  client(85, 'Log shipper', 100),
  client(40, 'Crane telemetry', 365),
  client(10, 'Port authority link', 365),
  client(160, 'Customs gateway', 365, { kind: 'superseded', daysAgo: 8, asked: named('Customs gateway', 365) }),
  person(320, 'Chiara Ricci', 300),
  person(210, 'Tomas Novak', 365),
  person(190, 'Mei Lin', 365, revoked(50, 'affiliationChanged', 'Moved to the sister company.')),
  person(90, 'Amara Diallo', 365),
  person(75, 'Jonas Weber', 95),
  person(18, 'Sofia Costa', 365, { kind: 'suspended', daysAgo: 2, comment: 'Card reported lost.' }),
  machine(365, 'Crane 1', 700),
  machine(364, 'Crane 2', 700),
  machine(363, 'Gate north', 200),
  machine(300, 'Gate south', 310),
  machine(250, 'Weighbridge', 700, revoked(100, 'unspecified', 'Scrapped.')),
  machine(111, 'Camera quay A', 365),
  machine(110, 'Camera quay B', 365),
  machine(9, 'Buoy 17', 365),
  machine(3, 'Buoy 18', 365)
]

/** What waits on the approver's desk, and one that was declined. */
export const demoRequests: readonly DemoRequest[] = [
  { profile: 'Web server', daysAgo: 6, asked: web('finance', 365), note: 'For the new ledger.', outcome: 'decline' },
  { profile: 'Web server', daysAgo: 3, asked: web('chat', 365), note: 'Replaces the old messenger.', outcome: 'wait' },
  { profile: 'Web server', daysAgo: 2, asked: web('maps', 365, 'tiles'), note: '', outcome: 'wait' },
  {
    profile: 'Code signing',
    daysAgo: 2,
    asked: named('Harbour Works Build', 365),
    note: 'For the yearly release.',
    outcome: 'approve'
  },
  { profile: 'Web server', daysAgo: 1, asked: web('crew', 365), note: 'Needed before Friday.', outcome: 'wait' },
  { profile: 'Web server', daysAgo: 0, asked: web('payroll', 365), note: '', outcome: 'wait' }
]
