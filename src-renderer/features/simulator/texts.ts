export { de } from './texts-de.ts'

export const en = {
  title: 'Policy simulator',
  lead: 'Tries requests of the past against changed rules: who would be refused and why, who would get another certificate. Nothing is issued.',
  what: 'What is tried',
  profile: 'Profile',
  last: 'The newest so many requests',
  revision: 'Revision {{number}} {{note}}',
  unchanged: 'As it is',
  durationHelp: 'For example 90d or 1y. Empty: as it is.',
  keysHelp: 'For example P-256, P-384. Empty: as it is.',
  run: 'Try',
  result_one: 'One request of {{name}} tried',
  result_other: '{{count}} requests of {{name}} tried',
  resultLead:
    'Each request is judged as if it came in now, once under the present rules and once under the changed ones. Nobody outside is asked about names.',
  stopped: 'Stopped before the end.',
  changes: 'Changed rules',
  requests: 'Requests that are not the same',
  more: '{{count}} more are not shown.',
  request: 'Request {{id}}',
  differences: 'Differences of request {{id}}',
  rule: {
    revision: 'Another revision',
    validity: 'Validity',
    maximumValidity: 'Longest validity that may be chosen',
    keyAlgorithms: 'Kinds of keys',
    publicTrust: 'Rules that are checked',
    warnings: 'Warnings of the lint',
    field: 'Rule',
    before: 'Now',
    after: 'Changed'
  },
  trust: { none: 'Private', tls: 'Public TLS', smime: 'Public S/MIME' },
  warn: { show: 'Shown', refuse: 'Refuse the request' },
  verdict: {
    'newly-refused': 'Would be refused',
    differs: 'Another certificate',
    'newly-accepted': 'Would be accepted now',
    'refused-either-way': 'Refused either way',
    unreadable: 'Cannot be tried',
    same: 'The same'
  }
}
