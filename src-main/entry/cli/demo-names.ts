import type { Call, StoryEvent } from './demo-story.ts'

const day = 86_400_000

/**
 * Whose names are certified: domains that stand, end soon, have ended, wait and were stopped, and two mailboxes. Nothing of
 * it needs a network: the proofs are decisions of an operator and tokens that were handed over.
 * @param now the time of the story
 */
export function demoNames(alice: Call, now: () => number): readonly StoryEvent[] {
  return [
    {
      daysAgo: 395,
      happen: async () => {
        await alice('organization.update', {
          organization: 1,
          name: 'Harbour Works',
          note: 'Everything that the port runs itself.'
        })
        await alice('domain.authorize', {
          name: 'old-quay.example',
          basis: 'Inherited with the old quay; letter of the port authority.',
          until: now() + 300 * day
        })
      }
    },
    {
      daysAgo: 120,
      happen: async () => {
        await alice('organization.create', {
          name: 'Harbour Sailing Club',
          names: 'approved-or-new',
          note: 'Guests of the port, with a domain of their own.'
        })
        await alice('domain.authorize', {
          name: 'sailing.example',
          organization: 'Harbour Sailing Club',
          basis: 'Signed by the club; contract 41.',
          until: now() + 132 * day
        })
        await alice('domain.authorize', { name: 'ferry.example', basis: 'Own domain until the ferry line was sold.' })
      }
    },
    {
      daysAgo: 28,
      happen: async () => {
        await alice('domain.authorize', { name: 'harbour.example', basis: 'Own domain; registered by the port.' })
        const { profile } = await alice('profile.create', {
          name: 'Proven web',
          starter: 'tls-server',
          authority: 'Harbour Issuing',
          approval: 'one'
        })
        await alice('profile.revise', {
          profile: profile.id,
          content: { ...profile.content, proof: { ...profile.content.proof, domains: 'required' } },
          note: 'Names must lie within a proven domain.'
        })
        await alice('domain.disable', { name: 'ferry.example' })
      }
    },
    {
      daysAgo: 6,
      happen: async () => {
        await alice('request.submit', {
          profile: 'Proven web',
          keyAlgorithm: 'P-256',
          asked: {
            subject: [{ type: 'CN', value: 'tides.harbour.example' }],
            alternativeNames: [{ type: 'dns', value: 'tides.harbour.example' }],
            validity: { duration: '90d' }
          },
          note: 'Tide tables for the public.'
        })
      }
    },
    {
      daysAgo: 2,
      happen: async () => {
        await alice('domain.add', { name: 'lighthouse.example', method: 'txt' })
        await alice('domain.add', { name: 'buoys.example', method: 'file' })
        const anna = { address: 'amara.diallo@harbour.example', handOver: true }
        const { token } = await alice('mailbox.add', anna)
        if (token !== null) await alice('mailbox.verify', { address: anna.address, token })
      }
    },
    {
      daysAgo: 0,
      happen: async () => {
        await alice('mailbox.add', { address: 'tomas.novak@harbour.example', handOver: true })
      }
    }
  ]
}
