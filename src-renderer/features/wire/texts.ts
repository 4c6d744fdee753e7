import type { SameKeys } from '../../texts.ts'
import { german } from './texts-de.ts'

export const en = {
  title: 'Wire inspector',
  lead: 'Keeps what clients and services say to each other, while you want it, and takes it apart step by step.',
  protocol: { scep: 'SCEP', est: 'EST', cmp: 'CMP', acme: 'ACME', ocsp: 'OCSP', tsa: 'Time-stamps' },
  start: {
    action: 'Record',
    title: 'Record exchanges',
    consequence:
      'Every exchange is kept with its secrets masked: passwords, challenge passwords and private keys are never stored. The recording ends by itself.',
    protocol: 'Protocol',
    service: 'Service',
    serviceHelp: {
      one: 'One of them, or all of the protocol.',
      none: 'There is none yet; what is made later is recorded too.',
      all: 'All authorities answer at one address.'
    },
    minutes: 'Minutes',
    exchanges: 'Most exchanges',
    days: 'Days to keep them'
  },
  running: {
    text: '{{what}}: {{count}} of at most {{most}} exchanges',
    until: 'ends',
    all: 'all services',
    stop: 'Stop'
  },
  export: 'Export as HAR',
  delete: {
    action: 'Delete all',
    title: 'Delete every kept exchange',
    consequence: 'The exchanges are deleted from the database. Certificates, requests and the audit log stay.',
    done: 'Deleted exchanges: {{count}}.'
  },
  list: 'Exchanges',
  search: 'Search by path, operation or reason',
  filter: { protocol: 'Protocol', outcome: 'Outcome' },
  outcome: {
    answered: 'Answered',
    waiting: 'Waiting',
    refused: 'Refused',
    failed: 'Failed',
    'not-performed': 'Not performed'
  },
  column: {
    operation: 'Asked for',
    outcome: 'Outcome',
    service: 'Service',
    peer: 'From',
    reason: 'Reason',
    at: 'Time',
    status: 'HTTP',
    ms: 'Took'
  },
  took: '{{ms}} ms',
  empty: {
    title: 'Nothing is recorded',
    text: 'Press Record, let the device try again, and its messages stand here.'
  },
  nothing: { title: 'No exchange fits', text: 'Change the search or remove a filter.' },
  one: 'Exchange {{id}}',
  facts: 'What happened',
  asked: 'Request',
  kept: 'Deleted',
  masked: 'Masked',
  side: { request: 'What the client sent', answer: 'What was answered' },
  step: {
    http: 'HTTP',
    base64: 'Base64',
    multipart: 'Several parts',
    jws: 'JWS header and signature',
    'jws-payload': 'JWS payload',
    json: 'JSON',
    pem: 'PEM',
    'cms-signed': 'Signed message (CMS)',
    'cms-enveloped': 'Encrypted message (CMS)',
    'scep-message': 'SCEP message',
    csr: 'Certificate request',
    certificate: 'Certificate',
    'pki-header': 'CMP header',
    'pki-body': 'CMP body',
    'pki-protection': 'CMP protection',
    cmc: 'CMC',
    'ocsp-request': 'OCSP request',
    'ocsp-response': 'OCSP response',
    'tsp-request': 'Time-stamp request',
    'tsp-response': 'Time-stamp response',
    'tsp-token': 'Time-stamp',
    text: 'Text',
    refusal: 'Refusal'
  },
  state: { ok: 'OK', failed: 'Failed', 'not-performed': 'Not checked' },
  tree: { show: 'Show ASN.1', hide: 'Hide ASN.1' },
  bytes: { title: 'Bytes', request: 'Request', answer: 'Answer', none: 'There is no body.' },
  replay: {
    action: 'Replay',
    title: 'Replay against a test authority',
    lead: 'The message is given to a copy of this installation in memory. Its keys were made for the test, so that nothing of the real authority is signed, and nothing stays. It shows what would be answered now.',
    test: 'TEST',
    authorization: 'Name and password',
    authorizationHelp: 'As name:password. What the client sent was masked.',
    run: 'Replay now',
    same: 'The same as then.',
    changed: 'Something else than then.'
  }
} as const

export const de: SameKeys<typeof en> = german
