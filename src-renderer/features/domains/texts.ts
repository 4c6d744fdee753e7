export { de } from './texts-de.ts'

export const en = {
  title: 'Domains',
  lead: 'Whose names may be certified, how their control was proven, and until when that counts.',
  tab: { domains: 'Domains', mailboxes: 'Mailboxes', organizations: 'Organizations' },
  add: 'Add domain or mailbox',
  list: 'Domains',
  search: 'Part of a name',
  empty: {
    title: 'No domain yet',
    text: 'Prove once that a domain is yours, by a DNS record or a file, and every request for its names rests on that proof until it ends.'
  },
  nothing: { title: 'Nothing fits', text: 'No domain has this state or this name. Clear the filters to see all.' },
  column: {
    name: 'Name',
    state: 'State',
    method: 'How',
    covers: 'Covers',
    until: 'Counts until',
    untilTls: 'For public TLS until',
    next: 'Next',
    organization: 'Organization'
  },
  covers: { exact: 'This very name', subtree: 'The name, all below it and wildcards' },
  coversShort: { exact: 'This name', subtree: 'All below' },
  basis: {
    validated: 'Seen: the proof was looked for and found',
    asserted: 'Decided by a person; never enough for publicly trusted certificates'
  },
  next: {
    none: 'Nothing',
    publish: 'Publish it, then check',
    verify: 'Check',
    'renew-soon': 'Prove again soon',
    'prove-again': 'Prove again',
    'enter-token': 'Enter the token',
    'send-token': 'Send a token'
  },
  never: 'Never',
  notFor: 'Does not count',
  one: 'Domain',
  facts: 'Proof',
  field: {
    organization: 'Organization',
    method: 'How',
    basis: 'Basis',
    note: 'Why',
    covers: 'Covers',
    owner: 'Belongs to',
    verified: 'Proven',
    last: 'Last look',
    until: 'Counts until'
  },
  ends: {
    title: 'Until when it counts',
    lead: 'Who relies on a certificate decides how long a proof may be used again.',
    for: 'Certificates',
    rule: 'Rule',
    until: 'This proof counts until',
    private: 'Private, of this installation',
    privateRule_one: '{{count}} day, by the settings',
    privateRule_other: '{{count}} days, by the settings',
    tls: 'Publicly trusted TLS',
    tlsRule: '{{days}} days now',
    tlsThen: '{{days}} days from {{date}}',
    mail: 'Publicly trusted S/MIME',
    mailRule: '{{days}} days',
    shorter: 'A shorter period ends older proofs on its first day.'
  },
  evidence: 'What was seen, newest first',
  check: 'Check now',
  proveAgain: 'Prove again',
  otherProof: 'Choose another proof',
  stop: 'Stop certifying its names',
  resume: 'Allow its names again',
  remove: 'Remove',
  stopped: 'Names of {{name}} are not certified any more',
  resumed: 'Names of {{name}} may be certified again',
  removed: '{{name}} was removed',
  stopTitle: 'Stop certifying names of {{name}}?',
  stopText:
    'Requests for names within it are refused from now on. Certificates that exist stay valid, and the proof stays.',
  removeTitle: 'Remove {{name}}?',
  removeText:
    'Requests for names within it are refused from now on, where a profile asks for proof. Certificates that exist stay valid; all evidence stays in the ledger.',
  publish: {
    title: 'What to publish',
    txtLead: 'Add this record to the zone. It proves the domain, all names below it and wildcards.',
    fileLead: 'Put a file with this content on the web server. It proves this very name and none below it.',
    name: 'Name of the record',
    value: 'Value',
    line: 'As a line of a zone file',
    url: 'Address of the file',
    content: 'Content, and nothing else',
    saveFile: 'Save the file',
    expires: 'The value counts until {{date}} and serves once.',
    keep: 'Keep checking each minute while this page is open'
  },
  result: {
    back: 'Back to the request',
    open: 'Open the domain',
    list: 'Go to the list',
    verified: '{{name}} is proven',
    failed: 'The proof was not seen yet',
    what: 'What was seen',
    advice: {
      txt: 'A new record can take minutes to reach every name server, and what was there before stays in caches for its TTL. Compare name and value character by character, then check again.',
      file: 'Open the address in a browser: it has to answer with the value alone, as text, without sign-in. Then check again.'
    }
  },
  wizard: {
    title: 'Add a domain or mailbox',
    again: 'Prove {{name}}',
    name: {
      step: 'Name',
      lead: 'A domain whose names are to be certified, or a mail address.',
      label: 'Domain or mail address',
      help: 'For example example.com, or anna@example.com. A record for example.com also proves www.example.com.',
      organization: 'Organization',
      organizationHelp: 'Whose it is. Its policies decide who may use it.',
      need: 'Write a name.',
      wrong: {
        address: 'Without https://, port and path: the name alone.',
        wildcard: 'Without the asterisk: a TXT record for a domain proves its wildcards, too.',
        space: 'A name has no blanks.'
      }
    },
    method: {
      step: 'Proof',
      lead: 'How it is shown that whoever asks controls it.',
      label: 'Kind of proof',
      txt: 'TXT record',
      txtHint: 'A record in the DNS. Proves the domain, all names below it and wildcards.',
      file: 'File on the web server',
      fileHint: 'A file at a fixed address. Proves this very name, nothing below it.',
      operator: 'Authorised by an operator',
      operatorHint: 'Your decision, with the reason. Nothing is looked at; publicly trusted profiles never take it.',
      token: 'Token by mail',
      tokenHint: 'A token goes to the mailbox and comes back from there within 24 hours.',
      handOver: 'Token handed over',
      handOverHint: 'The token is shown here, and you pass it on yourself. That proof is your decision, and says so.',
      staff: 'Only staff with the permission to edit organizations may do this.',
      noMail: 'No mail server is set. Name one in the settings.'
    },
    act: {
      publish: 'Publish',
      publishLead: 'Publish it where your DNS or web server is run, then check.',
      decide: 'Decision',
      decideLead: 'The evidence will say who decided, when and why.',
      token: 'Token',
      tokenLead: 'The token counts once, for 24 hours and five tries.',
      basis: 'Why this domain may be certified',
      basisHelp: 'Contract, letter, own domain: what somebody asks for who looks at it years later.',
      until: 'Counts until',
      untilHelp: 'Left empty: the re-use period of the settings.',
      needProof: 'Check first; it goes on once the proof is seen.',
      authorize: 'Authorise'
    }
  },
  mailbox: {
    list: 'Mailboxes',
    one: 'Mailbox',
    address: 'Address',
    empty: {
      title: 'No mailbox yet',
      text: 'A mailbox is proven by a token that is sent to it. It also counts as proven while its domain is proven by a TXT record.'
    },
    send: 'Send a token',
    handOver: 'Show a token to hand over',
    enter: 'Enter the token',
    sent: 'A token was sent to {{address}}',
    proven: '{{address}} is proven',
    token: 'Token',
    tokenHelp: 'As it stands in the message.',
    verify: 'Verify',
    enterTitle: 'Enter the token of {{address}}',
    enterLead_one: '{{count}} try is left. The token counts until {{until}}.',
    enterLead_other: '{{count}} tries are left. The token counts until {{until}}.',
    handTitle: 'Token for {{address}}',
    handText:
      'Pass it on by a way that you trust. It is shown this once, counts for 24 hours, and is entered here when it comes back.',
    removeTitle: 'Remove {{address}}?',
    removeText:
      'Requests for it are refused from now on, where a profile asks for proof. All evidence stays in the ledger.',
    tokenState: 'Token sent',
    tries_one: '{{count}} try left',
    tries_other: '{{count}} tries left'
  },
  organization: {
    add: 'Add organization',
    one: 'Organization',
    edit: 'Edit {{name}}',
    column: {
      name: 'Name',
      state: 'State',
      names: 'Who may add names',
      caa: 'CAA',
      domains: 'Domains',
      mailboxes: 'Mailboxes',
      actions: 'Actions'
    },
    lead: 'Domains and mailboxes belong to an organization. Its policies say who may add names, and how CAA is looked at.',
    state: { active: 'Active', inactive: 'Inactive' },
    names: {
      'approved-only': 'Staff only',
      'approved-or-new': 'Requesters too',
      'new-per-requester': 'Requesters, each their own'
    },
    namesHint: {
      'approved-only': 'Requests are taken for names within domains that staff added and that stand.',
      'approved-or-new': 'Requesters may also add domains and prove them.',
      'new-per-requester': 'As before, and each domain belongs to who added it first.'
    },
    caa: {
      inherit: 'As the installation',
      off: 'Not looked at',
      warn: 'Looked at, never in the way',
      enforce: 'No certificate without permission'
    },
    field: { name: 'Name', names: 'Who may add names', caa: 'CAA for its domains', note: 'Note' },
    save: 'Save',
    saved: '{{name}} was saved',
    editAction: 'Edit',
    activate: 'Activate',
    deactivate: 'Deactivate',
    remove: 'Remove',
    removed: '{{name}} was removed',
    removeTitle: 'Remove {{name}}?',
    removeText: 'Only an organization without domains and mailboxes can be removed.'
  }
} as const
