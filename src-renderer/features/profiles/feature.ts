import Description from '@mui/icons-material/DescriptionOutlined'
import type { Feature } from '../../feature.ts'

export const feature: Feature = {
  rail: {
    path: '/profiles',
    label: 'profiles:title',
    icon: Description,
    group: 'authorities',
    order: 3,
    permission: 'profile.read'
  },
  routes: [
    { path: 'profiles', lazy: async () => ({ Component: (await import('./profiles-page.tsx')).ProfilesPage }) },
    { path: 'profiles/new', lazy: async () => ({ Component: (await import('./new-page.tsx')).NewProfilePage }) },
    { path: 'profiles/:id', lazy: async () => ({ Component: (await import('./profile-page.tsx')).ProfilePage }) },
    {
      path: 'profiles/:id/edit',
      lazy: async () => ({ Component: (await import('./edit/edit-page.tsx')).EditProfilePage })
    }
  ]
}
