export { de } from './texts-de.ts'

export const en = {
  title: 'Devices',
  lead: 'What has certificates by SCEP, EST and CMP, and when it was last in touch.',
  add: 'Let a device in',
  anyName: 'What the profile allows',
  ownSubject: 'The device’s own',
  asService: 'As the service says',
  summary: 'The access',
  new: {
    title: 'Let a device in',
    lead: 'The device makes its own key and asks by itself; here it gets the secret that lets it in.',
    confirm: 'Generate',
    made: 'Access for {{name}}',
    madeLead: 'Enter it in the device now. What the device asks for stands under the service’s enrolments.',
    shown: 'For the device, shown this once'
  },
  step: {
    protocol: 'Protocol',
    protocolLead: 'What does the device speak?',
    noService: 'No service of this protocol is switched on.',
    type: 'Certificate type',
    typeLead: 'Each service gives out certificates of one profile.',
    typeMissing: 'Choose a certificate type.',
    names: 'Names',
    namesLead: 'What the certificate may say. A request with other names is refused.',
    nameMissing: 'Write a name for the device.',
    validity: 'Validity',
    validityLead: 'How long the certificate holds, and how long the device has to fetch it.',
    signIn: 'Authentication',
    signInLead: 'With what the device shows who it is.',
    fileMissing: 'Choose the certificate of the device.',
    review: 'Review',
    reviewLead: 'The secret is made now and shown once.'
  },
  protocol: {
    scep: 'Ends in a challenge',
    acme: 'Ends in a credential (EAB)',
    est: 'Ends in a name and a password',
    cmp: 'Ends in a reference value and a secret',
    none: 'No service lets single devices in by it',
    noneAtAll: 'No service lets devices in yet. Add one first.',
    add: 'Add service'
  },
  type: { by: 'By the service {{service}}' },
  by: { secret: 'A secret', certificate: 'A certificate' },
  byHint: {
    secret: 'Made here, shown once.',
    certificate: 'One that the device has already; only this one lets it in.'
  },
  field: {
    name: 'Name of the device',
    nameHelp: {
      scep: 'In your words, or its identifier where devices are registered.',
      acme: 'In your words.',
      est: 'It is the user name as well.',
      cmp: 'In your words: it does not go into the device.'
    },
    subject: 'Subject',
    length: 'Secret good for',
    lengthHelp: {
      scep: 'Empty: as the service says.',
      acme: 'Empty: no end.',
      est: 'Empty: no end.',
      cmp: 'Empty: no end.'
    },
    unit: 'Unit',
    file: 'Certificate of the device'
  },
  unit: { minutes: 'minutes', hours: 'hours', days: 'days' }
} as const
