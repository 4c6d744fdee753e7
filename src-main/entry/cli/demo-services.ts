import type { Call, StoryEvent } from './demo-story.ts'

const day = 86_400_000

/**
 * What answers by itself: OCSP, and an ACME service for machines that fetch their certificates, with credentials that
 * wait, have expired and were revoked.
 * @param now the time of the story
 */
export function demoServices(alice: Call, now: () => number): readonly StoryEvent[] {
  return [
    {
      daysAgo: 40,
      happen: async () => {
        await alice('profile.create', {
          name: 'Automatic web',
          starter: 'tls-server',
          authority: 'Harbour Issuing',
          approval: 'auto'
        })
        await alice('acme.create', {
          name: 'harbour',
          profile: 'Automatic web',
          eab: 'random',
          preapproved: ['*.quay.harbour.example'],
          default: true,
          settings: { website: 'http://pki.harbour.example' }
        })
        const { service } = await alice('acme.show', { service: 'harbour' })
        const { credential } = await alice('acme.eab-create', { service: service.id, name: 'Old gateway' })
        await alice('acme.eab-revoke', { id: credential.id })
      }
    },
    {
      daysAgo: 30,
      happen: async () => {
        await alice('acme.eab-create', { service: 'harbour', name: 'Summer interns', expires: now() + 20 * day })
      }
    },
    {
      daysAgo: 2,
      happen: async () => {
        await alice('acme.eab-create', {
          service: 'harbour',
          name: 'Quay reverse proxy',
          names: ['*.quay.harbour.example'],
          maxAccounts: 3
        })
      }
    },
    {
      daysAgo: 1,
      happen: async () => {
        await alice('ocsp.enable', { authority: 'Harbour Issuing' })
      }
    }
  ]
}
