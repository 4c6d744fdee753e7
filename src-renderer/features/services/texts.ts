export { de } from './texts-de.ts'

export const en = {
  title: 'Services',
  lead: 'What this installation answers by itself, by protocol: where, under which profile, and what happened there last.',
  add: 'Add service',
  new: {
    title: 'Add a service',
    lead: 'Choose the device or software, and the protocol follows; or choose the protocol yourself.',
    byDevice: 'For which device or software?',
    byProtocol: 'By protocol'
  },
  setup: {
    title: 'Set up devices',
    lead: 'At the end stands a recipe for the device, with the address and the secret in it.',
    made: '{{name}} is made',
    madeLead: 'Give the first device its secret, and set it up with the recipe.',
    confirm: 'Make service',
    summary: 'The service',
    toBeMade: '{{name}}, to be made',
    advised: '{{name}}, advised',
    name: 'Name of the service',
    nameHelp: 'Part of the address, so lower case, digits and dashes. It cannot be changed later.',
    open: 'Open the service',
    recipe: 'Recipe',
    staticWarning:
      'Discouraged. All devices show the same secret, so that it proves nothing about any of them. Take it only where a device knows nothing else, and limit the addresses that may ask.',
    approvalNote: 'The profile has to ask for approval: each request waits in the queue until somebody decides.',
    step: {
      device: 'Device',
      deviceLead: 'What is to get certificates?',
      deviceMissing: 'Choose a device or software.',
      protocol: 'Protocol',
      protocolLead: 'What the device speaks, and why it suits.',
      profile: 'Profile',
      profileLead: 'What the certificates say, and who decides about them.',
      profileMissing: 'Choose a profile, or say what the new one is called and who issues.',
      secret: 'Who gets in',
      secretLead: {
        scep: 'How a device shows that it may ask for its first certificate. It renews with that certificate.',
        est: 'How a device signs in for its first certificate. It renews with that certificate.',
        cmp: 'How a device protects its messages.'
      },
      validatorMissing: 'Write the address of the validator.',
      network: 'Network',
      networkLead: 'Where devices are. Limits here hold even when a secret leaks.',
      review: 'Review',
      reviewLead: 'The name is part of the address. Everything else can be changed later.',
      nameMissing: 'Write a name.',
      nameTaken: 'There is a service with this name already.'
    },
    profile: {
      existing: 'One that is there',
      existingHint: 'Profiles with an authority and keys that the protocol can use.',
      new: 'Make one for devices',
      newHint: 'From the starter for devices; its rules can be changed later.',
      mayNot: 'Your role may not make profiles.',
      none: 'No profile fits. Make one for devices.',
      help: 'It is offered through the protocol from then on.',
      hint: 'Issued by {{authority}} at once',
      hintApproval: 'Issued by {{authority}} after approval',
      name: 'Name of the profile',
      approval: 'Approval'
    },
    approval: { auto: 'At once', one: 'One person', two: 'Two people' },
    approvalHint: {
      auto: 'Whoever has a secret gets the certificate.',
      one: 'Each first request waits until somebody approves.',
      two: 'Each first request waits for two approvals.'
    },
    first: {
      challenge: 'The first device',
      challengeLead: 'It gets a secret for its name. It is shown once.',
      challengeMake: 'Make its secret',
      client: 'The first device',
      clientLead: 'It gets access for its name. The secret is shown once.',
      clientMake: 'Make its access',
      page: 'Account of the device manager',
      pageLead: 'The device manager signs in to the page with it and reads a challenge for each device.',
      pageMake: 'Make the account',
      nothing:
        'No secret is given out here: set the device up with the recipe, and find what it asks for under Enrolments.',
      shown: 'For the device, shown this once'
    }
  }
} as const
