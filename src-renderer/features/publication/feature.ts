import Publish from '@mui/icons-material/PublishOutlined'
import type { Feature } from '../../feature.ts'

export const feature: Feature = {
  rail: {
    path: '/publication',
    label: 'publication:title',
    icon: Publish,
    group: 'revocation',
    order: 1,
    permission: 'crl.read'
  },
  routes: [
    {
      path: 'publication',
      lazy: async () => ({ Component: (await import('./publication-page.tsx')).PublicationPage })
    },
    { path: 'publication/diff', lazy: async () => ({ Component: (await import('./diff-page.tsx')).DiffPage }) },
    {
      path: 'publication/policy/:id',
      lazy: async () => ({ Component: (await import('./policy-page.tsx')).PolicyPage })
    },
    {
      path: 'publication/profile/:id',
      lazy: async () => ({ Component: (await import('./profile-page.tsx')).ProfilePage })
    },
    { path: 'publication/:id', lazy: async () => ({ Component: (await import('./crl-page.tsx')).CrlPage }) }
  ]
}
