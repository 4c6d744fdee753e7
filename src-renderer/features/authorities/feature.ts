import AccountTree from '@mui/icons-material/AccountTreeOutlined'
import type { Feature } from '../../feature.ts'

export const feature: Feature = {
  rail: {
    path: '/authorities',
    label: 'authorities:title',
    icon: AccountTree,
    group: 'authorities',
    order: 1,
    permission: 'authority.read'
  },
  routes: [
    {
      path: 'authorities',
      lazy: async () => ({ Component: (await import('./authorities-page.tsx')).AuthoritiesPage })
    },
    {
      path: 'authorities/new',
      lazy: async () => ({ Component: (await import('./create/create-page.tsx')).CreateAuthorityPage })
    },
    {
      path: 'authorities/import',
      lazy: async () => ({ Component: (await import('./import-page.tsx')).ImportAuthorityPage })
    },
    {
      path: 'authorities/:id',
      lazy: async () => ({ Component: (await import('./authority-page.tsx')).AuthorityPage })
    },
    {
      path: 'authorities/:id/settings',
      lazy: async () => ({ Component: (await import('./settings-page.tsx')).AuthoritySettingsPage })
    }
  ]
}
